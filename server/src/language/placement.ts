/**
 * Where a line stands: its depth and its scope, also where its indentation is wrong.
 *
 * A mistake is reported once. Lines beside it stand in a shifted scope; and where the lines behind it make sense only
 * with the blocks that it broke off, these are resumed.
 */
import {
	BOM,
	BROKEN_HEADER,
	IRREGULAR,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYLESS,
	LIST_SCOPE,
	OBJECT_SCOPE,
	RESUMED,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	SHIFTED_SCOPE,
	SWALLOWED_SCOPE,
	TABLE_SCOPE,
	UNDECIDED,
} from "./kinds";
import type { LineWork } from "./lineWork";
import { BRACKET_OPEN, COLON, findUnquoted, isListItem, isRow, SPACE, TAB } from "./scan";
import type { Tree } from "./tree";
import type { DiagnosticCode } from "./types";

/** Tells an indentation with tabs from one of spaces in the `indentation` column. */
const WITH_TABS = 1 << 30;
const ONE_TAB = 1 << 12;
/** A list marker somewhere before the first value, as when something was typed before it. */
const LOOKS_LIKE_ITEM = /^[^:]*(?:^|[ \t])- /;

export class Placement {
	readonly #tree: Tree;
	readonly #work: LineWork;
	readonly #strict: boolean;

	constructor(tree: Tree, work: LineWork) {
		this.#tree = tree;
		this.#work = work;
		this.#strict = tree.strict;
	}

	// ---- depth

	/** Depth of an indentation that is no multiple of the indentation size: what fits the open scopes best. */
	irregularDepth(indent: number, floor: number, indentStart: number, start: number, end: number): number {
		this.#work.indentation = indent;
		this.#work.step = this.#tree.indentSize;
		const known = this.#knownDepth(indent, floor, this.#tree.indentSize);
		if (known !== UNDECIDED) return known;
		this.#reportIndentation("indent-not-multiple", indentStart, start);
		const expected = this.#tree.scopes.expectedDepth(this.#work.top);
		if (expected <= floor) return this.#depthByLooks(floor, start, end);
		return this.#fitsBelow(floor, start, end) ? floor + 1 : floor;
	}

	/** Depth of an indentation that has tabs, the first of them at `firstTab`: one level for each. */
	tabbedDepth(tabs: number, spaces: number, firstTab: number, start: number, end: number): number {
		const depth = Math.floor(spaces / this.#tree.indentSize) + tabs;
		if (!this.#strict) return depth;
		const key = this.#keyOf(tabs, spaces);
		this.#work.indentation = key;
		this.#work.step = ONE_TAB;
		const known = this.#knownDepth(key, depth, ONE_TAB);
		if (known !== UNDECIDED) return known;
		this.#reportIndentation("tab-indent", firstTab, start);
		return this.#depthByLooks(depth, start, end);
	}

	/**
	 * The depth of an indentation that was reported before: with the line that opens the block, of which this one stands
	 * the right step away, or with the first line of an open scope whose lines have this very indentation.
	 */
	#knownDepth(key: number, floor: number, step: number): number {
		const { lines, scopes } = this.#tree;
		const { top } = this.#work;
		const opener = scopes.opener[top]!;
		if (scopes.contentDepth[top] === UNDECIDED && opener === this.#work.previous) {
			const depth = scopes.expectedDepth(top);
			if (key === this.#indentationOf(opener) + (depth - lines.depth[opener]!) * step) return depth;
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
			if (this.#fits(this.#tree.realScope(scope), start, end)) return expected;
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
			return this.#fits(tree.realScope(inner), start, end);
		}
		let outer = scopes.parent[inner]!;
		while (outer !== 0 && scopes.contentDepth[outer]! > floor) outer = scopes.parent[outer]!;
		return outer === 0 || !this.#fits(tree.realScope(outer), start, end);
	}

	/** Whether the content could be a line of the scope, by its looks. */
	#fits(scope: number, start: number, end: number): boolean {
		const { scopes } = this.#tree;
		switch (scopes.kind[scope]) {
			case LIST_SCOPE:
				return isListItem(this.#work.text, start, end);
			case TABLE_SCOPE:
			case KEYED_SCOPE:
				if (isHeaderByLooks(this.#work.text, start, end, scopes.delimiter[scope]!)) return false;
				if (scopes.kind[scope] === TABLE_SCOPE) return isRow(this.#work.text, start, end, scopes.delimiter[scope]!);
				return findUnquoted(this.#work.text, start, end, COLON) >= 0;
			default:
				return findUnquoted(this.#work.text, start, end, COLON) >= 0;
		}
	}

	// ---- scope

	/** The scope for a line whose depth is not the content depth of the scope that it stands in. */
	place(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { lines, scopes } = this.#tree;
		if (scopes.kind[scope] === SWALLOWED_SCOPE) {
			const opener = scopes.opener[scope]!;
			if (opener !== this.#work.previous || lines.flags[opener]! & BROKEN_HEADER) return scope;
			const broken = this.#brokenOff(depth, start, end, true);
			return broken === 0 ? scope : this.#resume(broken);
		}
		if (scopes.contentDepth[scope] === UNDECIDED) {
			this.#decideContentDepth(scope, depth, indentStart, start);
			return scope;
		}
		// At the right depth, in a block whose first line is not: that line was reported, and this one is what it should be.
		if (this.#strict && depth === scopes.openDepth[scope]! + 1 && scopes.kind[scope] !== SHIFTED_SCOPE) return scope;
		if (scopes.kind[scope] === SHIFTED_SCOPE) {
			// Among lines that stand too deep, which were reported: where the rest belongs is anyone's guess.
			const broken = this.#brokenOff(depth, start, end, false);
			if (broken !== 0) return this.#resume(broken);
			return scopes.add(SWALLOWED_SCOPE, scope, this.#work.line, scopes.openDepth[scope]!, UNDECIDED, false);
		}
		const silent = this.#work.previous !== 0 && (lines.flags[this.#work.previous]! & IRREGULAR) !== 0;
		if (!silent) this.#work.reportLine("over-indented", indentStart, start);
		this.#work.misplaced = true;
		const broken = this.#brokenOff(depth, start, end, false);
		if (broken !== 0) return this.#resume(broken);
		if (scopes.kind[scope] === ROOT_SCOPE && this.#tree.rootMode === ROOT_UNDECIDED) {
			return scopes.add(SHIFTED_SCOPE, scope, this.#work.line, 0, depth, false);
		}
		this.#work.shifted = depth > scopes.contentDepth[scope]!;
		return scope;
	}

	/** Goes on with a scope that was broken off. */
	#resume(scope: number): number {
		const { lines, scopes } = this.#tree;
		const { line, previous } = this.#work;
		lines.flags[line]! |= RESUMED;
		if (scopes.kind[scope] !== ITEM_SCOPE || !LOOKS_LIKE_ITEM.test(lines.textOf(previous))) return scope;
		// The broken line was the next item, and these are its fields: they must not be taken for those of the last one.
		return scopes.add(SWALLOWED_SCOPE, scopes.parent[scope]!, line, scopes.openDepth[scope]!, UNDECIDED, false);
	}

	/** A scope with this content depth that the previous line closed, and that the line looks like content of; or 0. */
	#brokenOff(depth: number, start: number, end: number, onlyArrays: boolean): number {
		const { scopes } = this.#tree;
		let scope = this.#work.before;
		while (scope !== 0) {
			const contentDepth = scopes.contentDepth[scope]!;
			if (contentDepth === depth) break;
			if (contentDepth !== UNDECIDED && contentDepth < depth) return 0;
			scope = scopes.parent[scope]!;
		}
		if (scope === 0) return 0;
		const real = this.#tree.realScope(scope);
		const kind = scopes.kind[real]!;
		if (kind === ROOT_SCOPE || kind === SWALLOWED_SCOPE) return 0;
		if (onlyArrays && (kind === OBJECT_SCOPE || kind === ITEM_SCOPE)) return 0;
		if (kind === KEYED_SCOPE && findUnquoted(this.#work.text, start, end, scopes.delimiter[real]!) < 0) return 0;
		return this.#fits(real, start, end) ? scope : 0;
	}

	/** The first content line of a scope decides the depth of all; more than one level is a jump (§8). */
	#decideContentDepth(scope: number, depth: number, indentStart: number, start: number): void {
		const { lines, scopes } = this.#tree;
		const opener = scopes.opener[scope]!;
		const openDepth = scopes.openDepth[scope]!;
		const column = lines.kind[opener]!;
		// A key behind a list marker stands one level below it.
		const actual = lines.depth[opener]! + ((column & (ITEM | KEYLESS)) === ITEM ? 1 : 0);
		// The opener may have been reported as too deep, and its whole block be so.
		const deepest = Math.max(openDepth, actual);
		if (actual > openDepth && depth > actual && (column & ITEM) === 0) {
			const shift = scopes.add(SHIFTED_SCOPE, scopes.parent[scope]!, opener, openDepth, actual, false);
			this.#tree.rebase(scope, shift, actual);
		}
		if (depth > deepest + 1 && this.#strict) {
			const silent = (lines.flags[opener]! & IRREGULAR) !== 0;
			if (!silent) this.#work.reportLine("depth-jump", indentStart, start);
			this.#work.misplaced = true;
			this.#raiseOpener(scope, depth - 1);
		}
		scopes.contentDepth[scope] = depth;
		scopes.indentation[scope] = this.#work.indentation;
	}

	/** When the opener stands too shallow and so broke a block off, its scope is put where the content shows it belongs. */
	#raiseOpener(scope: number, depth: number): void {
		const { lines, scopes } = this.#tree;
		if ((lines.kind[scopes.opener[scope]!]! & ITEM) !== 0) return;
		let outer = this.#work.before;
		while (outer !== 0 && scopes.contentDepth[outer]! > depth) outer = scopes.parent[outer]!;
		const kind = scopes.kind[outer]!;
		if (scopes.contentDepth[outer] !== depth || (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE)) return;
		this.#tree.rebase(scope, outer, depth);
	}
}

/** A bracket before any delimiter, and a colon at the end: as a row it would be strange, as a header it is whole. */
function isHeaderByLooks(text: string, start: number, end: number, delimiter: number): boolean {
	if (text.charCodeAt(end - 1) !== COLON) return false;
	const bracket = findUnquoted(text, start, end, BRACKET_OPEN);
	if (bracket < 0) return false;
	const mark = findUnquoted(text, start, end, delimiter);
	return mark < 0 || bracket < mark;
}
