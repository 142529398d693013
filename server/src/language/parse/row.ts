/** Rows of a table (§9.3): cells between delimiters. */

import { isEntry } from "../recovery/looks";
import { COLON } from "../text/characters";
import { findUnquoted, isRow, unclosedQuote } from "../text/scan";
import { KEYED_SCOPE, ROW, TAKEN_FOR_KEYED, WIDTH_EXPLAINED } from "../tree/kinds";
import { UNCLOSED_STRING } from "../tree/trace";
import type { ParseContext } from "./context";
import { parseEntryRow } from "./entryRow";
import { failHeader, isHeaderAmongContent } from "./headerAmongContent";

export function parseRow(context: ParseContext, start: number, end: number, table: number, base: number): void {
	const { cells, scopes, window, work } = context;
	const { text } = work;
	const delimiter = scopes.delimiter[table]!;
	if (isHeaderAmongContent(context, start, end, table)) {
		failHeader(context, start, end, base);
		return;
	}
	if (window?.covers(start, end)) {
		const at = window.plainCells(start, end, delimiter);
		if (at >= 0) {
			work.kind = ROW;
			work.cells = at === end ? window.cells : cells.scan(text, at, end, delimiter, window.cells);
			return;
		}
	}
	if (isRow(text, start, end, delimiter)) {
		work.kind = ROW;
		work.cells = cells.scan(text, start, end, delimiter);
		// The end of a string that a line break has cut, which was reported with its start.
		if (work.seen & UNCLOSED_STRING && unclosedQuote(text, start, end) >= 0) work.flags |= WIDTH_EXPLAINED;
		return;
	}
	const isFirst = scopes.opener[table] === work.previous;
	if (isFirst && isEntry(text, start, end, delimiter, scopes.askWidth(table))) {
		// As all rows will be: the header has lost its colon.
		work.reportLine("over-indented", start, findUnquoted(text, start, end, COLON) + 1, "keyed");
		scopes.flags[table]! |= TAKEN_FOR_KEYED;
		scopes.kind[table] = KEYED_SCOPE;
		parseEntryRow(context, start, end, table, base);
		return;
	}
	failField(context, start, end, delimiter);
	work.fail(work.top, base);
}

/** Reports a line with a colon before its first delimiter, which so is a field and no row. */
function failField({ work }: ParseContext, start: number, end: number, delimiter: number): void {
	const colon = findUnquoted(work.text, start, end, COLON);
	const mark = findUnquoted(work.text, colon, end, delimiter);
	if (mark < 0) work.reportLine("over-indented", start, end, "key");
	else work.reportLine("over-indented", start, mark, "colon-in-row");
}
