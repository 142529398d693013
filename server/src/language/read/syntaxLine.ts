/** One line with all its tokens, made on demand: for colours, hovers, completion and the formatter. */

import type { Span } from "../text/cells";
import { BRACE_CLOSE, BRACE_OPEN, QUOTE, SPACE, TAB } from "../text/characters";
import { visitFields } from "../text/fieldList";
import type { HeaderScan } from "../text/headerScan";
import { readPrimitive } from "../text/numbers";
import { readKey } from "../text/strings";
import { delimiterText, readTableHeader } from "../tree/fields";
import {
	BLANK,
	COMMENT,
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	ERROR,
	FIELD,
	INLINE,
	ITEM,
	KEYED_TABLE,
	LIST,
	OBJECT,
	OPAQUE,
	ROOT_SCOPE,
	ROW,
	SCALAR,
	TABLE,
} from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { LineKind, SyntaxLine, SyntaxToken, TokenType } from "../types";

/** Names of the kinds of lines, by their number. */
export const LINE_KINDS: Readonly<Record<number, LineKind>> = {
	[BLANK]: "blank",
	[COMMENT]: "comment",
	[ERROR]: "error",
	[FIELD]: "key-value",
	[OBJECT]: "object",
	[EMPTY_ARRAY]: "empty-array",
	[INLINE]: "inline-array",
	[LIST]: "list-header",
	[TABLE]: "table-header",
	[KEYED_TABLE]: "keyed-table-header",
	[ROW]: "row",
	[ENTRY_ROW]: "entry-row",
	[SCALAR]: "scalar",
	[EMPTY_ITEM]: "empty-item",
	[OPAQUE]: "opaque",
};

export function readSyntaxLine(tree: Tree, line: number): SyntaxLine {
	const { lines, scopes } = tree;
	const parts = readParts(tree, line);
	const { kind, text, key } = parts;
	const lspLine = lspLineOf(tree, line);
	const scope = lines.scope[line]!;
	const opener = scope === 0 || scopes.kind[scope] === ROOT_SCOPE ? 0 : scopes.opener[scope]!;
	const opened = lines.top[line]!;
	return {
		kind: LINE_KINDS[kind]!,
		isItem: (lines.kind[line]! & ITEM) !== 0,
		depth: lines.depth[line]!,
		line: lspLine,
		range: rangeIn(tree, line, lspLine, 0, text.length),
		text,
		key: key === undefined ? undefined : readKey(text, key[0], key[1]),
		tokens: new Tokenizer(tree, line, lspLine, parts).run(),
		parentLine: opener === 0 ? undefined : lspLineOf(tree, opener),
		header:
			kind >= LIST && kind <= KEYED_TABLE
				? { length: scopes.declared[opened]!, count: scopes.count[opened]!, delimiter: delimiterText(parts.delimiter) }
				: kind === INLINE
					? { length: parts.header!.declared, count: lines.cells[line]!, delimiter: delimiterText(parts.delimiter) }
					: undefined,
		table: kind === ROW || kind === ENTRY_ROW ? readTableHeader(tree, scope) : undefined,
	};
}

class Tokenizer {
	readonly #tree: Tree;
	readonly #line: number;
	readonly #lspLine: number;
	readonly #parts: LineParts;
	readonly #tokens: SyntaxToken[] = [];
	/** Everything before this column has its token. */
	#done = 0;

	constructor(tree: Tree, line: number, lspLine: number, parts: LineParts) {
		this.#tree = tree;
		this.#line = line;
		this.#lspLine = lspLine;
		this.#parts = parts;
	}

	run(): readonly SyntaxToken[] {
		const { kind, text, indentStart, indentEnd, marker, contentStart, contentEnd, key, colon, header } = this.#parts;
		if (indentStart > 0) this.#add("byte-order-mark", 0, indentStart);
		if (indentEnd > indentStart) this.#add("whitespace", indentStart, indentEnd);
		if (marker >= 0) this.#add("list-marker", marker, marker + 1);
		if (kind === COMMENT) this.#add("comment", contentStart, text.length);
		else if (kind === ERROR || kind === OPAQUE) this.#add("error", contentStart, contentEnd);
		else {
			if (key !== undefined) this.#add("key", ...key);
			if (header !== undefined) this.#header(header);
			else if (colon >= 0) this.#add("colon", colon, colon + 1);
			this.#values();
		}
		this.#fill(text.length);
		return this.#tokens;
	}

	#add(type: TokenType, start: number, end: number, cell?: number): void {
		if (end <= start) return;
		this.#fill(start);
		const range = rangeIn(this.#tree, this.#line, this.#lspLine, start, end);
		this.#tokens.push(cell === undefined ? { type, start, end, range } : { type, start, end, range, cell });
		this.#done = end;
	}

	/** Covers what lies between two tokens: spaces, delimiters, or text that is wrong there. */
	#fill(to: number): void {
		const { text, delimiter } = this.#parts;
		while (this.#done < to) {
			const start = this.#done;
			const type = gapType(text.charCodeAt(start), delimiter);
			let end = start + 1;
			while (end < to && type !== "delimiter" && gapType(text.charCodeAt(end), delimiter) === type) end++;
			this.#done = end;
			this.#tokens.push({ type, start, end, range: rangeIn(this.#tree, this.#line, this.#lspLine, start, end) });
		}
	}

	#header(header: HeaderScan): void {
		const { text } = this.#parts;
		const { bracketStart, bracketEnd, fieldsStart, fieldsEnd, colon } = header;
		let end = bracketEnd;
		const hasMark = text.charCodeAt(end - 1) === header.delimiter;
		if (hasMark) end--;
		if (header.keyed) end--;
		this.#add("bracket", bracketStart, bracketStart + 1);
		this.#add("length", bracketStart + 1, end);
		if (header.keyed) this.#add("keyed-mark", end, end + 1);
		if (hasMark) this.#add("delimiter-mark", bracketEnd - 1, bracketEnd);
		this.#add("bracket", bracketEnd, bracketEnd + 1);
		if (fieldsStart >= 0) {
			let leaf = 0;
			this.#add("brace", fieldsStart, fieldsStart + 1);
			visitFields(text, fieldsStart, fieldsEnd, {
				leaf: (_name, start, stop) => this.#add("field-name", start, stop, leaf++),
				open: (_name, start, stop) => {
					this.#add("field-name", start, stop);
					this.#add("brace", stop, stop + 1);
				},
				close: (at) => this.#add("brace", at, at + 1),
			});
			this.#add("brace", fieldsEnd, fieldsEnd + 1);
		}
		this.#add("colon", colon, colon + 1);
	}

	#values(): void {
		const { kind, text, values } = this.#parts;
		values.forEach(([start, end]: Span, cell) => {
			const type = kind === EMPTY_ARRAY ? "empty-array" : tokenType(text, start, end);
			this.#add(type, start, end, cell);
		});
	}
}

function gapType(code: number, delimiter: number): TokenType {
	if (code === delimiter) return "delimiter";
	if (code === SPACE || code === TAB) return "whitespace";
	return code === BRACE_OPEN || code === BRACE_CLOSE ? "brace" : "error";
}

function tokenType(text: string, start: number, end: number): TokenType {
	if (text.charCodeAt(start) === QUOTE) return "quoted-string";
	const value = readPrimitive(text, start, end);
	if (value === null) return "null";
	return typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "string";
}
