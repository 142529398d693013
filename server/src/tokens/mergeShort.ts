/** Byte-pair merging of a short piece: the lowest pair is looked for by walking, which is fastest up to ~100 bytes. */
import type { Pairs } from "./pairs";

/** Bytes up to which walking beats a heap. */
export const SHORT = 24;

const NO_MERGE = 0x7fffffff;

/** Merges pieces of up to SHORT bytes. */
export class ShortMerger {
	readonly #pairs: Pairs;
	/** Where each part starts, its token, and the token that it and the next part merge into. */
	readonly #starts = new Int32Array(SHORT + 2);
	readonly #tokens = new Int32Array(SHORT + 2);
	readonly #merges = new Int32Array(SHORT + 2);

	constructor(pairs: Pairs) {
		this.#pairs = pairs;
	}

	/** The number of tokens of the piece that `pairs` has open, which is `length` bytes long. */
	count(length: number): number {
		const starts = this.#starts;
		const tokens = this.#tokens;
		const merges = this.#merges;
		const pairs = this.#pairs;
		let parts = length;
		for (let i = 0; i < length; i++) {
			starts[i] = i;
			tokens[i] = pairs.single(i);
			merges[i] = i + 1 < length ? pairs.double(i) || NO_MERGE : NO_MERGE;
		}
		starts[length] = length;
		while (parts > 1) {
			let at = 0;
			let lowest = merges[0]!;
			for (let i = 1; i < parts - 1; i++) {
				if (merges[i]! < lowest) {
					lowest = merges[i]!;
					at = i;
				}
			}
			if (lowest === NO_MERGE) break;
			this.#remove(at + 1, parts--);
			tokens[at] = lowest;
			merges[at] =
				at + 1 < parts ? pairs.merge(lowest, tokens[at + 1]!, starts[at]!, starts[at + 2]!) || NO_MERGE : NO_MERGE;
			if (at > 0) {
				merges[at - 1] = pairs.merge(tokens[at - 1]!, lowest, starts[at - 1]!, starts[at + 1]!) || NO_MERGE;
			}
		}
		return parts;
	}

	/** Where each of the `parts` tokens of the piece that was counted last starts, in bytes from its own start. */
	starts(parts: number): Int32Array {
		return this.#starts.subarray(0, parts);
	}

	/** Takes part `at` out of `parts`; the end of the last part moves along. */
	#remove(at: number, parts: number): void {
		const starts = this.#starts;
		const tokens = this.#tokens;
		const merges = this.#merges;
		for (let i = at; i < parts; i++) {
			starts[i] = starts[i + 1]!;
			tokens[i] = tokens[i + 1]!;
			merges[i] = merges[i + 1]!;
		}
	}
}
