/** The number of tokens of one piece: known at once for tokens, remembered for short pieces, merged for the rest. */
import { LongMerger } from "./mergeLong";
import { SHORT, ShortMerger } from "./mergeShort";
import { Pairs } from "./pairs";
import { addToHash, type RankTable, scatter } from "./rankTable";

/** A remembered piece has at most 31 bytes; each has room for 32. */
const ROOM_BITS = 5;
const REMEMBERED_LENGTH = (1 << ROOM_BITS) - 1;
const MEMORY_BITS = 15;
const MEMORY = 1 << MEMORY_BITS;

/** Counts pieces of one encoding. Keeps about 1.7 MB of memory of pieces and pairs. */
export class PieceCounter {
	readonly #table: RankTable;
	readonly #pairs: Pairs;
	readonly #short: ShortMerger;
	readonly #long: LongMerger;
	// A direct-mapped memory of short pieces that are no tokens, verified by their bytes.
	readonly #counts = new Uint8Array(MEMORY);
	readonly #lengths = new Uint8Array(MEMORY);
	readonly #pieces = new Uint8Array(MEMORY << ROOM_BITS);

	constructor(table: RankTable) {
		this.#table = table;
		this.#pairs = new Pairs(table);
		this.#short = new ShortMerger(this.#pairs);
		this.#long = new LongMerger(this.#pairs);
	}

	/** The number of tokens of the piece `bytes[start, end)`, which is not empty. */
	count(bytes: Uint8Array, start: number, end: number): number {
		const length = end - start;
		if (length === 1) return 1;
		if (length === 2 && this.#table.ofTwoBytes[(bytes[start]! << 8) | bytes[start + 1]!] !== 0) return 1;
		if (length > this.#table.longest) return this.#merge(bytes, start, end);
		let hash = 0;
		for (let i = start; i < end; i++) hash = addToHash(hash, bytes[i]!);
		if (this.#table.find(bytes, start, end, hash) !== 0) return 1;
		if (length > REMEMBERED_LENGTH) return this.#merge(bytes, start, end);
		const slot = scatter(hash) & (MEMORY - 1);
		if (this.#remembers(slot, bytes, start, end)) return this.#counts[slot]!;
		const count = this.#merge(bytes, start, end);
		this.#counts[slot] = count;
		this.#lengths[slot] = length;
		const room = slot << ROOM_BITS;
		for (let i = 0; i < length; i++) this.#pieces[room + i] = bytes[start + i]!;
		return count;
	}

	/** Adds where each token of the piece `bytes[start, end)` starts. */
	addStarts(bytes: Uint8Array, start: number, end: number, starts: number[]): void {
		if (this.count(bytes, start, end) === 1) {
			starts.push(start);
			return;
		}
		this.#pairs.open(bytes, start, end);
		const length = end - start;
		const within = length <= SHORT ? this.#short.starts(this.#short.count(length)) : this.#long.starts(length);
		for (const at of within) starts.push(start + at);
		this.#pairs.release();
	}

	#remembers(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#lengths[slot] !== end - start) return false;
		const pieces = this.#pieces;
		for (let i = start, p = slot << ROOM_BITS; i < end; i++, p++) if (bytes[i] !== pieces[p]) return false;
		return true;
	}

	#merge(bytes: Uint8Array, start: number, end: number): number {
		this.#pairs.open(bytes, start, end);
		const length = end - start;
		if (length <= SHORT) return this.#short.count(length);
		const count = this.#long.count(length);
		this.#pairs.release();
		return count;
	}
}
