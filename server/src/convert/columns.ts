/** The columns of a table for formats whose tables are flat. */
import type { TableHeader } from "../language";

/** `customer.name` for a leaf of a group; a keyed table has its keys in a column before the others. */
export function columnNames(header: TableHeader): string[] {
	const names = header.leaves.map((path) => path.join("."));
	if (!header.keyed) return names;
	let key = "key";
	while (names.includes(key)) key = `_${key}`;
	return [key, ...names];
}

const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a cell, as it is written, holds a number: such columns stand at the right, and sort by value. */
export function isNumber(text: string): boolean {
	return number.test(text);
}
