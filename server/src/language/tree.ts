/**
 * The syntax tree of one document: its lines, scopes and keys, and the sums that every line adds to them.
 *
 * A line contributes to its scope (counts), to the key index and to its chunk (numbers of diagnostics). `contribute`
 * and `withdraw` are each other's inverse, so that an edit takes back what the replaced lines had added.
 */
import { LineColumns, ScopeColumns } from "./columns";
import type { Finding } from "./findings";
import { KeyIndex } from "./keyIndex";
import {
	BLANK,
	BLANK_IN_ARRAY,
	BOM,
	COULD_BE_TABLE,
	DUPLICATE,
	ENTRY_ROW,
	ERROR,
	FIELD,
	FOUND,
	INLINE,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYED_TABLE,
	KEYLESS,
	KIND_MASK,
	LIST,
	LIST_SCOPE,
	OPENS_SCOPE,
	RESUMED,
	ROOT_OBJECT,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	ROW,
	SCALAR,
	SHALLOW,
	SHIFTED_SCOPE,
	SWALLOWED_SCOPE,
	TABLE,
	TABLE_SCOPE,
	UNDECIDED,
} from "./kinds";
import { Order } from "./order";
import {
	BRACKET_OPEN,
	COLON,
	closingQuote,
	findUnquoted,
	HYPHEN,
	QUOTE,
	SPACE,
	skipSpaces,
	TAB,
	trimEnd,
} from "./scan";
import { readKey } from "./strings";
import type { DiagnosticCode, StyleCode } from "./types";

export interface TreeOptions {
	readonly strict: boolean;
	readonly indentSize: number;
	readonly styles: ReadonlySet<StyleCode>;
}

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

export class Tree {
	readonly lines: LineColumns;
	readonly scopes: ScopeColumns;
	readonly order = new Order();
	readonly findings = new Map<number, Finding[]>();
	readonly keys: KeyIndex;
	readonly strict: boolean;
	readonly indentSize: number;
	readonly styles: ReadonlySet<StyleCode>;
	readonly #hintTables: boolean;
	/** Scopes that `rebase` moved, as they were before. */
	readonly #rebased = new Map<number, { parent: number; openDepth: number; inArray: number }>();

	/** The scope of the whole document, what it is, and its first content line (0 while there is none). */
	root: number;
	rootMode = ROOT_UNDECIDED;
	/** Content lines, and the sums of the chunks. */
	contentCount = 0;
	errors = 0;
	/** UTF-16 code units of the whole text. */
	units = 0;

	/** The capacities are estimates. */
	constructor(base: string, lineCapacity: number, scopeCapacity: number, options: TreeOptions) {
		this.scopes = new ScopeColumns(scopeCapacity);
		this.strict = options.strict;
		this.indentSize = options.indentSize;
		this.styles = options.styles;
		this.#hintTables = options.styles.has("list-could-be-table");
		this.lines = new LineColumns(base, lineCapacity);
		// Where there are many scopes, most lines have a key; where there are few, most are rows.
		let slots = 1024;
		while (slots < scopeCapacity * 3 || slots * 64 < base.length) slots *= 2;
		this.keys = new KeyIndex(
			{
				keyHashOf: (line) => this.lines.keyHash[line]!,
				keyScopeOf: (line) => this.keyScopeOf(line),
				keyOf: (line) => this.keyOf(line),
				compare: (a, b) => this.order.compare(this.lines, a, b),
				setDuplicate: (line, on) => this.#setDuplicate(line, on),
			},
			slots,
		);
		this.root = this.newRoot();
	}

	newRoot(): number {
		this.rootMode = ROOT_UNDECIDED;
		return this.scopes.add(ROOT_SCOPE, 0, 0, -1, 0, false);
	}

	kindOf(line: number): number {
		return this.lines.kind[line]! & KIND_MASK;
	}

	/** Whether the line is neither blank nor a comment. */
	isContent(line: number): boolean {
		return this.lines.scope[line] !== 0;
	}

	/** Moves a scope whose opener stands at a wrong depth to where its content shows that it belongs. */
	rebase(scope: number, parent: number, openDepth: number): void {
		const { scopes } = this;
		if (!this.#rebased.has(scope)) {
			this.#rebased.set(scope, {
				parent: scopes.parent[scope]!,
				openDepth: scopes.openDepth[scope]!,
				inArray: scopes.inArray[scope]!,
			});
		}
		scopes.parent[scope] = parent;
		scopes.openDepth[scope] = openDepth;
		scopes.inArray[scope]! |= scopes.inArray[parent]!;
	}

	/** Makes the scope as it was when its opener had been read: its first content line decides anew. */
	undecide(scope: number): void {
		const { scopes } = this;
		scopes.contentDepth[scope] = UNDECIDED;
		scopes.indentation[scope] = -1;
		// Its first row may have shown that the table was meant to be a keyed one.
		if (this.kindOf(scopes.opener[scope]!) === TABLE) scopes.kind[scope] = TABLE_SCOPE;
		const home = this.#rebased.get(scope);
		if (home === undefined) return;
		scopes.parent[scope] = home.parent;
		scopes.openDepth[scope] = home.openDepth;
		scopes.inArray[scope] = home.inArray;
		this.#rebased.delete(scope);
	}

	get hasRebased(): boolean {
		return this.#rebased.size !== 0;
	}

	isRebased(scope: number): boolean {
		return this.#rebased.has(scope);
	}

	/** The old scope takes over how the new one was moved, so that it can be put back when its opener changes. */
	takeOverRebase(born: number, old: number): void {
		const home = this.#rebased.get(born);
		this.#rebased.delete(born);
		if (home === undefined) this.#rebased.delete(old);
		else this.#rebased.set(old, { ...home, parent: this.scopes.twin[home.parent]! || home.parent });
	}

	freeLine(line: number): void {
		this.findings.delete(line);
		this.lines.free(line);
	}

	freeScope(scope: number): void {
		this.#rebased.delete(scope);
		this.scopes.free(scope);
	}

	/** The nearest scope that is not merely a shift of another. */
	realScope(scope: number): number {
		while (this.scopes.kind[scope] === SHIFTED_SCOPE) scope = this.scopes.parent[scope]!;
		return scope;
	}

	/** The object that the key of the line belongs to. */
	keyScopeOf(line: number): number {
		const kind = this.lines.kind[line]!;
		if ((kind & ITEM) === 0) return this.lines.scope[line]!;
		const top = this.lines.top[line]!;
		return (OPENS_SCOPE >> (kind & KIND_MASK)) & 1 ? this.scopes.parent[top]! : top;
	}

	/** Whether the line has a key of its own (as opposed to an item's value, a row, a scalar). */
	hasKey(line: number): boolean {
		const column = this.lines.kind[line]!;
		const kind = column & KIND_MASK;
		return kind === ENTRY_ROW || (kind >= FIELD && kind <= KEYED_TABLE && (column & KEYLESS) === 0);
	}

	/** Where the content of the line starts: behind indentation and list marker. */
	contentStart(line: number, text: string): number {
		let i = this.lines.flags[line]! & BOM ? 1 : 0;
		while (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB) i++;
		if ((this.lines.kind[line]! & ITEM) !== 0 && text.charCodeAt(i) === HYPHEN)
			i = skipSpaces(text, i + 1, text.length);
		return i;
	}

	/** Columns of the key as written, quotes included. The line must have a key. */
	keyRange(line: number, text: string): readonly [start: number, end: number] {
		const start = this.contentStart(line, text);
		if (text.charCodeAt(start) === QUOTE) return [start, closingQuote(text, start, text.length) + 1];
		const kind = this.kindOf(line);
		const mark = kind >= INLINE && kind <= KEYED_TABLE ? BRACKET_OPEN : COLON;
		return [start, trimEnd(text, start, findUnquoted(text, start, text.length, mark))];
	}

	/** Column of the opening bracket of a header line. */
	bracketStart(line: number, text: string): number {
		const start = this.contentStart(line, text);
		return text.charCodeAt(start) === QUOTE
			? closingQuote(text, start, text.length) + 1
			: findUnquoted(text, start, text.length, BRACKET_OPEN);
	}

	keyOf(line: number): string {
		const text = this.lines.textOf(line);
		const [start, end] = this.keyRange(line, text);
		return readKey(text, start, end);
	}

	/** Adds what the line says to its scope, to the key index and to its chunk. */
	contribute(line: number): void {
		const { lines } = this;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.contentCount++;
			this.#count(line, scope, 1);
			const keyHash = lines.keyHash[line]!;
			if (keyHash !== 0) this.keys.add(this.keyScopeOf(line), line, keyHash);
		}
		const styles = lines.styles[line]!;
		if (styles !== 0) this.order.chunkOf(lines, line).addStyles(styles);
		this.settle(line);
	}

	/** Takes back what `contribute` added. */
	withdraw(line: number): void {
		const { lines } = this;
		const scope = lines.scope[line]!;
		if (scope !== 0) {
			this.contentCount--;
			this.#count(line, scope, -1);
			if (lines.keyHash[line] !== 0) {
				this.keys.remove(this.keyScopeOf(line), line);
				this.#setDuplicate(line, false);
			}
		}
		const errors = lines.errors[line]!;
		const styles = lines.styles[line]!;
		if (errors === 0 && styles === 0) return;
		const chunk = this.order.chunkOf(lines, line);
		chunk.addErrors(-errors);
		chunk.addStyles(-styles);
		this.errors -= errors;
		lines.errors[line] = 0;
	}

	#count(line: number, scope: number, by: 1 | -1): void {
		const { scopes } = this;
		const column = this.lines.kind[line]!;
		const kind = column & KIND_MASK;
		const flags = this.lines.flags[line]!;
		if (flags & SHALLOW) {
			scopes.shallow[scope]! += by;
			return;
		}
		if (flags & RESUMED) {
			// The line that broke the block off, and this one, whose place in it is a guess.
			const counted = scopes.kind[scope] === SWALLOWED_SCOPE ? this.realScope(scopes.parent[scope]!) : scope;
			scopes.maybe[counted]! += 2 * by;
		} else if (kind === ROW || kind === ENTRY_ROW) {
			scopes.count[scope]! += by;
			scopes.contentHash[scope]! += by * hashWidth(this.lines.cells[line]!);
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
			this.#countField(this.realScope(scopes.parent[scope]!), line, kind, column, by);
		}
	}

	#countWidth(line: number, table: number, by: 1 | -1): void {
		const { scopes } = this;
		const cells = this.lines.cells[line]!;
		const leaves = scopes.leaves[table]!;
		if (cells === leaves) return;
		scopes.oddRows[table]! += by;
		if (cells > leaves) scopes.extraRows[table]! += by * (Math.ceil(cells / leaves) - 1);
	}

	/** Keeps the sums of a list by which `couldBeTable` sees that all items have the same primitive fields. */
	#countField(list: number, line: number, kind: number, column: number, by: 1 | -1): void {
		const { scopes } = this;
		if (kind === FIELD && (column & KEYLESS) === 0) {
			scopes.contentHash[list]! += by * this.lines.keyHash[line]!;
			scopes.plainFields[list]! += by;
		} else scopes.otherContent[list]! += by;
	}

	#setDuplicate(line: number, on: boolean): void {
		const { lines, scopes } = this;
		if (on === ((lines.flags[line]! & DUPLICATE) !== 0)) return;
		if (this.kindOf(line) === ENTRY_ROW) scopes.repeated[lines.scope[line]!]! += on ? 1 : -1;
		this.#setFlag(line, DUPLICATE, on);
	}

	#setFlag(line: number, flag: number, on: boolean): void {
		if (on) this.lines.flags[line]! |= flag;
		else this.lines.flags[line]! &= ~flag;
		this.settle(line);
	}

	/** Brings the number of errors and styles of the line, and their sums, up to date. */
	settle(line: number): void {
		const { lines } = this;
		const errors = this.#errorsOf(line);
		const before = lines.errors[line]!;
		if (errors === before) return;
		this.order.chunkOf(lines, line).addErrors(errors - before);
		this.errors += errors - before;
		lines.errors[line] = errors;
	}

	#errorsOf(line: number): number {
		const { lines } = this;
		const flags = lines.flags[line]!;
		let errors = 0;
		if (flags & (DUPLICATE | BLANK_IN_ARRAY | FOUND)) {
			if (flags & FOUND) errors += this.findings.get(line)!.length;
			if (flags & BLANK_IN_ARRAY) errors++;
			if (flags & DUPLICATE && this.strict) errors++;
		}
		const kind = lines.kind[line]! & KIND_MASK;
		if (kind === ROW || kind === ENTRY_ROW) {
			if (this.widthIsWrong(line)) errors++;
		} else if (kind >= LIST && kind <= KEYED_TABLE) {
			const scope = lines.top[line]!;
			if (this.countIsWrong(scope)) errors++;
			errors += this.scopes.misfit[scope]!;
		}
		return errors;
	}

	/** Whether a row has a wrong number of cells, and no other mistake explains it: that of the header, or of the row. */
	widthIsWrong(line: number): boolean {
		const scope = this.lines.scope[line]!;
		if (this.lines.cells[line] === this.scopes.leaves[scope] || this.scopes.misfit[scope] === 1) return false;
		const flags = this.lines.flags[line]!;
		if (flags & (RESUMED | SHALLOW)) return false;
		return (flags & FOUND) === 0 || !this.findings.get(line)!.some(({ code }) => EXPLAINS_WIDTH.has(code));
	}

	/** Whether N differs from what was read. Lines with mistakes of their own count either way, where these explain it. */
	countIsWrong(scope: number): boolean {
		const { scopes } = this;
		if (!this.strict) return false;
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
		const { lines, scopes } = this;
		const header = scopes.opener[scope]!;
		const kind = scopes.kind[scope]!;
		if (header === 0 || kind < LIST_SCOPE || kind > KEYED_SCOPE || lines.top[header] !== scope) return;
		if (kind !== LIST_SCOPE) this.#settleMisfit(scope);
		this.settle(header);
		if (kind !== LIST_SCOPE || !this.#hintTables) return;
		// A table needs a key, except at the root.
		const hint = (lines.kind[header]! & ITEM_KEYLESS) !== ITEM_KEYLESS && this.#couldBeTable(scope);
		if (hint === ((lines.flags[header]! & COULD_BE_TABLE) !== 0)) return;
		lines.flags[header]! ^= COULD_BE_TABLE;
		const by = hint ? 1 : -1;
		lines.styles[header]! += by;
		this.order.chunkOf(lines, header).addStyles(by);
	}

	#settleMisfit(table: number): void {
		const { scopes } = this;
		const misfit = this.#isMisfit(table) ? 1 : 0;
		if (misfit === scopes.misfit[table]) return;
		scopes.misfit[table] = misfit;
		this.settleRows(table);
	}

	#isMisfit(table: number): boolean {
		const { lines, scopes } = this;
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
		const { lines, scopes } = this;
		scopes.oddRows[table] = 0;
		scopes.extraRows[table] = 0;
		for (const line of this.#rowsOf(table)) {
			if ((lines.flags[line]! & (RESUMED | SHALLOW)) === 0) this.#countWidth(line, table, 1);
		}
	}

	/** Rows and entry rows of a table, in order. */
	*#rowsOf(table: number): Generator<number> {
		const { lines, scopes } = this;
		let left = scopes.count[table]! + scopes.maybe[table]! + scopes.shallow[table]!;
		for (const line of this.contentAfter(scopes.opener[table]!)) {
			if (left === 0) return;
			if (lines.scope[line] !== table) continue;
			left--;
			const kind = this.kindOf(line);
			if (kind === ROW || kind === ENTRY_ROW) yield line;
		}
	}

	/** Brings all rows of a table up to date with its number of fields. */
	settleRows(table: number): void {
		const { lines, order } = this;
		for (const line of this.#rowsOf(table)) {
			this.settle(line);
			// A row that was too long may be too short now: as many errors, in another place.
			if (lines.errors[line] !== 0) order.chunkOf(lines, line).listing = undefined;
		}
	}

	/**
	 * Whether all items of the list are objects with the same keys and primitive values. The sums over the list must
	 * be multiples of the first item's: keys do not repeat within an item, so then all items have the same keys.
	 */
	#couldBeTable(list: number): boolean {
		const { scopes } = this;
		const items = scopes.count[list]!;
		const fields = scopes.plainFields[list]!;
		if (items < 2 || scopes.otherContent[list] !== 0 || fields === 0 || fields % items !== 0) return false;
		let sum = 0;
		let seen = 0;
		for (const line of this.contentAfter(scopes.opener[list]!)) {
			if (seen === fields / items) break;
			sum = (sum + this.lines.keyHash[line]!) | 0;
			seen++;
		}
		return Math.imul(sum, items) === scopes.contentHash[list];
	}

	/** Content lines behind `line`, in order. */
	*contentAfter(line: number): Generator<number> {
		const chunk = this.order.chunkOf(this.lines, line);
		let index = chunk.indexOf(line) + 1;
		for (let c = chunk.index; c < this.order.chunks.length; c++, index = 0) {
			const { handles, count } = this.order.chunks[c]!;
			for (; index < count; index++) if (this.lines.scope[handles[index]!] !== 0) yield handles[index]!;
		}
	}

	/** The nearest content line before `line`, or 0. */
	contentBefore(line: number): number {
		const { order, lines } = this;
		const chunk = order.chunkOf(lines, line);
		return this.contentBeforePlace(chunk.index, chunk.indexOf(line));
	}

	/** The nearest content line before the index in a chunk, or 0. */
	contentBeforePlace(chunk: number, index: number): number {
		const { order, lines } = this;
		for (let c = chunk; c >= 0; c--) {
			const { handles, count } = order.chunks[c]!;
			for (let i = (c === chunk ? index : count) - 1; i >= 0; i--) {
				if (lines.scope[handles[i]!] !== 0) return handles[i]!;
			}
		}
		return 0;
	}

	/** A first line without a colon is the whole value; with anything behind it, it is an error (§5). */
	get hasStrayScalar(): boolean {
		if (this.rootMode !== ROOT_OBJECT || this.contentCount < 2) return false;
		const first = this.scopes.opener[this.root]!;
		return this.kindOf(first) === SCALAR && (this.lines.flags[first]! & FOUND) === 0;
	}

	/** Whether the document is one primitive. */
	get isLoneScalar(): boolean {
		return this.contentCount === 1 && this.kindOf(this.scopes.opener[this.root]!) === SCALAR;
	}

	/** Whether blank lines before `next` stand inside an array: below a scope that `previous` did not open (§12). */
	blanksAreErrors(previous: number, next: number): boolean {
		const { scopes } = this;
		// A broken line may well not belong into the array.
		if (!this.strict || previous === 0 || this.kindOf(next) === ERROR) return false;
		let scope = this.lines.scope[next]!;
		while (scopes.opener[scope] === previous && scopes.kind[scope] !== ROOT_SCOPE) scope = scopes.parent[scope]!;
		return scopes.inArray[scope] === 1;
	}

	/** Marks blank lines between two content lines as errors, or not. */
	judgeBlanks(blanks: readonly number[], previous: number, next: number): void {
		const wrong = this.blanksAreErrors(previous, next);
		for (const line of blanks) {
			if (wrong !== ((this.lines.flags[line]! & BLANK_IN_ARRAY) !== 0)) this.#setFlag(line, BLANK_IN_ARRAY, wrong);
		}
	}

	/** A blank line that may turn out to be an error, and is none by itself. */
	isOpenBlank(line: number): boolean {
		return this.lines.kind[line] === BLANK && (this.lines.flags[line]! & FOUND) === 0;
	}
}
