/** The parts of one line as columns in its text, read on demand by those who show or mend the line. */
import { readCells, type Span } from "../text/cells";
import { COLON, HYPHEN, QUOTE, SPACE, TAB } from "../text/characters";
import { scanHeader } from "../text/header";
import { HeaderScan } from "../text/headerScan";
import { ANY_DELIMITER } from "../text/plain";
import { closingQuote, findUnquoted, skipSpaces, trimEnd } from "../text/scan";
import { BOM, EMPTY_ARRAY, ENTRY_ROW, FIELD, INLINE, ITEM, KEYED_TABLE, OBJECT, ROW, SCALAR } from "./kinds";
import type { Tree } from "./tree";

export interface LineParts {
	readonly text: string;
	readonly kind: number;
	/** Columns behind the byte order mark, and where the indentation ends. */
	readonly indentStart: number;
	readonly indentEnd: number;
	/** Column of the list marker, or -1. */
	readonly marker: number;
	readonly contentStart: number;
	/** Where the spaces at the end of the line begin. */
	readonly contentEnd: number;
	readonly key: Span | undefined;
	readonly colon: number;
	readonly header: HeaderScan | undefined;
	/** The value of a field or scalar; the cells of a row, entry row or inline array; spaces around left out. */
	readonly values: readonly Span[];
	/** The active delimiter of cells and inline values; ANY_DELIMITER for other values. */
	readonly delimiter: number;
}

export function readParts(tree: Tree, line: number): LineParts {
	const { lines, scopes } = tree;
	const text = lines.textOf(line);
	const column = lines.kind[line]!;
	const kind = tree.kindOf(line);
	const indentStart = lines.flags[line]! & BOM ? 1 : 0;
	const contentEnd = trimEnd(text, indentStart, text.length);
	let indentEnd = indentStart;
	while (indentEnd < contentEnd && isIndentation(text.charCodeAt(indentEnd))) indentEnd++;
	const marker = (column & ITEM) !== 0 && text.charCodeAt(indentEnd) === HYPHEN ? indentEnd : -1;
	const contentStart = marker < 0 ? indentEnd : skipSpaces(text, marker + 1, contentEnd);
	let key: Span | undefined;
	let colon = -1;
	let header: HeaderScan | undefined;
	let values: Span[] = [];
	let delimiter = ANY_DELIMITER;
	if (kind >= INLINE && kind <= KEYED_TABLE) {
		header = new HeaderScan();
		const bracket = tree.bracketStart(line, text);
		scanHeader(text, bracket, contentEnd, header);
		if (bracket > contentStart) key = [contentStart, bracket];
		colon = header.colon;
		delimiter = header.delimiter;
		if (kind === INLINE) values = readCells(text, header.valueStart, contentEnd, delimiter);
	} else if (kind === ROW) {
		delimiter = scopes.delimiter[lines.scope[line]!]!;
		values = readCells(text, contentStart, contentEnd, delimiter);
	} else if (kind === SCALAR) values = [[contentStart, contentEnd]];
	else if (kind === ENTRY_ROW || kind === FIELD || kind === OBJECT || (kind === EMPTY_ARRAY && tree.hasKey(line))) {
		colon = colonOf(text, contentStart, contentEnd);
		key = [contentStart, trimEnd(text, contentStart, colon)];
		const value = skipSpaces(text, colon + 1, contentEnd);
		if (kind === ENTRY_ROW) {
			delimiter = scopes.delimiter[lines.scope[line]!]!;
			if (value < contentEnd) values = readCells(text, value, contentEnd, delimiter);
		} else if (value < contentEnd) values = [[value, contentEnd]];
	} else if (kind === EMPTY_ARRAY) values = [[contentStart, contentEnd]];
	return {
		text,
		kind,
		indentStart,
		indentEnd,
		marker,
		contentStart,
		contentEnd,
		key,
		colon,
		header,
		values,
		delimiter,
	};
}

const isIndentation = (code: number): boolean => code === SPACE || code === TAB;

function colonOf(text: string, start: number, end: number): number {
	return text.charCodeAt(start) === QUOTE
		? skipSpaces(text, closingQuote(text, start, end) + 1, end)
		: findUnquoted(text, start, end, COLON);
}
