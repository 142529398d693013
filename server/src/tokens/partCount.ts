/** The count of a text that comes in parts, which may be cut anywhere: exact, with little of it held. */
import { lastWordEnd } from "./boundaries";
import type { TokenCounter } from "./textCounter";

/** UTF-16 units that are gathered before they are counted. */
const GATHERED = 1 << 16;

/** Counts one text. */
export class PartCount {
	readonly #counter: TokenCounter;
	#pending = "";
	#total = 0;
	/** Length of `#pending` at which a cut is looked for. */
	#wanted = GATHERED;

	/** @param counter whose texts may be cut where words end (`cuts.words`) */
	constructor(counter: TokenCounter) {
		this.#counter = counter;
	}

	/** Takes the next part. Half a surrogate pair at its end may go on in the next one. */
	add(part: string): void {
		this.#pending += part;
		if (this.#pending.length < this.#wanted) return;
		const text = this.#pending;
		// Whether a word ends before the last character only the next part tells.
		const end = lastWordEnd(text, 0, text.length - 2);
		if (end > 0) {
			this.#total += this.#counter.count(text.slice(0, end));
			this.#pending = text.slice(end);
		}
		this.#wanted = GATHERED + 2 * this.#pending.length;
	}

	/** Tokens of the whole text. */
	end(): number {
		this.#total += this.#counter.count(this.#pending);
		this.#pending = "";
		return this.#total;
	}
}
