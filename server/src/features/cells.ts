/** Single cells of rows by their columns in the text, without reading the rest of the line: for thousands of rows. */
import type { Delimiter } from "../language";

/** Columns of a cell's text without the spaces around it. */
export interface CellSpan {
	readonly start: number;
	readonly end: number;
}

/** The cells of a row or entry row, one after the other; spaces around them left out. */
export function* cellSpans(text: string, delimiter: Delimiter, keyed: boolean): Generator<CellSpan> {
	let from = keyed ? endOf(text, skipSpaces(text, 0), ":") + 1 : 0;
	if (skipSpaces(text, from) >= text.length) return;
	for (;;) {
		const start = skipSpaces(text, from);
		const to = Math.max(start, endOf(text, from, delimiter));
		let end = to;
		while (end > start && text.charCodeAt(end - 1) === 0x20) end--;
		yield { start, end };
		if (to >= text.length) return;
		from = to + 1;
	}
}

/** The cell with the number, or undefined where the row is shorter. */
export function cellSpan(text: string, column: number, delimiter: Delimiter, keyed: boolean): CellSpan | undefined {
	let index = 0;
	for (const span of cellSpans(text, delimiter, keyed)) if (index++ === column) return span;
	return undefined;
}

function skipSpaces(text: string, from: number): number {
	let at = from;
	while (text.charCodeAt(at) === 0x20) at++;
	return at;
}

/** Where a character stands outside of quotes; the end of the text where it does not. */
function endOf(text: string, from: number, character: string): number {
	let at = from;
	for (;;) {
		const end = text.indexOf(character, at);
		const open = text.indexOf('"', at);
		const stop = end < 0 ? text.length : end;
		if (open < 0 || open >= stop) return stop;
		at = open + 1;
		while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
		at++;
	}
}
