/** Array and table headers: `key[N<delimiter>]{fields}:` (§6), read without making anything but positions. */
import {
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	BYTE_ORDER_MARK,
	COLON,
	COMMA,
	DIGIT_0,
	LF,
	PIPE,
	QUOTE,
	SPACE,
	TAB,
} from "./characters";
import { matchingBrace, scanFieldList } from "./fieldList";
import type { HeaderScan } from "./headerScan";
import { findUnquoted, skipSpaces } from "./scan";

/**
 * Scans the header whose bracket segment starts at `bracket`, in a line whose content ends at `end` (spaces trimmed).
 * Returns false where it is malformed: `error` and its range then say how. A bracket segment that is only written wrongly
 * is an error too, but the header is read, with an unknown length.
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
		const digit = text.charCodeAt(i) - DIGIT_0;
		if (digit < 0 || digit > 9) return scanNearMiss(text, open, close, scan);
		length = length * 10 + digit;
	}
	if (end <= open + 1 || (end > open + 2 && text.charCodeAt(open + 1) === DIGIT_0)) {
		return scanNearMiss(text, open, close, scan);
	}
	scan.declared = length;
	return true;
}

/** What stands between brackets where a length was meant: perhaps a number, and marks in any order. */
const LENGTH_LIKE =
	/^[\s,;|:]*[#~+]?\s*(?:\d+(?:\.0*)?(?:\s+[a-z]+|rows?|items?|entries|values?)?|[Nn?*]|\.\.\.|…)?[\s,;|:]*(?:\\t)?$/i;

/**
 * Reads a bracket segment whose length is wrongly written, `[2,]` or `[3 rows]`: the header is one all the same, with an
 * unknown length. False where it is rather part of a key: `env[PATH]`.
 */
function scanNearMiss(text: string, open: number, close: number, scan: HeaderScan): boolean {
	const segment = text.slice(open + 1, close);
	const next = text.charCodeAt(close + 1);
	const isHeader = next === BRACE_OPEN || (LENGTH_LIKE.test(segment) && (next === COLON || next === SPACE));
	if (!isHeader) return scan.fail("malformed-bracket", open, close + 1, "not-a-length");
	scan.keyed = segment.includes(":");
	// A tab that is written out is one nowhere: what stands below can be read only when it is.
	if (segment.includes("\\t")) return scan.fail("malformed-bracket", open, close + 1, "near-miss");
	scan.delimiter = (next === BRACE_OPEN && delimiterIn(text, close + 1)) || delimiterIn(text, open, close) || COMMA;
	const isLegacy = /^#\d+:?[|\t]?$/.test(segment);
	const isPadded = /^0\d+:?[|\t]?$/.test(segment);
	const detail = isLegacy ? "legacy-length" : isPadded ? "leading-zero" : "near-miss";
	scan.fail("malformed-bracket", open, close + 1, detail);
	scan.declared = -1;
	return true;
}

/** The first delimiter from `start` on that stands outside of quotes, or 0: of a field list that may be malformed. */
function delimiterIn(text: string, start: number, end = text.length): number {
	const list = text.slice(start, end).replace(/"(?:[^"\\]|\\.)*"/g, "");
	return (
		list
			.slice(0, end === text.length ? list.indexOf("}") : undefined)
			.match(/[,|\t]/)?.[0]
			.charCodeAt(0) ?? 0
	);
}
