/**
 * Where a line stands whose depth is not that of its scope.
 *
 * A mistake is reported once. Lines beside it stand in a shifted scope; where the lines behind it make sense only with
 * the blocks that it broke off, these are resumed; and rows or items that stand too shallow below their header are
 * taken for what they are.
 */
import {
	BROKEN_HEADER,
	FOUND,
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
	SHALLOW,
	SHIFTED_SCOPE,
	STRAY,
	SWALLOWED_SCOPE,
	TABLE_SCOPE,
	UNDECIDED,
} from "../tree/kinds";
import type { LineWork } from "../tree/lineWork";
import type { Tree } from "../tree/tree";
import { endsLikeHeader, fits, fitsArray, isArrayContent, isRest } from "./looks";

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

	/** Whether a block that a line ends may be one that the line belongs to. */
	isOpenQuestion(top: number): boolean {
		return this.#tree.scopes.contentDepth[top] === UNDECIDED || this.#tree.hasRebased;
	}

	/** The scope for a line that stands in `scope` by its depth, where that is not all there is to say. */
	place(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		const array = scopes.parent[scope]!;
		if (scopes.kind[scope] === SHIFTED_SCOPE && scopes.openDepth[scope]! < scopes.openDepth[array]!) {
			if (depth === scopes.contentDepth[array]) return array;
			if (depth > scopes.contentDepth[scope]! || this.#isContentOf(array, start, end)) {
				return this.#placeShallow(scope, depth);
			}
			do scope = scopes.parent[scope]!;
			while (depth <= scopes.openDepth[scope]!);
		} else if (scope !== this.#work.top) {
			if (this.#isShallowContent(scope, depth, start, end)) return this.#adopt(depth);
			const raised = this.#raisedByMistake(scope, depth, start, end);
			if (raised !== 0) return raised;
		}
		return depth === scopes.contentDepth[scope] ? scope : this.#placeAside(scope, depth, indentStart, start, end);
	}

	/**
	 * Whether the line is the first row or item of the array that the line before it opens, although it stands no deeper
	 * than that. Only in strict mode, where the array is wrong anyway: elsewhere it is empty, and this a field.
	 */
	#isShallowContent(scope: number, depth: number, start: number, end: number): boolean {
		const { scopes } = this.#tree;
		const array = this.#work.top;
		if (!this.#strict || scopes.contentDepth[array] !== UNDECIDED || scopes.declared[array] === 0) return false;
		// One cell behind a key is an entry row as well as a field.
		if (scopes.kind[array] === KEYED_SCOPE && scopes.leaves[array]! < 2) return false;
		if (!this.#isContentOf(array, start, end)) return false;
		// An item beside its list may well be one of the list around it.
		return depth !== scopes.contentDepth[scope] || !this.#isContentOf(this.#tree.realScope(scope), start, end);
	}

	#isContentOf(array: number, start: number, end: number): boolean {
		const { text } = this.#work;
		return fitsArray(this.#tree, array, text, start, end) && fits(this.#tree, array, text, start, end);
	}

	/**
	 * The array that the line closed, and yet is content of, because its first line stood too deep and so seemed to show
	 * that the header stands too shallow; or 0. The header is put back.
	 */
	#raisedByMistake(scope: number, depth: number, start: number, end: number): number {
		const tree = this.#tree;
		const { scopes } = tree;
		for (let array = this.#work.top; array !== scope; array = scopes.parent[array]!) {
			if (!tree.isRebased(array) || fits(tree, scope, this.#work.text, start, end)) continue;
			if (!this.#isContentOf(array, start, end)) continue;
			// By now more lines say so than the first: they are taken at their word.
			if (tree.contentBefore(this.#work.previous) !== scopes.opener[array]) continue;
			tree.putBack(array);
			return depth === scopes.contentDepth[array] ? array : 0;
		}
		return 0;
	}

	/** Takes the line, and those beside it, for the content of the array before it: its header tells what is wrong. */
	#adopt(depth: number): number {
		const { lines, scopes } = this.#tree;
		const array = this.#work.top;
		scopes.contentDepth[array] = scopes.expectedDepth(array);
		const shallow = scopes.add(SHIFTED_SCOPE, array, this.#work.line, depth - 1, depth, false);
		// Where the header itself was reported as standing wrong, its rows are what it declares.
		if ((lines.flags[scopes.opener[array]!]! & IRREGULAR) === 0) scopes.shallow[shallow] = 1;
		return this.#placeShallow(shallow, depth);
	}

	#placeShallow(shallow: number, depth: number): number {
		const { lines, scopes } = this.#tree;
		this.#work.misplaced = true;
		if (scopes.shallow[shallow] === 1) lines.flags[this.#work.line]! |= SHALLOW | IRREGULAR;
		if (depth === scopes.contentDepth[shallow]) return shallow;
		return scopes.add(SWALLOWED_SCOPE, shallow, this.#work.line, depth - 1, UNDECIDED, false);
	}

	/** The scope for a line whose depth is not the content depth of the scope that it stands in. */
	#placeAside(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		if (scopes.kind[scope] === SWALLOWED_SCOPE) return this.#placeSwallowed(scope, depth, start, end);
		if (scopes.contentDepth[scope] === UNDECIDED) {
			this.#decideContentDepth(scope, depth, indentStart, start);
			return scope;
		}
		if (scopes.kind[scope] === SHIFTED_SCOPE) {
			const real = this.#tree.realScope(scope);
			if (depth === scopes.contentDepth[real]) return real;
			// Among lines that stand too deep, which were reported: where the rest belongs is anyone's guess.
			const broken = this.#brokenOff(depth, start, end, false);
			if (broken !== 0) return this.#resume(broken);
			return scopes.add(SWALLOWED_SCOPE, scope, this.#work.line, scopes.openDepth[scope]!, UNDECIDED, false);
		}
		if (this.#strict && depth === scopes.openDepth[scope]! + 1) {
			// In a block whose first line stands too deep, which was reported: this is where it should be.
			return scopes.add(SHIFTED_SCOPE, scope, this.#work.line, scopes.openDepth[scope]!, depth, false);
		}
		this.#reportDepth("over-indented", this.#work.previous, indentStart, start);
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
			const { text } = this.#work;
			const real = this.#tree.realScope(outer);
			if (scopes.kind[real]! <= ITEM_SCOPE) {
				return isArrayContent(text, start, end) ? scope : outer;
			}
			return fitsArray(this.#tree, real, text, start, end) ? outer : scope;
		}
		const opener = scopes.opener[scope]!;
		if (opener !== this.#work.previous || lines.flags[opener]! & BROKEN_HEADER) return scope;
		const broken = this.#brokenOff(depth, start, end, true);
		return broken === 0 ? scope : this.#resume(broken);
	}

	/** Whether the line at work, a broken field, says more than that: of an array it was meant for, or of those below. */
	judgeBrokenField(scope: number, depth: number, start: number, end: number): void {
		const { lines, scopes } = this.#tree;
		const { line, previous, text } = this.#work;
		const array = this.#arrayMeant(this.#tree.realScope(scope), depth, start, end);
		if (array !== 0) {
			lines.scope[line] = array;
			lines.flags[line]! |= STRAY;
			return;
		}
		const swallowed = lines.top[line]!;
		if (isRest(this.#tree, previous, text, start, end)) {
			// What is wrong was said of the line before.
			this.#work.unreport();
			return;
		}
		const isFirst = scopes.kind[scope] === OBJECT_SCOPE && scopes.opener[scope] === previous;
		if (isFirst && endsLikeHeader(lines.textOf(previous))) {
			// The rows of a header that lost its bracket: the mistake is one, however many there are.
			scopes.openDepth[swallowed] = scopes.openDepth[scope]!;
			scopes.contentDepth[swallowed] = depth;
			// Or it was cut by a line break, which was reported with its first part.
			if (lines.flags[this.#tree.contentBefore(previous)]! & BROKEN_HEADER) this.#work.unreport();
		} else if (isArrayContent(text, start, end)) {
			// An item or row without a header: so are those beside it.
			scopes.openDepth[swallowed] = depth - 1;
			if (this.#isBesideReported(previous, depth)) this.#work.unreport();
		}
	}

	/** Whether the line before stands at this depth, looks like an item or row as well, and was reported. */
	#isBesideReported(previous: number, depth: number): boolean {
		const { lines } = this.#tree;
		if (lines.depth[previous] !== depth || (lines.flags[previous]! & FOUND) === 0) return false;
		const text = lines.textOf(previous).trim();
		return isArrayContent(text, 0, text.length);
	}

	/**
	 * The array that a broken line of an object was meant for, or 0: one that the line closed, or the list whose item it
	 * stands in.
	 */
	#arrayMeant(object: number, depth: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		const { line, text, top } = this.#work;
		const isBrokenHeader = (this.#tree.lines.flags[line]! & BROKEN_HEADER) !== 0;
		let scope = top;
		for (; depth <= scopes.openDepth[scope]!; scope = scopes.parent[scope]!) {
			const kind = scopes.kind[scope];
			// One cell may be anything, and with a bracket it is rather a header.
			const isTable = kind === TABLE_SCOPE && scopes.leaves[scope]! > 1 && !isBrokenHeader;
			if ((isTable || kind === LIST_SCOPE) && fitsArray(this.#tree, scope, text, start, end)) return scope;
		}
		if (scopes.kind[object] !== ITEM_SCOPE) return 0;
		const list = this.#tree.realScope(scopes.parent[object]!);
		return fitsArray(this.#tree, list, text, start, end) ? list : 0;
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
			if (contentDepth !== UNDECIDED && contentDepth < depth) return this.#itemBrokenOff(scope, depth);
		}
		if (scope === 0) return 0;
		const real = this.#tree.realScope(scope);
		const kind = scopes.kind[real]!;
		if (kind === ROOT_SCOPE || kind === SWALLOWED_SCOPE) return 0;
		const { text } = this.#work;
		if (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE) return fitsArray(this.#tree, real, text, start, end) ? scope : 0;
		return !onlyArrays && fits(this.#tree, real, text, start, end) ? scope : 0;
	}

	/** A scope for the fields of an item whose hyphen stands beside its list, which the previous line so closed; or 0. */
	#itemBrokenOff(list: number, depth: number): number {
		const { lines, scopes } = this.#tree;
		const { line, previous } = this.#work;
		if (scopes.kind[list] !== LIST_SCOPE || depth !== scopes.contentDepth[list]! + 1) return 0;
		if (!LOOKS_LIKE_ITEM.test(lines.textOf(previous))) return 0;
		return scopes.add(SWALLOWED_SCOPE, list, line, depth - 1, UNDECIDED, false);
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
			this.#reportDepth("depth-jump", opener, indentStart, start);
			this.#raiseOpener(scope, depth - 1);
		}
		scopes.contentDepth[scope] = depth;
		scopes.indentation[scope] = this.#work.indentation;
	}

	/** Reports that the line stands too deep, unless something was said of the line before it, from which this may follow. */
	#reportDepth(code: "over-indented" | "depth-jump", before: number, from: number, to: number): void {
		const { lines } = this.#tree;
		const work = this.#work;
		if (before === 0 || (lines.flags[before]! & (IRREGULAR | FOUND)) === 0) {
			work.reportLine(code, from, to);
			lines.flags[work.line]! |= IRREGULAR;
		}
		work.misplaced = true;
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
