/** Tokens of a document's text alone, while edits are tried on it: each costs only what it touches. */
import type { ContentChange, ToonDocument } from "../language";
import { LiveCount, type TokenCounter } from "../tokens";
import { DocumentLines } from "./documentLines";

export class TextMeter {
	readonly document: ToonDocument;
	readonly #counter: TokenCounter;
	readonly #lines: DocumentLines;
	#count: LiveCount;

	/** The document is to be updated through this meter from now on. */
	constructor(document: ToonDocument, counter: TokenCounter) {
		this.document = document;
		this.#counter = counter;
		this.#lines = new DocumentLines(document);
		this.#count = new LiveCount(counter, this.#lines);
	}

	/** Exact tokens of the text as it stands. */
	get total(): number {
		this.#count.step();
		return this.#count.total;
	}

	/** Applies changes one after another, each to the text that the one before left. */
	update(changes: readonly ContentChange[]): void {
		const { all, replaced } = this.document.update(changes);
		this.#lines.refresh();
		if (all) this.#count = new LiveCount(this.#counter, this.#lines);
		for (const { first, removed, inserted } of replaced) this.#count.replaced(first, removed, inserted);
	}
}
