/** JSON read and written without losing a digit: a number that a double cannot hold stays as it was written. */
import { isInexact } from "../language";

/** A number as its digits. */
export class ExactNumber {
	readonly digits: string;

	constructor(digits: string) {
		this.digits = digits;
	}
}

export type ExactValue = Primitive | ExactValue[] | ExactObject;
export type Primitive = null | boolean | number | string | ExactNumber;
export interface ExactObject {
	[key: string]: ExactValue;
}

/** A string, or a number with more digits than every double has. */
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?|-?\d[\d.]*[eE][+-]?\d{3,}/g;

/** @param json valid JSON, nested less deep than the stack allows */
export function readExact(json: string): ExactValue {
	let mark = "#";
	while (json.includes(`"${mark}"`)) mark += "#";
	let found = false;
	const marked = json.replace(STRING_OR_LONG, (token) => {
		if (token.startsWith('"') || !isInexact(token, Number(token))) return token;
		found = true;
		return `{"${mark}":"${token}"}`;
	});
	if (!found) return JSON.parse(json) as ExactValue;
	return JSON.parse(marked, (_, value: unknown) => {
		const isMarked = typeof value === "object" && value !== null && Object.hasOwn(value, mark);
		return isMarked ? new ExactNumber((value as Record<string, string>)[mark]!) : value;
	}) as ExactValue;
}

/** Compact JSON. Keys in order where `sorted`, so that equal values have equal texts. */
export function writeExact(value: ExactValue, sorted = false): string {
	if (value instanceof ExactNumber) return value.digits;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map((item) => writeExact(item, sorted)).join(",")}]`;
	const keys = Object.keys(value);
	if (sorted) keys.sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${writeExact(value[key]!, sorted)}`).join(",")}}`;
}

export const isPrimitive = (value: ExactValue): value is Primitive =>
	typeof value !== "object" || value === null || value instanceof ExactNumber;

export const isObject = (value: ExactValue): value is ExactObject => !isPrimitive(value) && !Array.isArray(value);

/** Equal as values: the order of an object's fields means nothing. */
export const isEqual = (a: ExactValue, b: ExactValue): boolean =>
	isPrimitive(a) && isPrimitive(b) && !(a instanceof ExactNumber) && !(b instanceof ExactNumber)
		? a === b
		: writeExact(a, true) === writeExact(b, true);
