/**
 * Where a line stands whose depth is not that of its scope.
 *
 * A mistake is reported once. Lines beside it stand in a shifted scope; where the lines behind it make sense only with
 * the blocks that it broke off, these are resumed; and rows or items that stand too shallow below their header are
 * taken for what they are. The words are explained in README.md.
 */

import { COLON } from "../text/characters";
import { findUnquoted } from "../text/scan";
import {
	ITEM_SCOPE,
	KEYED_SCOPE,
	LIST_SCOPE,
	MOVED,
	OBJECT_SCOPE,
	OPAQUE_SCOPE,
	RESUMED,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	SHALLOW,
	SHALLOW_CONTENT,
	SHIFTED_SCOPE,
	STRAY,
	TABLE_SCOPE,
	UNDECIDED,
} from "../tree/kinds";
import type { LineAtWork } from "../tree/lineAtWork";
import type { Scopes } from "../tree/scopes";
import {
	AFTER_BROKEN_HEADER,
	ASSIGNED,
	BARE,
	BROKEN_HEADER,
	CONTENT_LIKE,
	HEADER_LIKE,
	IN_FENCE,
	IRREGULAR,
	IS_ITEM,
	ITEM_LIKE,
	OPENS_JSON,
	overhangOf,
	REPORTED,
	standsAt,
	UNCLOSED_STRING,
} from "../tree/trace";
import type { Judge } from "./judge";
import { closesJson, isArrayContent, isAssignment, opensJson } from "./looks";

export class Placement {
	readonly #scopes: Scopes;
	readonly #work: LineAtWork;
	readonly #judge: Judge;
	readonly #strict: boolean;

	constructor(scopes: Scopes, work: LineAtWork, judge: Judge, strict: boolean) {
		this.#scopes = scopes;
		this.#work = work;
		this.#judge = judge;
		this.#strict = strict;
	}

	/** The scope for a line that stands in `scope` by its depth, where that is not all there is to say. */
	place(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const scopes = this.#scopes;
		const array = scopes.parent[scope]!;
		if (scopes.kind[scope] === SHIFTED_SCOPE && scopes.openDepth[scope]! < scopes.openDepth[array]!) {
			if (depth === scopes.contentDepth[array]) return array;
			if (depth > scopes.contentDepth[scope]! || this.#isContentOf(array, start, end)) {
				return this.#placeShallow(scope, depth);
			}
			do scope = scopes.parent[scope]!;
			while (depth <= scopes.openDepth[scope]!);
		} else if (scope !== this.#work.open) {
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
		const scopes = this.#scopes;
		const array = this.#work.open;
		if (!this.#strict || scopes.contentDepth[array] !== UNDECIDED || scopes.declared[array] === 0) return false;
		// One cell behind a key is an entry row as well as a field.
		if (scopes.kind[array] === KEYED_SCOPE && scopes.leaves[array]! < 2) return false;
		if (!this.#isContentOf(array, start, end)) return false;
		// An item beside its list may well be one of the list around it.
		return depth !== scopes.contentDepth[scope] || !this.#isContentOf(scopes.realScope(scope), start, end);
	}

	#isContentOf(array: number, start: number, end: number): boolean {
		return this.#judge.fitsArray(array, start, end) && this.#judge.fits(array, start, end);
	}

	/**
	 * The array that the line closed, and yet is content of, because its first line stood too deep and so seemed to show
	 * that the header stands too shallow; or 0. The header is returned.
	 */
	#raisedByMistake(scope: number, depth: number, start: number, end: number): number {
		const scopes = this.#scopes;
		for (let array = this.#work.open; array !== scope; array = scopes.parent[array]!) {
			if ((scopes.flags[array]! & MOVED) === 0 || this.#judge.fits(scope, start, end)) continue;
			if (!this.#isContentOf(array, start, end)) continue;
			// By now more lines say so than the first: they are taken at their word.
			if (this.#work.secondPrevious !== scopes.opener[array]) continue;
			scopes.returnHome(array);
			return depth === scopes.contentDepth[array] ? array : 0;
		}
		return 0;
	}

	/** Takes the line, and those beside it, for the content of the array before it: its header tells what is wrong. */
	#adopt(depth: number): number {
		const scopes = this.#scopes;
		const array = this.#work.open;
		scopes.contentDepth[array] = scopes.expectedDepth(array);
		// Where the header itself was reported as standing wrong, its rows are what it declares.
		const flags = this.#work.seen & IRREGULAR ? 0 : SHALLOW_CONTENT;
		const shallow = scopes.add(SHIFTED_SCOPE, array, this.#work.line, depth - 1, depth, flags);
		return this.#placeShallow(shallow, depth);
	}

	#placeShallow(shallow: number, depth: number): number {
		const scopes = this.#scopes;
		this.#work.misplaced = true;
		if (scopes.flags[shallow]! & SHALLOW_CONTENT) {
			this.#work.flags |= SHALLOW;
			this.#work.trace |= IRREGULAR;
		}
		if (depth === scopes.contentDepth[shallow]) return shallow;
		return scopes.add(OPAQUE_SCOPE, shallow, this.#work.line, depth - 1, UNDECIDED);
	}

	/** The scope for a line whose depth is not the content depth of the scope that it stands in. */
	#placeAside(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const scopes = this.#scopes;
		if (scopes.kind[scope] === OPAQUE_SCOPE) return this.#placeOpaque(scope, depth, start, end);
		if (scopes.contentDepth[scope] === UNDECIDED) {
			this.#decideContentDepth(scope, depth, indentStart, start);
			return scope;
		}
		if (scopes.kind[scope] === SHIFTED_SCOPE) {
			const real = scopes.realScope(scope);
			if (depth === scopes.contentDepth[real]) return real;
			// Among lines that stand too deep, which were reported: where the rest belongs is anyone's guess.
			const broken = this.#brokenOff(depth, start, end, false);
			if (broken !== 0) return this.#resume(broken);
			return scopes.add(OPAQUE_SCOPE, scope, this.#work.line, scopes.openDepth[scope]!, UNDECIDED);
		}
		if (this.#strict && depth === scopes.openDepth[scope]! + 1) {
			// In a block whose first line stands too deep, which was reported: this is where it should be.
			return scopes.add(SHIFTED_SCOPE, scope, this.#work.line, scopes.openDepth[scope]!, depth);
		}
		if (scope === this.#work.open && this.#isFieldOfItem(scope, depth)) {
			// What looked like a field was the first item of a list without a header: so are those beside it.
			this.#reportDepth("over-indented", indentStart, start);
			return scopes.add(OPAQUE_SCOPE, scope, this.#work.line, scopes.contentDepth[scope]! - 1, UNDECIDED);
		}
		if (scope === this.#work.open && this.#work.seen & OPENS_JSON) {
			// JSON is one mistake, down to the bracket that closes it.
			this.#reportDepth("over-indented", indentStart, start);
			return scopes.add(OPAQUE_SCOPE, scope, this.#work.line, scopes.contentDepth[scope]! - 1, UNDECIDED);
		}
		this.#reportDepth("over-indented", indentStart, start);
		const broken = this.#brokenOff(depth, start, end, false);
		if (broken !== 0) return this.#resume(broken);
		if (scopes.kind[scope] === ROOT_SCOPE && scopes.rootMode === ROOT_UNDECIDED) {
			return scopes.add(SHIFTED_SCOPE, scope, this.#work.line, 0, depth);
		}
		this.#work.shifted = depth > scopes.contentDepth[scope]!;
		return scope;
	}

	/** Whether the line above reads `- key: value` in an object, and this one stands below its key, as YAML has it. */
	#isFieldOfItem(object: number, depth: number): boolean {
		const { contentDepth, kind } = this.#scopes;
		const isItem = (this.#work.seen & (ITEM_LIKE | IS_ITEM)) === ITEM_LIKE;
		return isItem && kind[object]! <= ITEM_SCOPE && depth === contentDepth[object]! + 1;
	}

	/** Below a broken line: not looked into, unless that line broke off an array, which goes on here. */
	#placeOpaque(scope: number, depth: number, start: number, end: number): number {
		const scopes = this.#scopes;
		const outer = scopes.parent[scope]!;
		if (depth === scopes.contentDepth[outer]) {
			const real = scopes.realScope(outer);
			if (scopes.kind[real]! <= ITEM_SCOPE) {
				const { text } = this.#work;
				return isArrayContent(text, start, end) || closesJson(text, start, end) ? scope : outer;
			}
			return this.#judge.fitsArray(real, start, end) ? outer : scope;
		}
		if (scopes.opener[scope] !== this.#work.previous || this.#work.seen & BROKEN_HEADER) return scope;
		const broken = this.#brokenOff(depth, start, end, true);
		return broken === 0 ? scope : this.#resume(broken);
	}

	/** Whether the line at work, a broken field, says more than that: of an array it was meant for, or of those below. */
	judgeBrokenField(scope: number, depth: number, start: number, end: number): void {
		const scopes = this.#scopes;
		const work = this.#work;
		const array = this.#arrayMeant(scopes.realScope(scope), depth, start, end);
		if (array !== 0) {
			work.scope = array;
			work.flags |= STRAY;
			return;
		}
		const opaque = work.top;
		if (this.#judge.isRest(start, end)) {
			// What is wrong was said of the line before.
			work.unreport();
			if (work.seen & UNCLOSED_STRING) work.top = work.open;
			return;
		}
		if (work.seen & UNCLOSED_STRING && findUnquoted(work.text, start, end, COLON) < 0) {
			// A line of a string that goes on below.
			work.unreport();
			work.trace |= UNCLOSED_STRING;
			work.top = work.open;
			return;
		}
		const isFirst = scopes.kind[scope] === OBJECT_SCOPE && scopes.opener[scope] === work.previous;
		if (isFirst && work.seen & HEADER_LIKE) {
			// The rows of a header that lost its bracket: the mistake is one, however many there are.
			scopes.openDepth[opaque] = scopes.openDepth[scope]!;
			scopes.contentDepth[opaque] = depth;
			// Or it was cut by a line break, which was reported with its first part.
			if (work.seen & AFTER_BROKEN_HEADER) work.unreport();
		} else if (isArrayContent(work.text, start, end)) {
			// An item or row without a header: so are those beside it.
			scopes.openDepth[opaque] = depth - 1;
			if (work.seen & CONTENT_LIKE && standsAt(work.seen, depth)) work.unreport();
		} else if (opensJson(work.text, start, end)) {
			// JSON is one mistake, down to the bracket that closes it.
			scopes.openDepth[opaque] = depth - 1;
		} else if (findUnquoted(work.text, start, end, COLON) < 0) {
			// Values below a key without a header: the mistake is one, however many there are.
			// So are fields with an equals sign.
			const kind = isAssignment(work.text, start, end) ? ASSIGNED : BARE;
			const goesOn = (work.seen & ASSIGNED) === kind && standsAt(work.seen, depth);
			if (goesOn) work.unreport();
			if (goesOn || isFirst || kind === ASSIGNED) work.trace |= kind;
		}
	}

	/**
	 * The line at work is a code fence: one that closes another is part of the same mistake, and so is the text beside
	 * both.
	 */
	judgeFence(): void {
		const scopes = this.#scopes;
		const work = this.#work;
		if (work.seen & IN_FENCE) {
			work.unreport();
			work.trace |= BARE;
			return;
		}
		work.trace |= IN_FENCE;
		// Below a text that stands alone, with which the document begins.
		const isBelowText = scopes.opener[scopes.root] === work.previous && scopes.kind[work.open] === OPAQUE_SCOPE;
		if (isBelowText || (work.seen & ASSIGNED) === BARE) work.unreport();
	}

	/**
	 * The array that a broken line of an object was meant for, or 0: one that the line closed, or the list whose item it
	 * stands in.
	 */
	#arrayMeant(object: number, depth: number, start: number, end: number): number {
		const scopes = this.#scopes;
		const isBrokenHeader = (this.#work.trace & BROKEN_HEADER) !== 0;
		let scope = this.#work.open;
		for (; depth <= scopes.openDepth[scope]!; scope = scopes.parent[scope]!) {
			const kind = scopes.kind[scope];
			// One cell may be anything, and with a bracket it is rather a header.
			const isTable = kind === TABLE_SCOPE && scopes.leaves[scope]! > 1 && !isBrokenHeader;
			if ((isTable || kind === LIST_SCOPE) && this.#judge.fitsArray(scope, start, end)) return scope;
		}
		if (scopes.kind[object] !== ITEM_SCOPE) return 0;
		const list = scopes.realScope(scopes.parent[object]!);
		return this.#judge.fitsArray(list, start, end) ? list : 0;
	}

	/** Goes on with a scope that was broken off. */
	#resume(scope: number): number {
		const scopes = this.#scopes;
		this.#work.flags |= RESUMED;
		scopes.contentDepth[scope] = scopes.expectedDepth(scope);
		if (scopes.kind[scope] !== ITEM_SCOPE || (this.#work.seen & ITEM_LIKE) === 0) return scope;
		// The broken line was the next item, and these are its fields: they must not be taken for those of the last one.
		return scopes.add(OPAQUE_SCOPE, scopes.parent[scope]!, this.#work.line, scopes.openDepth[scope]!, UNDECIDED);
	}

	/** A scope with this content depth that the previous line closed, and that the line looks like content of; or 0. */
	#brokenOff(depth: number, start: number, end: number, onlyArrays: boolean): number {
		const scopes = this.#scopes;
		let scope = this.#work.openBefore;
		for (; scope !== 0; scope = scopes.parent[scope]!) {
			const contentDepth = scopes.contentDepth[scope]!;
			if (contentDepth === depth) break;
			if (contentDepth === UNDECIDED && scopes.expectedDepth(scope) === depth) break;
			if (contentDepth !== UNDECIDED && contentDepth < depth) return this.#itemBrokenOff(scope, depth);
		}
		if (scope === 0) return 0;
		const real = scopes.realScope(scope);
		const kind = scopes.kind[real]!;
		if (kind === ROOT_SCOPE || kind === OPAQUE_SCOPE) return 0;
		if (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE) return this.#judge.fitsArray(real, start, end) ? scope : 0;
		return !onlyArrays && this.#judge.fits(real, start, end) ? scope : 0;
	}

	/** A scope for the fields of an item whose hyphen stands beside its list, which the previous line so closed; or 0. */
	#itemBrokenOff(list: number, depth: number): number {
		const scopes = this.#scopes;
		if (scopes.kind[list] !== LIST_SCOPE || depth !== scopes.contentDepth[list]! + 1) return 0;
		if ((this.#work.seen & ITEM_LIKE) === 0) return 0;
		return scopes.add(OPAQUE_SCOPE, list, this.#work.line, depth - 1, UNDECIDED);
	}

	/**
	 * The first content line of a scope decides the depth of all; more than one level is a jump (§8). The line above it
	 * is the scope's opener.
	 */
	#decideContentDepth(scope: number, depth: number, indentStart: number, start: number): void {
		const scopes = this.#scopes;
		const { seen } = this.#work;
		const openDepth = scopes.openDepth[scope]!;

		// The opener may have been reported as too deep, and its whole block be so.
		const actual = openDepth + overhangOf(seen);
		if (actual > openDepth && depth > actual && (seen & IS_ITEM) === 0) {
			const shift = scopes.add(SHIFTED_SCOPE, scopes.parent[scope]!, scopes.opener[scope]!, openDepth, actual);
			scopes.move(scope, shift, actual);
		}
		if (depth > actual + 1 && this.#strict) {
			this.#reportDepth("depth-jump", indentStart, start);
			if ((seen & IS_ITEM) === 0) this.#raiseOpener(scope, depth - 1);
		}
		scopes.contentDepth[scope] = depth;
		scopes.indentation[scope] = this.#work.indentation;
	}

	/** Reports that the line stands too deep, unless something was said of the line above, from which this may follow. */
	#reportDepth(code: "over-indented" | "depth-jump", from: number, to: number): void {
		const work = this.#work;
		if ((work.seen & (IRREGULAR | REPORTED)) === 0) {
			if (code === "depth-jump") work.reportLine(code, from, to);
			else work.reportLine(code, from, to, "block");
			work.trace |= IRREGULAR;
		}
		work.misplaced = true;
	}

	/** When the opener stands too shallow and so broke a block off, its scope is put where the content shows it belongs. */
	#raiseOpener(scope: number, depth: number): void {
		const scopes = this.#scopes;
		let outer = this.#work.openBefore;
		while (outer !== 0 && scopes.contentDepth[outer]! > depth) outer = scopes.parent[outer]!;
		const kind = scopes.kind[outer]!;
		if (scopes.contentDepth[outer] !== depth || (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE)) return;
		scopes.move(scope, outer, depth);
	}
}
