/** Finding characters in a stretch of text, quoted strings left out (§7). All functions work on `[start, end)`. */
import { BACKSLASH, COLON, HYPHEN, QUOTE, SPACE } from "./characters";

/** Index of the quote that closes the string opened at `open`, or -1. */
export function closingQuote(text: string, open: number, end: number): number {
	for (let i = open + 1; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === QUOTE) return i;
		if (c === BACKSLASH && i + 1 < end) i++;
	}
	return -1;
}

/** Index of the first `code` outside quoted strings, or -1. */
export function findUnquoted(text: string, start: number, end: number, code: number): number {
	for (let i = start; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === code) return i;
		if (c === QUOTE) {
			i = closingQuote(text, i, end);
			if (i < 0) return -1;
		}
	}
	return -1;
}

/** Index of a quote that opens a string which nothing closes, or -1. */
export function unclosedQuote(text: string, start: number, end: number): number {
	for (let i = start; i < end; i++) {
		if (text.charCodeAt(i) !== QUOTE) continue;
		const close = closingQuote(text, i, end);
		if (close < 0) return i;
		i = close;
	}
	return -1;
}

/** Where the cell that starts at `start` ends: at the next unquoted delimiter, or at `end`. */
export function endOfCell(text: string, start: number, end: number, delimiter: number): number {
	const at = findUnquoted(text, start, end, delimiter);
	return at < 0 ? end : at;
}

/** Whether a line at row depth is a row: no unquoted colon, or an unquoted delimiter before it (§9.3). */
export function isRow(text: string, start: number, end: number, delimiter: number): boolean {
	for (let i = start; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === delimiter) return true;
		if (c === COLON) return false;
		if (c === QUOTE) {
			i = closingQuote(text, i, end);
			if (i < 0) return true;
		}
	}
	return true;
}

/** Whether the content starts with a list marker: a hyphen, alone or with a space behind it (§9.4). */
export function isListItem(text: string, start: number, end: number): boolean {
	return text.charCodeAt(start) === HYPHEN && (start + 1 >= end || text.charCodeAt(start + 1) === SPACE);
}

/** The first index from `start` that is no space. */
export function skipSpaces(text: string, start: number, end: number): number {
	while (start < end && text.charCodeAt(start) === SPACE) start++;
	return start;
}

/** The end of `[start, end)` without the spaces behind it. */
export function trimEnd(text: string, start: number, end: number): number {
	while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
	return end;
}

/** The marks that git leaves at the start of a line where a merge met a conflict. */
export const CONFLICT_MARKER = /^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/;

/** Whether the content is no attempt at TOON at all: a conflict marker, or a comment of another language. */
export const isForeign = (content: string): boolean => CONFLICT_MARKER.test(content) || content.startsWith("//");
