/** Lines at depth 0: the first decides what the document is (§5). */

import { isArrayContent, isAssignment } from "../recovery/looks";
import { BRACE_OPEN, BRACKET_CLOSE, BRACKET_OPEN, COLON, QUOTE } from "../text/characters";
import { closingQuote, findUnquoted } from "../text/scan";
import { EMPTY_ARRAY, ERROR, KEYLESS, ROOT_COMPLETE, ROOT_OBJECT, ROOT_UNDECIDED, SCALAR } from "../tree/kinds";
import { ASSIGNED, CONTENT_LIKE } from "../tree/trace";
import type { ParseContext } from "./context";
import { parseField } from "./field";
import { parseHeader } from "./header";
import { checkValue } from "./value";

export function parseRootLine(context: ParseContext, start: number, end: number, scope: number, base: number): void {
	const { judge, scopes, work } = context;
	if (scopes.rootMode === ROOT_COMPLETE) {
		if (!judge.isRest(start, end)) work.reportLine("trailing-content", start, end);
		work.fail(scope, -1, ERROR, 0);
		return;
	}
	const isFirst = scopes.rootMode === ROOT_UNDECIDED;
	if (!isFirst || !parseFirstLine(context, start, end, scope, base)) parseField(context, start, end, scope, base, 0);
}

/** Reads the first content line, unless it is a key-value line or a header with a key: then nothing is done. */
function parseFirstLine(context: ParseContext, start: number, end: number, scope: number, base: number): boolean {
	const { scopes, work } = context;
	const { text } = work;
	scopes.opener[scopes.root] = work.line;
	scopes.rootMode = ROOT_OBJECT;
	const hasColon = findUnquoted(text, start, end, COLON) >= 0;
	if (text.charCodeAt(start) === BRACKET_OPEN) {
		if (start + 2 === end && text.charCodeAt(start + 1) === BRACKET_CLOSE) {
			scopes.rootMode = ROOT_COMPLETE;
			work.kind = KEYLESS | EMPTY_ARRAY;
			return true;
		}
		if (hasColon) {
			if (parseHeader(context, start, end, start, scope, base, KEYLESS)) scopes.rootMode = ROOT_COMPLETE;
			else work.fail(scope, base);
			return true;
		}
	}
	if (hasColon) return false;
	parseScalar(context, start, end, scope, base);
	return true;
}

/** A line without a colon is the whole value: an error unless nothing follows, which only the whole document tells. */
function parseScalar(context: ParseContext, start: number, end: number, scope: number, base: number): void {
	const { work } = context;
	const { text } = work;
	const first = text.charCodeAt(start);
	const looksLikeJson = first === BRACE_OPEN || first === BRACKET_OPEN;
	if (looksLikeJson) work.fail(scope, -1, SCALAR, 0);
	else work.fail(scope, base, SCALAR);

	if (isArrayContent(text, start, end)) work.trace |= CONTENT_LIKE;
	if (isAssignment(text, start, end)) work.trace |= ASSIGNED;
	const close = first === QUOTE ? closingQuote(text, start, end) : -1;
	if (close >= 0 && text.charCodeAt(close + 1) === BRACKET_OPEN) work.report("missing-colon", end, end, "header");
	else checkValue(context, start, end);
}
