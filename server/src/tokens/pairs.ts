/** What two neighbouring tokens merge into, remembered: the question asked most often while merging. */
import { addToHash, HASH_FACTOR, type RankTable } from "./rankTable";

const MEMORY_BITS = 17;
const MEMORY = 1 << MEMORY_BITS;

/** The pairs within one piece at a time; `open` names it. Positions are bytes from the start of the piece. */
export class Pairs {
	readonly #table: RankTable;
	/** `HASH_FACTOR ** length`, to take the hash of a stretch from two prefix hashes. */
	readonly #powers: Int32Array;
	#prefixHashes = new Int32Array(256);
	#bytes: Uint8Array = new Uint8Array(0);
	#base = 0;
	// A direct-mapped memory: what (left, right) merges into does not depend on the piece.
	readonly #lefts = new Int32Array(MEMORY);
	readonly #rights = new Int32Array(MEMORY);
	readonly #merged = new Int32Array(MEMORY);

	constructor(table: RankTable) {
		this.#table = table;
		this.#powers = new Int32Array(table.longest + 1).fill(1);
		for (let i = 1; i < this.#powers.length; i++) this.#powers[i] = Math.imul(this.#powers[i - 1]!, HASH_FACTOR);
	}

	/** Makes `bytes[start, end)` the piece that the following questions are about. */
	open(bytes: Uint8Array, start: number, end: number): void {
		const length = end - start;
		if (length >= this.#prefixHashes.length) this.#prefixHashes = new Int32Array(length + 1);
		const hashes = this.#prefixHashes;
		let hash = 0;
		for (let i = 0; i < length; i++) {
			hash = addToHash(hash, bytes[start + i]!);
			hashes[i + 1] = hash;
		}
		this.#bytes = bytes;
		this.#base = start;
	}

	/** The token of the byte at `i`, a token in every encoding. */
	single(i: number): number {
		return this.#table.ofOneByte[this.#bytes[this.#base + i]!]!;
	}

	/** The token of the bytes at `i` and `i + 1`, or 0. */
	double(i: number): number {
		const at = this.#base + i;
		return this.#table.ofTwoBytes[(this.#bytes[at]! << 8) | this.#bytes[at + 1]!]!;
	}

	/** The token that `left` and `right` merge into, which together cover `[start, end)` of the piece; 0 if none. */
	merge(left: number, right: number, start: number, end: number): number {
		const length = end - start;
		if (length === 2) return this.double(start);
		if (length > this.#table.longest) return 0;
		const k = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> (32 - MEMORY_BITS);
		if (this.#lefts[k] === left && this.#rights[k] === right) return this.#merged[k]!;
		const hash = (this.#prefixHashes[end]! - Math.imul(this.#prefixHashes[start]!, this.#powers[length]!)) | 0;
		const merged = this.#table.find(this.#bytes, this.#base + start, this.#base + end, hash);
		this.#lefts[k] = left;
		this.#rights[k] = right;
		this.#merged[k] = merged;
		return merged;
	}

	/** Lets go of large storage that one long piece needed. */
	release(): void {
		if (this.#prefixHashes.length > 1 << 16) this.#prefixHashes = new Int32Array(256);
		this.#bytes = new Uint8Array(0);
	}
}
