/**
 * Which keys an object already has: one open-addressing table of (scope, key) for the whole document.
 *
 * A slot holds a line, or a group of lines with an equal key in document order. Every member of a group but the first
 * is a duplicate (§14.4); where they are no TOON at all, only the second is told. The first keys of an object stand side by side in a row of slots that neighbouring scopes
 * follow, so that a parse fills the table from one end to the other and stays within the processor's cache; the keys
 * of large objects go where their hash says.
 */

/** What the index needs to know of a line. */
export interface KeyedLines {
	keyHashOf(line: number): number;
	/** The object that the line's key belongs to. */
	keyScopeOf(line: number): number;
	keyOf(line: number): string;
	/** Whether the line is of another notation, so that one of several equal ones says it all. */
	isForeign(line: number): boolean;
	/** Negative when `a` stands before `b`. */
	compare(a: number, b: number): number;
}

/** Who is told which lines repeat a key. */
export interface Duplicates {
	setDuplicate(line: number, on: boolean): void;
}

const EMPTY = 0;
const REMOVED = -1;
/** Slots of a row; a power of two. */
const ROW = 8;

function mix(scope: number, hash: number): number {
	let x = hash ^ Math.imul(scope, 0x9e3779b1);
	x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
	x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
	return x ^ (x >>> 16);
}

/** The slot that is tried `step` steps after the first: within the row of the scope, and then from its hash on. */
const slotAt = (scope: number, hash: number, step: number): number =>
	step < ROW ? scope * ROW + ((hash + step) & (ROW - 1)) : mix(scope, hash) + step;

export class KeyIndex {
	readonly #lines: KeyedLines;
	/** Groups by number; a slot refers to group g as -g. */
	readonly #groups: number[][] = [[], []];
	#mask: number;
	/** EMPTY, REMOVED, a line (positive), or a group (-2 and below). */
	#slots: Int32Array;
	#used = 0;
	#live = 0;
	/** Keys that stand more than once in their object. */
	#repeated = 0;

	/** `size` is a power of two, and at least a row. */
	constructor(lines: KeyedLines, size: number) {
		this.#lines = lines;
		this.#mask = size - 1;
		this.#slots = new Int32Array(size);
	}

	/** Whether any object has a key twice. */
	get hasDuplicates(): boolean {
		return this.#repeated > 0;
	}

	/** `hash` is that of the line's key. */
	add(scope: number, line: number, hash: number, duplicates: Duplicates): void {
		const slots = this.#slots;
		const mask = this.#mask;
		let free = -1;
		for (let step = 0; ; step++) {
			const at = slotAt(scope, hash, step) & mask;
			const slot = slots[at]!;
			if (slot === EMPTY) {
				if (free < 0) {
					free = at;
					this.#used++;
				}
				break;
			}
			if (slot === REMOVED) {
				if (free < 0) free = at;
			} else if (this.#hasKey(slot, scope, line, hash)) {
				this.#join(at, slot, line, duplicates);
				return;
			}
		}
		slots[free] = line;
		this.#live++;
		if (this.#used * 4 > mask * 3) this.#rebuild();
	}

	remove(scope: number, line: number, duplicates: Duplicates): void {
		const hash = this.#lines.keyHashOf(line);
		const slots = this.#slots;
		for (let step = 0; ; step++) {
			const at = slotAt(scope, hash, step) & this.#mask;
			const slot = slots[at]!;
			if (slot === EMPTY) return;
			if (slot === line) {
				slots[at] = REMOVED;
				this.#live--;
				return;
			}
			if (slot < REMOVED && this.#leave(at, this.#groups[-slot]!, line, duplicates)) return;
		}
	}

	/** The first line with the same key in the same object: the line itself where there is no other. */
	firstOf(scope: number, line: number): number {
		const hash = this.#lines.keyHashOf(line);
		for (let step = 0; ; step++) {
			const slot = this.#slots[slotAt(scope, hash, step) & this.#mask]!;
			if (slot === EMPTY) return line;
			if (slot < REMOVED && this.#hasKey(slot, scope, line, hash)) return this.#groups[-slot]![0]!;
		}
	}

	/** Whether what stands in the slot has the key of the line. */
	#hasKey(slot: number, scope: number, line: number, hash: number): boolean {
		const lines = this.#lines;
		const other = slot > 0 ? slot : this.#groups[-slot]![0]!;
		return (
			lines.keyHashOf(other) === hash && lines.keyScopeOf(other) === scope && lines.keyOf(other) === lines.keyOf(line)
		);
	}

	#join(at: number, slot: number, line: number, duplicates: Duplicates): void {
		const lines = this.#lines;
		let group: number[];
		if (slot > 0) {
			group = [slot];
			this.#slots[at] = -this.#groups.length;
			this.#groups.push(group);
			this.#repeated++;
		} else group = this.#groups[-slot]!;
		let low = 0;
		let high = group.length;
		if (lines.compare(group[high - 1]!, line) < 0) low = high;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (lines.compare(group[middle]!, line) < 0) low = middle + 1;
			else high = middle;
		}
		group.splice(low, 0, line);
		if (low === 0) duplicates.setDuplicate(group[1]!, true);
		duplicates.setDuplicate(line, low === 1 || (low !== 0 && !lines.isForeign(line)));
		if (low < 2 && group.length > 2 && lines.isForeign(line)) duplicates.setDuplicate(group[2]!, false);
	}

	/** Takes the line out of the group, if it is there. */
	#leave(at: number, group: number[], line: number, duplicates: Duplicates): boolean {
		const index = group.indexOf(line);
		if (index < 0) return false;
		group.splice(index, 1);
		if (index === 0) duplicates.setDuplicate(group[0]!, false);
		if (group.length > 1) duplicates.setDuplicate(group[1]!, true);
		if (group.length === 1) {
			this.#slots[at] = group[0]!;
			this.#repeated--;
		}
		return true;
	}

	/** Makes room: a table twice as large, or as large without what was removed. */
	#rebuild(): void {
		const old = this.#slots;
		const size = this.#live * 8 > old.length * 3 ? old.length * 2 : old.length;
		const slots = new Int32Array(size);
		this.#mask = size - 1;
		this.#slots = slots;
		for (const slot of old) {
			if (slot === EMPTY || slot === REMOVED) continue;
			const line = slot > 0 ? slot : this.#groups[-slot]![0]!;
			const scope = this.#lines.keyScopeOf(line);
			const hash = this.#lines.keyHashOf(line);
			let step = 0;
			while (slots[slotAt(scope, hash, step) & this.#mask] !== EMPTY) step++;
			slots[slotAt(scope, hash, step) & this.#mask] = slot;
		}
		this.#used = this.#live;
	}
}
