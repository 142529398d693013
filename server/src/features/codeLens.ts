/** Code lenses: the tokens of each table and object, above it. Off unless `toon.tokens.codeLens` is on. */
import type { CodeLens, DocumentSymbol } from "vscode-languageserver-types";
import type { ToonDocument } from "../language";
import type { Meter } from "../savings";
import { documentSymbols } from "./documentSymbols";

/** Levels of nesting that get lenses: deeper ones would bury the text. */
const levels = 2;
/** Lenses in one document at most. */
const limit = 200;

/** @param meter Its counts must be settled. */
export function codeLenses(document: ToonDocument, meter: Meter): CodeLens[] {
	const lenses: CodeLens[] = [];
	let symbols: readonly DocumentSymbol[] = documentSymbols(document);
	for (let level = 0; level < levels; level++) {
		for (const { range, selectionRange } of symbols) {
			const isBlock = range.end.line > range.start.line;
			if (!isBlock || lenses.length >= limit) continue;
			const title = `${meter.rangeTokens(range).toLocaleString("en-US")} tokens`;
			lenses.push({ range: selectionRange, command: { title, command: "toon.tokenMenu" } });
		}
		symbols = symbols.flatMap(({ children = [] }) => children);
	}
	return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}
