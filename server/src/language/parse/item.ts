/** List items (§9.4): a hyphen, and behind it a value, a field with more fields below, or an array. */

import { opensJson } from "../recovery/looks";
import { BRACKET_CLOSE, BRACKET_OPEN, COLON } from "../text/characters";
import { findUnquoted, isListItem, skipSpaces } from "../text/scan";
import { EMPTY_ARRAY, EMPTY_ITEM, ERROR, ITEM, ITEM_SCOPE, KEYLESS, SCALAR } from "../tree/kinds";
import { mayEndLookalike } from "../tree/lookalikes";
import { IRREGULAR, OPENS_JSON } from "../tree/trace";
import type { ParseContext } from "./context";
import { parseField } from "./field";
import { parseHeader } from "./header";
import { isHeaderAmongContent } from "./headerAmongContent";
import { checkValue } from "./value";

export function parseItem(context: ParseContext, start: number, end: number, list: number, base: number): void {
	const { scopes, work } = context;
	const { line, text } = work;
	if (!isListItem(text, start, end)) {
		failItem(context, start, end, list, base);
		return;
	}
	const i = skipSpaces(text, start + 1, end);
	if (i >= end) {
		work.kind = ITEM | EMPTY_ITEM;
		return;
	}
	const hasColon = findUnquoted(text, i, end, COLON) >= 0;
	if (text.charCodeAt(i) === BRACKET_OPEN) {
		if (i + 2 === end && text.charCodeAt(i + 1) === BRACKET_CLOSE) {
			work.kind = ITEM | KEYLESS | EMPTY_ARRAY;
			return;
		}
		if (hasColon) {
			const isWhole = parseHeader(context, i, end, i, list, base, ITEM | KEYLESS);
			if (!isWhole) work.fail(list, base, ITEM | KEYLESS | ERROR);
			return;
		}
	}
	if (!hasColon) {
		work.kind = ITEM | SCALAR;
		if (opensJson(text, i, end)) work.trace |= OPENS_JSON;
		if (mayEndLookalike(text.charCodeAt(end - 1))) context.isSuspect = true;
		checkValue(context, i, end);
		return;
	}
	const item = scopes.add(ITEM_SCOPE, list, line, base, base + 1);
	parseField(context, i, end, item, base + 1, ITEM);
	if (work.top === list) work.top = item;
}

/** A line at the depth of items without a list marker. */
function failItem(context: ParseContext, start: number, end: number, list: number, base: number): void {
	const { scopes, work } = context;
	const isHeader = isHeaderAmongContent(context, start, end, scopes.realScope(list));
	// Fields of an item whose hyphen stands too deep.
	if (work.seen & IRREGULAR) work.misplaced = true;
	work.reportLine("over-indented", start, end, isHeader ? "key" : "not-an-item");
	// The lines beside it have the same mistake, up to the next item.
	work.fail(list, base - 1);
}
