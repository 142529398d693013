/** The count of a long text, taken in slices of time so that nothing waits for it. */
import { windowEnd } from "./counter";
import type { TokenCounter } from "./textCounter";

/** One text to count, once. */
export class SlowCount {
	readonly #counter: TokenCounter;
	#text: string;
	#at = 0;
	#total = 0;

	constructor(counter: TokenCounter, text: string) {
		this.#counter = counter;
		this.#text = text;
	}

	/** Tokens counted so far: those of the whole text once done. */
	get total(): number {
		return this.#total;
	}

	get done(): boolean {
		return this.#at >= this.#text.length;
	}

	/** Goes on until `deadline` (of performance.now()), at least by one window; true when done. */
	step(deadline: number): boolean {
		while (!this.done) {
			const end = this.#counter.cuts.words ? windowEnd(this.#text, this.#at) : this.#text.length;
			this.#total += this.#counter.count(this.#text.slice(this.#at, end));
			this.#at = end;
			if (performance.now() >= deadline) break;
		}
		if (this.done && this.#text !== "") {
			this.#text = "";
			this.#at = 0;
		}
		return this.done;
	}
}
