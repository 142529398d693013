/** Values as the preview shows them. */
import { cellText } from "../../convert";
import type { RowReader, Scalar } from "../../language";
import type { PreviewText } from "./types";

/** UTF-16 code units of a string that are sent at most. */
const LONGEST_TEXT = 20_000;

/** Strings by their value, everything else as it is written. */
export function shownText(scalar: Scalar): PreviewText {
	const { value, text } = scalar;
	if (typeof value === "string") return shownString(value);
	return { kind: value === null ? "null" : typeof value === "number" ? "number" : "boolean", text };
}

function shownString(value: string): PreviewText {
	if (value.length <= LONGEST_TEXT) return value;
	return { kind: "cut", text: value.slice(0, LONGEST_TEXT), rest: value.length - LONGEST_TEXT };
}

/** The cells of a row as columns show them: the key first in a keyed table, nothing in cells that are missing. */
export function shownCells(row: RowReader, columns: number): PreviewText[] {
	const cells: PreviewText[] = row.key === undefined ? [] : [shownString(row.key)];
	for (let index = 0; cells.length < columns; index++) {
		cells.push(index < row.length ? shownText(row.cell(index)) : { kind: "empty", text: "" });
	}
	return cells;
}

/** What a value says in letters. */
export function plainText(text: PreviewText): string {
	return typeof text === "string" ? text : text.text;
}

/** The string that a column of a row shows: the key first in a keyed table, "" where the cell is missing. */
export function cellValue(row: RowReader, column: number): string {
	if (row.key === undefined) return column < row.length ? cellText(row, column) : "";
	if (column === 0) return row.key;
	return column <= row.length ? cellText(row, column - 1) : "";
}
