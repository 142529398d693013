/** The rows of a table in another order, or only those with a text: lists of row numbers, made in slices. */
import { isNumber } from "../../convert";
import type { RowReader } from "../../language";
import type { Slices } from "./slices";
import { sortInSlices } from "./sorting";
import type { TableRows } from "./tableRows";
import type { PreviewOrder } from "./types";
import { cellValue } from "./values";

/**
 * Row numbers in the order asked for: numbers by value, then text regardless of case, and what is empty or null last
 * whichever way. Rows that compare equal stay as written.
 * @throws Abandoned
 */
export async function orderRows(
	table: TableRows,
	{ column, descending }: PreviewOrder,
	slices: Slices,
): Promise<Int32Array> {
	const values = new Float64Array(table.count);
	const texts = new Map<number, string>();
	const numbers: number[] = [];
	const strings: number[] = [];
	const nothing: number[] = [];
	await table.readAll(slices, (row, number) => {
		const value = sortValue(row, column);
		if (value === undefined) nothing.push(number);
		else if (typeof value === "number") {
			values[number] = value;
			numbers.push(number);
		} else {
			texts.set(number, value);
			strings.push(number);
		}
	});
	const sign = descending ? -1 : 1;
	const byValue = (a: number, b: number): number => sign * (values[a]! - values[b]!);
	const byText = (a: number, b: number): number => sign * compareText(texts.get(a)!, texts.get(b)!);
	const sortedNumbers = await sortInSlices(Int32Array.from(numbers), byValue, slices);
	const sortedStrings = await sortInSlices(Int32Array.from(strings), byText, slices);
	const parts = descending ? [sortedStrings, sortedNumbers] : [sortedNumbers, sortedStrings];
	const order = new Int32Array(numbers.length + strings.length + nothing.length);
	let at = 0;
	for (const part of [...parts, nothing]) {
		order.set(part, at);
		at += part.length;
	}
	return order;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a cell is sorted by; undefined for null, nothing, and cells that are missing. */
function sortValue(row: RowReader, column: number): string | number | undefined {
	const text = cellValue(row, column);
	if (text === "" || text === "null") return undefined;
	return isNumber(text) ? Number(text) : text.toLowerCase();
}

/**
 * Which rows show the text: 1 for those that do, by row number.
 * @throws Abandoned
 */
export async function rowsWith(table: TableRows, pattern: RegExp, slices: Slices): Promise<Uint8Array> {
	const found = new Uint8Array(table.count);
	const columns = table.content.columns.length;
	await table.readAll(slices, (row, number) => {
		for (let column = 0; column < columns; column++) {
			if (!pattern.test(cellValue(row, column))) continue;
			found[number] = 1;
			return;
		}
	});
	return found;
}

/** Finds a text regardless of case; the view marks by the same rule. */
export function searchPattern(query: string): RegExp {
	return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"), "iu");
}
