/** Blocks while they are gathered, their lines counted from the top of the document; sealed, they get their names. */
import { Digest } from "./hash";
import type { TableContent } from "./tableBuilder";
import type { PreviewBlock, PreviewItem, PreviewText } from "./types";
import { plainText } from "./values";

/** Items of a block at most: what an edit inside it sends again. */
export const mostItems = 200;

export interface ItemDraft {
	readonly depth: number;
	readonly key: string | undefined;
	/** Set late for what turns out to be empty. */
	text: PreviewText | undefined;
	readonly line: number;
}

export type Draft =
	| {
			readonly kind: "heading";
			readonly anchor: number;
			readonly line: number;
			readonly level: 1 | 2 | 3 | 4 | 5 | 6;
			readonly text: string;
	  }
	| { readonly kind: "fields"; readonly anchor: number; readonly items: ItemDraft[] }
	| { readonly kind: "list"; readonly anchor: number; readonly items: ItemDraft[]; readonly continued: boolean }
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
	const line = draft.items[0]!.line;
	const lines = draft.items[draft.items.length - 1]!.line + 1 - line;
	const digest = new Digest().text(draft.kind);
	const items = draft.items.map((item) => sealItem(item, line, digest));
	const place = { id: digest.value, anchor, line, lines, items };
	if (draft.kind === "fields") return { kind: "fields", ...place };
	return { kind: "list", ...place, id: digest.number(draft.continued ? 1 : 0).value, continued: draft.continued };
}

function sealItem({ depth, key, text, line }: ItemDraft, first: number, digest: Digest): PreviewItem {
	digest.number(depth).number(line - first);
	if (key !== undefined) digest.number(1).text(key);
	if (text !== undefined) digest.text(typeof text === "string" ? "string" : text.kind).text(plainText(text));
	if (typeof text === "object" && text.kind === "cut") digest.number(text.rest);
	return {
		depth,
		line: line - first,
		...(key !== undefined && { key }),
		...(text !== undefined && { text }),
	};
}
