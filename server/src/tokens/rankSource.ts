/** Where rank tables come from: this room reads no files, so whoever starts a counter hands one in. */
import { createCounter, type EncodingCounter } from "./counter";
import type { Encoding } from "./encodings";

/** Gives the compact rank table of an encoding (rankFormat.ts). */
export interface RankSource {
	/** Rejects where the table cannot be read. */
	load(encoding: Encoding): Promise<Uint8Array>;
}

/** The counters in use, one an encoding, each made when it is first asked for. */
export class Counters {
	readonly #source: RankSource;
	readonly #counters = new Map<Encoding, Promise<EncodingCounter>>();

	constructor(source: RankSource) {
		this.#source = source;
	}

	/** The counter of an encoding. Rejects where its table cannot be read; the next call tries again. */
	get(encoding: Encoding): Promise<EncodingCounter> {
		const known = this.#counters.get(encoding);
		if (known !== undefined) return known;
		const made = this.#source.load(encoding).then((ranks) => createCounter(encoding, ranks));
		this.#counters.set(encoding, made);
		made.catch(() => this.#counters.delete(encoding));
		return made;
	}
}
