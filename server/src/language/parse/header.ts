/** Array and table headers in their place (§6, §9): what they open, and what they may not be there. */

import { looksLikeItem } from "../recovery/looks";
import { BRACKET_OPEN, COLON, QUOTE, SPACE, TAB } from "../text/characters";
import { hashText } from "../text/hash";
import { scanHeader } from "../text/header";
import { closingQuote, findUnquoted, isListItem } from "../text/scan";
import {
	FOUND,
	IN_ARRAY,
	INLINE,
	ITEM,
	KEYED_SCOPE,
	KEYED_TABLE,
	KEYLESS,
	LIST,
	LIST_SCOPE,
	TABLE,
	TABLE_SCOPE,
	UNDECIDED,
} from "../tree/kinds";
import { ITEM_LIKE } from "../tree/trace";
import type { ParseContext } from "./context";
import { hashQuotedKey } from "./key";

/** Where the bracket segment starts if the line is a header: an unquoted `[` before the first unquoted colon; or -1. */
export function headerBracket({ stop, work }: ParseContext, start: number, end: number): number {
	const { text } = work;
	if (text.charCodeAt(start) === QUOTE) {
		const close = closingQuote(text, start, end);
		if (close < 0 || text.charCodeAt(close + 1) !== BRACKET_OPEN) return -1;
		return findUnquoted(text, close + 1, end, COLON) >= 0 ? close + 1 : -1;
	}
	for (let i = stop; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === COLON) return -1;
		if (c === BRACKET_OPEN) return findUnquoted(text, i, end, COLON) >= 0 ? i : -1;
		if (c === QUOTE) {
			i = closingQuote(text, i, end);
			if (i < 0) return -1;
		}
	}
	return -1;
}

/**
 * Reads a header whose key stands in `[start, bracket)`. `flags` are ITEM behind a list marker, KEYLESS where it may be
 * without a key. False where it is malformed, which was then reported.
 */
export function parseHeader(
	context: ParseContext,
	start: number,
	end: number,
	bracket: number,
	scope: number,
	base: number,
	flags: number,
): boolean {
	const { header, strict, work } = context;
	if (start < bracket && !parseHeaderKey(context, start, bracket)) return false;
	if (!scanHeader(work.text, bracket, end, header)) {
		work.reportFinding(header.error!);
		return false;
	}
	if (header.error !== undefined) work.reportFinding(header.error);
	const hasFields = header.fieldsStart >= 0;
	if (start === bracket && ((flags & KEYLESS) === 0 || ((flags & ITEM) !== 0 && hasFields))) {
		work.reportLine("keyless-header", bracket, header.bracketEnd + 1, flags & ITEM ? "in-item" : "misplaced");
		return false;
	}
	if (header.duplicateStart >= 0 && strict) {
		work.report("duplicate-field", header.duplicateStart, header.duplicateEnd);
	}
	if (header.valueStart < end) readInlineArray(context, end, flags);
	else openArray(context, scope, base, flags, start < bracket);
	return true;
}

function readInlineArray({ cells, header, strict, work }: ParseContext, end: number, flags: number): void {
	work.kind = flags | INLINE;
	work.cells = cells.scan(work.text, header.valueStart, end, header.delimiter);
	const isBroken = (work.flags & FOUND) !== 0;
	if (strict && work.cells !== header.declared && !isBroken) {
		work.report("array-length", header.bracketStart, header.bracketEnd + 1);
	}
}

function openArray(context: ParseContext, scope: number, base: number, flags: number, hasKey: boolean): void {
	const { header, scopes, work } = context;
	const hasFields = header.fieldsStart >= 0;
	work.kind = flags | (header.keyed ? KEYED_TABLE : hasFields ? TABLE : LIST);
	// The encoder itself writes `- [0]:` for an empty array in a list.
	const mayBeLegacy = (flags & ITEM) === 0 || hasKey;
	if (header.declared === 0 && !hasFields && mayBeLegacy && context.reportsLegacyEmptyArray) work.countStyle();

	const kind = header.keyed ? KEYED_SCOPE : hasFields ? TABLE_SCOPE : LIST_SCOPE;
	const opened = scopes.add(kind, scope, work.line, base, UNDECIDED, IN_ARRAY);
	scopes.delimiter[opened] = header.delimiter;
	scopes.leaves[opened] = header.leaves;
	scopes.declared[opened] = header.declared;
	work.top = opened;
}

function parseHeaderKey(context: ParseContext, start: number, bracket: number): boolean {
	const { cells, work } = context;
	const { text } = work;
	if (text.charCodeAt(start) === QUOTE) {
		hashQuotedKey(context, start, cells.quoted(text, start, bracket));
		return true;
	}
	if (context.keyHasSpace && looksLikeItem(text.slice(start, bracket))) work.trace |= ITEM_LIKE;
	const last = text.charCodeAt(bracket - 1);
	if (last === SPACE || last === TAB) {
		let space = bracket;
		while (text.charCodeAt(space - 1) === SPACE || text.charCodeAt(space - 1) === TAB) space--;
		if (space === start + 1 && isListItem(text, start, bracket))
			work.reportLine("keyless-header", start, space, "item");
		else work.reportLine("space-before-bracket", space, bracket);
		return false;
	}
	work.keyHash = hashText(text, start, bracket);
	return true;
}
