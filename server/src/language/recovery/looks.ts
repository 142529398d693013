/** What a line looks like, where its place says little: the guesses that recovery makes. */

import {
	BRACKET_OPEN,
	COLON,
	COMMA,
	endOfCell,
	findUnquoted,
	isListItem,
	isRow,
	PIPE,
	SPACE,
	TAB,
	unclosedQuote,
} from "../text/scan";
import { ENTRY_ROW, KEYED_SCOPE, LIST_SCOPE, ROW, TABLE_SCOPE } from "../tree/kinds";
import type { Tree } from "../tree/tree";

/** Whether the content in `[start, end)` could be a line of the scope. */
export function fits(tree: Tree, scope: number, text: string, start: number, end: number): boolean {
	const { scopes } = tree;
	const real = tree.realScope(scope);
	const delimiter = scopes.delimiter[real]!;
	switch (scopes.kind[real]) {
		case LIST_SCOPE:
			return isListItem(text, start, end);
		case TABLE_SCOPE:
			return isRow(text, start, end, delimiter) && !isHeader(text, start, end, delimiter);
		case KEYED_SCOPE:
			if (isListItem(text, start, end) || isHeader(text, start, end, delimiter)) return false;
			return findUnquoted(text, start, end, COLON) >= 0;
		default:
			return findUnquoted(text, start, end, COLON) >= 0;
	}
}

/** Whether the content is an item of the list, or has as many cells as a row of the table must have. */
export function fitsArray(tree: Tree, array: number, text: string, start: number, end: number): boolean {
	const { scopes } = tree;
	const delimiter = scopes.delimiter[array]!;
	const kind = scopes.kind[array]!;
	if (kind === TABLE_SCOPE || kind === KEYED_SCOPE) scopes.widthAsked[array] = 1;
	switch (kind) {
		case LIST_SCOPE:
			return isListItem(text, start, end);
		case TABLE_SCOPE:
			return isRow(text, start, end, delimiter) && countCells(text, start, end, delimiter) === scopes.leaves[array]!;
		case KEYED_SCOPE: {
			const colon = isListItem(text, start, end) ? -1 : findUnquoted(text, start, end, COLON);
			return colon >= 0 && countCells(text, colon + 1, end, delimiter) === scopes.leaves[array]!;
		}
		default:
			return false;
	}
}

/** A bracket before any delimiter, and a colon at the end: as a row it would be strange, as a header it is whole. */
export function isHeader(text: string, start: number, end: number, delimiter: number): boolean {
	if (text.charCodeAt(end - 1) !== COLON) return false;
	const bracket = findUnquoted(text, start, end, BRACKET_OPEN);
	if (bracket < 0) return false;
	const mark = findUnquoted(text, start, end, delimiter);
	return mark < 0 || bracket < mark;
}

/**
 * Whether a line break has cut the content off from the line `previous`, which was reported: it closes the string that
 * was open there, or has the cells that are missing there.
 */
export function isRest(tree: Tree, previous: number, text: string, start: number, end: number): boolean {
	const { lines, scopes } = tree;
	if (previous === 0) return false;
	if (tree.hasUnclosedString(previous)) return unclosedQuote(text, start, end) >= 0;
	const kind = tree.kindOf(previous);
	if (kind !== ROW && kind !== ENTRY_ROW) return false;
	const table = lines.scope[previous]!;
	const cells = lines.cells[previous]!;
	scopes.widthAsked[table] = 1;
	// The cell at the break is in both parts.
	const missing = scopes.leaves[table]! - cells + (cells === 0 ? 0 : 1);
	return missing > 1 && countCells(text, start, end, scopes.delimiter[table]!) === missing;
}

/** Whether the line ends like a header; as a key without brackets, it may have lost one. */
export const endsLikeHeader = (line: string): boolean => /[\]}] *: *$/.test(line);

/** Whether the content is a key, a colon and a space, and as many cells as the table has fields. */
export function isEntry(text: string, start: number, end: number, delimiter: number, leaves: number): boolean {
	const colon = findUnquoted(text, start, end, COLON);
	if (colon < 0 || (colon + 1 < end && text.charCodeAt(colon + 1) !== SPACE)) return false;
	return countCells(text, colon + 1, end, delimiter) === leaves;
}

/** Whether the content is an item of some list, or has several cells and no colon, as a row of some table. */
export const isArrayContent = (text: string, start: number, end: number): boolean =>
	isListItem(text, start, end) ||
	(findUnquoted(text, start, end, COLON) < 0 &&
		[COMMA, TAB, PIPE].some((delimiter) => findUnquoted(text, start, end, delimiter) >= 0));

function countCells(text: string, start: number, end: number, delimiter: number): number {
	let cells = 1;
	for (let at = endOfCell(text, start, end, delimiter); at < end; at = endOfCell(text, at + 1, end, delimiter)) cells++;
	return cells;
}
