/**
 * What lines add up to: the counts of scopes, the key index, and the numbers of diagnostics in chunks.
 *
 * `contribute` and `withdraw` are each other's inverse, so that an edit takes back what the replaced lines had added.
 * What is wrong because of sums (a wrong length, a header that fits none of its rows) is derived by derivedErrors.ts after
 * they have changed.
 */
import { NOT_CUT_OFF } from "./cutOff";
import { derivedErrors, popcount } from "./derivedErrors";
import { findCutOff, markCutOff } from "./findCutOff";
import type { Duplicates } from "./keyIndex";
import {
	BLANK_IN_ARRAY,
	COULD_BE_TABLE,
	DUPLICATE,
	ENTRY_ROW,
	ERROR,
	FIELD,
	FOUND,
	HEADER_MISFITS,
	IN_ARRAY,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYLESS,
	KIND_MASK,
	LIST_SCOPE,
	OPAQUE_SCOPE,
	RESUMED,
	ROOT_SCOPE,
	ROW,
	SCALAR,
	SHALLOW,
} from "./kinds";
import type { Tree } from "./tree";

const ITEM_KEYLESS = ITEM | KEYLESS;

/** How many lines a broken line of a list may stand for: those beside it are not looked into. */
const UNTOLD = 1 << 20;

/** Spreads numbers of cells, so that their sum tells whether they are all the same. */
const hashWidth = (cells: number): number => {
	const mixed = Math.imul(cells ^ 0x9e3779b1, 0x85ebca6b);
	return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
};

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
	a.length === b.length && a.every((scope, index) => scope === b[index]);

export class Counts implements Duplicates {
	readonly #tree: Tree;
	readonly #hintTables: boolean;

	constructor(tree: Tree) {
		this.#tree = tree;
		this.#hintTables = tree.styles.has("list-could-be-table");
	}

	// ---- what a line adds

	/** Adds what the line says to its scope, to the key index and to its chunk. */
	contribute(line: number): void {
		const { keys, lines, order } = this.#tree;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.#tree.contentCount++;
			this.#count(line, scope, 1);
			const keyHash = lines.keyHash[line]!;
			if (keyHash !== 0) keys.add(this.#tree.keyScopeOf(line), line, keyHash, this);
		}
		const styles = lines.styles[line]!;
		if (styles !== 0) order.chunkOf(lines, line).addStyles(styles);
		this.#settle(line);
	}

	/** Takes back what `contribute` added. */
	withdraw(line: number): void {
		const { keys, lines, order } = this.#tree;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.#tree.contentCount--;
			this.#count(line, scope, -1);
			if (lines.keyHash[line] !== 0) {
				keys.remove(this.#tree.keyScopeOf(line), line, this);
				this.setDuplicate(line, false);
			}
		}
		const errors = lines.errors[line]!;
		const styles = lines.styles[line]!;
		if (errors === 0 && styles === 0) return;
		const chunk = order.chunkOf(lines, line);
		chunk.addErrors(-errors);
		chunk.addStyles(-styles);
		this.#tree.errors -= errors;
		lines.errors[line] = 0;
	}

	#count(line: number, scope: number, by: 1 | -1): void {
		const { lines, scopes } = this.#tree;
		const column = lines.kind[line]!;
		const kind = column & KIND_MASK;
		const flags = lines.flags[line]!;
		if (flags & SHALLOW) {
			scopes.shallow[scope]! += by;
			return;
		}
		if (flags & RESUMED) {
			// The line that broke the block off, and this one, whose place in it is a guess.
			const counted = scopes.kind[scope] === OPAQUE_SCOPE ? scopes.realScope(scopes.parent[scope]!) : scope;
			scopes.doubtful[counted]! += 2 * by;
		} else if (kind === ROW || kind === ENTRY_ROW) {
			scopes.count[scope]! += by;
			scopes.contentHash[scope]! += by * hashWidth(lines.cells[line]!);
			this.#countWidth(line, scope, by);
			return;
		} else if (column & ITEM) scopes.count[scope]! += by;
		else if (kind === ERROR) {
			scopes.doubtful[scope]! += scopes.kind[scope] === LIST_SCOPE ? by * UNTOLD : by;
			return;
		}
		if (!this.#hintTables) return;
		if (column & ITEM) this.#countField(scope, line, kind, column, by);
		else if (scopes.kind[scope] === ITEM_SCOPE) {
			this.#countField(scopes.realScope(scopes.parent[scope]!), line, kind, column, by);
		}
	}

	#countWidth(line: number, table: number, by: 1 | -1): void {
		const { lines, scopes } = this.#tree;
		const cells = lines.cells[line]!;
		const leaves = scopes.leaves[table]!;
		if (cells === leaves) return;
		scopes.wrongRows[table]! += by;
		if (cells > leaves) scopes.surplusRows[table]! += by * (Math.ceil(cells / leaves) - 1);
	}

	/** Keeps the sums of a list by which `#couldBeTable` sees that all items have the same primitive fields. */
	#countField(list: number, line: number, kind: number, column: number, by: 1 | -1): void {
		const { lines, scopes } = this.#tree;
		if (kind === FIELD && (column & KEYLESS) === 0) {
			scopes.contentHash[list]! += by * lines.keyHash[line]!;
			scopes.plainFields[list]! += by;
		} else scopes.otherContent[list]! += by;
	}

	/** Marks the line as the second of two with the same key, or not. */
	setDuplicate(line: number, on: boolean): void {
		const { lines, scopes } = this.#tree;
		if (on === ((lines.flags[line]! & DUPLICATE) !== 0)) return;
		if (this.#tree.kindOf(line) === ENTRY_ROW) scopes.repeated[lines.scope[line]!]! += on ? 1 : -1;
		this.#setFlag(line, DUPLICATE, on);
	}

	#setFlag(line: number, flag: number, on: boolean): void {
		if (on) this.#tree.lines.flags[line]! |= flag;
		else this.#tree.lines.flags[line]! &= ~flag;
		this.#settle(line);
	}

	// ---- what follows from sums

	/** Brings the number of errors of the line, and their sums, up to date. */
	#settle(line: number): void {
		const { findings, lines, order } = this.#tree;
		const derived = derivedErrors(this.#tree, line);
		let errors = derived === 0 ? 0 : popcount(derived);
		if (lines.flags[line]! & FOUND) errors += findings.get(line)!.length;
		const before = lines.errors[line]!;
		if (errors === before) return;
		order.chunkOf(lines, line).addErrors(errors - before);
		this.#tree.errors += errors - before;
		lines.errors[line] = errors;
	}

	/** Brings the first line up to date where it is a scalar: whether that is an error, only the line count tells. */
	settleRoot(): void {
		const { scopes } = this.#tree;
		const first = scopes.opener[scopes.root]!;
		if (first !== 0 && this.#tree.kindOf(first) === SCALAR) this.#settle(first);
	}

	/**
	 * Finds anew where the text ends, and which lengths are therefore held back: after all else was brought up to date, since
	 * it asks which errors there are.
	 */
	settleEnd(): void {
		const tree = this.#tree;
		const before = tree.cutOff;
		if (tree.errors === 0 && before === NOT_CUT_OFF) return;
		markCutOff(tree, before, false);
		tree.cutOff = findCutOff(tree);
		markCutOff(tree, tree.cutOff, true);
		if (isSame(before.held, tree.cutOff.held)) return;
		for (const { held } of [before, tree.cutOff]) for (const scope of held) this.#settleLength(scope);
	}

	#settleLength(scope: number): void {
		const { lines, scopes } = this.#tree;
		const header = scopes.opener[scope]!;
		if (lines.top[header] === scope) this.#settle(header);
	}

	/** Brings what is derived of a scope's content (its count, the hint at a table) up to date on its header line. */
	settleHeader(scope: number): void {
		const { lines, order, scopes } = this.#tree;
		const header = scopes.opener[scope]!;
		const kind = scopes.kind[scope]!;
		if (header === 0 || kind < LIST_SCOPE || kind > KEYED_SCOPE || lines.top[header] !== scope) return;
		if (kind !== LIST_SCOPE) this.#settleMisfit(scope);
		this.#settle(header);
		if (kind !== LIST_SCOPE || !this.#hintTables) return;

		// A table needs a key, except at the root.
		const hint = (lines.kind[header]! & ITEM_KEYLESS) !== ITEM_KEYLESS && this.#couldBeTable(scope);
		if (hint === ((lines.flags[header]! & COULD_BE_TABLE) !== 0)) return;
		lines.flags[header]! ^= COULD_BE_TABLE;
		const by = hint ? 1 : -1;
		lines.styles[header]! += by;
		order.chunkOf(lines, header).addStyles(by);
	}

	#settleMisfit(table: number): void {
		const { scopes } = this.#tree;
		const misfits = this.#headerMisfits(table);
		if (misfits === ((scopes.flags[table]! & HEADER_MISFITS) !== 0)) return;
		scopes.flags[table]! ^= HEADER_MISFITS;
		this.settleRows(table);
	}

	/** Whether all rows have the same number of cells, at least two rows, and another number than the header has fields. */
	#headerMisfits(table: number): boolean {
		const { lines, scopes } = this.#tree;
		const rows = scopes.count[table]!;
		const leaves = scopes.leaves[table]!;
		const hash = scopes.contentHash[table]!;
		if (rows < 2 || Math.imul(hashWidth(leaves), rows) === hash) return false;
		for (const line of this.#rowsOf(table)) {
			if (lines.flags[line]! & (RESUMED | SHALLOW)) continue;
			const cells = lines.cells[line]!;
			return cells !== leaves && Math.imul(hashWidth(cells), rows) === hash;
		}
		return false;
	}

	/** Counts the rows anew that have a wrong number of cells, after the number of fields has changed. */
	recountWidths(table: number): void {
		const { lines, scopes } = this.#tree;
		scopes.wrongRows[table] = 0;
		scopes.surplusRows[table] = 0;
		for (const line of this.#rowsOf(table)) {
			if ((lines.flags[line]! & (RESUMED | SHALLOW)) === 0) this.#countWidth(line, table, 1);
		}
	}

	/** Rows and entry rows of a table, in order. */
	*#rowsOf(table: number): Generator<number> {
		const { lines, scopes } = this.#tree;
		let left = scopes.count[table]! + scopes.doubtful[table]! + scopes.shallow[table]!;
		for (const line of this.#tree.contentAfter(scopes.opener[table]!)) {
			if (left === 0) return;
			if (lines.scope[line] !== table) continue;
			left--;
			const kind = this.#tree.kindOf(line);
			if (kind === ROW || kind === ENTRY_ROW) yield line;
		}
	}

	/** Brings all rows of a table up to date with its number of fields. */
	settleRows(table: number): void {
		const { lines, order } = this.#tree;
		for (const line of this.#rowsOf(table)) {
			this.#settle(line);
			// A row that was too long may be too short now: as many errors, in another place.
			if (lines.errors[line] !== 0) order.chunkOf(lines, line).listing = undefined;
		}
	}

	/**
	 * Whether all items of the list are objects with the same keys and primitive values. The sums over the list must
	 * be multiples of the first item's: keys do not repeat within an item, so then all items have the same keys.
	 */
	#couldBeTable(list: number): boolean {
		const { lines, scopes } = this.#tree;
		const items = scopes.count[list]!;
		const fields = scopes.plainFields[list]!;
		if (items < 2 || scopes.otherContent[list] !== 0 || fields === 0 || fields % items !== 0) return false;
		let sum = 0;
		let seen = 0;
		for (const line of this.#tree.contentAfter(scopes.opener[list]!)) {
			if (seen === fields / items) break;
			sum = (sum + lines.keyHash[line]!) | 0;
			seen++;
		}
		return Math.imul(sum, items) === scopes.contentHash[list];
	}

	// ---- blank lines

	/** Marks blank lines between two content lines as errors, or not (§12). */
	judgeBlanks(blanks: readonly number[], previous: number, next: number): void {
		if (blanks.length === 0) return;
		const wrong = this.#blanksAreErrors(previous, next);
		for (const line of blanks) {
			if (wrong !== ((this.#tree.lines.flags[line]! & BLANK_IN_ARRAY) !== 0)) {
				this.#setFlag(line, BLANK_IN_ARRAY, wrong);
			}
		}
	}

	/** Whether blank lines before `next` stand inside an array: below a scope that `previous` did not open. */
	#blanksAreErrors(previous: number, next: number): boolean {
		const { lines, scopes } = this.#tree;
		// A broken line may well not belong into the array.
		if (!this.#tree.strict || previous === 0 || this.#tree.kindOf(next) === ERROR) return false;
		let scope = lines.scope[next]!;
		while (scopes.opener[scope] === previous && scopes.kind[scope] !== ROOT_SCOPE) scope = scopes.parent[scope]!;
		return (scopes.flags[scope]! & IN_ARRAY) !== 0;
	}
}
