/** Rows of a table (§9.3): cells between delimiters. */

import { isEntry } from "../recovery/looks";
import { BRACKET_OPEN, COLON, QUOTE } from "../text/characters";
import { closingQuote, findUnquoted, isRow, skipSpaces, unclosedQuote } from "../text/scan";
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
	if ((work.seen & UNCLOSED_STRING) === 0 && window?.covers(start, end)) {
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
		if (work.seen & UNCLOSED_STRING) {
			if (unclosedQuote(text, start, end) >= 0) work.flags |= WIDTH_EXPLAINED;
			else if (work.cells !== scopes.askWidth(table)) {
				// Neither its end nor a row.
				work.flags |= WIDTH_EXPLAINED;
				work.trace |= UNCLOSED_STRING;
			}
		}
		return;
	}
	if (isBrokenCell(text, start, end)) {
		work.kind = ROW;
		work.cells = cells.scan(text, start, end, delimiter);
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

/**
 * Whether the line starts with a string behind which stands neither a delimiter nor a colon, as where a path ends in a
 * backslash: `"C:\\dir\\","D:\\x"`. No key looks so.
 */
function isBrokenCell(text: string, start: number, end: number): boolean {
	if (text.charCodeAt(start) !== QUOTE) return false;
	const close = closingQuote(text, start, end);
	if (close < 0) return false;
	const next = text.charCodeAt(skipSpaces(text, close + 1, end));
	return next !== COLON && next !== BRACKET_OPEN;
}

/** Reports a line with a colon before its first delimiter, which so is a field and no row. */
function failField({ work }: ParseContext, start: number, end: number, delimiter: number): void {
	const colon = findUnquoted(work.text, start, end, COLON);
	const mark = findUnquoted(work.text, colon, end, delimiter);
	if (mark < 0) work.reportLine("over-indented", start, end, "key");
	else work.reportLine("over-indented", start, mark, "colon-in-row");
}
