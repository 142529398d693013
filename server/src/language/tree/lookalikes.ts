/**
 * Lines that are valid TOON and look like something else that was surely meant: JSON, a comment, an item, a URL, prose.
 *
 * Each is told by its line alone (and, for items, by the trace of the line before), so that the parser can count them and
 * problems/styles.ts find the same again. The parser asks only for lines with a byte that says so: a brace or a hyphen at
 * the start, a bracket or a comma at the end, a value that touches its colon, a key with a space, the mark of a comment.
 */

import { readCells } from "../text/cells";
import {
	BRACE_CLOSE,
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	COLON,
	COMMA,
	HYPHEN,
	QUOTE,
	SPACE,
} from "../text/characters";
import { commentStart } from "../text/commentLike";
import { scanHeader } from "../text/header";
import { HeaderScan } from "../text/headerScan";
import { isJsonLike } from "../text/jsonLike";
import { closingQuote, findUnquoted, skipSpaces, trimEnd } from "../text/scan";
import type { Finding, StyleCode } from "../types";
import { ENTRY_ROW, FIELD, INLINE, ITEM, KEYED_TABLE, KIND_MASK, LIST, OBJECT, ROW, SCALAR } from "./kinds";
import { IS_ITEM, ITEM_LIKE, standsAt, type Trace } from "./trace";

/** The codes that a line alone tells. */
export const LOOKALIKE_CODES: readonly StyleCode[] = [
	"looks-like-json",
	"looks-like-comment",
	"looks-like-item",
	"looks-like-value",
	"looks-like-prose",
];

/** A line as both the parser and its readers know it. */
export interface LookedAt {
	readonly text: string;
	/** The column of that name, with its flags. */
	readonly kind: number;
	readonly depth: number;
	/** The active delimiter, of rows and entry rows. */
	readonly delimiter: number;
	/** Where its content starts (with the list marker) and ends. */
	readonly start: number;
	readonly end: number;
	/** Of the content line before it. */
	readonly seen: Trace;
}

/** Whether JSON, or a line of it, may end with the character. */
export const mayEndLookalike = (last: number): boolean =>
	last === COMMA || last === BRACKET_CLOSE || last === BRACE_CLOSE;

/** What the line looks like, if it is anything else than what it is. */
export function lookalikeOf(line: LookedAt): Finding | undefined {
	const { text, start, end } = line;
	const kind = line.kind & KIND_MASK;
	const isItem = (line.kind & ITEM) !== 0;
	if (kind === SCALAR) return isItem ? looksOfValue(text, skipSpaces(text, start + 1, end), end, "") : undefined;
	if (kind < FIELD || kind > ENTRY_ROW) return undefined;
	if (!isItem && text.charCodeAt(start) === HYPHEN && text.charCodeAt(start + 1) === SPACE) return looksLikeItem(line);
	if (kind === ROW) return looksOfLastCell(text, start, end, line.delimiter);
	if (kind >= LIST && kind <= KEYED_TABLE) return undefined;
	const from = isItem ? skipSpaces(text, start + 1, end) : start;
	if (kind === INLINE) return looksOfInline(text, from, end);

	const colon = colonOf(text, from, end);
	const value = skipSpaces(text, colon + 1, end);
	if (kind === ENTRY_ROW) return value < end ? looksOfLastCell(text, value, end, line.delimiter) : undefined;
	const isWhole = text.charCodeAt(from) === BRACE_OPEN;
	if (isWhole) {
		return isJsonLike(text.slice(from, end))
			? { code: "looks-like-json", start: from, end, detail: "line" }
			: undefined;
	}
	if (kind !== FIELD && kind !== OBJECT) return undefined;
	const key = text.slice(from, trimEnd(text, from, colon));
	if (line.depth === 0 && !isItem && isProse(key, value < end)) {
		return { code: "looks-like-prose", start: from, end, detail: undefined };
	}
	if (value >= end) return undefined;
	if (text.charCodeAt(from) === QUOTE && text.charCodeAt(end - 1) === COMMA && text.charCodeAt(value) !== QUOTE) {
		const isJson = isJsonLike(text.slice(value, end), key);
		if (!isJson && value < end - 1) return { code: "looks-like-json", start: end - 1, end, detail: "comma" };
	}
	if (value === colon + 1) {
		const detail = looksLikeValue(key, text.slice(value, end), isItem);
		if (detail !== undefined) return { code: "looks-like-value", start: from, end, detail };
	}
	return looksOfValue(text, value, end, key);
}

/** The first of the items beside each other says it of all. */
function looksLikeItem({ kind, depth, start, seen }: LookedAt): Finding | undefined {
	if ((kind & KIND_MASK) === ROW) return { code: "looks-like-item", start, end: start + 2, detail: "row" };
	if ((seen & (ITEM_LIKE | IS_ITEM)) === ITEM_LIKE && standsAt(seen, depth)) return undefined;
	return { code: "looks-like-item", start, end: start + 1, detail: "field" };
}

function looksOfValue(text: string, start: number, end: number, key: string): Finding | undefined {
	const value = text.slice(start, end);
	if (isJsonLike(value, key)) return { code: "looks-like-json", start, end, detail: "value" };
	const comment = commentStart(value);
	return comment < 0 ? undefined : { code: "looks-like-comment", start: start + comment, end, detail: undefined };
}

function looksOfLastCell(text: string, start: number, end: number, delimiter: number): Finding | undefined {
	const [from] = readCells(text, start, end, delimiter).at(-1)!;
	const comment = commentStart(text.slice(from, end));
	return comment < 0 ? undefined : { code: "looks-like-comment", start: from + comment, end, detail: undefined };
}

function looksOfInline(text: string, start: number, end: number): Finding | undefined {
	const header = new HeaderScan();
	const bracket =
		text.charCodeAt(start) === QUOTE
			? closingQuote(text, start, end) + 1
			: findUnquoted(text, start, end, BRACKET_OPEN);
	scanHeader(text, bracket, end, header);
	if (header.valueStart < 0 || header.valueStart >= end) return undefined;
	return looksOfLastCell(text, header.valueStart, end, header.delimiter);
}

const SENTENCE_START =
	/^(?:sure|certainly|of course|absolutely|ok|okay|great|here (?:is|are|you|comes)|here['’]s|below (?:is|are)|the following|as (?:requested|asked)|i(?: have|['’]ve|['’]ll| hope| am|['’]m)|let me|please (?:note|let|find)|feel free|hope this|this is (?:the|a|an|your|my)|this (?:table|document|data|list|file) |these are (?:the|your|my))(?=[\s,!:.]|$)/i;

/** Whether a key at the root is the start of a sentence, as people and models put before and after a document. */
function isProse(key: string, hasValue: boolean): boolean {
	if (!key.includes(" ") || key.startsWith('"') || !SENTENCE_START.test(key)) return false;
	const words = key.split(/\s+/).length;
	return words >= (hasValue ? 4 : 3);
}

/** What an item that was read as a key and its value is, where that is surely one text. */
function looksLikeValue(key: string, value: string, isItem: boolean): "url" | "path" | "time" | undefined {
	if (/^(?:https?|ftps?|sftp|file|ssh|git|s3|gs|wss?|jdbc|postgres(?:ql)?|mysql|mongodb|redis|data)$/i.test(key)) {
		if (/^\/\/\S+$/.test(value)) return "url";
	}
	if (!isItem) return undefined;
	if (/^[A-Za-z]$/.test(key) && /^\\[^\\]/.test(value)) return "path";
	return /^(?:[01]?\d|2[0-3])$/.test(key) && /^[0-5]\d(?::[0-5]\d)?(?:\s|$)/.test(value) ? "time" : undefined;
}

function colonOf(text: string, start: number, end: number): number {
	return text.charCodeAt(start) === QUOTE
		? skipSpaces(text, closingQuote(text, start, end) + 1, end)
		: findUnquoted(text, start, end, COLON);
}
