/** The tokens of an encoding, found by their bytes: an open-addressing hash over the rank table, verified by bytes. */
import type { Ranks } from "./rankFormat";

/** Multiplier of the polynomial hash of bytes, which can be taken of any stretch from prefix hashes. */
export const HASH_FACTOR = 0x01000193;

/** Low bits of a slot hold index + 1, the rest a piece of the hash that spares most looks into the pool. */
const INDEX_BITS = 19;
const INDEX_MASK = (1 << INDEX_BITS) - 1;

/** Spreads a polynomial hash over all its bits. */
export function scatter(hash: number): number {
	let mixed = hash ^ (hash >>> 15);
	mixed = Math.imul(mixed, 0x85ebca6b);
	return mixed ^ (mixed >>> 13);
}

/** One more byte of a polynomial hash; the hash of nothing is 0. */
export const addToHash = (hash: number, byte: number): number => (Math.imul(hash, HASH_FACTOR) + byte + 1) | 0;

/**
 * Finds tokens. A token is known by its place in the order of ranks, counted from 1; 0 is no token. Lower merges first.
 */
export class RankTable {
	/** Bytes of the longest token. */
	readonly longest: number;
	/** Tokens of one byte, and of two (`first << 8 | second`). */
	readonly ofOneByte = new Int32Array(1 << 8);
	readonly ofTwoBytes = new Int32Array(1 << 16);
	readonly #pool: Uint8Array;
	readonly #starts: Int32Array;
	readonly #slots: Int32Array;
	readonly #slotMask: number;

	constructor(ranks: Ranks) {
		const { count, lengths, pool } = ranks;
		if (count > INDEX_MASK) throw new RangeError(`a rank table of ${count} tokens`);
		let bits = 10;
		while (1 << bits < count * 2) bits++;
		this.#slots = new Int32Array(1 << bits);
		this.#slotMask = this.#slots.length - 1;
		this.#pool = pool;
		this.#starts = new Int32Array(count + 1);
		let longest = 0;
		let at = 0;
		for (let index = 0; index < count; index++) {
			const length = lengths[index]!;
			this.#insert(at, at + length, index + 1);
			if (length > longest) longest = length;
			at += length;
			this.#starts[index + 1] = at;
		}
		this.longest = longest;
	}

	/** The token that is exactly `bytes[start, end)`, whose polynomial hash is `hash`; 0 if there is none. */
	find(bytes: Uint8Array, start: number, end: number, hash: number): number {
		const slots = this.#slots;
		const mask = this.#slotMask;
		const pool = this.#pool;
		const starts = this.#starts;
		const mixed = scatter(hash);
		const tag = mixed >>> INDEX_BITS;
		for (let k = mixed & mask; ; k = (k + 1) & mask) {
			const slot = slots[k]!;
			if (slot === 0) return 0;
			if (slot >>> INDEX_BITS !== tag) continue;
			const token = slot & INDEX_MASK;
			let p = starts[token - 1]!;
			if (starts[token]! - p !== end - start) continue;
			let i = start;
			while (i < end && bytes[i] === pool[p]) {
				i++;
				p++;
			}
			if (i === end) return token;
		}
	}

	#insert(start: number, end: number, token: number): void {
		const pool = this.#pool;
		let hash = 0;
		for (let i = start; i < end; i++) hash = addToHash(hash, pool[i]!);
		const mixed = scatter(hash);
		let k = mixed & this.#slotMask;
		while (this.#slots[k] !== 0) k = (k + 1) & this.#slotMask;
		this.#slots[k] = ((mixed >>> INDEX_BITS) << INDEX_BITS) | token;
		if (end - start === 1) this.ofOneByte[pool[start]!] = token;
		else if (end - start === 2) this.ofTwoBytes[(pool[start]! << 8) | pool[start + 1]!] = token;
	}
}
