/**
 * Reads one line in its context: which scope it belongs to, what it says there, and what is open after it.
 *
 * It sees the line at work and the scopes, and no other line: see tree/lineAtWork.ts.
 */

import { IrregularIndentation } from "../recovery/irregularIndentation";
import { isArrayContent, isFence, looksLikeItem } from "../recovery/looks";
import { Placement } from "../recovery/placement";
import type { AsciiWindow } from "../text/asciiWindow";
import { BRACE_OPEN, BYTE_ORDER_MARK, HASH, HYPHEN, SPACE, TAB } from "../text/characters";
import { trimEnd } from "../text/scan";
import {
	BLANK,
	BOM,
	COMMENT,
	ERROR,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KIND_MASK,
	LIST_SCOPE,
	OBJECT_SCOPE,
	OPAQUE,
	OPAQUE_SCOPE,
	SCALAR,
	SHIFTED_SCOPE,
	TABLE_SCOPE,
	UNDECIDED,
} from "../tree/kinds";
import type { LineAtWork } from "../tree/lineAtWork";
import { lookalikeOf } from "../tree/lookalikes";
import type { TreeOptions } from "../tree/options";
import type { Scopes } from "../tree/scopes";
import { AFTER_BROKEN_HEADER, BROKEN_HEADER, CONTENT_LIKE, IN_FENCE, ITEM_LIKE, REPORTED } from "../tree/trace";
import { ParseContext } from "./context";
import { parseEntryRow } from "./entryRow";
import { parseField } from "./field";
import { parseItem } from "./item";
import { parseRootLine } from "./root";
import { parseRow } from "./row";

/** Kinds of lines that a code fence may be read as, as a set of bits. */
const BROKEN_KINDS = (1 << ERROR) | (1 << SCALAR) | (1 << OPAQUE);

export class LineParser {
	/** The line at work and what is known above it; who starts in the middle of a document sets that. */
	readonly work: LineAtWork;
	readonly #scopes: Scopes;
	readonly #context: ParseContext;
	readonly #irregular: IrregularIndentation;
	readonly #placement: Placement;
	readonly #strict: boolean;
	readonly #indentSize: number;

	/** `window` makes a parse of the whole text faster. */
	constructor(scopes: Scopes, options: TreeOptions, window?: AsciiWindow) {
		this.#context = new ParseContext(scopes, options, window);
		const { judge, work, strict, indentSize } = this.#context;
		this.#scopes = scopes;
		this.work = work;
		this.#irregular = new IrregularIndentation(scopes, work, judge, indentSize, strict);
		this.#placement = new Placement(scopes, work, judge, strict);
		this.#strict = strict;
		this.#indentSize = indentSize;
	}

	/**
	 * Reads the line that stands in `[start, end)` of `text` into `work`. `flags` are those that its text has; `first` marks
	 * the first line of the document.
	 */
	parse(line: number, text: string, start: number, end: number, flags: number, first: boolean): void {
		const { work } = this;
		work.begin(line, text, start, flags);
		let indentStart = start;
		if (first && end > start && text.charCodeAt(start) === BYTE_ORDER_MARK) {
			indentStart++;
			work.flags |= BOM;
		}
		const contentEnd = trimEnd(text, indentStart, end);
		work.hasTrailingSpace = contentEnd !== end && this.#context.reportsTrailingSpace;
		if (work.hasTrailingSpace) work.styles = 1;

		let i = indentStart;
		while (i < contentEnd && text.charCodeAt(i) === SPACE) i++;
		const c = text.charCodeAt(i);
		if (i >= contentEnd) work.setAside(BLANK);
		else if (c === HASH) work.setAside(COMMENT);
		else {
			work.indentation = -1;
			work.misplaced = false;
			if (c === TAB) this.#parseTabbed(indentStart, i, contentEnd);
			else {
				const indent = i - indentStart;
				const size = this.#indentSize;
				let depth = size === 2 ? indent >> 1 : Math.floor(indent / size);
				if (depth * size !== indent && this.#strict) {
					depth = this.#irregular.depthOfSpaces(indent, indentStart, i, contentEnd);
				}
				this.#parseContent(depth, indentStart, i, contentEnd);
			}
		}
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
		this.work.setAside(BLANK);
		if (this.#strict) this.work.report("tab-indent", firstTab, end);
	}

	#parseContent(depth: number, indentStart: number, start: number, end: number): void {
		const { work } = this;
		const scopes = this.#scopes;
		work.contentStart = start;
		work.contentEnd = end;
		work.shifted = false;
		work.depth = depth;

		const { open } = work;
		let scope = open;
		while (depth <= scopes.openDepth[scope]!) scope = scopes.parent[scope]!;
		if (
			depth !== scopes.contentDepth[scope] ||
			scopes.kind[scope] === SHIFTED_SCOPE ||
			// A block that the line ends may yet be one that it belongs to.
			(scope !== open && (scopes.contentDepth[open] === UNDECIDED || scopes.hasMoved))
		) {
			scope = this.#placement.place(scope, depth, indentStart, start, end);
		}
		const real = scopes.kind[scope] === SHIFTED_SCOPE ? scopes.realScope(scope) : scope;
		const base = scopes.contentDepth[scope]!;
		work.scope = real;
		work.top = scope;
		this.#readContent(start, end, scope, real, base);
		if ((work.kind & KIND_MASK) === ERROR && scopes.kind[real]! <= ITEM_SCOPE) {
			this.#placement.judgeBrokenField(scope, depth, start, end);
		}
		// Of a block that stands too deep: its keys need not be those of the object around it.
		if (work.depth > scopes.contentDepth[real]! && scopes.contentDepth[real] !== UNDECIDED) work.keyHash = 0;
		if (work.shifted && work.top === scope) work.top = scopes.add(SHIFTED_SCOPE, scope, work.line, base, depth);

		if (work.trace !== 0 || (work.seen & BROKEN_HEADER) !== 0 || (work.kind & KIND_MASK) === ERROR) {
			this.#completeTrace(start, end);
		}
		if (BROKEN_KINDS & (1 << (work.kind & KIND_MASK)) && isFence(work.text, start, end)) this.#placement.judgeFence();
		else work.trace |= work.seen & IN_FENCE;
		if (this.#mayLookAlike(start, end)) this.#countLookalike(start, end);
		work.pass(base);
	}

	/** By a few bytes, whether the line may look like something else than what it is: see tree/lookalikes.ts. */
	#mayLookAlike(start: number, end: number): boolean {
		const context = this.#context;
		if (context.isSuspect || (context.watchesComments && context.hasCommentMark(start, end))) return true;
		const first = this.work.text.charCodeAt(start);
		return first === BRACE_OPEN || (first === HYPHEN && (this.work.kind & ITEM) === 0);
	}

	#countLookalike(start: number, end: number): void {
		const { work } = this;
		this.#context.isSuspect = false;
		if (work.found !== undefined || !this.#context.reportsLookalikes) return;
		const { kind, depth, seen, text } = work;
		const found = lookalikeOf({ text, kind, depth, delimiter: this.#scopes.delimiter[work.scope]!, start, end, seen });
		if (found !== undefined && this.#context.reports(found.code)) work.countStyle();
	}

	#readContent(start: number, end: number, scope: number, real: number, base: number): void {
		switch (this.#scopes.kind[real]) {
			case TABLE_SCOPE:
				parseRow(this.#context, start, end, real, base);
				break;
			case OBJECT_SCOPE:
			case ITEM_SCOPE:
				parseField(this.#context, start, end, scope, base, 0);
				break;
			case LIST_SCOPE:
				parseItem(this.#context, start, end, scope, base);
				break;
			case KEYED_SCOPE:
				parseEntryRow(this.#context, start, end, real, base);
				break;
			case OPAQUE_SCOPE:
				this.work.kind = OPAQUE;
				break;
			default:
				parseRootLine(this.#context, start, end, scope, base);
		}
	}

	/** Adds to the trace of a line that is in any way remarkable what only the whole reading tells. */
	#completeTrace(start: number, end: number): void {
		const { work } = this;
		if (work.seen & BROKEN_HEADER) work.trace |= AFTER_BROKEN_HEADER;
		if (work.trace & REPORTED && isArrayContent(work.text, start, end)) work.trace |= CONTENT_LIKE;
		if ((work.kind & KIND_MASK) === ERROR && looksLikeItem(work.text.slice(start, end))) work.trace |= ITEM_LIKE;
	}
}
