/** Blocks while they are gathered; sealed, they get the names of their contents. */
import { Digest } from "./hash";
import type { TableContent } from "./tableBuilder";
import type { PreviewBlock, PreviewItem, PreviewText } from "./types";

/** Items of a block at most: what an edit inside it sends again. */
export const mostItems = 200;

/** An item as it is sent, made once: there are as many as the document has lines, at every keystroke. */
export interface ItemDraft extends PreviewItem {
	depth: number;
	readonly key: string | undefined;
	/** Set late for what turns out to be empty. */
	text: PreviewText | undefined;
}

export interface FieldsDraft {
	readonly kind: "fields";
	readonly anchor: number;
	/** Of its first item; the lines of the items are counted from it. */
	readonly line: number;
	readonly items: ItemDraft[];
}

export interface ListDraft {
	readonly kind: "list";
	readonly anchor: number;
	readonly line: number;
	readonly items: ItemDraft[];
	/** Goes on the list of the block before. */
	readonly continued: boolean;
}

export type Draft =
	| {
			readonly kind: "heading";
			readonly anchor: number;
			readonly line: number;
			readonly level: 1 | 2 | 3 | 4 | 5 | 6;
			readonly text: string;
	  }
	| FieldsDraft
	| ListDraft
	| {
			readonly kind: "table";
			readonly anchor: number;
			readonly line: number;
			readonly depth: number;
			readonly content: TableContent;
	  };

/** The finished block, its id made from everything that is shown of it. */
export function seal(draft: Draft): PreviewBlock {
	const { anchor } = draft;
	if (draft.kind === "heading") {
		const { kind, level, line, text } = draft;
		const id = new Digest().text(kind).number(level).text(text).value;
		// The title stands for no line of the source.
		return { kind, id, anchor, line, lines: level === 1 ? 0 : 1, level, text };
	}
	if (draft.kind === "table") {
		const { kind, line, depth, content } = draft;
		const { columns, head, tasks, lines, header, digest } = content;
		const last = lines.length === 0 ? 0 : lines[lines.length - 1]!;
		const id = new Digest().text(kind).number(depth).number(digest).value;
		const block = { kind, id, anchor, line, lines: last + 1, columns, head, depth } as const;
		return { ...block, rows: lines.length, keyed: header.keyed, ...(tasks && { tasks }) };
	}
	const { line, items } = draft;
	const lines = items[items.length - 1]!.line + 1;
	const digest = new Digest();
	for (const item of items) digestItem(item, digest);
	if (draft.kind === "fields") return { kind: "fields", id: digest.value, anchor, line, lines, items };
	const { continued } = draft;
	return { kind: "list", id: digest.number(continued ? 2 : 1).value, anchor, line, lines, items, continued };
}

/** A number for each kind of text, and for none. */
const kindNumbers = { string: 1, number: 2, boolean: 3, null: 4, empty: 5, cut: 6 } as const;

function digestItem({ depth, key, text, line }: PreviewItem, digest: Digest): void {
	digest.number(depth).number(line);
	if (key === undefined) digest.number(0);
	else digest.text(key);
	if (text === undefined) digest.number(0);
	else if (typeof text === "string") digest.number(kindNumbers.string).text(text);
	else digest.number(kindNumbers[text.kind]).text(text.text);
	if (typeof text === "object" && text.kind === "cut") digest.number(text.rest);
}
