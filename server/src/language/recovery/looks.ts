/** What a line looks like, where its place says little. Pure questions about the text in `[start, end)`. */
import { readAssigned } from "../text/assignment";
import {
	BRACE_CLOSE,
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	COLON,
	COMMA,
	isOddSpace,
	PIPE,
	SPACE,
	TAB,
} from "../text/characters";
import { endOfCell, findUnquoted, isListItem, isRow } from "../text/scan";
import { KEYED_SCOPE, LIST_SCOPE, TABLE_SCOPE } from "../tree/kinds";

/** Whether the content could be a line of a scope of this kind. */
export function fits(kind: number, delimiter: number, text: string, start: number, end: number): boolean {
	switch (kind) {
		case LIST_SCOPE:
			return isListItem(text, skipOddSpaces(text, start, end), end);
		case TABLE_SCOPE:
			return isRow(text, start, end, delimiter) && !isHeader(text, start, end, delimiter);
		case KEYED_SCOPE:
			if (isListItem(text, start, end) || isHeader(text, start, end, delimiter)) return false;
			return findUnquoted(text, start, end, COLON) >= 0;
		default:
			return findUnquoted(text, start, end, COLON) >= 0;
	}
}

/** Spaces that TOON takes for text may stand before what would else be an item. */
function skipOddSpaces(text: string, start: number, end: number): number {
	while (start < end && (isOddSpace(text.charCodeAt(start)) || text.charCodeAt(start) === SPACE)) start++;
	return start;
}

/** An array or table as far as a line's content can be held against it. */
export interface ArrayShape {
	readonly kind: number;
	readonly delimiter: number;
	/** Cells of a row. */
	readonly width: number;
}

/** Whether the content is an item of the list, or has as many cells as a row of the table must have. */
export function fitsArray({ kind, delimiter, width }: ArrayShape, text: string, start: number, end: number): boolean {
	switch (kind) {
		case LIST_SCOPE:
			return isListItem(text, skipOddSpaces(text, start, end), end);
		case TABLE_SCOPE:
			return isRow(text, start, end, delimiter) && countCells(text, start, end, delimiter) === width;
		case KEYED_SCOPE: {
			const colon = isListItem(text, start, end) ? -1 : findUnquoted(text, start, end, COLON);
			return colon >= 0 && countCells(text, colon + 1, end, delimiter) === width;
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

/** Whether the content is a key, a colon and a space, and as many cells as the table has fields. */
export function isEntry(text: string, start: number, end: number, delimiter: number, leaves: number): boolean {
	const colon = findUnquoted(text, start, end, COLON);
	if (colon < 0 || (colon + 1 < end && text.charCodeAt(colon + 1) !== SPACE)) return false;
	return countCells(text, colon + 1, end, delimiter) === leaves;
}

/** Whether the content is an item of some list, or has several cells and no colon, as a row of some table. */
export const isArrayContent = (text: string, start: number, end: number): boolean =>
	isListItem(text, skipOddSpaces(text, start, end), end) ||
	(findUnquoted(text, start, end, COLON) < 0 &&
		[COMMA, TAB, PIPE].some((delimiter) => findUnquoted(text, start, end, delimiter) >= 0));

/** Cells of the content, which is no less than one. */
export function countCells(text: string, start: number, end: number, delimiter: number): number {
	let cells = 1;
	for (let at = endOfCell(text, start, end, delimiter); at < end; at = endOfCell(text, at + 1, end, delimiter)) cells++;
	return cells;
}

/** Whether the content is a code fence of Markdown, with the name of a language or without. */
export function isFence(text: string, start: number, end: number): boolean {
	const mark = text.charCodeAt(start);
	if (mark !== BACKTICK && mark !== TILDE) return false;
	return FENCE.test(text.slice(start, end));
}

const BACKTICK = 0x60;
const TILDE = 0x7e;
const FENCE = /^(?:`{3,}|~{3,})[\w+.-]*$/;

/** Whether the content is an opening bracket of JSON, and nothing else. */
export const opensJson = (text: string, start: number, end: number): boolean =>
	start + 1 === end && (text.charCodeAt(start) === BRACE_OPEN || text.charCodeAt(start) === BRACKET_OPEN);

/** Whether the content is a closing bracket of JSON, with nothing behind it but a comma. */
export function closesJson(text: string, start: number, end: number): boolean {
	const mark = text.charCodeAt(start);
	if (mark !== BRACE_CLOSE && mark !== BRACKET_CLOSE) return false;
	return start + 1 === end || (start + 2 === end && text.charCodeAt(start + 1) === COMMA);
}

/** Whether the content is a field with an equals sign. */
export function isAssignment(text: string, start: number, end: number): boolean {
	const content = text.slice(start, end);
	return content.includes("=") && readAssigned(content) !== undefined;
}

/** A list marker somewhere before the first value, as when something was typed before it. */
const ITEM_BEFORE_VALUE = /^[^:]*(?:^|[ \t])- /;

/** Whether the line's text has a list marker before its first value: `- a: 1`, `x - a: 1`. */
export const looksLikeItem = (content: string): boolean => ITEM_BEFORE_VALUE.test(content);
