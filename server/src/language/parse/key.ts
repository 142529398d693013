/** Keys (§7.3): finding their colon, and hashing them, so that equal ones are found. */

import { BRACKET_OPEN, COLON, DOT, QUOTE, SPACE } from "../text/characters";
import { FNV_OFFSET, FNV_PRIME, hashText } from "../text/hash";
import { needsNoQuotes } from "../text/plain";
import { findUnquoted, isForeign, skipSpaces, trimEnd, unclosedQuote } from "../text/scan";
import { unescapeText } from "../text/strings";
import { DOTTED_KEY } from "../tree/kinds";
import type { FindingDetail } from "../types";
import type { ParseContext } from "./context";

/** In place of the index behind a key's colon. */
export const NO_KEY = -1;

/**
 * Hashes a key without brackets and quotes, and returns the place behind its colon; NO_KEY where it is no such key,
 * with the place of what it is not in `context.stop`.
 */
export function parsePlainKey(context: ParseContext, start: number, end: number): number {
	const { work } = context;
	const { text } = work;
	let hash = FNV_OFFSET;
	let trimmed = hash;
	context.keyHasSpace = false;
	for (let i = start; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === COLON) {
			work.keyHash = trimmed === 0 ? 1 : trimmed;
			return i + 1;
		}
		if (c === BRACKET_OPEN || c === QUOTE) {
			context.stop = i;
			return NO_KEY;
		}
		hash = Math.imul(hash ^ c, FNV_PRIME);
		// Most characters of keys come behind the full stop.
		if (c > DOT) trimmed = hash;
		else if (c === SPACE) context.keyHasSpace = true;
		else {
			trimmed = hash;
			if (c === DOT) {
				work.flags |= DOTTED_KEY;
				context.scopes.hasDottedKeys = true;
			}
		}
	}
	context.stop = end;
	return NO_KEY;
}

/** Hashes the key at `start` and returns the place behind its colon; NO_KEY where there is none, which is then reported. */
export function parseKey(context: ParseContext, start: number, end: number): number {
	const { text } = context.work;
	if (text.charCodeAt(start) === QUOTE) return parseQuotedKey(context, start, end);
	const plain = parsePlainKey(context, start, end);
	return plain === NO_KEY ? parseKeyWithMarks(context, start, end) : plain;
}

function parseQuotedKey(context: ParseContext, start: number, end: number): number {
	const { cells, work } = context;
	const { text } = work;
	const close = cells.quoted(text, start, end);
	if (close < 0) {
		work.report("unterminated-string", start, end);
		return NO_KEY;
	}
	const colon = skipSpaces(text, close + 1, end);
	if (colon >= end) {
		reportMissingColon(context, end, "key");
		return NO_KEY;
	}
	if (text.charCodeAt(colon) !== COLON) {
		reportAfterKey(context, close + 1, colon, end);
		return NO_KEY;
	}
	hashQuotedKey(context, start, close);
	return colon + 1;
}

/** A bare key with brackets inside, or with quotes, which hide colons but are part of the key. */
function parseKeyWithMarks(context: ParseContext, start: number, end: number): number {
	const { work } = context;
	const { text } = work;
	const colon = findUnquoted(text, start, end, COLON);
	if (colon < 0) {
		const open = unclosedQuote(text, start, end);
		if (open >= 0 && text.slice(open, end).includes(":")) work.report("unterminated-string", open, end);
		else reportMissingColon(context, end, "key");
		return NO_KEY;
	}
	work.keyHash = hashText(text, start, trimEnd(text, start, colon));
	return colon + 1;
}

/** Hashes the key between two quotes by what it says, so that it equals the same key without quotes. */
export function hashQuotedKey({ reportsNeedlessQuotes, work }: ParseContext, open: number, close: number): void {
	const key = unescapeText(work.text, open + 1, close);
	work.keyHash = hashText(key, 0, key.length);
	if (reportsNeedlessQuotes && needsNoQuotes(key)) work.countStyle();
}

/** Reports the place for a colon, or all of a line that was never to have one. */
export function reportMissingColon({ work }: ParseContext, end: number, detail: FindingDetail<"missing-colon">): void {
	const start = work.contentStart;
	const isWhole = isForeign(work.text.slice(start, end));
	work.reportLine("missing-colon", isWhole ? start : end, end, detail);
}

/** Reports what is wrong behind a quoted key, where something else than a colon stands at `next`. */
function reportAfterKey({ work }: ParseContext, afterQuote: number, next: number, end: number): void {
	const colon = findUnquoted(work.text, next, end, COLON);
	const isBracket = work.text.charCodeAt(next) === BRACKET_OPEN;
	// A header, were it not for its colon, or for a space.
	if (isBracket && colon < 0) work.reportLine("missing-colon", end, end, "header");
	else if (isBracket && next > afterQuote) work.reportLine("space-before-bracket", afterQuote, next);
	else work.report("text-after-quote", afterQuote, colon < 0 ? end : colon);
}
