/**
 * Code lenses: the size of each table, list and object, what it costs, and what it saves, above it. Off unless
 * `toon.tokens.codeLens` is on.
 */
import type { CodeLens, DocumentSymbol } from "vscode-languageserver-types";
import type { ToonDocument } from "../language";
import { type Baseline, type Mark, type Meter, tokenCount } from "../savings";
import { blockCost } from "./blockCost";
import { documentSymbols } from "./documentSymbols";

/** Levels of nesting that get lenses: deeper ones would bury the text. */
const LEVELS = 2;
/** Lenses in one document at most. */
const LIMIT = 200;

export interface LensOptions {
	/** What the savings are measured against; shares of YAML are not known, so that is compact JSON. */
	readonly baseline: Baseline;
	/** `~` in front of numbers that are an estimate. */
	readonly mark: Mark;
}

/** @param meter Its counts must be settled. */
export function codeLenses(document: ToonDocument, meter: Meter, options: LensOptions): CodeLens[] {
	const lenses: CodeLens[] = [];
	let symbols: readonly DocumentSymbol[] = documentSymbols(document);
	for (let level = 0; level < LEVELS; level++) {
		for (const { range, selectionRange } of symbols) {
			const isBlock = range.end.line > range.start.line;
			if (!isBlock || lenses.length >= LIMIT) continue;
			const parts = [sizeOf(document, range.start.line), ...costs(document, meter, range.start.line, options)];
			const title = parts.filter((part) => part !== undefined).join(" · ");
			lenses.push({ range: selectionRange, command: { title, command: "toon.tokenMenu" } });
		}
		symbols = symbols.flatMap(({ children = [] }) => children);
	}
	return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** `5 rows × 4 columns`, `3 items`; undefined for an object. */
function sizeOf(document: ToonDocument, line: number): string | undefined {
	const { header, kind, tokens } = document.line(line);
	if (header === undefined) return undefined;
	if (kind !== "table-header" && kind !== "keyed-table-header") return counted(header.count, "item");
	const columns = new Set(
		tokens.flatMap(({ type, cell }) => (type === "field-name" && cell !== undefined ? [cell] : [])),
	);
	const rows = counted(header.count, kind === "table-header" ? "row" : "entr");
	return `${rows} × ${counted(columns.size, "column")}`;
}

/** Tokens of the block, and what they are beside its share of the JSON. */
function costs(document: ToonDocument, meter: Meter, line: number, { baseline, mark }: LensOptions): string[] {
	const cost = blockCost(document, meter, line, baseline);
	if (cost === undefined) return [];
	return [tokenCount(cost.toon, mark), ...(cost.words === undefined ? [] : [cost.words])];
}

function counted(count: number, noun: string): string {
	const one = noun === "entr" ? "entry" : noun;
	const many = noun === "entr" ? "entries" : `${noun}s`;
	return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
