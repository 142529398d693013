/** The columns of a table for formats whose tables are flat. */
import type { RowReader, TableHeader } from "../language";
import { ConversionError } from "./types";

/** The names of all columns together, and what stands around the cells of one row: no table of people's needs more. */
const MOST_HEADER_UNITS = 1 << 24;

/** @throws ConversionError for groups of fields that are nested so deeply that a header would explode */
export function checkHeader(units: number): void {
	if (units <= MOST_HEADER_UNITS) return;
	throw new ConversionError(
		"The groups of fields are nested so deeply that a row would take more than 16 MB. Flatten the table.",
	);
}

/** `columnNames`, held to a size. */
export function boundedNames(header: TableHeader): string[] {
	let units = 0;
	for (const path of header.leaves) {
		for (const name of path) units += name.length + 1;
		checkHeader(units);
	}
	return columnNames(header);
}

/** `customer.name` for a leaf of a group; a keyed table has its keys in a column before the others. */
export function columnNames(header: TableHeader): string[] {
	const names = header.leaves.map((path) => path.join("."));
	if (!header.keyed) return names;
	let key = "key";
	while (names.includes(key)) key = `_${key}`;
	return [key, ...names];
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a cell, as it is written, holds a number: such columns stand at the right, and sort by value. */
export function isNumber(text: string): boolean {
	return NUMBER.test(text);
}

const QUOTE = 34;

/** The string that a cell shows: text without its quotes, everything else as it is written. */
export function cellText(row: RowReader, index: number): string {
	const text = row.text(index);
	return text.charCodeAt(0) === QUOTE ? String(row.cell(index).value) : text;
}
