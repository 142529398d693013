/** The items of one outermost list, cut into blocks that are not too long; tables within it stand between them. */
import { type Draft, type ItemDraft, mostItems } from "./drafts";
import { anchorIn } from "./hash";

/** Deeper items are shown at this depth: a page has only so much width. */
const deepest = 32;

export class ListWriter {
	readonly #anchor: number;
	readonly #drafts: Draft[] = [];
	#open: Extract<Draft, { kind: "list" }> | undefined;

	constructor(anchor: number) {
		this.#anchor = anchor;
	}

	add(item: ItemDraft): ItemDraft {
		if (this.#open === undefined || this.#open.items.length >= mostItems) {
			const anchor = anchorIn(this.#anchor, "items", this.#drafts.length);
			this.#open = { kind: "list", anchor, items: [], continued: this.#drafts.length > 0 };
			this.#drafts.push(this.#open);
		}
		const placed = item.depth > deepest ? { ...item, depth: deepest } : item;
		this.#open.items.push(placed);
		return placed;
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
