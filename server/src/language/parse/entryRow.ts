/** Entry rows of a keyed table (§9.5): a key, a colon, and cells between delimiters. */

import { COLON, QUOTE } from "../text/characters";
import { closingQuote, findUnquoted, skipSpaces } from "../text/scan";
import { ENTRY_ROW } from "../tree/kinds";
import type { ParseContext } from "./context";
import { failHeader, isHeaderAmongContent } from "./headerAmongContent";
import { NO_KEY, parseKey, reportMissingColon } from "./key";

export function parseEntryRow(context: ParseContext, start: number, end: number, table: number, base: number): void {
	const { cells, judge, scopes, work } = context;
	const { text } = work;
	if (isHeaderAmongContent(context, start, end, table)) {
		failHeader(context, start, end, base);
		return;
	}
	if (findUnquoted(text, start, end, COLON) < 0) {
		const isUnclosed = text.charCodeAt(start) === QUOTE && closingQuote(text, start, end) < 0;
		if (isUnclosed) work.report("unterminated-string", start, end);
		else if (!judge.isRest(start, end)) reportMissingColon(context, end, "entry");
		work.fail(work.top, base);
		return;
	}
	let i = parseKey(context, start, end);
	if (i === NO_KEY) {
		work.fail(work.top, base);
		return;
	}
	i = skipSpaces(text, i, end);
	work.kind = ENTRY_ROW;
	work.cells = i >= end ? 0 : cells.scan(text, i, end, scopes.delimiter[table]!);
}
