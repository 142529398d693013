/** Byte-pair merging of a long piece with a heap of pairs: n log n, so that no text can freeze the counter. */
import type { Pairs } from "./pairs";

/** A heap entry is `merged token * POSITIONS + position`: the lowest rank first, the leftmost of equals. */
const POSITIONS = 2 ** 31;

/** Storage kept between pieces, in bytes of a piece. */
const KEPT = 1 << 16;

/** Merges pieces of any length. */
export class LongMerger {
	readonly #pairs: Pairs;
	/** By the byte at which a part starts: the next part and the one before, its token, what it and the next merge into. */
	#next = new Int32Array(0);
	#previous = new Int32Array(0);
	#tokens = new Int32Array(0);
	#merges = new Int32Array(0);
	/** Each merge takes one entry out and puts at most two in, so twice the bytes is always enough. */
	#heap = new Float64Array(0);
	#entries = 0;

	constructor(pairs: Pairs) {
		this.#pairs = pairs;
	}

	/** The number of tokens of the piece that the pairs have open, which is `length` bytes long. */
	count(length: number): number {
		const parts = this.#merge(length);
		this.#release(length);
		return parts;
	}

	/** Where each token of the piece starts, in bytes from its own start. */
	starts(length: number): number[] {
		this.#merge(length);
		const starts: number[] = [];
		for (let at = 0; at < length; at = this.#next[at]!) starts.push(at);
		this.#release(length);
		return starts;
	}

	#merge(length: number): number {
		this.#start(length);
		const next = this.#next;
		const previous = this.#previous;
		const tokens = this.#tokens;
		const merges = this.#merges;
		let parts = length;
		while (this.#entries > 0) {
			const entry = this.#pop();
			const token = Math.floor(entry / POSITIONS);
			const at = entry - token * POSITIONS;
			if (merges[at] !== token) continue; // a neighbour was merged since
			const absorbed = next[at]!;
			const after = next[absorbed]!;
			merges[absorbed] = 0;
			tokens[at] = token;
			next[at] = after;
			parts--;
			if (after < length) {
				previous[after] = at;
				this.#offer(at, this.#pairs.merge(token, tokens[after]!, at, next[after]!));
			} else merges[at] = 0;
			if (at > 0) {
				const before = previous[at]!;
				this.#offer(before, this.#pairs.merge(tokens[before]!, token, before, after));
			}
		}
		return parts;
	}

	#start(length: number): void {
		if (this.#next.length < length) {
			this.#next = new Int32Array(length);
			this.#previous = new Int32Array(length);
			this.#tokens = new Int32Array(length);
			this.#merges = new Int32Array(length);
			this.#heap = new Float64Array(length * 2);
		}
		this.#entries = 0;
		for (let i = 0; i < length; i++) {
			this.#next[i] = i + 1;
			this.#previous[i] = i - 1;
			this.#tokens[i] = this.#pairs.single(i);
			const merged = i + 1 < length ? this.#pairs.double(i) : 0;
			this.#merges[i] = merged;
			if (merged !== 0) this.#heap[this.#entries++] = merged * POSITIONS + i;
		}
		for (let i = (this.#entries >> 1) - 1; i >= 0; i--) this.#sink(i);
	}

	/** Notes that the part at `at` and the next one merge into `merged`, or into nothing (0). */
	#offer(at: number, merged: number): void {
		this.#merges[at] = merged;
		if (merged === 0) return;
		const heap = this.#heap;
		const entry = merged * POSITIONS + at;
		let i = this.#entries++;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (heap[parent]! <= entry) break;
			heap[i] = heap[parent]!;
			i = parent;
		}
		heap[i] = entry;
	}

	#pop(): number {
		const heap = this.#heap;
		const lowest = heap[0]!;
		this.#entries--;
		heap[0] = heap[this.#entries]!;
		this.#sink(0);
		return lowest;
	}

	#sink(from: number): void {
		const heap = this.#heap;
		const entries = this.#entries;
		const entry = heap[from]!;
		let i = from;
		for (;;) {
			let child = 2 * i + 1;
			if (child >= entries) break;
			if (child + 1 < entries && heap[child + 1]! < heap[child]!) child++;
			if (heap[child]! >= entry) break;
			heap[i] = heap[child]!;
			i = child;
		}
		heap[i] = entry;
	}

	#release(length: number): void {
		if (length <= KEPT) return;
		this.#next = this.#previous = this.#tokens = this.#merges = new Int32Array(0);
		this.#heap = new Float64Array(0);
	}
}
