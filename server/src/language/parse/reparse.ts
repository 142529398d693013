/**
 * The incremental parse: after an edit, lines are parsed again from just before the damage until the context is what
 * it was.
 *
 * The context between two lines is the chain of open scopes. Scopes that were opened again are new handles; where the
 * new chain is equivalent to the old one, the old handles stay (so that the lines behind need not be touched) and take
 * over what their new header says. What else a later line may know of an earlier one is its trace. Two unchanged lines in
 * a row must end in an equivalent context with the same trace, since recovery also asks what was open one line further
 * back (`LineAtWork.openBefore`).
 */

import type { ChangeLog } from "../tree/change";
import type { Counts } from "../tree/counts";
import {
	BLANK,
	COMMENT,
	FOUND,
	FRESH,
	IN_ARRAY,
	ITEM_SCOPE,
	KEYED_SCOPE,
	LIST_SCOPE,
	MOVED,
	OBJECT_SCOPE,
	OPAQUE_SCOPE,
	ROOT_UNDECIDED,
	SHALLOW_CONTENT,
	TABLE_SCOPE,
	TEXT_FLAGS,
	UNDECIDED,
	WIDTH_ASKED,
} from "../tree/kinds";
import { extraLinesOf, type Place, unitsOf } from "../tree/order";
import type { Tree } from "../tree/tree";
import type { Built } from "./build";
import type { LineParser } from "./line";

// Marks of scopes while a reparse runs.
/** The line that opened it is gone or was parsed again: a new scope may take its place. */
const DROPPED = 1;
/** Made by this reparse. */
const BORN = 2;
/** Its counts may have changed. */
const TOUCHED = 4;
/** It was dropped, and stays in place of an equivalent new one. */
const KEPT = 8;

/** Flags of a scope that later lines are judged by. */
const SEEN_BY_LINES = IN_ARRAY | MOVED | SHALLOW_CONTENT;

/** One edit: used once. */
export class Reparse {
	readonly #tree: Tree;
	readonly #counts: Counts;
	readonly #log: ChangeLog;
	readonly #parser: LineParser;
	/** Lines that were parsed, in order. */
	readonly #region: number[] = [];
	readonly #dropped: number[] = [];
	readonly #born: number[] = [];
	readonly #touched: number[] = [];
	/** Kept scopes whose rows must have another number of cells than before. */
	readonly #rewidened: number[] = [];
	#oldRootMode = ROOT_UNDECIDED;

	constructor({ tree, counts, parser }: Built, log: ChangeLog) {
		this.#tree = tree;
		this.#counts = counts;
		this.#log = log;
		this.#parser = parser;
	}

	/** Replaces the lines from `from` to `to` (both included) by `fresh`: at least one line, not yet in the order. */
	run(from: Place, to: Place, fresh: readonly number[]): void {
		const first = this.#numberOf(from);
		this.#log.replaced.push({ first, removed: this.#numberOf(to) - first + 1, inserted: fresh.length });
		const start = this.#restore(this.#tree.contentBeforePlace(from.chunk, from.index));
		this.#replaceLines(from, to, fresh);
		this.#parseFrom(this.#placeOf(start === 0 ? fresh[0]! : start), fresh.length);
		this.#contribute();
		this.#free();
	}

	#numberOf(place: Place): number {
		return this.#tree.order.chunks[place.chunk]!.base + place.index;
	}

	#placeOf(line: number): Place {
		const chunk = this.#tree.order.chunkOf(this.#tree.lines, line);
		return { chunk: chunk.index, index: chunk.indexOf(line) };
	}

	/**
	 * Sets the parser to the state before a content line, and returns the line to start at: this one, or one further
	 * back where recovery moved the scope before it, or moved it back.
	 */
	#restore(start: number): number {
		const tree = this.#tree;
		const { lines, scopes } = tree;
		const { work } = this.#parser;
		let before = start === 0 ? 0 : tree.contentBefore(start);
		while (before !== 0 && ((scopes.flags[lines.top[before]!]! & MOVED) !== 0 || tree.isReturnedAfter(before))) {
			start = before;
			before = tree.contentBefore(before);
		}
		this.#oldRootMode = scopes.rootMode;
		if (before === 0) {
			// The line that decides the root's form is parsed again, or is gone.
			this.#drop(scopes.root);
			scopes.root = scopes.newRoot();
			scopes.mark[scopes.root]! |= BORN;
			this.#born.push(scopes.root);
			work.resumeAfter(scopes.root, scopes.root, 0, 0, 0);
			return start;
		}
		const beforeThat = tree.contentBefore(before);
		const top = lines.top[before]!;
		const topBefore = beforeThat === 0 ? scopes.root : lines.top[beforeThat]!;
		work.resumeAfter(top, topBefore, before, beforeThat, lines.trace[before]!);
		// What that line opened is decided by the line that is parsed now; items' scopes are decided at once.
		if (scopes.opener[top] === before && this.#isDecidedLater(top)) scopes.undecide(top);
		return start;
	}

	#isDecidedLater(scope: number): boolean {
		const kind = this.#tree.scopes.kind[scope]!;
		return kind === OBJECT_SCOPE || kind === LIST_SCOPE || kind === TABLE_SCOPE || kind === KEYED_SCOPE;
	}

	#replaceLines(from: Place, to: Place, fresh: readonly number[]): void {
		const tree = this.#tree;
		const { lines, order } = tree;
		for (let c = from.chunk; c <= to.chunk; c++) {
			const chunk = order.chunks[c]!;
			const end = c === to.chunk ? to.index + 1 : chunk.count;
			for (let i = c === from.chunk ? from.index : 0; i < end; i++) {
				const line = chunk.handles[i]!;
				this.#withdraw(line);
				const units = unitsOf(lines, line);
				chunk.units -= units;
				tree.units -= units;
				chunk.extraLines -= extraLinesOf(lines, line);
				lines.scope[line] = 0;
				lines.top[line] = 0;
				this.#log.lineRemoved(line);
			}
		}
		const first = order.chunks[from.chunk]!;
		for (const line of fresh) {
			const units = unitsOf(lines, line);
			first.units += units;
			tree.units += units;
			first.extraLines += extraLinesOf(lines, line);
			this.#log.added.add(line);
		}
		order.replace(lines, from, to, fresh);
		order.renumber(Math.min(from.chunk, order.chunks.length - 1));
	}

	/** Parses from a place on until the context is as it was; `fresh` is the number of new lines that must be passed. */
	#parseFrom(place: Place, fresh: number): void {
		const tree = this.#tree;
		const { lines, order } = tree;
		const blanks: number[] = [];
		let left = fresh;
		let previous = 0;
		let equalTop = 0;
		let equalOldTop = 0;
		for (let c = place.chunk; c < order.chunks.length; c++) {
			const chunk = order.chunks[c]!;
			for (let i = c === place.chunk ? place.index : 0; i < chunk.count; i++) {
				const line = chunk.handles[i]!;
				const isFresh = (lines.flags[line]! & FRESH) !== 0;
				if (isFresh) left--;
				else if (lines.kind[line] === BLANK || lines.kind[line] === COMMENT) {
					if (tree.isOpenBlank(line)) blanks.push(line);
					continue;
				}
				const oldTop = isFresh ? 0 : lines.top[line]!;
				const oldTrace = lines.trace[line]!;
				if (!isFresh) {
					this.#withdraw(line);
					this.#log.lineReparsed(line);
				}
				this.#parse(line, c === 0 && i === 0);
				if (lines.scope[line] === 0) {
					if (tree.isOpenBlank(line)) blanks.push(line);
					continue;
				}
				this.#counts.judgeBlanks(blanks, previous, line);
				blanks.length = 0;
				this.#markBorn(line, previous);
				previous = line;
				if (left > 0 || oldTop === 0) continue;
				const top = lines.top[line]!;
				const equal = oldTrace === lines.trace[line] && this.#areEquivalent(top, oldTop, line);
				if (equal && equalOldTop !== 0 && this.#keepOld(equalTop, equalOldTop, top, oldTop)) return;
				equalTop = equal ? top : 0;
				equalOldTop = equal ? oldTop : 0;
			}
		}
		this.#counts.judgeBlanks(blanks, 0, 0);
	}

	#parse(line: number, first: boolean): void {
		const { findings, lines } = this.#tree;
		const start = lines.start[line]!;
		const flags = lines.flags[line]! & TEXT_FLAGS;
		if (lines.flags[line]! & FOUND) findings.delete(line);
		if (start < 0) {
			const text = lines.own.get(line)!;
			this.#parser.parse(line, text, 0, text.length, flags, first);
		} else this.#parser.parse(line, lines.base, start, start + lines.length[line]!, flags, first);
		this.#tree.settle(this.#parser.work);
		this.#region.push(line);
	}

	/** Takes back what a line contributed; what it opened may be replaced. */
	#withdraw(line: number): void {
		const { lines, scopes } = this.#tree;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.#touch(scope);
			for (let opened = lines.top[line]!; opened !== 0 && scopes.opener[opened] === line; ) {
				if (opened === scopes.root) break;
				this.#drop(opened);
				opened = scopes.parent[opened]!;
			}
		}
		this.#counts.withdraw(line);
	}

	#drop(scope: number): void {
		if (this.#tree.scopes.mark[scope]! & DROPPED) return;
		this.#tree.scopes.mark[scope]! |= DROPPED;
		this.#dropped.push(scope);
	}

	#touch(scope: number): void {
		const { scopes } = this.#tree;
		if ((scopes.mark[scope]! & TOUCHED) === 0) {
			scopes.mark[scope]! |= TOUCHED;
			this.#touched.push(scope);
		}
		if (scopes.kind[scope] === ITEM_SCOPE || scopes.kind[scope] === OPAQUE_SCOPE)
			this.#touch(scopes.realScope(scopes.parent[scope]!));
	}

	/** Marks what the line opened, and what was put above the scope that the line before it had opened. */
	#markBorn(line: number, previous: number): void {
		const { lines, scopes } = this.#tree;
		for (let scope = lines.top[line]!; scope !== 0; scope = scopes.parent[scope]!) {
			const opener = scopes.opener[scope]!;
			if ((opener !== line && (opener !== previous || previous === 0)) || scope === scopes.root) return;
			if (scopes.mark[scope]! & BORN) continue;
			scopes.mark[scope]! |= BORN;
			this.#born.push(scope);
		}
	}

	/** Whether the rest of the document reads the same below both chains of scopes, after `line`. */
	#areEquivalent(born: number, old: number, line: number): boolean {
		const { scopes } = this.#tree;
		for (; born !== old; born = scopes.parent[born]!, old = scopes.parent[old]!) {
			if (born === 0 || old === 0) return false;
			// Two scopes that both live on are never merged.
			if ((scopes.mark[born]! & BORN) === 0 || (scopes.mark[old]! & DROPPED) === 0) return false;
			if (
				scopes.kind[born] !== scopes.kind[old] ||
				scopes.openDepth[born] !== scopes.openDepth[old] ||
				scopes.delimiter[born] !== scopes.delimiter[old] ||
				((scopes.flags[born]! ^ scopes.flags[old]!) & SEEN_BY_LINES) !== 0 ||
				(scopes.leaves[born] !== scopes.leaves[old] && (scopes.flags[old]! & WIDTH_ASKED) !== 0)
			) {
				return false;
			}
			if (born === scopes.root && scopes.rootMode !== this.#oldRootMode) return false;
			if (scopes.contentDepth[born] !== scopes.contentDepth[old]) {
				// Opened by this very line: the next one, which is unchanged, will decide as it did.
				if (scopes.contentDepth[born] !== UNDECIDED || scopes.opener[born] !== line) return false;
			} else if (scopes.indentation[born] !== scopes.indentation[old]) return false;
		}
		return true;
	}

	/** Puts the old scopes of two pairs of chains in place of the new ones. False, and nothing done, if they disagree. */
	#keepOld(bornA: number, oldA: number, bornB: number, oldB: number): boolean {
		const { scopes } = this.#tree;
		const { twin } = scopes;
		const taken = new Set<number>();
		if (!this.#pair(bornA, oldA, taken) || !this.#pair(bornB, oldB, taken)) {
			for (const scope of this.#born) twin[scope] = 0;
			return false;
		}
		for (const scope of this.#born) if (twin[scope] !== 0) this.#takeOver(scope, twin[scope]!);
		this.#renameScopes();
		return true;
	}

	/** Makes each scope of one chain the twin of that of the other. False where a scope of either has another twin. */
	#pair(born: number, old: number, taken: Set<number>): boolean {
		const { twin, parent } = this.#tree.scopes;
		for (; born !== old; born = parent[born]!, old = parent[old]!) {
			if (twin[born] === old) continue;
			if (twin[born] !== 0 || taken.has(old)) return false;
			twin[born] = old;
			taken.add(old);
		}
		return true;
	}

	/** The old scope stays, with the header of the new one. */
	#takeOver(born: number, old: number): void {
		const { scopes } = this.#tree;
		scopes.opener[old] = scopes.opener[born]!;
		scopes.declared[old] = scopes.declared[born]!;
		scopes.flags[old]! |= scopes.flags[born]! & WIDTH_ASKED;
		if (scopes.leaves[old] !== scopes.leaves[born]) {
			scopes.leaves[old] = scopes.leaves[born]!;
			this.#rewidened.push(old);
		}
		scopes.takeOverMove(born, old);
		scopes.mark[old]! |= KEPT;
		this.#log.scopesChanged.add(old);
		this.#touch(old);
		if (born === scopes.root) scopes.root = old;
	}

	/** Lines and new scopes that refer to scopes that were not kept now refer to their twins. */
	#renameScopes(): void {
		const { lines, scopes } = this.#tree;
		const { twin, parent } = scopes;
		for (const line of this.#region) {
			const scope = twin[lines.scope[line]!]!;
			if (scope !== 0) lines.scope[line] = scope;
			const top = twin[lines.top[line]!]!;
			if (top !== 0) lines.top[line] = top;
		}
		for (const scope of this.#born) {
			const outer = twin[parent[scope]!]!;
			if (outer !== 0 && twin[scope] === 0) parent[scope] = outer;
		}
	}

	#contribute(): void {
		const tree = this.#tree;
		const { lines, scopes } = tree;
		for (const line of this.#region) {
			this.#counts.contribute(line);
			if (lines.scope[line] === 0) continue;
			this.#touch(lines.scope[line]!);
			if (lines.top[line] !== lines.scope[line]) this.#touch(lines.top[line]!);
		}
		for (const scope of this.#rewidened) this.#counts.recountWidths(scope);
		for (const scope of this.#touched) {
			scopes.mark[scope]! &= ~TOUCHED;
			this.#counts.settleHeader(scope);
		}
		for (const scope of this.#rewidened) this.#counts.settleRows(scope);
		this.#counts.settleRoot();
		this.#counts.settleEnd();
	}

	#free(): void {
		const { scopes } = this.#tree;
		for (const scope of this.#dropped) {
			if ((scopes.mark[scope]! & KEPT) === 0) this.#log.scopeRemoved(scope);
			scopes.mark[scope] = 0;
		}
		for (const scope of this.#born) {
			scopes.mark[scope] = 0;
			if (scopes.twin[scope] === 0) continue;
			scopes.twin[scope] = 0;
			this.#log.deadScopes.push(scope);
		}
	}
}
