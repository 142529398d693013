/** The syntax tree of one document: its lines, its scopes, and what can be asked of both. */

import {
	BRACKET_OPEN,
	COLON,
	closingQuote,
	findUnquoted,
	HYPHEN,
	QUOTE,
	SPACE,
	skipSpaces,
	TAB,
	trimEnd,
} from "../text/scan";
import { readKey } from "../text/strings";
import type { StyleCode } from "../types";
import { LineColumns, ScopeColumns } from "./columns";
import { Tally } from "./counts";
import type { Finding } from "./findings";
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
	ROOT_OBJECT,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	SCALAR,
	SHIFTED_SCOPE,
	TABLE,
	TABLE_SCOPE,
	UNDECIDED,
} from "./kinds";
import { Order } from "./order";

export interface TreeOptions {
	readonly strict: boolean;
	readonly indentSize: number;
	readonly styles: ReadonlySet<StyleCode>;
}

export class Tree {
	readonly lines: LineColumns;
	readonly scopes: ScopeColumns;
	readonly order = new Order();
	readonly findings = new Map<number, Finding[]>();
	readonly keys: KeyIndex;
	readonly tally: Tally;
	readonly strict: boolean;
	readonly indentSize: number;
	readonly styles: ReadonlySet<StyleCode>;
	/** Scopes that `rebase` moved, as they were before. */
	readonly #rebased = new Map<number, { parent: number; openDepth: number; inArray: number }>();
	/** Scopes that their second content line put back. */
	readonly #putBack = new Set<number>();

	/** The scope of the whole document, what it is, and its first content line (0 while there is none). */
	root: number;
	rootMode = ROOT_UNDECIDED;
	/** Content lines, and the sums of the chunks. */
	contentCount = 0;
	errors = 0;
	/** UTF-16 code units of the whole text. */
	units = 0;

	/** The capacities are estimates. */
	constructor(base: string, lineCapacity: number, scopeCapacity: number, options: TreeOptions) {
		this.scopes = new ScopeColumns(scopeCapacity);
		this.strict = options.strict;
		this.indentSize = options.indentSize;
		this.styles = options.styles;
		this.lines = new LineColumns(base, lineCapacity);
		// Where there are many scopes, most lines have a key; where there are few, most are rows.
		let slots = 1024;
		while (slots < scopeCapacity * 3 || slots * 64 < base.length) slots *= 2;
		this.keys = new KeyIndex(
			{
				keyHashOf: (line) => this.lines.keyHash[line]!,
				keyScopeOf: (line) => this.keyScopeOf(line),
				keyOf: (line) => this.keyOf(line),
				compare: (a, b) => this.order.compare(this.lines, a, b),
				setDuplicate: (line, on) => this.tally.setDuplicate(line, on),
			},
			slots,
		);
		this.tally = new Tally(this);
		this.root = this.newRoot();
	}

	newRoot(): number {
		this.rootMode = ROOT_UNDECIDED;
		return this.scopes.add(ROOT_SCOPE, 0, 0, -1, 0, false);
	}

	kindOf(line: number): number {
		return this.lines.kind[line]! & KIND_MASK;
	}

	/** Whether the line is neither blank nor a comment. */
	isContent(line: number): boolean {
		return this.lines.scope[line] !== 0;
	}

	/** Moves a scope whose opener stands at a wrong depth to where its content shows that it belongs. */
	rebase(scope: number, parent: number, openDepth: number): void {
		const { scopes } = this;
		if (!this.#rebased.has(scope)) {
			this.#rebased.set(scope, {
				parent: scopes.parent[scope]!,
				openDepth: scopes.openDepth[scope]!,
				inArray: scopes.inArray[scope]!,
			});
		}
		scopes.parent[scope] = parent;
		scopes.openDepth[scope] = openDepth;
		scopes.inArray[scope]! |= scopes.inArray[parent]!;
	}

	/** Makes the scope as it was when its opener had been read: its first content line decides anew. */
	undecide(scope: number): void {
		const { scopes } = this;
		scopes.contentDepth[scope] = UNDECIDED;
		scopes.indentation[scope] = -1;
		// Its first row may have shown that the table was meant to be a keyed one.
		if (this.kindOf(scopes.opener[scope]!) === TABLE) scopes.kind[scope] = TABLE_SCOPE;
		this.#putBack.delete(scope);
		const home = this.#rebased.get(scope);
		if (home === undefined) return;
		scopes.parent[scope] = home.parent;
		scopes.openDepth[scope] = home.openDepth;
		scopes.inArray[scope] = home.inArray;
		this.#rebased.delete(scope);
	}

	/** Takes back what the first content line of the scope has shown, since the second shows that it stands wrong. */
	putBack(scope: number): void {
		this.undecide(scope);
		this.scopes.contentDepth[scope] = this.scopes.expectedDepth(scope);
		this.#putBack.add(scope);
	}

	/** Whether the scope was put back by the line behind `line`, its first content line. */
	isPutBackAfter(line: number): boolean {
		if (this.#putBack.size === 0) return false;
		const { scopes } = this;
		const opener = this.contentBefore(line);
		let scope = this.lines.top[line]!;
		while (scope !== 0 && scopes.opener[scope] === line) scope = scopes.parent[scope]!;
		return opener !== 0 && scopes.opener[scope] === opener && this.#putBack.has(scope);
	}

	get hasRebased(): boolean {
		return this.#rebased.size !== 0;
	}

	isRebased(scope: number): boolean {
		return this.#rebased.has(scope);
	}

	/** The old scope takes over how the new one was moved, so that it can be put back when its opener changes. */
	takeOverRebase(born: number, old: number): void {
		if (this.#putBack.delete(born)) this.#putBack.add(old);
		else this.#putBack.delete(old);
		const home = this.#rebased.get(born);
		this.#rebased.delete(born);
		if (home === undefined) this.#rebased.delete(old);
		else this.#rebased.set(old, { ...home, parent: this.scopes.twin[home.parent]! || home.parent });
	}

	freeLine(line: number): void {
		this.findings.delete(line);
		this.lines.free(line);
	}

	freeScope(scope: number): void {
		this.#rebased.delete(scope);
		this.#putBack.delete(scope);
		this.scopes.free(scope);
	}

	/** Whether a string is open at the end of the line. */
	hasUnclosedString(line: number): boolean {
		if ((this.lines.flags[line]! & FOUND) === 0) return false;
		return this.findings.get(line)!.some(({ code }) => code === "unterminated-string");
	}

	/** The nearest scope that is not merely a shift of another. */
	realScope(scope: number): number {
		while (this.scopes.kind[scope] === SHIFTED_SCOPE) scope = this.scopes.parent[scope]!;
		return scope;
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

	/** A first line without a colon is the whole value; with anything behind it, it is an error (§5). */
	get hasStrayScalar(): boolean {
		if (this.rootMode !== ROOT_OBJECT || this.contentCount < 2) return false;
		const first = this.scopes.opener[this.root]!;
		return this.kindOf(first) === SCALAR && (this.lines.flags[first]! & FOUND) === 0;
	}

	/** Whether the document is one primitive. */
	get isLoneScalar(): boolean {
		return this.contentCount === 1 && this.kindOf(this.scopes.opener[this.root]!) === SCALAR;
	}

	/** A blank line that may turn out to be an error, and is none by itself. */
	isOpenBlank(line: number): boolean {
		return this.lines.kind[line] === BLANK && (this.lines.flags[line]! & FOUND) === 0;
	}
}
