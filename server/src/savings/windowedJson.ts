/** The tokens of a document's value as JSON, window by window (language/windows.ts): the counts of the whole. */
import type { Window } from "../language";
import type { TokenCounter } from "../tokens";
import { JsonCounts } from "./jsonCounts";
import { DeepRowError } from "./rowShape";

/** The line that stands for the start of the text. */
const START = 0;

export class WindowedJson {
	readonly #counter: TokenCounter;
	#compact = 0;
	#pretty = 0;
	#addsUp: boolean;

	constructor(counter: TokenCounter) {
		this.#counter = counter;
		this.#addsUp = counter.cuts.words;
	}

	/** Tokens of JSON.stringify(value), and indented by two spaces; undefined where windows do not add up to the whole. */
	get counts(): { readonly json: number; readonly jsonCompact: number } | undefined {
		return this.#addsUp ? { json: this.#pretty, jsonCompact: this.#compact } : undefined;
	}

	/** Adds a window without errors (lengths in the head aside). */
	add({ lines, first, end }: Window): void {
		if (!this.#addsUp) return;
		const counts = new JsonCounts(lines, this.#counter);
		try {
			counts.step(Number.POSITIVE_INFINITY);
		} catch (error) {
			if (!(error instanceof DeepRowError)) throw error;
			this.#addsUp = false;
			return;
		}
		// Another order of keys, or a row without a place to cut at: then only the whole tells.
		const isCut = end === lines.lineCount || counts.isCutIn(lines.at(end));
		if (!isCut || !counts.inOrder || lines.hasDuplicates) {
			this.#addsUp = false;
			return;
		}
		if (first === 0) this.#share(counts, START);
		let left = end - first;
		for (const line of lines.from(first)) {
			if (left-- === 0) break;
			this.#share(counts, line);
		}
	}

	#share(counts: JsonCounts, line: number): void {
		const { compact, pretty } = counts.shareOf(line);
		this.#compact += compact;
		this.#pretty += pretty;
	}
}
