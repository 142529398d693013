/** Field lists, `{id,customer{name,country}}` (§9.3): scanning one that may be malformed, visiting one that is well formed. */
import { BRACE_CLOSE, BRACE_OPEN, COMMA, PIPE, QUOTE, SPACE, TAB } from "./characters";
import { badEscape, escapeEnd } from "./escapes";
import type { HeaderScan } from "./headerScan";
import { closingQuote, skipSpaces, trimEnd } from "./scan";
import { readKey, unescapeText } from "./strings";

/** The brace that closes the one at `open`, or -1. */
export function matchingBrace(text: string, open: number, end: number): number {
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

/** Scans the field list between two braces into `scan`; groups may nest to any depth, so this keeps its own stack. */
export function scanFieldList(text: string, open: number, close: number, scan: HeaderScan): boolean {
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
			return isDelimiter(c)
				? scan.fail("delimiter-mismatch", i, i + 1)
				: scan.fail("malformed-field-list", i, i + 1, "brace");
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
