/**
 * Where a line stands whose depth is not that of its scope.
 *
 * A mistake is reported once. Lines beside it stand in a shifted scope; where the lines behind it make sense only with
 * the blocks that it broke off, these are resumed; and rows or items that stand too shallow below their header are
 * taken for what they are.
 */
import {
	BROKEN_HEADER,
	GUESSED,
	IRREGULAR,
	ITEM,
	ITEM_SCOPE,
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
import { fits, fitsArray } from "./looks";
import type { Tree } from "./tree";

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

	/** The scope for a line that stands in `scope` by its depth, where that is not all there is to say. */
	place(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		if (scopes.kind[scope] === SHIFTED_SCOPE) {
			const array = scopes.parent[scope]!;
			if (scopes.openDepth[scope]! < scopes.openDepth[array]!) {
				if (depth === scopes.contentDepth[array]) return array;
				if (depth > scopes.contentDepth[scope]! || fits(this.#tree, array, this.#work.text, start, end)) {
					return this.#placeShallow(scope, depth);
				}
				do scope = scopes.parent[scope]!;
				while (depth <= scopes.openDepth[scope]!);
			}
		} else if (this.#isShallowContent(scope, depth, start, end)) return this.#adopt(depth);
		return depth === scopes.contentDepth[scope] ? scope : this.#placeAside(scope, depth, indentStart, start, end);
	}

	/**
	 * Whether the line is the first row or item of the array that the line before it opens, although it stands no deeper
	 * than that. Only in strict mode, where the array is wrong anyway: elsewhere it is empty, and this a field.
	 */
	#isShallowContent(scope: number, depth: number, start: number, end: number): boolean {
		const { scopes } = this.#tree;
		const array = this.#work.top;
		if (scope === array || !this.#strict || scopes.contentDepth[array] !== UNDECIDED) return false;
		const kind = scopes.kind[array]!;
		if ((kind !== LIST_SCOPE && kind !== TABLE_SCOPE) || scopes.declared[array] === 0) return false;
		const { text } = this.#work;
		if (!fits(this.#tree, array, text, start, end) || !fitsArray(this.#tree, array, text, start, end)) return false;
		// An item beside its list may well be one of the list around it.
		return (
			depth !== scopes.contentDepth[scope] || !fitsArray(this.#tree, this.#tree.realScope(scope), text, start, end)
		);
	}

	/** Takes the line, and those beside it, for the content of the array before it: its header tells what is wrong. */
	#adopt(depth: number): number {
		const { scopes } = this.#tree;
		const array = this.#work.top;
		scopes.contentDepth[array] = scopes.expectedDepth(array);
		return this.#placeShallow(scopes.add(SHIFTED_SCOPE, array, this.#work.line, depth - 1, depth, false), depth);
	}

	#placeShallow(shallow: number, depth: number): number {
		const { lines, scopes } = this.#tree;
		const header = scopes.opener[scopes.parent[shallow]!]!;
		this.#work.misplaced = true;
		// Where the header itself was reported as standing wrong, its rows are what it declares.
		if ((lines.flags[header]! & IRREGULAR) === 0) lines.flags[this.#work.line]! |= GUESSED;
		if (depth === scopes.contentDepth[shallow]) return shallow;
		return scopes.add(SWALLOWED_SCOPE, shallow, this.#work.line, depth - 1, UNDECIDED, false);
	}

	/** The scope for a line whose depth is not the content depth of the scope that it stands in. */
	#placeAside(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { lines, scopes } = this.#tree;
		if (scopes.kind[scope] === SWALLOWED_SCOPE) return this.#placeSwallowed(scope, depth, start, end);
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

	/** Below a broken line: not looked into, unless that line broke off an array, which goes on here. */
	#placeSwallowed(scope: number, depth: number, start: number, end: number): number {
		const { lines, scopes } = this.#tree;
		const outer = scopes.parent[scope]!;
		if (depth === scopes.contentDepth[outer]) {
			return fitsArray(this.#tree, this.#tree.realScope(outer), this.#work.text, start, end) ? outer : scope;
		}
		const opener = scopes.opener[scope]!;
		if (opener !== this.#work.previous || lines.flags[opener]! & BROKEN_HEADER) return scope;
		const broken = this.#brokenOff(depth, start, end, true);
		return broken === 0 ? scope : this.#resume(broken);
	}

	/** Goes on with a scope that was broken off. */
	#resume(scope: number): number {
		const { lines, scopes } = this.#tree;
		const { line, previous } = this.#work;
		lines.flags[line]! |= RESUMED;
		scopes.contentDepth[scope] = scopes.expectedDepth(scope);
		if (scopes.kind[scope] !== ITEM_SCOPE || !LOOKS_LIKE_ITEM.test(lines.textOf(previous))) return scope;
		// The broken line was the next item, and these are its fields: they must not be taken for those of the last one.
		return scopes.add(SWALLOWED_SCOPE, scopes.parent[scope]!, line, scopes.openDepth[scope]!, UNDECIDED, false);
	}

	/** A scope with this content depth that the previous line closed, and that the line looks like content of; or 0. */
	#brokenOff(depth: number, start: number, end: number, onlyArrays: boolean): number {
		const { scopes } = this.#tree;
		let scope = this.#work.before;
		for (; scope !== 0; scope = scopes.parent[scope]!) {
			const contentDepth = scopes.contentDepth[scope]!;
			if (contentDepth === depth) break;
			if (contentDepth === UNDECIDED && scopes.expectedDepth(scope) === depth) break;
			if (contentDepth !== UNDECIDED && contentDepth < depth) return 0;
		}
		if (scope === 0) return 0;
		const real = this.#tree.realScope(scope);
		const kind = scopes.kind[real]!;
		if (kind === ROOT_SCOPE || kind === SWALLOWED_SCOPE) return 0;
		const { text } = this.#work;
		if (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE) return fitsArray(this.#tree, real, text, start, end) ? scope : 0;
		return !onlyArrays && fits(this.#tree, real, text, start, end) ? scope : 0;
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
