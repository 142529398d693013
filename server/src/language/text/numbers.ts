/** Primitives as written: numbers, literals, strings (§4, §7.4). */

import type { Scalar } from "../types";
import { HYPHEN, QUOTE } from "./characters";
import { skipSpaces, trimEnd } from "./scan";
import { unescapeText } from "./strings";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMBER_LIKE = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const DIGITS_OF_A_DOUBLE = 15;
const LEAST_NORMAL = 2 ** -1022;

/** Whether a string would be taken for a number, leading zeros included, so that it needs quotes. */
export const isNumberLike = (text: string): boolean => NUMBER_LIKE.test(text);

/** The value of the token in `[start, end)`, spaces around it left out. The token must be free of errors. */
export function readPrimitive(text: string, start: number, end: number): string | number | boolean | null {
	start = skipSpaces(text, start, end);
	end = trimEnd(text, start, end);
	if (start >= end) return "";
	const first = text.charCodeAt(start);
	if (first === QUOTE) return unescapeText(text, start + 1, end - 1);
	if (first === HYPHEN || (first >= 48 && first <= 57)) return readNumber(text, start, end, first);
	const token = text.slice(start, end);
	if (first === 116 && token === "true") return true;
	if (first === 102 && token === "false") return false;
	if (first === 110 && token === "null") return null;
	return token;
}

function readNumber(text: string, start: number, end: number, first: number): string | number {
	if (first !== HYPHEN && end - start < 10 && (first !== 48 || end === start + 1)) {
		let value = first - 48;
		let i = start + 1;
		for (; i < end; i++) {
			const digit = text.charCodeAt(i) - 48;
			if (digit < 0 || digit > 9) break;
			value = value * 10 + digit;
		}
		if (i === end) return value;
	}
	const token = text.slice(start, end);
	if (!NUMBER.test(token)) return token;
	const value = Number(token);
	if (!Number.isFinite(value)) return token;
	return value === 0 ? 0 : value;
}

/** The token in `[start, end)` with its value and source text. */
export function readScalar(text: string, start: number, end: number): Scalar {
	start = skipSpaces(text, start, end);
	end = trimEnd(text, start, end);
	const source = text.slice(start, end);
	const value = readPrimitive(text, start, end);
	return typeof value === "number" && isInexact(source, value)
		? { value, text: source, inexact: true }
		: { value, text: source };
}

/** The digits that count, without leading and trailing zeros, and the power of ten of the first. */
function significant(token: string): { digits: string; exponent: number } {
	const [mantissa = "", power = "0"] = token.replace(/^-/, "").toLowerCase().split("e");
	const [whole = "", fraction = ""] = mantissa.split(".");
	const all = whole + fraction;
	const first = all.search(/[1-9]/);
	if (first < 0) return { digits: "", exponent: 0 };
	return { digits: withoutZeros(all.slice(first)), exponent: whole.length - first + Number(power) };
}

/** A pattern would look for the end of each run of zeros again and again. */
function withoutZeros(digits: string): string {
	let end = digits.length;
	while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
	return digits.slice(0, end);
}

/**
 * Whether printing the double would change the digits of the source.
 * @param source a number as JSON and TOON write it
 * @param value what it is as a double, Infinity included
 */
export function isInexact(source: string, value: number): boolean {
	if (value === 0) return /[1-9]/.test(source.replace(/e.*$/i, ""));
	const size = Math.abs(value);
	// Below the least of the normal doubles, there are fewer digits.
	if (source.length <= DIGITS_OF_A_DOUBLE && size >= LEAST_NORMAL && size < Number.POSITIVE_INFINITY) return false;
	const written = significant(source);
	const kept = significant(String(value));
	return written.digits !== kept.digits || written.exponent !== kept.exponent;
}

/** How the encoder writes the number, or undefined if it stands so already, is no number, or would lose digits. */
export function canonicalNumber(token: string): string | undefined {
	if (!NUMBER.test(token)) return undefined;
	const value = Number(token);
	if (!Number.isFinite(value) || isInexact(token, value)) return undefined;
	const canonical = String(value === 0 ? 0 : value);
	return canonical === token ? undefined : canonical;
}

/**
 * Whether a token that starts like a number may be written otherwise than the encoder does: a quick test that lets
 * no such token through. `canonicalNumber` is the exact one.
 */
export function mayBeNonCanonical(text: string, start: number, end: number): boolean {
	if (end - start > DIGITS_OF_A_DOUBLE) return true;
	let dot = false;
	for (let i = start; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === 46) dot = true;
		else if (c === 101 || c === 69) return true;
	}
	if (text.charCodeAt(start) === HYPHEN && text.charCodeAt(start + 1) === 48) return true;
	return dot && (text.charCodeAt(end - 1) === 48 || (text.charCodeAt(start) === 48 && end - start > 8));
}
