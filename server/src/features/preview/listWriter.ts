/** The items of one outermost list, cut into blocks that are not too long; tables within it stand between them. */
import { anchorIn } from "./hash";
import { type ItemDraft, MOST_ITEMS, type Sealer, type TextDraft } from "./sealer";
import type { PreviewBlock, PreviewText } from "./types";

/** Deeper items are shown at this depth: a page has only so much width. */
const DEEPEST = 32;

export class ListWriter {
	readonly #anchor: number;
	readonly #sealer: Sealer;
	readonly #blocks: PreviewBlock[] = [];
	#open: TextDraft | undefined;

	constructor(anchor: number, sealer: Sealer) {
		this.#anchor = anchor;
		this.#sealer = sealer;
	}

	/** @param line in the document */
	add(depth: number, key: string | undefined, text: PreviewText | undefined, line: number): ItemDraft {
		if (this.#open === undefined || this.#open.items.length >= MOST_ITEMS) {
			this.#close();
			const anchor = anchorIn(this.#anchor, ~this.#blocks.length);
			this.#open = { kind: "list", anchor, line, items: [], continued: this.#blocks.length > 0 };
		}
		const item = { depth: Math.min(depth, DEEPEST), key, text, line: line - this.#open.line };
		this.#open.items.push(item);
		return item;
	}

	/** An empty value that is the first member of an object takes the object's bullet after all. */
	takeBullet(item: ItemDraft): void {
		const items = this.#open?.items ?? [];
		const bullet = items[items.length - 2];
		if (item.key === undefined || items[items.length - 1] !== item) return;
		if (bullet === undefined || bullet.key !== undefined || bullet.text !== undefined) return;
		if (bullet.depth !== item.depth - 1) return;
		items.splice(-2, 1);
		item.depth--;
	}

	/** Puts a block between the items before and after it. */
	addTable(make: () => PreviewBlock): void {
		this.#close();
		this.#blocks.push(make());
	}

	finish(): readonly PreviewBlock[] {
		this.#close();
		return this.#blocks;
	}

	#close(): void {
		if (this.#open) this.#blocks.push(this.#sealer.text(this.#open));
		this.#open = undefined;
	}
}
