/**
 * Lines and scopes by their handles, for rooms that keep figures for each line and want to keep them up to date.
 *
 * A handle stands for the same text as long as it lives; `ToonDocument.update` tells which died, which are new and
 * which were parsed again. Scopes are handles too: the object, list or table that a line opens.
 */

import { readScalar } from "../text/numbers";
import { type FieldSteps, readFieldSteps } from "../tree/fields";
import {
	DUPLICATE,
	EMPTY_ARRAY,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYED_TABLE,
	LIST_SCOPE,
	OBJECT_SCOPE,
	OPENS_SCOPE,
	ROOT_COMPLETE,
	ROOT_OBJECT,
	ROOT_SCOPE,
	TABLE_SCOPE,
} from "../tree/kinds";
import { readParts } from "../tree/parts";
import { locate, lspLineOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { LineKind, Position, Scalar } from "../types";
import { LINE_KINDS } from "./syntaxLine";

export type ScopeKind = "root" | "object" | "item" | "list" | "table" | "keyed-table" | "broken";

/** How a row of a table becomes an object: a leaf takes a cell, `open` begins a group, null ends it. */
export type { FieldStep } from "../tree/fields";

const SCOPE_KINDS: Readonly<Record<number, ScopeKind>> = {
	[ROOT_SCOPE]: "root",
	[OBJECT_SCOPE]: "object",
	[ITEM_SCOPE]: "item",
	[LIST_SCOPE]: "list",
	[TABLE_SCOPE]: "table",
	[KEYED_SCOPE]: "keyed-table",
};

export class LineReader {
	readonly #tree: Tree;

	constructor(tree: Tree) {
		this.#tree = tree;
	}

	/** All handles are below this: arrays of this length can hold a figure for each line. */
	get capacity(): number {
		return this.#tree.lines.capacity;
	}

	/** The same for scopes. */
	get scopeCapacity(): number {
		return this.#tree.scopes.end;
	}

	/** What the document is as a whole. */
	get root(): "object" | "array" | "scalar" {
		const tree = this.#tree;
		if (tree.scopes.rootMode === ROOT_COMPLETE)
			return tree.kindOf(tree.scopes.opener[tree.scopes.root]!) === KEYED_TABLE ? "object" : "array";
		return tree.scopes.rootMode === ROOT_OBJECT && tree.isLoneScalar ? "scalar" : "object";
	}

	get rootScope(): number {
		return this.#tree.scopes.root;
	}

	/** How many lines there are as TOON counts, where only LF ends a line. */
	get lineCount(): number {
		return this.#tree.order.lineCount;
	}

	/** The line with the given number as TOON counts. */
	at(number: number): number {
		return this.#tree.order.at(number);
	}

	/** The line and the column in it of an LSP position, the line as a number as TOON counts. */
	place(position: Position): { readonly number: number; readonly column: number } {
		const { chunk, index, column } = locate(this.#tree, position);
		return { number: this.#tree.order.chunks[chunk]!.base + index, column };
	}

	/** The line's end as written, empty behind the last line. */
	lineEnd(line: number): string {
		return this.#tree.lines.endOf(line);
	}

	/** Whether any object has a key twice; in non-strict mode the last one's value stands then (§14.4). */
	get hasDuplicates(): boolean {
		return this.#tree.keys.hasDuplicates;
	}

	/** First line that is neither blank nor a comment, or 0. */
	get first(): number {
		for (const chunk of this.#tree.order.chunks) {
			for (let i = 0; i < chunk.count; i++) if (this.#tree.isContent(chunk.handles[i]!)) return chunk.handles[i]!;
		}
		return 0;
	}

	/** Next content line, or 0. */
	next(line: number): number {
		for (const after of this.#tree.contentAfter(line)) return after;
		return 0;
	}

	/** Previous content line, or 0. */
	previous(line: number): number {
		return this.#tree.contentBefore(line);
	}

	/** All content lines in order; faster than `next` for a whole document. */
	*all(): Generator<number> {
		const { order, lines } = this.#tree;
		for (const { handles, count } of order.chunks) {
			for (let i = 0; i < count; i++) if (lines.scope[handles[i]!] !== 0) yield handles[i]!;
		}
	}

	/** All lines from the one with the number on, blank ones and comments too; faster than `at` for many. */
	*from(number: number): Generator<number> {
		const { order } = this.#tree;
		let index = order.findChunk("base", number);
		let at = number - order.chunks[index]!.base;
		for (; index < order.chunks.length; index++, at = 0) {
			const { handles, count } = order.chunks[index]!;
			for (; at < count; at++) yield handles[at]!;
		}
	}

	/** Negative when `a` stands before `b`. */
	compare(a: number, b: number): number {
		return this.#tree.order.compare(this.#tree.lines, a, b);
	}

	/** LSP line of a handle. */
	lspLine(line: number): number {
		return lspLineOf(this.#tree, line);
	}

	kind(line: number): LineKind {
		return LINE_KINDS[this.#tree.kindOf(line)]!;
	}

	isContent(line: number): boolean {
		return this.#tree.isContent(line);
	}

	/** Whether the line starts with a list marker. */
	isItem(line: number): boolean {
		return (this.#tree.lines.kind[line]! & ITEM) !== 0;
	}

	/** Whether an equal key stands before it in the same object (§14.4); in non-strict mode its value replaces that one's. */
	isDuplicate(line: number): boolean {
		return (this.#tree.lines.flags[line]! & DUPLICATE) !== 0;
	}

	text(line: number): string {
		return this.#tree.lines.textOf(line);
	}

	/** The key, entry key or first field of an item; undefined where the line has none. */
	key(line: number): string | undefined {
		return this.#tree.hasKey(line) ? this.#tree.keyOf(line) : undefined;
	}

	/** The values of a field or scalar (one), or the cells of a row, entry row or inline array. */
	values(line: number): readonly Scalar[] {
		const parts = readParts(this.#tree, line);
		if (parts.kind === EMPTY_ARRAY) return [];
		return parts.values.map(([start, end]) => readScalar(parts.text, start, end));
	}

	/** The scope whose content the line is; 0 for blank lines and comments. */
	scope(line: number): number {
		return this.#tree.lines.scope[line]!;
	}

	/** The object, list or table that the line opens, or 0. For `- key:` this is the value of the key: see `itemScope`. */
	opened(line: number): number {
		const kind = this.#tree.kindOf(line);
		return (OPENS_SCOPE >> kind) & 1 ? this.#tree.lines.top[line]! : 0;
	}

	/** The object that the fields of a list item belong to, or 0 where the line is no item with a key. */
	itemScope(line: number): number {
		return this.isItem(line) && this.#tree.hasKey(line) ? this.#tree.keyScopeOf(line) : 0;
	}

	scopeKind(scope: number): ScopeKind {
		return SCOPE_KINDS[this.#tree.scopes.kind[scope]!] ?? "broken";
	}

	/** The enclosing scope; 0 for the root. */
	parent(scope: number): number {
		const parent = this.#tree.scopes.parent[scope]!;
		return parent === 0 ? 0 : this.#tree.scopes.realScope(parent);
	}

	/** The line that opened the scope; for the root its first content line, or 0. */
	opener(scope: number): number {
		return this.#tree.scopes.opener[scope]!;
	}

	/** Rows, entry rows or items that the scope has. */
	count(scope: number): number {
		return this.#tree.scopes.count[scope]!;
	}

	/** How a row of the table becomes an object. */
	fieldSteps(scope: number): FieldSteps["steps"] {
		return readFieldSteps(this.#tree, scope).steps;
	}
}
