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

	/** An empty value that is the first member of an object takes the object's bullet after all. */
	takeBullet(item: ItemDraft): void {
		const { items } = this.#open!;
		const bullet = items[items.length - 2];
		if (item.key === undefined || items[items.length - 1] !== item) return;
		if (bullet === undefined || bullet.key !== undefined || bullet.text !== undefined) return;
		if (bullet.depth !== item.depth - 1) return;
		items.splice(-2, 1);
		item.depth--;
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
