/**
 * What lines add up to: the counts of scopes, the key index, and the numbers of diagnostics in chunks.
 *
 * `contribute` and `withdraw` are each other's inverse, so that an edit takes back what the replaced lines had added.
 * What is derived of sums (a wrong length, a header that fits none of its rows) is settled after they have changed.
 */

import type { DiagnosticCode } from "../types";
import {
	BLANK_IN_ARRAY,
	COULD_BE_TABLE,
	DUPLICATE,
	ENTRY_ROW,
	ERROR,
	FIELD,
	FOUND,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYED_TABLE,
	KEYLESS,
	KIND_MASK,
	LIST,
	LIST_SCOPE,
	RESUMED,
	ROOT_SCOPE,
	ROW,
	SHALLOW,
	SWALLOWED_SCOPE,
} from "./kinds";
import type { Tree } from "./tree";

/** Mistakes after which a row's number of cells says nothing. */
const EXPLAINS_WIDTH: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
	"unterminated-string",
	"text-after-quote",
	"over-indented",
	"depth-jump",
]);

const ITEM_KEYLESS = ITEM | KEYLESS;

/** Spreads numbers of cells, so that their sum tells whether they are all the same. */
const hashWidth = (cells: number): number => {
	const mixed = Math.imul(cells ^ 0x9e3779b1, 0x85ebca6b);
	return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
};

export class Tally {
	readonly #tree: Tree;
	readonly #hintTables: boolean;

	constructor(tree: Tree) {
		this.#tree = tree;
		this.#hintTables = tree.styles.has("list-could-be-table");
	}

	/** Adds what the line says to its scope, to the key index and to its chunk. */
	contribute(line: number): void {
		const { lines } = this.#tree;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.#tree.contentCount++;
			this.#count(line, scope, 1);
			const keyHash = lines.keyHash[line]!;
			if (keyHash !== 0) this.#tree.keys.add(this.#tree.keyScopeOf(line), line, keyHash);
		}
		const styles = lines.styles[line]!;
		if (styles !== 0) this.#tree.order.chunkOf(lines, line).addStyles(styles);
		this.#settle(line);
	}

	/** Takes back what `contribute` added. */
	withdraw(line: number): void {
		const { lines } = this.#tree;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.#tree.contentCount--;
			this.#count(line, scope, -1);
			if (lines.keyHash[line] !== 0) {
				this.#tree.keys.remove(this.#tree.keyScopeOf(line), line);
				this.setDuplicate(line, false);
			}
		}
		const errors = lines.errors[line]!;
		const styles = lines.styles[line]!;
		if (errors === 0 && styles === 0) return;
		const chunk = this.#tree.order.chunkOf(lines, line);
		chunk.addErrors(-errors);
		chunk.addStyles(-styles);
		this.#tree.errors -= errors;
		lines.errors[line] = 0;
	}

	#count(line: number, scope: number, by: 1 | -1): void {
		const { scopes } = this.#tree;
		const column = this.#tree.lines.kind[line]!;
		const kind = column & KIND_MASK;
		const flags = this.#tree.lines.flags[line]!;
		if (flags & SHALLOW) {
			scopes.shallow[scope]! += by;
			return;
		}
		if (flags & RESUMED) {
			// The line that broke the block off, and this one, whose place in it is a guess.
			const counted = scopes.kind[scope] === SWALLOWED_SCOPE ? this.#tree.realScope(scopes.parent[scope]!) : scope;
			scopes.maybe[counted]! += 2 * by;
		} else if (kind === ROW || kind === ENTRY_ROW) {
			scopes.count[scope]! += by;
			scopes.contentHash[scope]! += by * hashWidth(this.#tree.lines.cells[line]!);
			this.#countWidth(line, scope, by);
			return;
		} else if (column & ITEM) scopes.count[scope]! += by;
		else if (kind === ERROR) {
			scopes.maybe[scope]! += by;
			return;
		}
		if (!this.#hintTables) return;
		if (column & ITEM) this.#countField(scope, line, kind, column, by);
		else if (scopes.kind[scope] === ITEM_SCOPE) {
			this.#countField(this.#tree.realScope(scopes.parent[scope]!), line, kind, column, by);
		}
	}

	#countWidth(line: number, table: number, by: 1 | -1): void {
		const { scopes } = this.#tree;
		const cells = this.#tree.lines.cells[line]!;
		const leaves = scopes.leaves[table]!;
		if (cells === leaves) return;
		scopes.oddRows[table]! += by;
		if (cells > leaves) scopes.extraRows[table]! += by * (Math.ceil(cells / leaves) - 1);
	}

	/** Keeps the sums of a list by which `couldBeTable` sees that all items have the same primitive fields. */
	#countField(list: number, line: number, kind: number, column: number, by: 1 | -1): void {
		const { scopes } = this.#tree;
		if (kind === FIELD && (column & KEYLESS) === 0) {
			scopes.contentHash[list]! += by * this.#tree.lines.keyHash[line]!;
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

	/** Brings the number of errors and styles of the line, and their sums, up to date. */
	#settle(line: number): void {
		const { lines } = this.#tree;
		const errors = this.#errorsOf(line);
		const before = lines.errors[line]!;
		if (errors === before) return;
		this.#tree.order.chunkOf(lines, line).addErrors(errors - before);
		this.#tree.errors += errors - before;
		lines.errors[line] = errors;
	}

	#errorsOf(line: number): number {
		const { lines } = this.#tree;
		const flags = lines.flags[line]!;
		let errors = 0;
		if (flags & (DUPLICATE | BLANK_IN_ARRAY | FOUND)) {
			if (flags & FOUND) errors += this.#tree.findings.get(line)!.length;
			if (flags & BLANK_IN_ARRAY) errors++;
			if (flags & DUPLICATE && this.#tree.strict) errors++;
		}
		const kind = lines.kind[line]! & KIND_MASK;
		if (kind === ROW || kind === ENTRY_ROW) {
			if (this.widthIsWrong(line)) errors++;
		} else if (kind >= LIST && kind <= KEYED_TABLE) {
			const scope = lines.top[line]!;
			if (this.countIsWrong(scope)) errors++;
			errors += this.#tree.scopes.misfit[scope]!;
		}
		return errors;
	}

	/** Whether a row has a wrong number of cells, and no other mistake explains it: that of the header, or of the row. */
	widthIsWrong(line: number): boolean {
		const scope = this.#tree.lines.scope[line]!;
		if (this.#tree.lines.cells[line] === this.#tree.scopes.leaves[scope] || this.#tree.scopes.misfit[scope] === 1)
			return false;
		const flags = this.#tree.lines.flags[line]!;
		if (flags & (RESUMED | SHALLOW)) return false;
		return (flags & FOUND) === 0 || !this.#tree.findings.get(line)!.some(({ code }) => EXPLAINS_WIDTH.has(code));
	}

	/** Whether N differs from what was read. Lines with mistakes of their own count either way, where these explain it. */
	countIsWrong(scope: number): boolean {
		const { scopes } = this.#tree;
		if (!this.#tree.strict) return false;
		const missing = scopes.declared[scope]! - scopes.count[scope]!;
		if (scopes.shallow[scope] !== 0) return true;
		let surplus = scopes.repeated[scope]!;
		let hidden = scopes.maybe[scope]!;
		if (scopes.misfit[scope] === 0) {
			surplus += scopes.oddRows[scope]!;
			hidden += scopes.extraRows[scope]!;
		}
		return missing < -surplus || missing > hidden;
	}

	/** Brings what is derived of a scope's content (its count, the hint at a table) up to date on its header line. */
	settleHeader(scope: number): void {
		const { lines, scopes } = this.#tree;
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
		this.#tree.order.chunkOf(lines, header).addStyles(by);
	}

	#settleMisfit(table: number): void {
		const { scopes } = this.#tree;
		const misfit = this.#isMisfit(table) ? 1 : 0;
		if (misfit === scopes.misfit[table]) return;
		scopes.misfit[table] = misfit;
		this.settleRows(table);
	}

	#isMisfit(table: number): boolean {
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
		scopes.oddRows[table] = 0;
		scopes.extraRows[table] = 0;
		for (const line of this.#rowsOf(table)) {
			if ((lines.flags[line]! & (RESUMED | SHALLOW)) === 0) this.#countWidth(line, table, 1);
		}
	}

	/** Rows and entry rows of a table, in order. */
	*#rowsOf(table: number): Generator<number> {
		const { lines, scopes } = this.#tree;
		let left = scopes.count[table]! + scopes.maybe[table]! + scopes.shallow[table]!;
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
		const { scopes } = this.#tree;
		const items = scopes.count[list]!;
		const fields = scopes.plainFields[list]!;
		if (items < 2 || scopes.otherContent[list] !== 0 || fields === 0 || fields % items !== 0) return false;
		let sum = 0;
		let seen = 0;
		for (const line of this.#tree.contentAfter(scopes.opener[list]!)) {
			if (seen === fields / items) break;
			sum = (sum + this.#tree.lines.keyHash[line]!) | 0;
			seen++;
		}
		return Math.imul(sum, items) === scopes.contentHash[list];
	}

	/** Whether blank lines before `next` stand inside an array: below a scope that `previous` did not open (§12). */
	blanksAreErrors(previous: number, next: number): boolean {
		const { scopes } = this.#tree;
		// A broken line may well not belong into the array.
		if (!this.#tree.strict || previous === 0 || this.#tree.kindOf(next) === ERROR) return false;
		let scope = this.#tree.lines.scope[next]!;
		while (scopes.opener[scope] === previous && scopes.kind[scope] !== ROOT_SCOPE) scope = scopes.parent[scope]!;
		return scopes.inArray[scope] === 1;
	}

	/** Marks blank lines between two content lines as errors, or not. */
	judgeBlanks(blanks: readonly number[], previous: number, next: number): void {
		const wrong = this.blanksAreErrors(previous, next);
		for (const line of blanks) {
			if (wrong !== ((this.#tree.lines.flags[line]! & BLANK_IN_ARRAY) !== 0))
				this.#setFlag(line, BLANK_IN_ARRAY, wrong);
		}
	}
}
