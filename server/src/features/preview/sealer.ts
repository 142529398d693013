/**
 * Finishes blocks: gives them the names of their contents, and takes the block of the state before instead where it
 * is the same. So what an update makes anew is mostly gone again at once, and little is left to the garbage collector.
 */
import { Digest } from "./hash";
import type { TableContent } from "./tableBuilder";
import type { PreviewBlock, PreviewItem, PreviewText } from "./types";

/** Items of a block at most: what an edit inside it sends again. */
export const MOST_ITEMS = 200;
/** How far from its place before a block is looked for. */
const REACH = 4;

/** An item while its block is open. */
export interface ItemDraft extends PreviewItem {
	depth: number;
	/** Set late for what turns out to be empty. */
	text: PreviewText | undefined;
}

/** A paragraph or a stretch of a list, while it is open. */
export interface TextDraft {
	readonly kind: "fields" | "list";
	readonly anchor: number;
	/** Of its first item; the lines of the items are counted from it. */
	readonly line: number;
	readonly items: ItemDraft[];
	/** Goes on the list of the block before. */
	readonly continued: boolean;
}

export class Sealer {
	/** The blocks in the order in which they were finished. */
	readonly sealed: PreviewBlock[] = [];
	readonly contents = new Map<PreviewBlock, TableContent>();
	readonly #before: readonly PreviewBlock[];
	readonly #digest = new Digest();
	#cursor = 0;

	/** @param before the blocks of an earlier state, as they were finished */
	constructor(before: readonly PreviewBlock[] = []) {
		this.#before = before;
	}

	heading(anchor: number, line: number, level: 1 | 2 | 3 | 4 | 5 | 6, text: string): PreviewBlock {
		const id = this.#digest.reset().number(level).text(text).value;
		// The title stands for no line of the source.
		const lines = level === 1 ? 0 : 1;
		return this.#add(
			this.#same(id, anchor, line) ?? { kind: "heading", id, anchor, line, lines, level, text }, //
		);
	}

	text({ kind, anchor, line, items, continued }: TextDraft): PreviewBlock {
		const digest = this.#digest.reset().number(kind === "fields" ? 10 : continued ? 12 : 11);
		for (const item of items) digestItem(item, digest);
		const id = digest.value;
		const same = this.#same(id, anchor, line);
		if (same) return this.#add(same);
		const place = { id, anchor, line, lines: items[items.length - 1]!.line + 1 };
		return this.#add(kind === "fields" ? { kind, ...place, items } : { kind, ...place, items, continued });
	}

	table(anchor: number, line: number, depth: number, content: TableContent): PreviewBlock {
		const { columns, head, tasks, lines, header, digest } = content;
		const place = { id: this.#digest.reset().number(20).number(depth).number(digest).value, anchor, line };
		const rows = lines.length;
		const block: PreviewBlock = {
			...{ kind: "table", ...place, lines: (lines[rows - 1] ?? 0) + 1, columns, head, depth, rows },
			...{ keyed: header.keyed, ...(tasks && { tasks }) },
		};
		this.contents.set(block, content);
		return this.#add(block);
	}

	#add(block: PreviewBlock): PreviewBlock {
		this.sealed.push(block);
		return block;
	}

	/** The block of the state before with this content and place, on its present line. */
	#same(id: number, anchor: number, line: number): PreviewBlock | undefined {
		for (let step = 0; step <= 2 * REACH; step++) {
			const at = this.#cursor + (step % 2 === 0 ? step / 2 : -(step + 1) / 2);
			const block = this.#before[at];
			if (block?.id !== id || block.anchor !== anchor) continue;
			this.#cursor = at + 1;
			return block.line === line ? block : { ...block, line };
		}
		this.#cursor++;
		return undefined;
	}
}

/** A number for each kind of text, and for none. */
const KIND_NUMBERS = { string: 1, number: 2, boolean: 3, null: 4, empty: 5, cut: 6 } as const;

function digestItem({ depth, key, text, line }: PreviewItem, digest: Digest): void {
	digest.number(depth).number(line);
	if (key === undefined) digest.number(0);
	else digest.text(key);
	if (text === undefined) digest.number(0);
	else if (typeof text === "string") digest.number(KIND_NUMBERS.string).text(text);
	else digest.number(KIND_NUMBERS[text.kind]).text(text.text);
	if (typeof text === "object" && text.kind === "cut") digest.number(text.rest);
}
