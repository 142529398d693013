/** Rows, entry rows and inline arrays cut into their cells (§9, §11). */
import { endOfCell, skipSpaces, trimEnd } from "./scan";

/** A stretch of a line: `[start, end)`. */
export type Span = readonly [start: number, end: number];

/** The cells between delimiters, spaces around them left out; at least one. */
export function readCells(text: string, start: number, end: number, delimiter: number): Span[] {
	const cells: Span[] = [];
	for (let from = start; ; ) {
		const to = endOfCell(text, from, end, delimiter);
		const first = skipSpaces(text, from, to);
		cells.push([first, trimEnd(text, first, to)]);
		if (to >= end) return cells;
		from = to + 1;
		// A delimiter at the very end leaves an empty last cell.
		if (from >= end) {
			cells.push([end, end]);
			return cells;
		}
	}
}
