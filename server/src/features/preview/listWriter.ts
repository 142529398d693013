/** The items of one outermost list, cut into blocks that are not too long; tables within it stand between them. */
import { type Draft, type ItemDraft, type ListDraft, mostItems } from "./drafts";
import { anchorIn } from "./hash";
import type { PreviewText } from "./types";

/** Deeper items are shown at this depth: a page has only so much width. */
const deepest = 32;

export class ListWriter {
	readonly #anchor: number;
	readonly #drafts: Draft[] = [];
	#open: ListDraft | undefined;

	constructor(anchor: number) {
		this.#anchor = anchor;
	}

	/** @param line in the document */
	add(depth: number, key: string | undefined, text: PreviewText | undefined, line: number): ItemDraft {
		if (this.#open === undefined || this.#open.items.length >= mostItems) {
			const anchor = anchorIn(this.#anchor, ~this.#drafts.length);
			this.#open = { kind: "list", anchor, line, items: [], continued: this.#drafts.length > 0 };
			this.#drafts.push(this.#open);
		}
		const item = { depth: Math.min(depth, deepest), key, text, line: line - this.#open.line };
		this.#open.items.push(item);
		return item;
	}

	/** Puts a block between the items before and after it. */
	addBlock(block: Draft): void {
		this.#drafts.push(block);
		this.#open = undefined;
	}

	finish(): readonly Draft[] {
		return this.#drafts;
	}
}
