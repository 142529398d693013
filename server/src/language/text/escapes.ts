/** Escapes in quoted strings (§7.1): which are valid, and where an invalid one ends. */
import { QUOTE } from "./characters";

/** First invalid escape in the string between two quotes, or -1 (§7.1). */
export function badEscape(text: string, open: number, close: number): number {
	for (let i = open + 1; i < close; i++) {
		if (text.charCodeAt(i) !== 92) continue;
		if (escapeIsValid(text, i, close)) i++;
		else return i;
	}
	return -1;
}

const HEX4 = /^[0-9a-fA-F]{4}$/;

/** Whether the escape at `at` (its backslash) is one of `\\ \" \n \r \t \uXXXX`, surrogates left out. */
export function escapeIsValid(text: string, at: number, end: number): boolean {
	switch (text.charCodeAt(at + 1)) {
		case 110:
		case 114:
		case 116:
		case QUOTE:
		case 92:
			return true;
		case 117: {
			if (at + 6 > end) return false;
			const hex = text.slice(at + 2, at + 6);
			if (!HEX4.test(hex)) return false;
			const unit = Number.parseInt(hex, 16);
			return unit < 0xd800 || unit > 0xdfff;
		}
		default:
			return false;
	}
}

/** Where the text of an invalid escape ends: behind the letter, or behind the hexadecimal digits it has. */
export function escapeEnd(text: string, at: number, end: number): number {
	let i = at + 2;
	if (text.charCodeAt(at + 1) === 117) while (i < end && i < at + 6 && /[0-9a-fA-F]/.test(text.charAt(i))) i++;
	// A letter beyond the basic plane is two code units.
	else if ((text.charCodeAt(at + 1) & 0xfc00) === 0xd800) i++;
	return Math.min(i, end);
}
