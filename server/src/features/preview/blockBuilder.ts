/**
 * Makes the blocks of the preview while the document is visited.
 *
 * The structure is that of the Markdown converter: objects are headed sections down to h6, then nested lists; members
 * without a heading stand before those with one, else they would seem to belong to it.
 */
import type { ArrayHeader, RowReader, Scalar, TableHeader, Visitor } from "../../language/types";
import { type Draft, type ItemDraft, mostItems } from "./drafts";
import { anchorIn } from "./hash";
import { ListWriter } from "./listWriter";
import { TableBuilder, type TaskStates } from "./tableBuilder";
import type { PreviewText } from "./types";
import { shownText } from "./values";

const deepestHeading = 6;

/** An object whose members stand under a heading of their own, or at the top of the document. */
interface Section {
	readonly kind: "section";
	readonly key: string | undefined;
	readonly line: number;
	readonly anchor: number;
	/** Of the headings of its members; 7 means that they have none. */
	readonly depth: number;
	readonly plain: Draft[];
	readonly headed: Draft[];
	/** The paragraph that the next scalar joins. */
	open: Extract<Draft, { kind: "fields" }> | undefined;
	members: number;
}

/** An object or array as a list, or as a list within one. */
interface Listing {
	readonly kind: "list";
	readonly of: "object" | "array";
	readonly key: string | undefined;
	readonly line: number;
	readonly anchor: number;
	/** Depth of its items. */
	readonly depth: number;
	readonly writer: ListWriter;
	/** The item that it stands under; undefined for an outermost list. */
	own: ItemDraft | undefined;
	/** Stands under a heading where there are any; a primitive array does not. */
	readonly headed: boolean;
	/** An object within an array, before its first member: that one takes the bullet. */
	waiting: boolean;
	members: number;
}

interface Table {
	readonly kind: "table";
	readonly key: string | undefined;
	readonly line: number;
	readonly anchor: number;
	readonly builder: TableBuilder;
	members: number;
}

type Frame = Section | Listing | Table;

export class BlockBuilder implements Visitor {
	readonly #states: TaskStates;
	readonly #frames: Frame[] = [];
	readonly #drafts: Draft[] = [];

	/** @param states status words, undefined where tables of tasks stay tables */
	constructor(title: string, states: TaskStates) {
		this.#states = states;
		if (title !== "") this.#drafts.push({ kind: "heading", anchor: 0, line: 0, level: 1, text: title });
	}

	finish(): readonly Draft[] {
		return this.#drafts;
	}

	beginObject(key: string | undefined, line: number): void {
		const parent = this.#parent();
		const depth = parent === undefined ? 2 : parent.kind === "section" ? parent.depth + 1 : 0;
		if (depth > 0 && depth <= deepestHeading + 1) {
			const anchor = this.#anchor(parent, key);
			const section = { kind: "section", key, line, anchor, depth, open: undefined, members: 0 } as const;
			this.#frames.push({ ...section, plain: [], headed: [] });
		} else this.#beginList("object", key, line, true);
	}

	endObject(): void {
		const frame = this.#frames.pop();
		if (frame?.kind === "section") this.#endSection(frame);
		else if (frame?.kind === "list") this.#endList(frame, "{}");
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		this.#beginList("array", key, line, header.form === "list");
	}

	endArray(): void {
		const frame = this.#frames.pop();
		if (frame?.kind === "list") this.#endList(frame, "[]");
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		const anchor = this.#anchor(this.#parent(), key);
		const builder = new TableBuilder(header, line, this.#states);
		this.#frames.push({ kind: "table", key, line, anchor, builder, members: 0 });
	}

	row(row: RowReader): void {
		const frame = this.#parent();
		if (frame?.kind !== "table") return;
		frame.builder.row(row);
		frame.members++;
	}

	endTable(): void {
		const frame = this.#frames.pop();
		if (frame?.kind !== "table") return;
		const { key, line, anchor, builder, members } = frame;
		const parent = this.#parent();
		const draft = (depth: number): Draft => ({ kind: "table", anchor, line, depth, content: builder.finish() });
		if (parent?.kind === "list") {
			this.#item(parent, key, members === 0 ? empty("[]") : undefined, line);
			if (members > 0) parent.writer.addBlock(draft(parent.depth + 1));
		} else if (members === 0) this.#placeItem(key, empty("[]"), line);
		else this.#placeBlocks(frame, [draft(0)], true);
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#placeItem(key, shownText(scalar), line);
	}

	#parent(): Frame | undefined {
		return this.#frames[this.#frames.length - 1];
	}

	/** Names the place of the next member of `parent`. */
	#anchor(parent: Frame | undefined, key: string | undefined): number {
		return parent === undefined ? 1 : anchorIn(parent.anchor, "member", key ?? parent.members++);
	}

	/** Puts a scalar, or an empty value, where it belongs. */
	#placeItem(key: string | undefined, text: PreviewText, line: number): void {
		const parent = this.#parent();
		if (parent?.kind === "list") {
			this.#item(parent, key, text, line);
			return;
		}
		const item: ItemDraft = { depth: 0, key, text, line };
		if (parent === undefined) this.#drafts.push({ kind: "fields", anchor: 1, items: [item] });
		else if (parent.kind === "section") this.#field(parent, item);
	}

	#field(section: Section, item: ItemDraft): void {
		if (section.open === undefined || section.open.items.length >= mostItems) {
			const anchor = anchorIn(section.anchor, "fields", section.plain.length);
			section.open = { kind: "fields", anchor, items: [] };
			section.plain.push(section.open);
		}
		section.open.items.push(item);
	}

	/** One item of a list; in an object that is an item itself, the first member takes the bullet. */
	#item(list: Listing, key: string | undefined, text: PreviewText | undefined, line: number): ItemDraft {
		if (list.waiting) {
			list.waiting = false;
			list.members++;
			if (text !== undefined) return list.writer.add({ depth: list.depth - 1, key, text, line });
			list.writer.add({ depth: list.depth - 1, key: undefined, text: undefined, line: list.line });
		}
		list.members++;
		return list.writer.add({ depth: list.depth, key, text, line });
	}

	#beginList(of: Listing["of"], key: string | undefined, line: number, headed: boolean): void {
		const parent = this.#parent();
		const anchor = this.#anchor(parent, key);
		const frame = { kind: "list", of, key, line, anchor, headed, members: 0 } as const;
		if (parent?.kind !== "list") {
			const writer = new ListWriter(anchor);
			this.#frames.push({ ...frame, depth: 0, writer, own: undefined, waiting: false });
			return;
		}
		const waiting = of === "object" && parent.of === "array";
		const own = waiting ? undefined : this.#item(parent, key, undefined, line);
		if (waiting) parent.members++;
		const { writer } = parent;
		const depth = (own?.depth ?? parent.depth) + 1;
		this.#frames.push({ ...frame, depth, writer, own, waiting });
	}

	#endList(list: Listing, text: "{}" | "[]"): void {
		if (list.waiting) list.writer.add({ depth: list.depth - 1, key: undefined, text: empty(text), line: list.line });
		else if (list.own !== undefined) {
			if (list.members === 0) list.own.text = empty(text);
		} else if (list.depth === 0) {
			if (list.members === 0) this.#placeItem(list.key, empty(text), list.line);
			else this.#placeBlocks(list, list.writer.finish(), list.headed);
		}
	}

	#endSection(section: Section): void {
		const blocks = [...section.plain, ...section.headed];
		if (blocks.length > 0) this.#placeBlocks(section, blocks, true);
		else if (this.#frames.length > 0) this.#placeItem(section.key, empty("{}"), section.line);
	}

	/** Puts finished blocks under their heading, or under their label where headings go no deeper. */
	#placeBlocks({ key, line, anchor }: Frame, blocks: readonly Draft[], headed: boolean): void {
		const parent = this.#parent();
		if (parent?.kind !== "section") {
			pushAll(this.#drafts, blocks);
		} else if (headed && parent.depth <= deepestHeading) {
			const level = parent.depth as 2 | 3 | 4 | 5 | 6;
			const text = key === undefined || key === "" ? '""' : key;
			parent.headed.push({ kind: "heading", anchor: anchorIn(anchor, "heading", 0), line, level, text });
			pushAll(parent.headed, blocks);
			parent.open = undefined;
		} else {
			this.#field(parent, { depth: 0, key, text: undefined, line });
			pushAll(parent.plain, blocks);
			parent.open = undefined;
		}
	}
}

const empty = (text: "{}" | "[]"): PreviewText => ({ kind: "empty", text });

/** Like `push(...blocks)`, which fails for very many. */
function pushAll(target: Draft[], blocks: readonly Draft[]): void {
	for (const block of blocks) target.push(block);
}
