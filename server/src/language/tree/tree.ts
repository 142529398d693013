/** The syntax tree of one document: its lines, its scopes, and what can be asked of both. */
import { BRACKET_OPEN, COLON, HYPHEN, QUOTE, SPACE, TAB } from "../text/characters";
import { closingQuote, findUnquoted, skipSpaces, trimEnd } from "../text/scan";
import { readKey } from "../text/strings";
import type { Finding, StyleCode } from "../types";
import { type CutOff, NOT_CUT_OFF } from "./cutOff";
import { KeyIndex } from "./keyIndex";
import {
	BLANK,
	BOM,
	ENTRY_ROW,
	FIELD,
	FOUND,
	INLINE,
	ITEM,
	KEYED_TABLE,
	KEYLESS,
	KIND_MASK,
	OPENS_SCOPE,
	RETURNED,
	SCALAR,
} from "./kinds";
import type { LineAtWork } from "./lineAtWork";
import { LineColumns } from "./lineColumns";
import type { TreeOptions } from "./options";
import { Order } from "./order";
import { Scopes } from "./scopes";

export class Tree {
	readonly lines: LineColumns;
	readonly scopes: Scopes;
	readonly order = new Order();
	/** What the parser found wrong in the text of a line. */
	readonly findings = new Map<number, readonly Finding[]>();
	readonly keys: KeyIndex;
	readonly strict: boolean;
	readonly indentSize: number;
	readonly styles: ReadonlySet<StyleCode>;

	/** Content lines, and errors of all lines: see counts.ts. */
	contentCount = 0;
	errors = 0;
	/** UTF-16 code units of the whole text. */
	units = 0;
	/** Where the text ends too early, if it does. */
	cutOff: CutOff = NOT_CUT_OFF;

	/** The capacities are estimates. */
	constructor(base: string, lineCapacity: number, scopeCapacity: number, options: TreeOptions) {
		this.strict = options.strict;
		this.indentSize = options.indentSize;
		this.styles = options.styles;
		this.lines = new LineColumns(base, lineCapacity);
		this.scopes = new Scopes(scopeCapacity);
		// Where there are many scopes, most lines have a key; where there are few, most are rows.
		let slots = 1024;
		while (slots < scopeCapacity * 3 || slots * 64 < base.length) slots *= 2;
		this.keys = new KeyIndex(
			{
				keyHashOf: (line) => this.lines.keyHash[line]!,
				keyScopeOf: (line) => this.keyScopeOf(line),
				keyOf: (line) => this.keyOf(line),
				// Items of YAML, and lines of JSON.
				isForeign: (line) => /^(?:- |\{)/.test(this.keyOf(line)),
				compare: (a, b) => this.order.compare(this.lines, a, b),
			},
			slots,
		);
	}

	/** Writes what was read of a line into the columns. */
	settle(work: LineAtWork): void {
		const { lines } = this;
		const { line } = work;
		lines.kind[line] = work.kind;
		lines.flags[line] = work.flags;
		lines.depth[line] = work.depth;
		lines.cells[line] = work.cells;
		lines.keyHash[line] = work.keyHash;
		lines.styles[line] = work.styles;
		lines.scope[line] = work.scope;
		lines.top[line] = work.top;
		lines.trace[line] = work.trace;
		if (work.found !== undefined) this.findings.set(line, work.found);
	}

	kindOf(line: number): number {
		return this.lines.kind[line]! & KIND_MASK;
	}

	/** Whether the line is neither blank nor a comment. */
	isContent(line: number): boolean {
		return this.lines.scope[line] !== 0;
	}

	/** Whether the line opens a scope for the lines below it. */
	opensScope(line: number): boolean {
		return ((OPENS_SCOPE >> this.kindOf(line)) & 1) === 1;
	}

	/** Whether the line is a key behind a list marker, whose content stands one level deeper than that of other keys. */
	isKeyedItem(line: number): boolean {
		return (this.lines.kind[line]! & (ITEM | KEYLESS)) === ITEM;
	}

	/** Whether the scope was moved and moved back by `line`, its first content line, and the one behind it. */
	isReturnedAfter(line: number): boolean {
		const { lines, scopes } = this;
		const opener = this.contentBefore(line);
		let scope = lines.top[line]!;
		while (scope !== 0 && scopes.opener[scope] === line) scope = scopes.parent[scope]!;
		return opener !== 0 && scopes.opener[scope] === opener && (scopes.flags[scope]! & RETURNED) !== 0;
	}

	freeLine(line: number): void {
		this.findings.delete(line);
		this.lines.free(line);
	}

	/** The object that the key of the line belongs to. */
	keyScopeOf(line: number): number {
		const kind = this.lines.kind[line]!;
		if ((kind & ITEM) === 0) return this.lines.scope[line]!;
		const top = this.lines.top[line]!;
		return (OPENS_SCOPE >> (kind & KIND_MASK)) & 1 ? this.scopes.parent[top]! : top;
	}

	/** Whether the line has a key of its own (as opposed to an item's value, a row, a scalar). */
	hasKey(line: number): boolean {
		const column = this.lines.kind[line]!;
		const kind = column & KIND_MASK;
		return kind === ENTRY_ROW || (kind >= FIELD && kind <= KEYED_TABLE && (column & KEYLESS) === 0);
	}

	/** Where the content of the line starts: behind indentation and list marker. */
	contentStart(line: number, text: string): number {
		let i = this.lines.flags[line]! & BOM ? 1 : 0;
		while (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB) i++;
		if ((this.lines.kind[line]! & ITEM) !== 0 && text.charCodeAt(i) === HYPHEN)
			i = skipSpaces(text, i + 1, text.length);
		return i;
	}

	/** Columns of the key as written, quotes included. The line must have a key. */
	keyRange(line: number, text: string): readonly [start: number, end: number] {
		const start = this.contentStart(line, text);
		if (text.charCodeAt(start) === QUOTE) return [start, closingQuote(text, start, text.length) + 1];
		const kind = this.kindOf(line);
		const mark = kind >= INLINE && kind <= KEYED_TABLE ? BRACKET_OPEN : COLON;
		return [start, trimEnd(text, start, findUnquoted(text, start, text.length, mark))];
	}

	/** Column of the opening bracket of a header line. */
	bracketStart(line: number, text: string): number {
		const start = this.contentStart(line, text);
		return text.charCodeAt(start) === QUOTE
			? closingQuote(text, start, text.length) + 1
			: findUnquoted(text, start, text.length, BRACKET_OPEN);
	}

	keyOf(line: number): string {
		const text = this.lines.textOf(line);
		const [start, end] = this.keyRange(line, text);
		return readKey(text, start, end);
	}

	/** Content lines behind `line`, in order. */
	*contentAfter(line: number): Generator<number> {
		const chunk = this.order.chunkOf(this.lines, line);
		let index = chunk.indexOf(line) + 1;
		for (let c = chunk.index; c < this.order.chunks.length; c++, index = 0) {
			const { handles, count } = this.order.chunks[c]!;
			for (; index < count; index++) if (this.lines.scope[handles[index]!] !== 0) yield handles[index]!;
		}
	}

	/** The nearest content line before `line`, or 0. */
	contentBefore(line: number): number {
		const { order, lines } = this;
		const chunk = order.chunkOf(lines, line);
		return this.contentBeforePlace(chunk.index, chunk.indexOf(line));
	}

	/** The nearest content line before the index in a chunk, or 0. */
	contentBeforePlace(chunk: number, index: number): number {
		const { order, lines } = this;
		for (let c = chunk; c >= 0; c--) {
			const { handles, count } = order.chunks[c]!;
			for (let i = (c === chunk ? index : count) - 1; i >= 0; i--) {
				if (lines.scope[handles[i]!] !== 0) return handles[i]!;
			}
		}
		return 0;
	}

	/** Whether the document is one primitive. */
	get isLoneScalar(): boolean {
		return this.contentCount === 1 && this.kindOf(this.scopes.opener[this.scopes.root]!) === SCALAR;
	}

	/** A blank line that may turn out to be an error, and is none by itself. */
	isOpenBlank(line: number): boolean {
		return this.lines.kind[line] === BLANK && (this.lines.flags[line]! & FOUND) === 0;
	}
}
