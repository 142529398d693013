/**
 * Indentation that is no multiple of the indentation size, or has tabs: which depth it was meant to be.
 *
 * A mistake is reported once. Lines that share it, and blocks that hang below such a line, are read as if it were right.
 */

import { KEYED_SCOPE, LIST_SCOPE, OPAQUE_SCOPE, TABLE_SCOPE, UNDECIDED } from "../tree/kinds";
import type { LineAtWork } from "../tree/lineAtWork";
import type { Scopes } from "../tree/scopes";
import { depthOffBySame, IRREGULAR, indentationOff, OPENS_JSON } from "../tree/trace";
import type { Judge } from "./judge";

/** Tells an indentation with tabs from one of spaces in the `indentation` column. */
const WITH_TABS = 1 << 30;
const ONE_TAB = 1 << 12;

export class IrregularIndentation {
	readonly #scopes: Scopes;
	readonly #work: LineAtWork;
	readonly #judge: Judge;
	readonly #indentSize: number;
	readonly #strict: boolean;

	constructor(scopes: Scopes, work: LineAtWork, judge: Judge, indentSize: number, strict: boolean) {
		this.#scopes = scopes;
		this.#work = work;
		this.#judge = judge;
		this.#indentSize = indentSize;
		this.#strict = strict;
	}

	/** Depth of an indentation that is no multiple of the indentation size: what fits the open scopes best. */
	depthOfSpaces(indent: number, indentStart: number, start: number, end: number): number {
		const levels = Math.floor(indent / this.#indentSize);
		const rest = indent % this.#indentSize;
		this.#work.indentation = indent;
		let depth = this.#knownDepth(false, levels, rest);
		if (depth === UNDECIDED) {
			this.#report("indent-not-multiple", indentStart, start);
			if (this.#scopes.expectedDepth(this.#work.open) <= levels) depth = this.#depthByLooks(levels, start, end);
			else depth = this.#fitsBelow(levels, start, end) ? levels + 1 : levels;
		}
		this.#work.trace |= indentationOff(false, levels, rest, depth);
		return depth;
	}

	/** Depth of an indentation that has tabs, the first of them at `firstTab`: one level for each. */
	depthOfTabs(tabs: number, spaces: number, firstTab: number, start: number, end: number): number {
		const levels = Math.floor(spaces / this.#indentSize) + tabs;
		if (!this.#strict) return levels;
		const rest = spaces % this.#indentSize;
		// With tabs, those and the spaces of a level are the same.
		this.#work.indentation = WITH_TABS | (levels * ONE_TAB + rest);
		let depth = this.#knownDepth(true, levels, rest);
		if (depth === UNDECIDED) {
			if (!this.#isInBroken(levels)) this.#report("tab-indent", firstTab, start);
			depth = this.#depthByLooks(levels, start, end);
		}
		this.#work.trace |= indentationOff(true, levels, rest, depth);
		return depth;
	}

	/**
	 * The depth of an indentation that was reported before: with the line above, if both are off by the same, or with
	 * the first line of an open scope whose lines have this very indentation.
	 */
	#knownDepth(tabs: boolean, levels: number, rest: number): number {
		const scopes = this.#scopes;
		const { indentation, open, previous, seen } = this.#work;
		if (previous !== 0) {
			const depth = depthOffBySame(seen, tabs, levels, rest);
			if (depth >= 0) return depth;
		}
		for (let scope = open; scope !== 0; scope = scopes.parent[scope]!) {
			const depth = scopes.contentDepth[scope]!;
			if (scopes.indentation[scope] === indentation) return depth;
			if (depth !== UNDECIDED && depth < levels) break;
		}
		return UNDECIDED;
	}

	/** Whether the line stands in what is not looked into: JSON that is indented by tabs is one mistake. */
	#isInBroken(levels: number): boolean {
		const { kind, openDepth } = this.#scopes;
		const { open, seen } = this.#work;
		return (seen & OPENS_JSON) !== 0 || (kind[open] === OPAQUE_SCOPE && levels > openDepth[open]!);
	}

	#report(code: "indent-not-multiple" | "tab-indent", from: number, to: number): void {
		this.#work.report(code, from, to);
		this.#work.trace |= IRREGULAR;
		this.#work.misplaced = true;
	}

	/** Where the indentation says little: the deepest open scope, at most at `depth`, that the line looks like content of. */
	#depthByLooks(depth: number, start: number, end: number): number {
		const scopes = this.#scopes;
		for (let scope = this.#work.open; scope !== 0; scope = scopes.parent[scope]!) {
			const expected = scopes.expectedDepth(scope);
			if (expected > depth) continue;
			if (scopes.contentDepth[scope] === UNDECIDED) return expected;
			if (this.#judge.fits(scope, start, end)) return expected;
		}
		return depth;
	}

	/** Whether a line between two depths belongs to the open scope at `floor + 1`, rather than to that at `floor`. */
	#fitsBelow(floor: number, start: number, end: number): boolean {
		const scopes = this.#scopes;
		let inner = this.#work.open;
		while (scopes.expectedDepth(inner) > floor + 1) inner = scopes.parent[inner]!;
		if (scopes.expectedDepth(inner) !== floor + 1) return false;
		if (scopes.contentDepth[inner] === UNDECIDED) return true;
		const kind = scopes.kind[scopes.realScope(inner)]!;
		if (kind === LIST_SCOPE || kind === TABLE_SCOPE || kind === KEYED_SCOPE) return this.#judge.fits(inner, start, end);

		let outer = scopes.parent[inner]!;
		while (outer !== 0 && scopes.contentDepth[outer]! > floor) outer = scopes.parent[outer]!;
		return outer === 0 || !this.#judge.fits(outer, start, end);
	}
}
