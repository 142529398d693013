/** The document as a stream of events, in order and without recursion: the base of converters, preview and outline. */

import { readCells, type Span } from "../text/cells";
import { COLON } from "../text/characters";
import { readScalar } from "../text/numbers";
import { findUnquoted, skipSpaces, trimEnd } from "../text/scan";
import { readKey } from "../text/strings";
import { delimiterText, readTableHeader } from "../tree/fields";
import {
	COMMENT,
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	ERROR,
	FIELD,
	INLINE,
	ITEM,
	KEYED_SCOPE,
	KEYED_TABLE,
	KEYLESS,
	KIND_MASK,
	LIST,
	LIST_SCOPE,
	OBJECT,
	OPAQUE,
	OPAQUE_SCOPE,
	ROOT_COMPLETE,
	ROOT_SCOPE,
	ROW,
	SCALAR,
	TABLE,
	TABLE_SCOPE,
} from "../tree/kinds";
import { extraLinesOf } from "../tree/order";
import { type LineParts, readParts } from "../tree/parts";
import { lspLineOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { RowReader, Scalar, Visitor } from "../types";

/**
 * Visits the lines from `startLine` to `endLine` (both included, as LSP counts). What a line in this range stands in
 * is begun first, even where its header is before the range, and ended after it.
 */
export function walkTree(tree: Tree, visitor: Visitor, startLine: number, endLine: number): void {
	new Walker(tree, visitor).run(startLine, endLine);
}

/** The row at hand; nothing of it is read before it is asked for. */
class Row implements RowReader {
	line = 0;
	readonly #tree: Tree;
	#handle = 0;
	#text = "";
	#key: string | undefined;
	#cells: readonly Span[] | undefined;

	constructor(tree: Tree) {
		this.#tree = tree;
	}

	set(handle: number, line: number): void {
		this.line = line;
		this.#handle = handle;
		this.#cells = undefined;
	}

	get key(): string | undefined {
		this.#read();
		return this.#key;
	}

	get length(): number {
		return this.#read().length;
	}

	cell(index: number): Scalar {
		const span = this.#read()[index];
		return span === undefined ? { value: "", text: "" } : readScalar(this.#text, span[0], span[1]);
	}

	text(index: number): string {
		const span = this.#read()[index];
		return span === undefined ? "" : this.#text.slice(span[0], span[1]);
	}

	#read(): readonly Span[] {
		if (this.#cells !== undefined) return this.#cells;
		const tree = this.#tree;
		const handle = this.#handle;
		const text = tree.lines.textOf(handle);
		const end = trimEnd(text, 0, text.length);
		let start = tree.contentStart(handle, text);
		const delimiter = tree.scopes.delimiter[tree.lines.scope[handle]!]!;
		this.#key = undefined;
		if (tree.kindOf(handle) === ENTRY_ROW) {
			const [from, to] = tree.keyRange(handle, text);
			this.#key = readKey(text, from, to);
			start = skipSpaces(text, findUnquoted(text, to, end, COLON) + 1, end);
		}
		this.#text = text;
		this.#cells = start >= end ? [] : readCells(text, start, end, delimiter);
		return this.#cells;
	}
}

class Walker {
	readonly #tree: Tree;
	readonly #visitor: Visitor;
	/** Open scopes, outermost first. */
	readonly #open: number[] = [];
	readonly #row: Row;

	constructor(tree: Tree, visitor: Visitor) {
		this.#tree = tree;
		this.#visitor = visitor;
		this.#row = new Row(tree);
	}

	run(startLine: number, endLine: number): void {
		const tree = this.#tree;
		const { lines, order } = tree;
		if (tree.scopes.rootMode !== ROOT_COMPLETE && tree.contentCount === 0) this.#begin(tree.scopes.root, undefined);
		for (let c = order.findChunk("lspBase", startLine); c < order.chunks.length; c++) {
			const chunk = order.chunks[c]!;
			let number = chunk.lspBase;
			if (this.#visitor.isDone?.() === true) break;
			for (let i = 0; i < chunk.count && number <= endLine; i++) {
				const line = chunk.handles[i]!;
				if (number >= startLine) {
					if (lines.scope[line] !== 0) this.#content(line, number);
					else if (lines.kind[line] === COMMENT) this.#comment(line, number);
				}
				number += 1 + (chunk.extraLines === 0 ? 0 : extraLinesOf(lines, line));
			}
			if (number > endLine) break;
		}
		this.#closeTo(0);
	}

	#comment(line: number, number: number): void {
		if (this.#visitor.comment === undefined) return;
		const text = this.#tree.lines.textOf(line);
		this.#visitor.comment(text.slice(text.indexOf("#")), number);
	}

	#content(line: number, number: number): void {
		const tree = this.#tree;
		const column = tree.lines.kind[line]!;
		const kind = column & KIND_MASK;
		const scope = tree.lines.scope[line]!;
		if (kind === ERROR || kind === OPAQUE || tree.scopes.kind[scope] === OPAQUE_SCOPE) return;
		if (kind === SCALAR && tree.contentCount > 1 && line === tree.scopes.opener[tree.scopes.root]) return;
		this.#enter(scope);
		if (kind === ROW || kind === ENTRY_ROW) {
			this.#row.set(line, number);
			this.#visitor.row(this.#row);
			return;
		}
		const parts = readParts(tree, line);
		const key = parts.key === undefined ? undefined : readKey(parts.text, parts.key[0], parts.key[1]);
		if ((column & ITEM) !== 0 && key !== undefined) this.#begin(tree.keyScopeOf(line), undefined, number);
		this.#value(line, kind, key, parts, number);
	}

	#value(line: number, kind: number, key: string | undefined, parts: LineParts, number: number): void {
		const visitor = this.#visitor;
		const tree = this.#tree;
		const span = parts.values[0];
		switch (kind) {
			case FIELD:
			case SCALAR:
				if (span !== undefined) visitor.scalar(key, readScalar(parts.text, span[0], span[1]), number);
				break;
			case OBJECT:
			case LIST:
			case TABLE:
			case KEYED_TABLE:
				this.#begin(tree.lines.top[line]!, key, number);
				break;
			case INLINE: {
				const { header, values } = parts;
				const delimiter = delimiterText(parts.delimiter);
				const length = header!.declared < 0 ? values.length : header!.declared;
				visitor.beginArray(key, { length, delimiter, form: "inline" }, number);
				for (const [from, to] of values) visitor.scalar(undefined, readScalar(parts.text, from, to), number);
				visitor.endArray();
				break;
			}
			case EMPTY_ARRAY:
				visitor.beginArray(key, { length: 0, delimiter: ",", form: "empty" }, number);
				visitor.endArray();
				break;
			case EMPTY_ITEM:
				visitor.beginObject(undefined, number);
				visitor.endObject();
				break;
		}
	}

	/** Ends scopes that the line is not in, and begins those that it is in and that are not begun. */
	#enter(scope: number): void {
		const open = this.#open;
		const { scopes } = this.#tree;
		const missing: number[] = [];
		let at = this.#tree.scopes.realScope(scope);
		let index = open.lastIndexOf(at);
		while (index < 0 && at !== 0) {
			missing.push(at);
			at = this.#tree.scopes.realScope(scopes.parent[at]!);
			index = at === 0 ? -1 : open.lastIndexOf(at);
		}
		this.#closeTo(index + 1);
		for (let i = missing.length - 1; i >= 0; i--) this.#reopen(missing[i]!);
	}

	#reopen(scope: number): void {
		const tree = this.#tree;
		const { lines, scopes } = tree;
		if (scopes.kind[scope] === ROOT_SCOPE) {
			if (tree.scopes.rootMode !== ROOT_COMPLETE && !tree.isLoneScalar) this.#begin(scope, undefined);
			return;
		}
		const opener = scopes.opener[scope]!;
		const column = lines.kind[opener]!;
		const isItem = (column & ITEM) !== 0 && tree.keyScopeOf(opener) === scope;
		this.#begin(scope, isItem || (column & KEYLESS) !== 0 ? undefined : tree.keyOf(opener), lspLineOf(tree, opener));
	}

	#begin(scope: number, key: string | undefined, line = 0): void {
		const tree = this.#tree;
		const { scopes } = tree;
		this.#open.push(scope);
		switch (scopes.kind[scope]) {
			case TABLE_SCOPE:
			case KEYED_SCOPE:
				this.#visitor.beginTable(key, readTableHeader(tree, scope), line);
				break;
			case LIST_SCOPE: {
				const delimiter = delimiterText(scopes.delimiter[scope]!);
				const length = scopes.declared[scope]! < 0 ? scopes.count[scope]! : scopes.declared[scope]!;
				this.#visitor.beginArray(key, { length, delimiter, form: "list" }, line);
				break;
			}
			default:
				this.#visitor.beginObject(key, line);
		}
	}

	#closeTo(depth: number): void {
		while (this.#open.length > depth) {
			switch (this.#tree.scopes.kind[this.#open.pop()!]) {
				case TABLE_SCOPE:
				case KEYED_SCOPE:
					this.#visitor.endTable();
					break;
				case LIST_SCOPE:
					this.#visitor.endArray();
					break;
				default:
					this.#visitor.endObject();
			}
		}
	}
}
