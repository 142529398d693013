/**
 * Reads one line in its context: which scope it belongs to (placement.ts), what it says there (content.ts), and what
 * is open after it.
 */

import { IrregularIndentation } from "../recovery/irregularIndentation";
import { Placement } from "../recovery/placement";
import type { AsciiWindow } from "../text/asciiWindow";
import { BYTE_ORDER_MARK, HASH, SPACE, TAB, trimEnd } from "../text/scan";
import {
	BLANK,
	BOM,
	COMMENT,
	EOL_MASK,
	ERROR,
	FOUND,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KIND_MASK,
	LIST_SCOPE,
	LONE_CR,
	OBJECT_SCOPE,
	OPAQUE,
	SHIFTED_SCOPE,
	SWALLOWED_SCOPE,
	TABLE_SCOPE,
} from "../tree/kinds";
import { LineWork } from "../tree/lineWork";
import type { Tree } from "../tree/tree";
import { ContentParser } from "./content";

export class LineParser {
	/** The line at work and its context; who starts in the middle of a document sets the context. */
	readonly work: LineWork;
	readonly #tree: Tree;
	readonly #irregular: IrregularIndentation;
	readonly #placement: Placement;
	readonly #content: ContentParser;
	readonly #strict: boolean;
	readonly #indentSize: number;
	readonly #trailingSpace: boolean;

	/** `window` makes a parse of the whole text faster. */
	constructor(tree: Tree, window?: AsciiWindow) {
		this.#tree = tree;
		this.work = new LineWork(tree);
		this.#irregular = new IrregularIndentation(tree, this.work);
		this.#placement = new Placement(tree, this.work);
		this.#content = new ContentParser(tree, this.work, window);
		this.#strict = tree.strict;
		this.#indentSize = tree.indentSize;
		this.#trailingSpace = tree.styles.has("trailing-space");
	}

	/** Forgets what an earlier parse found in the line. */
	reset(line: number): void {
		const { lines } = this.#tree;
		if (lines.flags[line]! & FOUND) this.#tree.findings.delete(line);
		lines.flags[line]! &= EOL_MASK | LONE_CR;
		lines.cells[line] = 0;
		lines.keyHash[line] = 0;
		lines.scope[line] = 0;
		lines.top[line] = 0;
		lines.styles[line] = 0;
	}

	/**
	 * Parses the line that stands in `[start, end)` of `text`: one whose handle is new, or was reset. `first` marks the
	 * first line of the document.
	 */
	parse(line: number, text: string, start: number, end: number, first: boolean): void {
		const { lines } = this.#tree;
		const { work } = this;
		work.line = line;
		work.text = text;
		work.start = start;
		let indentStart = start;
		if (first && end > start && text.charCodeAt(start) === BYTE_ORDER_MARK) {
			indentStart++;
			lines.flags[line]! |= BOM;
		}
		const contentEnd = trimEnd(text, indentStart, end);
		work.hasTrailingSpace = contentEnd !== end && this.#trailingSpace;
		if (work.hasTrailingSpace) lines.styles[line] = 1;
		let i = indentStart;
		while (i < contentEnd && text.charCodeAt(i) === SPACE) i++;
		const c = text.charCodeAt(i);
		if (i >= contentEnd) this.#parseAside(BLANK);
		else if (c === HASH) this.#parseAside(COMMENT);
		else {
			work.indentation = -1;
			work.misplaced = false;
			if (c === TAB) this.#parseTabbed(indentStart, i, contentEnd);
			else {
				const indent = i - indentStart;
				const size = this.#indentSize;
				let depth = size === 2 ? indent >> 1 : Math.floor(indent / size);
				if (depth * size !== indent && this.#strict) {
					depth = this.#irregular.depthOfSpaces(indent, depth, indentStart, i, contentEnd);
				}
				this.#parseContent(depth, indentStart, i, contentEnd);
			}
		}
	}

	/** A line without state: blank, or a comment. */
	#parseAside(kind: number): void {
		const { lines } = this.#tree;
		lines.kind[this.work.line] = kind;
		lines.depth[this.work.line] = 0;
	}

	/** A line with a tab in its indentation, which makes a `#` behind it content. */
	#parseTabbed(indentStart: number, firstTab: number, end: number): void {
		const { text } = this.work;
		let tabs = 0;
		let i = firstTab;
		for (; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === TAB) tabs++;
			else if (c !== SPACE) break;
		}
		if (i < end) {
			const depth = this.#irregular.depthOfTabs(tabs, i - indentStart - tabs, firstTab, i, end);
			this.#parseContent(depth, indentStart, i, end);
			return;
		}
		this.#parseAside(BLANK);
		if (this.#strict) this.work.report("tab-indent", firstTab, end);
	}

	#parseContent(depth: number, indentStart: number, start: number, end: number): void {
		const { lines, scopes } = this.#tree;
		const { work } = this;
		const { line } = work;
		work.contentStart = start;
		work.contentEnd = end;
		work.shifted = false;
		lines.depth[line] = depth;
		const { top } = work;
		let scope = top;
		while (depth <= scopes.openDepth[scope]!) scope = scopes.parent[scope]!;
		if (
			depth !== scopes.contentDepth[scope] ||
			scopes.kind[scope] === SHIFTED_SCOPE ||
			(scope !== top && this.#placement.isOpenQuestion(top))
		) {
			scope = this.#placement.place(scope, depth, indentStart, start, end);
		}
		const real = scopes.kind[scope] === SHIFTED_SCOPE ? this.#tree.realScope(scope) : scope;
		lines.scope[line] = real;
		lines.top[line] = scope;
		const base = scopes.contentDepth[scope]!;
		switch (scopes.kind[real]) {
			case TABLE_SCOPE:
				this.#content.parseRow(start, end, real, base);
				break;
			case OBJECT_SCOPE:
			case ITEM_SCOPE:
				this.#content.parseField(start, end, scope, base, 0);
				break;
			case LIST_SCOPE:
				this.#content.parseItem(start, end, scope, base);
				break;
			case KEYED_SCOPE:
				this.#content.parseEntryRow(start, end, real, base);
				break;
			case SWALLOWED_SCOPE:
				lines.kind[line] = OPAQUE;
				break;
			default:
				this.#content.parseRootLine(start, end, scope, base);
		}
		if ((lines.kind[line]! & KIND_MASK) === ERROR && scopes.kind[real]! <= ITEM_SCOPE) {
			this.#placement.judgeBrokenField(scope, depth, start, end);
		}
		if (work.shifted && lines.top[line] === scope) {
			lines.top[line] = scopes.add(SHIFTED_SCOPE, scope, line, base, depth, false);
		}
		work.before = work.top;
		work.top = lines.top[line]!;
		work.previous = line;
	}
}
