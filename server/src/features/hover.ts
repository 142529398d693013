/** Hover: what a key, a table or a column costs in tokens, and which column a cell belongs to. */
import { type Hover, MarkupKind } from "vscode-languageserver-types";
import type { Position, SyntaxLine, SyntaxToken, ToonDocument } from "../language";
import { type Baseline, ColumnCosts, grouped, type Mark, type Meter, tokenCount } from "../savings";
import type { TokenCounter } from "../tokens";
import { blockCost } from "./blockCost";
import { blockAt } from "./blocks";
import { codeSpan } from "./markdown";

export interface HoverCounting {
	/** Its counts must be settled. */
	readonly meter: Meter;
	readonly counter: TokenCounter;
	/** Encoding, `~` in front where it is an estimate. */
	readonly label: string;
	/** What the savings are measured against. */
	readonly baseline: Baseline;
	/** What people call line 0 of the document, less one: it may stand in a larger file. */
	readonly firstLine: number;
	/** Lets other work go on; false when the document is not the same any more. */
	readonly pause: () => Promise<boolean>;
}

/** Milliseconds of counting between two pauses. */
const SLICE = 10;

/** Shown for keys, headers, field names and cells; nothing elsewhere. */
export async function hover(
	document: ToonDocument,
	position: Position,
	counting: HoverCounting,
): Promise<Hover | undefined> {
	const line = document.line(position.line);
	const token = line.tokens.find(({ range }) => covers(range, position));
	if (token === undefined) return undefined;
	const text = await describe(document, line, token, counting);
	if (text === undefined) return undefined;
	return { contents: { kind: MarkupKind.Markdown, value: text }, range: token.range };
}

function describe(
	document: ToonDocument,
	line: SyntaxLine,
	token: SyntaxToken,
	counting: HoverCounting,
): string | undefined | Promise<string | undefined> {
	if (token.type === "field-name" && token.cell !== undefined) return column(document, line, token.cell, counting);
	if (token.cell !== undefined && line.table !== undefined && token.type !== "delimiter")
		return cell(line, token.cell, counting.firstLine);
	if (token.type === "key" || token.type === "bracket" || token.type === "length") return key(document, line, counting);
	return undefined;
}

/** A key with all that belongs to it, and its share of the same value as JSON. */
function key(document: ToonDocument, line: SyntaxLine, counting: HoverCounting): string | undefined {
	const { meter, label, baseline } = counting;
	const cost = blockCost(document, meter, line.line, baseline);
	if (cost === undefined) return undefined;
	const total = meter.counts.toon;
	const share = total === 0 ? 100 : (cost.toon / total) * 100;
	const { header } = line;
	const member = line.kind === "table-header" ? "row" : line.kind === "keyed-table-header" ? "entry" : "item";
	const parts = [
		...(line.key === undefined ? [] : [codeSpan(line.key)]),
		...(header === undefined ? [] : [plural(header.count, member)]),
		`${tokenCount(cost.toon, markOf(label))} (${plain(label.replace("~", ""))}), ${share.toFixed(1)} % of the document`,
		...(cost.words === undefined || cost.other === null ? [] : [`${cost.words} (${grouped(cost.other)})`]),
	];
	return parts.join(" · ");
}

const markOf = (label: string): Mark => (label.startsWith("~") ? "~" : "");

/** What the rows of a table would cost less without a column. */
async function column(
	document: ToonDocument,
	line: SyntaxLine,
	index: number,
	{ counter, label, pause }: HoverCounting,
): Promise<string | undefined> {
	const block = blockAt(document, line.line);
	if (block === undefined) return undefined;
	const columns = new ColumnCosts(document, counter, line.line, block.range.end.line);
	while (!columns.step(SLICE)) if (!(await pause())) return undefined;
	const cost = columns.costs[index];
	if (cost === undefined) return undefined;
	const rows = line.header?.count ?? 0;
	const each = rows === 0 ? "" : `, ${(cost / rows).toFixed(1)} a row`;
	return `Column ${index + 1} · ${tokenCount(cost, markOf(label))} (${plain(label.replace("~", ""))}) more than without it${each}`;
}

function cell({ table, parentLine }: SyntaxLine, index: number, firstLine: number): string | undefined {
	const path = table?.leaves[index];
	if (path === undefined) return undefined;
	const header = parentLine === undefined ? "" : ` · header in line ${firstLine + parentLine + 1}`;
	return `${codeSpan(path.join("."))} · column ${index + 1} of ${table?.leaves.length}${header}`;
}

const plural = (count: number, noun: string): string => {
	const nouns = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
	return `${count.toLocaleString("en-US")} ${count === 1 ? noun : nouns}`;
};

/** The label of a model as it is where it is a word, else as code: a setting of the workspace may be anything. */
const plain = (label: string): string => (/^[\w.~ -]*$/.test(label) ? label : codeSpan(label));

function covers({ start, end }: SyntaxToken["range"], { line, character }: Position): boolean {
	return start.line === line && start.character <= character && character < end.character;
}
