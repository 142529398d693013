/**
 * Indentation that is no multiple of the indentation size, or has tabs: which depth it was meant to be.
 *
 * A mistake is reported once. Lines that share it, and blocks that hang below such a line, are read as if it were right.
 */

import { SPACE, TAB } from "../text/scan";
import { BOM, IRREGULAR, KEYED_SCOPE, LIST_SCOPE, TABLE_SCOPE, UNDECIDED } from "../tree/kinds";
import type { LineWork } from "../tree/lineWork";
import type { Tree } from "../tree/tree";
import type { DiagnosticCode } from "../types";
import { fits } from "./looks";

/** Tells an indentation with tabs from one of spaces in the `indentation` column. */
const WITH_TABS = 1 << 30;
const ONE_TAB = 1 << 12;

export class IrregularIndentation {
	readonly #tree: Tree;
	readonly #work: LineWork;

	constructor(tree: Tree, work: LineWork) {
		this.#tree = tree;
		this.#work = work;
	}

	/** Depth of an indentation that is no multiple of the indentation size: what fits the open scopes best. */
	depthOfSpaces(indent: number, floor: number, indentStart: number, start: number, end: number): number {
		this.#work.indentation = indent;
		const known = this.#knownDepth(indent, floor, this.#tree.indentSize);
		if (known !== UNDECIDED) return known;
		this.#reportIndentation("indent-not-multiple", indentStart, start);
		const expected = this.#tree.scopes.expectedDepth(this.#work.top);
		if (expected <= floor) return this.#depthByLooks(floor, start, end);
		return this.#fitsBelow(floor, start, end) ? floor + 1 : floor;
	}

	/** Depth of an indentation that has tabs, the first of them at `firstTab`: one level for each. */
	depthOfTabs(tabs: number, spaces: number, firstTab: number, start: number, end: number): number {
		const depth = Math.floor(spaces / this.#tree.indentSize) + tabs;
		if (!this.#tree.strict) return depth;
		const key = this.#keyOf(tabs, spaces);
		this.#work.indentation = key;
		const known = this.#knownDepth(key, depth, ONE_TAB);
		if (known !== UNDECIDED) return known;
		this.#reportIndentation("tab-indent", firstTab, start);
		return this.#depthByLooks(depth, start, end);
	}

	/**
	 * The depth of an indentation that was reported before: with the line above, if both are off by the same, or with
	 * the first line of an open scope whose lines have this very indentation. `level` is what the key of a level adds.
	 */
	#knownDepth(key: number, floor: number, level: number): number {
		const { lines, scopes } = this.#tree;
		const { previous, top } = this.#work;
		if (previous !== 0) {
			const above = this.#indentationOf(previous);
			const levels = (key - above) / level;
			const depth = lines.depth[previous]! + levels;
			if (((key ^ above) & WITH_TABS) === 0 && Number.isInteger(levels) && depth >= 0) return depth;
		}
		for (let scope = top; scope !== 0; scope = scopes.parent[scope]!) {
			const depth = scopes.contentDepth[scope]!;
			if (scopes.indentation[scope] === key) return depth;
			if (depth !== UNDECIDED && depth < floor) break;
		}
		return UNDECIDED;
	}

	/** Where the indentation of a line stands in the `indentation` column if it is irregular. */
	#indentationOf(line: number): number {
		const text = this.#tree.lines.textOf(line);
		let tabs = 0;
		let i = this.#tree.lines.flags[line]! & BOM ? 1 : 0;
		const start = i;
		for (; text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB; i++) if (text.charCodeAt(i) === TAB) tabs++;
		return this.#keyOf(tabs, i - start - tabs);
	}

	/** What the column says of an indentation. With tabs, those and the spaces of a level are the same. */
	#keyOf(tabs: number, spaces: number): number {
		const { indentSize } = this.#tree;
		if (tabs === 0) return spaces;
		return WITH_TABS | ((tabs + Math.floor(spaces / indentSize)) * ONE_TAB + (spaces % indentSize));
	}

	#reportIndentation(code: DiagnosticCode, from: number, to: number): void {
		this.#work.report(code, from, to);
		this.#tree.lines.flags[this.#work.line]! |= IRREGULAR;
		this.#work.misplaced = true;
	}

	/** Where the indentation says little: the deepest open scope, at most at `depth`, that the line looks like content of. */
	#depthByLooks(depth: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		for (let scope = this.#work.top; scope !== 0; scope = scopes.parent[scope]!) {
			const expected = scopes.expectedDepth(scope);
			if (expected > depth) continue;
			if (scopes.contentDepth[scope] === UNDECIDED) return expected;
			if (fits(this.#tree, scope, this.#work.text, start, end)) return expected;
		}
		return depth;
	}

	/** Whether a line between two depths belongs to the open scope at `floor + 1`, rather than to that at `floor`. */
	#fitsBelow(floor: number, start: number, end: number): boolean {
		const tree = this.#tree;
		const { scopes } = tree;
		let inner = this.#work.top;
		while (scopes.expectedDepth(inner) > floor + 1) inner = scopes.parent[inner]!;
		if (scopes.expectedDepth(inner) !== floor + 1) return false;
		if (scopes.contentDepth[inner] === UNDECIDED) return true;
		const kind = scopes.kind[tree.realScope(inner)]!;
		if (kind === LIST_SCOPE || kind === TABLE_SCOPE || kind === KEYED_SCOPE) {
			return fits(tree, inner, this.#work.text, start, end);
		}
		let outer = scopes.parent[inner]!;
		while (outer !== 0 && scopes.contentDepth[outer]! > floor) outer = scopes.parent[outer]!;
		return outer === 0 || !fits(tree, outer, this.#work.text, start, end);
	}
}
