/**
 * Which keys an object already has: one open-addressing table of (scope, key hash) for the whole document.
 *
 * A slot holds a line, or a group of lines with an equal key in document order. Every member of a group but the first
 * is a duplicate (§14.4).
 */

/** What the index needs to know of a line. */
export interface KeyedLines {
	keyHashOf(line: number): number;
	/** The object that the line's key belongs to. */
	keyScopeOf(line: number): number;
	keyOf(line: number): string;
	/** Negative when `a` stands before `b`. */
	compare(a: number, b: number): number;
	setDuplicate(line: number, on: boolean): void;
}

const EMPTY = 0;
const REMOVED = -1;

function mix(scope: number, hash: number): number {
	let x = hash ^ Math.imul(scope, 0x9e3779b1);
	x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
	x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
	return x ^ (x >>> 16);
}

export class KeyIndex {
	readonly #lines: KeyedLines;
	/** Groups by number; a slot refers to group g as -g. */
	readonly #groups: number[][] = [[], []];
	#mask: number;
	#hashes: Int32Array;
	/** EMPTY, REMOVED, a line (positive), or a group (-2 and below). */
	#slots: Int32Array;
	#used = 0;
	#live = 0;
	/** Keys that stand more than once in their object. */
	#repeated = 0;

	/** `size` is a power of two. */
	constructor(lines: KeyedLines, size: number) {
		this.#lines = lines;
		this.#mask = size - 1;
		this.#hashes = new Int32Array(size);
		this.#slots = new Int32Array(size);
	}

	/** Whether any object has a key twice. */
	get hasDuplicates(): boolean {
		return this.#repeated > 0;
	}

	/** `keyHash` is that of the line's key. */
	add(scope: number, line: number, keyHash: number): void {
		const hash = mix(scope, keyHash);
		const slots = this.#slots;
		const mask = this.#mask;
		let at = hash & mask;
		let reusable = -1;
		for (let slot = slots[at]!; slot !== EMPTY; at = (at + 1) & mask, slot = slots[at]!) {
			if (slot === REMOVED) {
				if (reusable < 0) reusable = at;
			} else if (this.#hashes[at] === hash && this.#sameKey(slot, scope, line)) {
				this.#join(at, slot, line);
				return;
			}
		}
		if (reusable >= 0) at = reusable;
		else this.#used++;
		slots[at] = line;
		this.#hashes[at] = hash;
		this.#live++;
		if (this.#used * 4 > mask * 3) this.#rebuild();
	}

	remove(scope: number, line: number): void {
		const hash = mix(scope, this.#lines.keyHashOf(line));
		const slots = this.#slots;
		const mask = this.#mask;
		let at = hash & mask;
		for (let slot = slots[at]!; slot !== EMPTY; at = (at + 1) & mask, slot = slots[at]!) {
			if (slot === line) {
				slots[at] = REMOVED;
				this.#live--;
				return;
			}
			if (slot < REMOVED && this.#hashes[at] === hash && this.#leave(at, this.#groups[-slot]!, line)) return;
		}
	}

	/** The first line with the same key in the same object: the line itself where there is no other. */
	firstOf(scope: number, line: number): number {
		const hash = mix(scope, this.#lines.keyHashOf(line));
		let at = hash & this.#mask;
		for (let slot = this.#slots[at]!; slot !== EMPTY; at = (at + 1) & this.#mask, slot = this.#slots[at]!) {
			if (slot < REMOVED && this.#hashes[at] === hash && this.#sameKey(slot, scope, line))
				return this.#groups[-slot]![0]!;
		}
		return line;
	}

	#sameKey(slot: number, scope: number, line: number): boolean {
		const lines = this.#lines;
		const other = slot > 0 ? slot : this.#groups[-slot]![0]!;
		return (
			lines.keyHashOf(other) === lines.keyHashOf(line) &&
			lines.keyScopeOf(other) === scope &&
			lines.keyOf(other) === lines.keyOf(line)
		);
	}

	#join(at: number, slot: number, line: number): void {
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
		if (low === 0) lines.setDuplicate(group[1]!, true);
		lines.setDuplicate(line, low !== 0);
	}

	/** Takes the line out of the group, if it is there. */
	#leave(at: number, group: number[], line: number): boolean {
		const index = group.indexOf(line);
		if (index < 0) return false;
		group.splice(index, 1);
		if (index === 0) this.#lines.setDuplicate(group[0]!, false);
		if (group.length === 1) {
			this.#slots[at] = group[0]!;
			this.#repeated--;
		}
		return true;
	}

	#rebuild(): void {
		const slots = this.#slots;
		const hashes = this.#hashes;
		const size = this.#live * 8 > slots.length * 3 ? slots.length * 2 : slots.length;
		this.#mask = size - 1;
		this.#slots = new Int32Array(size);
		this.#hashes = new Int32Array(size);
		for (let i = 0; i < slots.length; i++) {
			const slot = slots[i]!;
			if (slot === EMPTY || slot === REMOVED) continue;
			let at = hashes[i]! & this.#mask;
			while (this.#slots[at] !== EMPTY) at = (at + 1) & this.#mask;
			this.#slots[at] = slot;
			this.#hashes[at] = hashes[i]!;
		}
		this.#used = this.#live;
	}
}
