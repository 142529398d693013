/**
 * The formatter: every line written as the encoder spaces it, and no value changed.
 *
 * It works line by line on the tree, so comments, blank lines, quotes, declared counts and line ends stay as they
 * are. It never touches a document with errors.
 */

import type { Span } from "../text/cells";
import { BRACE_CLOSE, BRACE_OPEN, BYTE_ORDER_MARK, HASH, QUOTE, SPACE } from "../text/characters";
import { canonicalNumber } from "../text/numbers";
import { isPlainValue, needsNoQuotes } from "../text/plain";
import { closingQuote, skipSpaces, trimEnd } from "../text/scan";
import { quote, unescapeText } from "../text/strings";
import {
	BLANK,
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	INLINE,
	KEYED_TABLE,
	LIST,
	OBJECT,
	ROW,
	TABLE,
} from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Range, TextEdit } from "../types";

export interface FormatOptions {
	/** Pad the cells of tables with spaces, so that columns stand under each other. Default false. */
	readonly alignColumns?: boolean;
	/** Write strings without quotes where the encoder would. Default false. */
	readonly removeNeedlessQuotes?: boolean;
}

/** A line of the tree whose text changes. */
export interface FormattedLine {
	/** Handle of the line. */
	readonly line: number;
	readonly text: string;
}

/** The lines that formatting would change, in order. The tree must be free of errors. */
function* formatLines(tree: Tree, options: FormatOptions): Generator<FormattedLine> {
	const levels = new Levels(tree);
	const writer = new LineWriter(tree, options);
	/** Comments and blank lines behind the last content line: their indentation depends on the next one. */
	const waiting: number[] = [];
	let previousLevel = 0;
	function* release(nextLevel: number): Generator<FormattedLine> {
		for (const line of waiting) yield* changed(tree, line, writer.aside(line, nextLevel, previousLevel));
		waiting.length = 0;
	}
	for (const { handles, count } of tree.order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if (!tree.isContent(line)) {
				waiting.push(line);
				continue;
			}
			const level = levels.of(tree.lines.scope[line]!);
			yield* release(level);
			yield* changed(tree, line, writer.content(line, level));
			previousLevel = level;
		}
	}
	yield* release(0);
}

/** The whole text as formatting would leave it. The tree must be free of errors. */
export function formatText(tree: Tree, options: FormatOptions): string {
	const { lines, order } = tree;
	const edits = formatLines(tree, options);
	let edit = edits.next();
	const parts: string[] = [];
	for (const { handles, count } of order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			const isChanged = !edit.done && edit.value.line === line;
			parts.push(isChanged ? edit.value!.text : lines.textOf(line), lines.endOf(line));
			if (isChanged) edit = edits.next();
		}
	}
	return parts.join("");
}

/**
 * One edit for each line that formatting changes, within the LSP lines of `range` if given. The tree must be free of
 * errors.
 */
export function formatEdits(tree: Tree, options: FormatOptions, range?: Range): TextEdit[] {
	const edits: TextEdit[] = [];
	const first = range?.start.line ?? 0;
	const last = range?.end.line ?? Number.POSITIVE_INFINITY;
	for (const { line, text } of formatLines(tree, options)) {
		const lspLine = lspLineOf(tree, line);
		if (lspLine < first || lspLine > last) continue;
		edits.push({ range: rangeIn(tree, line, lspLine, 0, tree.lines.length[line]!), newText: text });
	}
	return edits;
}

function* changed(tree: Tree, line: number, text: string): Generator<FormattedLine> {
	if (text !== tree.lines.textOf(line)) yield { line, text };
}

/**
 * Levels of indentation by scope, whatever the source has: a scope's content stands one level deeper than that of the
 * scope around it (§8), which also puts the content of a field on a hyphen line two levels below the hyphen (§10).
 */
class Levels {
	readonly #tree: Tree;
	readonly #known = new Map<number, number>();

	constructor(tree: Tree) {
		this.#tree = tree;
		this.#known.set(tree.scopes.root, 0);
	}

	of(scope: number): number {
		const path: number[] = [];
		let level = this.#known.get(scope);
		for (let at = scope; level === undefined; level = this.#known.get(at)) {
			path.push(at);
			at = this.#tree.scopes.parent[at]!;
		}
		for (const each of path.reverse()) this.#known.set(each, ++level);
		return level;
	}
}

/** Writes single lines. */
class LineWriter {
	readonly #tree: Tree;
	readonly #removeNeedlessQuotes: boolean;
	readonly #columns: ColumnWidths | undefined;

	constructor(tree: Tree, options: FormatOptions) {
		this.#tree = tree;
		this.#removeNeedlessQuotes = options.removeNeedlessQuotes ?? false;
		this.#columns = options.alignColumns
			? new ColumnWidths(tree, (line) => this.#row(readParts(tree, line)))
			: undefined;
	}

	/** A comment keeps its own level between those of the lines around it; a blank line is empty. */
	aside(line: number, nextLevel: number, previousLevel: number): string {
		const { indentStart, indentEnd, contentEnd, text, kind } = readParts(this.#tree, line);
		const mark = text.slice(0, indentStart);
		if (kind === BLANK) return mark;
		const own = Math.round((indentEnd - indentStart) / this.#tree.indentSize);
		const level = Math.max(nextLevel, Math.min(own, previousLevel));
		return mark + this.#indentation(level) + text.slice(indentEnd, contentEnd);
	}

	content(line: number, level: number): string {
		const parts = readParts(this.#tree, line);
		const marker = parts.marker < 0 ? "" : "- ";
		const content = trimmed(marker + this.#content(line, parts));
		return parts.text.slice(0, parts.indentStart) + this.#indentation(level) + content;
	}

	#indentation(level: number): string {
		return " ".repeat(level * this.#tree.indentSize);
	}

	#content(line: number, parts: LineParts): string {
		const { kind } = parts;
		const key = this.#key(parts);
		switch (kind) {
			case EMPTY_ITEM:
				return "";
			case ROW:
			case ENTRY_ROW: {
				const row = this.#row(parts);
				return this.#columns?.pad(line, row, parts.delimiter) ?? joined(row, parts.delimiter);
			}
			case OBJECT:
				return `${key}:`;
			case EMPTY_ARRAY:
				return withKey(key, "[]");
			case LIST:
				if (this.#isEmptyList(line, parts)) return withKey(key, "[]");
				return (key ?? "") + header(parts);
			case TABLE:
			case KEYED_TABLE:
				return (key ?? "") + header(parts);
			case INLINE:
				return `${key ?? ""}${header(parts)} ${joined({ key: "", cells: this.#values(parts) }, parts.delimiter)}`;
			default:
				return withKey(key, this.#values(parts)[0] ?? "");
		}
	}

	/** `key[0]:` with nothing below is the old way to write an empty array (§9.1). */
	#isEmptyList(line: number, { header }: LineParts): boolean {
		const { scopes, lines } = this.#tree;
		return header?.declared === 0 && scopes.count[lines.top[line]!] === 0;
	}

	/** Undefined where the line has none; an empty key is one. */
	#key({ text, key }: LineParts): string | undefined {
		if (key === undefined) return undefined;
		const [start, end] = key;
		if (text.charCodeAt(start) !== QUOTE) return asContent(text.slice(start, trimEnd(text, start, end)));
		const close = closingQuote(text, start, end);
		const plain = unescapeText(text, start + 1, close);
		const canBePlain = this.#removeNeedlessQuotes && needsNoQuotes(plain);
		return canBePlain ? plain : text.slice(start, close + 1);
	}

	#row(parts: LineParts): Row {
		return { key: parts.kind === ENTRY_ROW ? `${this.#key(parts)}:` : "", cells: this.#values(parts) };
	}

	#values({ text, values, delimiter, kind }: LineParts): string[] {
		return values.map(([start, end], index) => {
			const value = this.#value(text, start, end, delimiter);
			// Only a line's first token could be taken for a comment.
			return index === 0 && kind !== ENTRY_ROW && kind !== INLINE ? asContent(value) : value;
		});
	}

	#value(text: string, start: number, end: number, delimiter: number): string {
		const token = text.slice(start, end);
		// At the end of a line, without the spaces behind it, a carriage return would become part of the line's end.
		if (token.endsWith("\r")) return quote(token);
		if (text.charCodeAt(start) !== QUOTE) return canonicalNumber(token) ?? token;
		if (!this.#removeNeedlessQuotes) return token;
		const plain = unescapeText(text, start + 1, end - 1);
		return isPlainValue(plain, delimiter) ? plain : token;
	}
}

const withKey = (key: string | undefined, value: string): string => (key === undefined ? value : `${key}: ${value}`);

/**
 * A line's first token, quoted where the formatter's spaces would change what it is: `#` behind a tab is content in
 * non-strict mode, and a byte order mark behind a space is no mark.
 */
const asContent = (token: string): string => {
	const first = token.charCodeAt(0);
	return first === HASH || first === BYTE_ORDER_MARK ? quote(token) : token;
};

const trimmed = (text: string): string => text.slice(0, trimEnd(text, 0, text.length));

/** Bracket segment, field list and colon, without needless spaces. */
function header({ text, header, delimiter }: LineParts): string {
	const { bracketStart, bracketEnd, fieldsStart, fieldsEnd } = header!;
	const segment = text.slice(bracketStart, bracketEnd + 1);
	const fields = fieldsStart < 0 ? "" : fieldList(text, [fieldsStart, fieldsEnd + 1], delimiter);
	return `${segment}${fields}:`;
}

/** A field list with the spaces around its names left out. */
function fieldList(text: string, [start, end]: Span, delimiter: number): string {
	let written = "";
	for (let i = start; i < end; ) {
		const code = text.charCodeAt(i);
		if (code === SPACE) i = skipSpaces(text, i, end);
		else if (isStructural(code, delimiter)) written += text[i++];
		else {
			let last = i;
			while (last < end && !isStructural(text.charCodeAt(last), delimiter)) {
				last = text.charCodeAt(last) === QUOTE ? closingQuote(text, last, end) + 1 : last + 1;
			}
			written += text.slice(i, trimEnd(text, i, last));
			i = last;
		}
	}
	return written;
}

const isStructural = (code: number, delimiter: number): boolean =>
	code === BRACE_OPEN || code === BRACE_CLOSE || code === delimiter;

/** A row as written: the key of an entry row with its colon, and the cells. */
interface Row {
	readonly key: string;
	readonly cells: readonly string[];
}

function joined({ key, cells }: Row, delimiter: number): string {
	const row = cells.join(String.fromCharCode(delimiter));
	return key === "" ? row : `${key} ${row}`;
}

/** The widths of the columns of every table, in characters; the key of entry rows is a column too. */
class ColumnWidths {
	readonly #tree: Tree;
	/** By scope. */
	readonly #widths = new Map<number, number[]>();

	constructor(tree: Tree, rowOf: (line: number) => Row) {
		this.#tree = tree;
		for (const { handles, count } of tree.order.chunks) {
			for (let i = 0; i < count; i++) {
				const kind = tree.kindOf(handles[i]!);
				if (kind === ROW || kind === ENTRY_ROW) this.#measure(handles[i]!, rowOf(handles[i]!));
			}
		}
	}

	/** The row with spaces behind its delimiters, so that the next cell starts where its column does. */
	pad(line: number, { key, cells }: Row, delimiter: number): string {
		const widths = this.#widths.get(this.#tree.lines.scope[line]!) ?? [];
		const mark = String.fromCharCode(delimiter);
		let written = key === "" ? "" : key.padEnd(key.length + (widths[0] ?? 0) - lengthOf(key) + 1);
		cells.forEach((cell, index) => {
			const space = (widths[index + 1] ?? 0) - lengthOf(cell) + 1;
			written += index === cells.length - 1 ? cell : `${cell}${mark}${" ".repeat(Math.max(0, space))}`;
		});
		return written;
	}

	#measure(line: number, { key, cells }: Row): void {
		const scope = this.#tree.lines.scope[line]!;
		const widths = this.#widths.get(scope) ?? [];
		[key, ...cells].forEach((text, index) => {
			widths[index] = Math.max(widths[index] ?? 0, lengthOf(text));
		});
		this.#widths.set(scope, widths);
	}
}

/** Characters, so that an emoji counts as one. */
const lengthOf = (text: string): number => {
	let length = 0;
	for (const _ of text) length++;
	return length;
};
