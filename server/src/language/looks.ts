/** What a line looks like, where its place says little: the guesses that recovery makes. */
import { KEYED_SCOPE, LIST_SCOPE, TABLE_SCOPE } from "./kinds";
import { BRACKET_OPEN, COLON, endOfCell, findUnquoted, isListItem, isRow } from "./scan";
import type { Tree } from "./tree";

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
			return findUnquoted(text, start, end, COLON) >= 0 && !isHeader(text, start, end, delimiter);
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
			const colon = findUnquoted(text, start, end, COLON);
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

function countCells(text: string, start: number, end: number, delimiter: number): number {
	let cells = 1;
	for (let at = endOfCell(text, start, end, delimiter); at < end; at = endOfCell(text, at + 1, end, delimiter)) cells++;
	return cells;
}
