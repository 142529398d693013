/** The objects of a list as rows that a field tells apart. */
import { ExactNumber, type ExactObject, type ExactValue, isObject, type Primitive, writeExact } from "./exactJson";
import { keyColumn } from "./keyColumn";

/** Objects in every version of a list, and the field that tells them apart; undefined where there is none. */
export function keyFieldOf(versions: readonly (readonly ExactValue[])[]): string | undefined {
	const first = versions.find(({ length }) => length > 0)?.[0];
	if (first === undefined || !versions.every((items) => items.every(isObject))) return undefined;
	const rows = versions.map((items) => ({
		length: items.length,
		text: (row: number, field: string) => keyText(items[row] as ExactObject, field),
	}));
	return keyColumn(Object.keys(first as ExactObject), rows);
}

/** Strings and whole numbers tell rows apart; other values would do so by chance. */
export function keyText(row: ExactObject, field: string): string | undefined {
	const value = Object.hasOwn(row, field) ? row[field]! : null;
	const tells = typeof value === "string" || value instanceof ExactNumber || Number.isInteger(value);
	return tells ? writeExact(value) : undefined;
}

/** The value of a field that tells rows apart. */
export const keyValue = (row: ExactObject, field: string): Primitive => row[field] as Primitive;
