/** When a string of TOON needs quotes (§7.2), read from its UTF-8; and how its characters are escaped (§7.1). */
import type { Bytes } from "./bytes";

export type DelimiterByte = 0x2c | 0x09 | 0x7c;

/** What a byte makes of the string that it stands in, as bits. */
export const NEEDS_QUOTES = 1;
export const IS_CONTROL = 2;
export const IS_BACKSLASH = 4;
const IS_QUOTE = 8;

/** For each byte its bits, with one delimiter active. */
export type ByteClasses = Uint8Array;

export function byteClasses(delimiter: DelimiterByte): ByteClasses {
	const classes = new Uint8Array(256);
	for (let code = 0; code < 0x20; code++) classes[code] = NEEDS_QUOTES | IS_CONTROL;
	for (const character of ":[]{}") classes[character.charCodeAt(0)] = NEEDS_QUOTES;
	classes[0x22] = NEEDS_QUOTES | IS_QUOTE;
	classes[0x5c] = NEEDS_QUOTES | IS_BACKSLASH;
	classes[delimiter]! |= NEEDS_QUOTES;
	return classes;
}

/**
 * Whether text none of whose bytes needs quotes stands without any: not empty, no spaces around it, no literal, nothing
 * like a number, and neither `-` nor `#` in front.
 */
export function isPlainText(data: Uint8Array, from: number, to: number): boolean {
	if (from === to) return false;
	const first = data[from]!;
	if (first === 0x20 || first === 0x2d || first === 0x23 || data[to - 1] === 0x20) return false;
	if (first > 0x39) return (first !== 0x74 && first !== 0x66 && first !== 0x6e) || !isLiteral(data, from, to);
	return (first < 0x30 && first !== 0x2b) || !isNumberLike(data, from, to);
}

/** `true`, `false` or `null`. */
export function isLiteral(data: Uint8Array, from: number, to: number): boolean {
	const word = data[from] === 0x74 ? "true" : data[from] === 0x66 ? "false" : "null";
	if (to - from !== word.length) return false;
	for (let i = 0; i < word.length; i++) if (data[from + i] !== word.charCodeAt(i)) return false;
	return true;
}

export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 0x30 && code <= 0x39;

/** What the encoder keeps apart from numbers: digits with a sign, a fraction or an exponent, leading zeros or not. */
function isNumberLike(data: Uint8Array, from: number, to: number): boolean {
	let at = from;
	if (data[at] === 0x2b || data[at] === 0x2d) at++;
	let start = at;
	while (at < to && isDigit(data[at])) at++;
	if (at === start) return false;
	if (at < to && data[at] === 0x2e) {
		start = ++at;
		while (at < to && isDigit(data[at])) at++;
		if (at === start) return false;
	}
	if (at < to && (data[at]! | 0x20) === 0x65) {
		at++;
		if (at < to && (data[at] === 0x2b || data[at] === 0x2d)) at++;
		start = at;
		while (at < to && isDigit(data[at])) at++;
		if (at === start) return false;
	}
	return at === to;
}

const HEX_DIGITS = "0123456789abcdef";

/** Appends the bytes with TOON's escapes, without quotes around them. */
export function writeEscaped(data: Uint8Array, from: number, to: number, out: Bytes): void {
	out.reserve(6 * (to - from));
	const target = out.data;
	let at = out.length;
	for (let i = from; i < to; i++) {
		const code = data[i]!;
		if (code >= 0x20 && code !== 0x22 && code !== 0x5c) {
			target[at++] = code;
			continue;
		}
		target[at++] = 0x5c;
		if (code >= 0x20) target[at++] = code;
		else if (code === 0x0a) target[at++] = 0x6e;
		else if (code === 0x0d) target[at++] = 0x72;
		else if (code === 0x09) target[at++] = 0x74;
		else {
			target[at++] = 0x75;
			target[at++] = target[at++] = 0x30;
			target[at++] = HEX_DIGITS.charCodeAt(code >> 4);
			target[at++] = HEX_DIGITS.charCodeAt(code & 15);
		}
	}
	out.length = at;
}

/** Appends a string value as the encoder writes it. */
export function writeString(data: Uint8Array, from: number, to: number, classes: ByteClasses, out: Bytes): void {
	let bits = 0;
	for (let i = from; i < to; i++) bits |= classes[data[i]!]!;
	if ((bits & NEEDS_QUOTES) === 0 && isPlainText(data, from, to)) {
		out.copy(data, from, to);
		return;
	}
	out.byte(0x22);
	writeEscaped(data, from, to, out);
	out.byte(0x22);
}
