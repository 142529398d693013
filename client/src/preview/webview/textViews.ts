/** Headings, paragraphs of scalars, and lists: blocks that are drawn as a whole. */
import type { PreviewBlock, PreviewItem } from "../../../../server/src/lsp/protocol";
import type { Block, BlockView, ViewContext } from "./blockView";
import { element } from "./dom";
import { appendMarked, appendValue, FOLD_AFTER } from "./text";

type TextBlock = Block<"heading"> | Block<"fields"> | Block<"list">;

/** Guess of a line's height in pixels until it is drawn. */
const LINE_HEIGHT = 27;

/** A block of text, drawn when it comes near the window. */
export class TextView implements BlockView {
	readonly element: HTMLElement;
	readonly reordered = false;
	#block: TextBlock;
	readonly #context: ViewContext;
	/** The elements of items, by index; a heading has one. Empty until drawn. */
	#items: HTMLElement[] = [];
	#currentPlace: number | null = null;

	constructor(block: TextBlock, context: ViewContext) {
		this.#block = block;
		this.#context = context;
		this.element = element("section", { class: `block ${block.kind}` });
		this.element.style.height = `${this.#lines().length * LINE_HEIGHT}px`;
	}

	get block(): PreviewBlock {
		return this.#block;
	}

	update(block: PreviewBlock): boolean {
		if (block.kind === "table" || block.kind !== this.#block.kind) return false;
		this.#block = block;
		if (this.#drawn) this.redraw();
		return true;
	}

	moveTo(block: PreviewBlock): void {
		this.#block = block as TextBlock;
	}

	redraw(): void {
		if (this.#drawn) this.#draw();
	}

	scrolled(): void {
		if (!this.#drawn) this.#draw();
	}

	offsetOf(line: number): number {
		if (!this.#drawn) return (this.element.offsetHeight * (line - this.#block.line)) / this.#block.lines;
		const lines = this.#lines();
		const index = indexBefore(lines, line - this.#block.line);
		return this.#top(index) + this.#height(index) * fraction(lines, index, line - this.#block.line, this.#block.lines);
	}

	lineAt(offset: number): number {
		if (!this.#drawn) return this.#block.line;
		const lines = this.#lines();
		let index = lines.length - 1;
		while (index > 0 && this.#top(index) > offset) index--;
		const share = Math.min(1, Math.max(0, (offset - this.#top(index)) / Math.max(1, this.#height(index))));
		const from = lines[index] ?? 0;
		return this.#block.line + from + share * ((lines[index + 1] ?? this.#block.lines) - from);
	}

	lineOf(target: Element): number {
		const index = this.#items.findLastIndex((item) => item.contains(target));
		return this.#block.line + (this.#lines()[Math.max(0, index)] ?? 0);
	}

	showPlace(place: number | null, height?: number): void {
		if (place !== null && !this.#drawn) this.#draw();
		this.#items[this.#currentPlace ?? -1]?.classList.remove("current-match");
		this.#currentPlace = place;
		const item = place === null ? undefined : this.#items[place];
		item?.classList.add("current-match");
		if (height === undefined) item?.scrollIntoView({ block: "center", inline: "nearest" });
		else if (item) window.scrollBy(0, item.getBoundingClientRect().top - height);
	}

	get #drawn(): boolean {
		return this.#items.length > 0;
	}

	/** Lines of the items, from the block's first. */
	#lines(): readonly number[] {
		return this.#block.kind === "heading" ? [0] : this.#block.items.map((item) => item.line);
	}

	#top(index: number): number {
		const item = this.#items[index];
		return item ? item.getBoundingClientRect().top - this.element.getBoundingClientRect().top : 0;
	}

	/** Height of the item's own line, without the list inside it. */
	#height(index: number): number {
		const next = this.#items[index + 1];
		return (next ? this.#top(index + 1) : this.element.offsetHeight) - this.#top(index);
	}

	#draw(): void {
		const block = this.#block;
		this.element.style.height = "";
		if (block.kind === "heading") this.#items = [this.#heading(block)];
		else if (block.kind === "fields") this.#items = block.items.map((item) => this.#item("p", item));
		else this.#items = this.#list(block);
		if (block.kind !== "list") this.element.replaceChildren(...this.#items);
		this.#items[this.#currentPlace ?? -1]?.classList.add("current-match");
	}

	#heading(block: Block<"heading">): HTMLElement {
		const heading = element(`h${block.level}`);
		appendMarked(heading, block.text, this.#context.pattern);
		return heading;
	}

	#item(tag: "p" | "li", item: PreviewItem): HTMLElement {
		const made = element(tag);
		const { pattern } = this.#context;
		if (item.key !== undefined) {
			const key = element("strong", { class: "key" });
			appendMarked(key, item.key, pattern);
			made.append(key, item.text === undefined ? ":" : ": ");
		}
		if (item.text !== undefined) appendValue(made, item.text, { pattern, fold: FOLD_AFTER });
		return made;
	}

	/** Nested lists from items with depths; a depth may be skipped where a list goes on from the block before. */
	#list(block: Block<"list">): HTMLElement[] {
		const root = element("ul");
		const open: HTMLElement[] = [root];
		const items: HTMLElement[] = [];
		for (const item of block.items) {
			open.length = Math.min(open.length, item.depth + 1);
			while (open.length <= item.depth) {
				const list = element("ul");
				const parent = open[open.length - 1]?.lastElementChild ?? open[open.length - 1]?.appendChild(holder());
				parent?.append(list);
				open.push(list);
			}
			const made = this.#item("li", item);
			open[item.depth]?.append(made);
			items.push(made);
		}
		this.element.classList.toggle("continued", block.continued);
		this.element.replaceChildren(root);
		return items;
	}
}

/** An item without a mark of its own: only carries the deeper list in it. */
function holder(): HTMLElement {
	return element("li", { class: "holder" });
}

/** Index of the last line that is not after `line`; 0 if all are. */
function indexBefore(lines: readonly number[], line: number): number {
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((lines[middle] ?? 0) <= line) low = middle + 1;
		else high = middle;
	}
	return Math.max(0, low - 1);
}

/** How far `line` is between the line of item `index` and the next. */
function fraction(lines: readonly number[], index: number, line: number, end: number): number {
	const from = lines[index] ?? 0;
	const to = lines[index + 1] ?? end;
	return to > from ? Math.min(1, Math.max(0, (line - from) / (to - from))) : 0;
}
