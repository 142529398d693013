/** Counts of texts that were counted before, by content: a bound on bytes, shared by all documents. */
import { LRUCache } from "lru-cache";
import type { TokenCounter } from "./textCounter";

/** How a cache does, for `toon/metrics`. */
export interface CacheFigures {
	readonly hits: number;
	readonly misses: number;
	/** Bytes held. */
	readonly size: number;
}

type CountsByEncoding = Record<string, number | undefined>;

const BYTES_PER_UNIT = 2;
/** What an entry costs beside its text, roughly. */
const ENTRY_BYTES = 200;

/** Counts whole texts and blocks; the least recently used go when `maxBytes` is reached. */
export class CountCache {
	readonly #counts: LRUCache<string, CountsByEncoding>;
	#hits = 0;
	#misses = 0;

	/** Texts of more than a quarter of `maxBytes` are counted but not kept. */
	constructor(maxBytes: number) {
		this.#counts = new LRUCache({
			maxSize: maxBytes,
			maxEntrySize: Math.max(ENTRY_BYTES, maxBytes >> 2),
			sizeCalculation: (_, text) => text.length * BYTES_PER_UNIT + ENTRY_BYTES,
		});
	}

	/** The exact number of tokens of the text, counted only if it is not remembered. */
	count(counter: TokenCounter, text: string): number {
		const known = this.#counts.get(text);
		const remembered = known?.[counter.encoding];
		if (remembered !== undefined) {
			this.#hits++;
			return remembered;
		}
		this.#misses++;
		const count = counter.count(text);
		if (known === undefined) this.#counts.set(text, { [counter.encoding]: count });
		else known[counter.encoding] = count;
		return count;
	}

	get figures(): CacheFigures {
		return { hits: this.#hits, misses: this.#misses, size: this.#counts.calculatedSize };
	}
}
