/** Array and table headers: `key[N<delimiter>]{fields}:` (§6), read without making anything but positions. */
import type { Note } from "../tree/findings";
import type { DiagnosticCode } from "../types";
import {
	BRACE_CLOSE,
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	BYTE_ORDER_MARK,
	COLON,
	COMMA,
	closingQuote,
	findUnquoted,
	HASH,
	LF,
	PIPE,
	QUOTE,
	SPACE,
	skipSpaces,
	TAB,
	trimEnd,
} from "./scan";
import { readKey, unescapeText } from "./strings";

/** The parts of a header, as positions in the text it was scanned in. Filled anew by each `scanHeader`. */
export class HeaderScan {
	/** Set when the header is malformed; the rest is then what was read before. */
	error: DiagnosticCode | undefined;
	errorStart = 0;
	errorEnd = 0;
	note: Note = "";

	bracketStart = 0;
	/** The closing bracket. */
	bracketEnd = 0;
	/** N; a double since it may be any number of digits. */
	declared = 0;
	delimiter = COMMA;
	keyed = false;
	/** Positions of the braces, or -1 where there is no field list. */
	fieldsStart = -1;
	fieldsEnd = -1;
	leaves = 0;
	/** The second of two equal field names in a group, or -1. */
	duplicateStart = -1;
	duplicateEnd = -1;
	colon = -1;
	/** First character of the inline values, or the end of the line. */
	valueStart = 0;

	fail(code: DiagnosticCode, start: number, end: number, note: Note = ""): false {
		this.error = code;
		this.errorStart = start;
		this.errorEnd = end;
		this.note = note;
		return false;
	}
}

/**
 * Scans the header whose bracket segment starts at `bracket`, in a line whose content ends at `end` (spaces trimmed).
 * Returns false where it is malformed: `error` and its range then say how.
 */
export function scanHeader(text: string, bracket: number, end: number, scan: HeaderScan): boolean {
	scan.error = undefined;
	scan.fieldsStart = -1;
	scan.fieldsEnd = -1;
	scan.leaves = 0;
	scan.duplicateStart = -1;
	scan.colon = -1;
	scan.bracketStart = bracket;
	const close = findUnquoted(text, bracket, end, BRACKET_CLOSE);
	if (startsJson(text, bracket)) return scan.fail("malformed-bracket", bracket, bracket + 1, "json");
	if (close < 0) return scan.fail("malformed-bracket", bracket, end, "unclosed");
	scan.bracketEnd = close;
	if (!scanBracketSegment(text, bracket, close, scan)) return false;
	let i = close + 1;
	const brace = text.charCodeAt(i) === COLON ? -1 : findUnquoted(text, i, end, BRACE_OPEN);
	if (brace >= 0 && brace < findUnquoted(text, i, end, COLON)) {
		if (brace !== i) return scan.fail("text-after-header", i, brace);
		const matching = matchingBrace(text, brace, end);
		if (matching < 0) return scan.fail("malformed-field-list", brace, end, "unclosed");
		scan.fieldsStart = brace;
		scan.fieldsEnd = matching;
		i = matching + 1;
	}
	if (i >= end || text.charCodeAt(i) !== COLON) {
		const colon = findUnquoted(text, i, end, COLON);
		if (colon < 0) return scan.fail("missing-colon", end, end, "header");
		return scan.fail("text-after-header", i, colon);
	}
	scan.colon = i;
	scan.valueStart = skipSpaces(text, i + 1, end);
	if (scan.fieldsStart >= 0 && !scanFieldList(text, scan.fieldsStart, scan.fieldsEnd, scan)) return false;
	if (scan.keyed && scan.fieldsStart < 0) return scan.fail("keyed-without-fields", bracket, close + 1);
	if (scan.fieldsStart >= 0 && scan.valueStart < end) return scan.fail("text-after-header", scan.valueStart, end);
	return true;
}

/** Whether an array of JSON begins here: an object, a string or an array behind a bracket without a key. */
function startsJson(text: string, bracket: number): boolean {
	const previous = bracket === 0 ? LF : text.charCodeAt(bracket - 1);
	if (previous !== LF && previous !== SPACE && previous !== BYTE_ORDER_MARK) return false;
	const next = text.charCodeAt(bracket + 1);
	return next === BRACE_OPEN || next === QUOTE || next === BRACKET_OPEN;
}

function scanBracketSegment(text: string, open: number, close: number, scan: HeaderScan): boolean {
	let end = close;
	scan.delimiter = COMMA;
	scan.keyed = false;
	const mark = text.charCodeAt(end - 1);
	if (mark === TAB || mark === PIPE) {
		scan.delimiter = mark;
		end--;
	}
	if (text.charCodeAt(end - 1) === COLON) {
		scan.keyed = true;
		end--;
	}
	let length = 0;
	for (let i = open + 1; i < end; i++) {
		const digit = text.charCodeAt(i) - 48;
		if (digit < 0 || digit > 9) {
			const note = i === open + 1 && text.charCodeAt(i) === HASH ? "legacy-length" : "";
			return scan.fail("malformed-bracket", open, close + 1, note);
		}
		length = length * 10 + digit;
	}
	if (end <= open + 1) return scan.fail("malformed-bracket", open, close + 1);
	if (end > open + 2 && text.charCodeAt(open + 1) === 48) {
		return scan.fail("malformed-bracket", open, close + 1, "leading-zero");
	}
	scan.declared = length;
	return true;
}

function matchingBrace(text: string, open: number, end: number): number {
	let depth = 0;
	for (let i = open; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === QUOTE) {
			i = closingQuote(text, i, end);
			if (i < 0) return -1;
		} else if (c === BRACE_OPEN) depth++;
		else if (c === BRACE_CLOSE && --depth === 0) return i;
	}
	return -1;
}

const isDelimiter = (code: number): boolean => code === COMMA || code === TAB || code === PIPE;

/** The field list between two braces; groups may nest to any depth, so this keeps its own stack. */
function scanFieldList(text: string, open: number, close: number, scan: HeaderScan): boolean {
	const { delimiter } = scan;
	const outer: Set<string>[] = [];
	let names = new Set<string>();
	let i = open + 1;
	for (;;) {
		i = skipSpaces(text, i, close);
		const start = i;
		let c = 0;
		while (i < close) {
			c = text.charCodeAt(i);
			if (c === BRACE_OPEN || c === BRACE_CLOSE || isDelimiter(c)) break;
			if (c === QUOTE) {
				i = closingQuote(text, i, close);
				if (i < 0) return scan.fail("unterminated-string", start, close);
			}
			i++;
		}
		const end = trimEnd(text, start, i);
		if (!scanFieldName(text, start, end, i, close, scan)) return false;
		const name = readKey(text, start, end);
		if (names.has(name)) {
			if (scan.duplicateStart < 0) {
				scan.duplicateStart = start;
				scan.duplicateEnd = end;
			}
		} else names.add(name);
		if (i < close && c === BRACE_OPEN) {
			if (end !== i) return scan.fail("malformed-field-list", end, i, "brace");
			outer.push(names);
			names = new Set();
			i++;
			continue;
		}
		scan.leaves++;
		while (i < close && text.charCodeAt(i) === BRACE_CLOSE) {
			names = outer.pop()!;
			i = skipSpaces(text, i + 1, close);
		}
		if (i >= close) return true;
		c = text.charCodeAt(i);
		if (c !== delimiter) {
			return scan.fail(isDelimiter(c) ? "delimiter-mismatch" : "malformed-field-list", i, i + 1, "brace");
		}
		i++;
	}
}

/** `next` is the delimiter or brace behind the name. */
function scanFieldName(
	text: string,
	start: number,
	end: number,
	next: number,
	close: number,
	scan: HeaderScan,
): boolean {
	if (start === end) {
		return scan.fail("malformed-field-list", Math.max(start - 1, 0), Math.min(next + 1, close + 1), "empty-name");
	}
	if (text.charCodeAt(start) !== QUOTE) return true;
	const quote = closingQuote(text, start, end);
	if (quote < 0) return scan.fail("unterminated-string", start, end);
	const bad = badEscape(text, start, quote);
	if (bad >= 0) return scan.fail("invalid-escape", bad, escapeEnd(text, bad, quote));
	if (quote !== end - 1) return scan.fail("text-after-quote", quote + 1, end);
	return true;
}

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

/** Step through a field list: a name that is a leaf, a name that opens a group, or the end of a group. */
export interface FieldVisitor {
	leaf(name: string, start: number, end: number): void;
	open(name: string, start: number, end: number): void;
	close(at: number): void;
}

/** Visits the field list between the braces at `open` and `close`, which must be well formed. */
export function visitFields(text: string, open: number, close: number, visitor: FieldVisitor): void {
	let i = open + 1;
	while (i < close) {
		i = skipSpaces(text, i, close);
		const start = i;
		let c = 0;
		for (; i < close; i++) {
			c = text.charCodeAt(i);
			if (c === QUOTE) i = closingQuote(text, i, close);
			else if (c === BRACE_OPEN || c === BRACE_CLOSE || isDelimiter(c)) break;
		}
		const end = trimEnd(text, start, i);
		const name = text.charCodeAt(start) === QUOTE ? unescapeText(text, start + 1, end - 1) : text.slice(start, end);
		if (i < close && c === BRACE_OPEN) {
			visitor.open(name, start, end);
			i++;
			continue;
		}
		visitor.leaf(name, start, end);
		while (i < close && (text.charCodeAt(i) === BRACE_CLOSE || text.charCodeAt(i) === SPACE)) {
			if (text.charCodeAt(i) === BRACE_CLOSE) visitor.close(i);
			i++;
		}
		i++;
	}
}
