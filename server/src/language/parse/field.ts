/** Fields of an object (§8): a key with a value, a key that opens an object, or an array header. */

import { looksLikeItem, opensJson } from "../recovery/looks";
import { BRACE_CLOSE, BRACKET_CLOSE, BRACKET_OPEN } from "../text/characters";
import { skipSpaces, trimEnd } from "../text/scan";
import { EMPTY_ARRAY, ERROR, FIELD, OBJECT, OBJECT_SCOPE, UNDECIDED } from "../tree/kinds";
import { mayEndLookalike } from "../tree/lookalikes";
import { HEADER_LIKE, ITEM_LIKE, OPENS_JSON } from "../tree/trace";
import type { ParseContext } from "./context";
import { headerBracket, parseHeader } from "./header";
import { NO_KEY, parseKey, parsePlainKey } from "./key";
import { checkValue } from "./value";

/** Reads a key-value line or a header at the depth `base` of an object. `flags` is ITEM behind a list marker. */
export function parseField(
	context: ParseContext,
	start: number,
	end: number,
	scope: number,
	base: number,
	flags: number,
): void {
	const { scopes, work } = context;
	const { text } = work;
	let i = parsePlainKey(context, start, end);
	if (i === NO_KEY) {
		const bracket = headerBracket(context, start, end);
		if (bracket >= 0) {
			const isWhole = parseHeader(context, start, end, bracket, scope, base, flags);
			if (!isWhole) work.fail(scope, base, flags | ERROR);
			return;
		}
		i = parseKey(context, start, end);
	}
	if (i === NO_KEY) {
		work.fail(scope, base, flags | ERROR);
		return;
	}
	const colon = i - 1;
	i = skipSpaces(text, i, end);
	if (i >= end) {
		work.kind = flags | OBJECT;
		work.top = scopes.add(OBJECT_SCOPE, scope, work.line, base, UNDECIDED);
		const last = text.charCodeAt(trimEnd(text, start, colon) - 1);
		if (last === BRACKET_CLOSE || last === BRACE_CLOSE) work.trace |= HEADER_LIKE;
	} else if (i + 2 === end && text.charCodeAt(i) === BRACKET_OPEN && text.charCodeAt(i + 1) === BRACKET_CLOSE) {
		work.kind = flags | EMPTY_ARRAY;
	} else {
		work.kind = flags | FIELD;
		if (i === colon + 1 || mayEndLookalike(text.charCodeAt(end - 1))) context.isSuspect = true;
		checkValue(context, i, end);
		if (opensJson(text, i, end)) work.trace |= OPENS_JSON;
	}
	if (context.keyHasSpace && work.depth === 0) context.isSuspect = true;
	// Also a hyphen in front of a key makes it one with a space.
	if (context.keyHasSpace && looksLikeItem(text.slice(start, colon))) work.trace |= ITEM_LIKE;
}
