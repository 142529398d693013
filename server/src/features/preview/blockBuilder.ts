/**
 * Makes the blocks of the preview while the document is visited.
 *
 * The structure is that of the Markdown converter: see convert/outlineRules.ts.
 */
import { beginsItem, hasHeadings, inOutlineOrder, memberDepth, shownKey, type TaskStates } from "../../convert";
import type { ArrayHeader, RowReader, Scalar, TableHeader, Visitor } from "../../language";
import { anchorIn } from "./hash";
import { ListWriter } from "./listWriter";
import { type ItemDraft, MOST_ITEMS, type Sealer, type TextDraft } from "./sealer";
import { TableBuilder } from "./tableBuilder";
import type { PreviewBlock, PreviewText } from "./types";
import { shownText } from "./values";

/** Where a value stands. Classes, since thousands of them are made at a keystroke. */
abstract class Place {
	members = 0;

	constructor(
		readonly key: string | undefined,
		readonly line: number,
		readonly anchor: number,
	) {}
}

/** An object whose members stand under a heading of their own, or at the top of the document. */
class Section extends Place {
	readonly kind = "section";
	/** Members without a heading, and those with one, which stand behind them. */
	readonly plain: PreviewBlock[] = [];
	readonly headed: PreviewBlock[] = [];
	/** The paragraph that the next scalar joins. */
	open: TextDraft | undefined;

	/** @param depth of the headings of its members; 7 means that they have none */
	constructor(
		key: string | undefined,
		line: number,
		anchor: number,
		readonly depth: number,
	) {
		super(key, line, anchor);
	}
}

/** An object or array as a list, or as a list within one. */
class Listing extends Place {
	readonly kind = "list";

	/**
	 * @param headed stands under a heading where there are any; a primitive array does not
	 * @param depth of its items
	 * @param own the item that it stands under; undefined for an outermost list
	 * @param waiting an object within an array, before its first member: that one takes the bullet
	 */
	constructor(
		key: string | undefined,
		line: number,
		anchor: number,
		readonly of: "object" | "array",
		readonly headed: boolean,
		readonly depth: number,
		readonly writer: ListWriter,
		readonly own: ItemDraft | undefined,
		public waiting: boolean,
	) {
		super(key, line, anchor);
	}
}

class Table extends Place {
	readonly kind = "table";

	constructor(
		key: string | undefined,
		line: number,
		anchor: number,
		readonly builder: TableBuilder,
	) {
		super(key, line, anchor);
	}
}

type Frame = Section | Listing | Table;

export class BlockBuilder implements Visitor {
	readonly #states: TaskStates | undefined;
	readonly #sealer: Sealer;
	readonly #frames: Frame[] = [];
	readonly #blocks: PreviewBlock[] = [];
	/** Between beginning and end of an array that is written as empty. */
	#inEmpty = false;

	/** @param states status words, undefined where tables of tasks stay tables */
	constructor(title: string, states: TaskStates | undefined, sealer: Sealer) {
		this.#states = states;
		this.#sealer = sealer;
		if (title !== "") this.#blocks.push(sealer.heading(0, 0, 1, title));
	}

	/** The blocks as they are shown, once the visit has ended. */
	get blocks(): readonly PreviewBlock[] {
		return this.#blocks;
	}

	beginObject(key: string | undefined, line: number): void {
		const parent = this.#parent();
		const depth = memberDepth(parent);
		if (depth !== undefined) {
			const anchor = this.#anchor(parent, key);
			this.#frames.push(new Section(key, line, anchor, depth));
		} else this.#beginList("object", key, line, true);
	}

	endObject(): void {
		const frame = this.#frames.pop();
		if (frame?.kind === "section") this.#endSection(frame);
		else if (frame?.kind === "list") this.#endList(frame, "{}");
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		this.#inEmpty = header.form === "empty";
		if (this.#inEmpty) {
			this.#placeItem(key, empty("[]"), line);
			return;
		}
		this.#beginList("array", key, line, header.form === "list");
	}

	endArray(): void {
		if (this.#inEmpty) {
			this.#inEmpty = false;
			return;
		}
		const frame = this.#frames.pop();
		if (frame?.kind === "list") this.#endList(frame, "[]");
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		const anchor = this.#anchor(this.#parent(), key);
		const builder = new TableBuilder(header, line, this.#states);
		this.#frames.push(new Table(key, line, anchor, builder));
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
		const make = (depth: number): PreviewBlock => this.#sealer.table(anchor, line, depth, builder.finish());
		if (parent?.kind === "list") {
			this.#item(parent, key, members === 0 ? empty("[]") : undefined, line);
			if (members > 0) parent.writer.addTable(() => make(parent.depth + 1));
		} else if (members === 0) this.#placeItem(key, empty("[]"), line);
		else this.#placeBlocks(frame, [make(0)], true);
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#placeItem(key, shownText(scalar), line);
	}

	#parent(): Frame | undefined {
		return this.#frames[this.#frames.length - 1];
	}

	/** Names the place of the next member of `parent`. */
	#anchor(parent: Frame | undefined, key: string | undefined): number {
		return parent === undefined ? 1 : anchorIn(parent.anchor, key ?? parent.members++);
	}

	/** Puts a scalar, or an empty value, where it belongs. */
	#placeItem(key: string | undefined, text: PreviewText, line: number): void {
		const parent = this.#parent();
		if (parent?.kind === "list") {
			this.#item(parent, key, text, line);
			return;
		}
		if (parent === undefined) {
			const items = [{ depth: 0, key: labelOf(key), text, line: 0 }];
			this.#blocks.push(this.#sealer.text({ kind: "fields", anchor: 1, line, items, continued: false }));
		} else if (parent.kind === "section") this.#field(parent, key, text, line);
	}

	#field(section: Section, key: string | undefined, text: PreviewText | undefined, line: number): void {
		if (section.open === undefined || section.open.items.length >= MOST_ITEMS) {
			this.#closeFields(section);
			const anchor = anchorIn(section.anchor, ~section.plain.length);
			section.open = { kind: "fields", anchor, line, items: [], continued: false };
		}
		section.open.items.push({ depth: 0, key: labelOf(key), text, line: line - section.open.line });
	}

	#closeFields(section: Section): void {
		if (section.open) section.plain.push(this.#sealer.text(section.open));
		section.open = undefined;
	}

	/** One item of a list; in an object that is an item itself, the first member takes the bullet. */
	#item(list: Listing, key: string | undefined, text: PreviewText | undefined, line: number): ItemDraft {
		const shown = labelOf(key);
		if (list.waiting) {
			list.waiting = false;
			list.members++;
			if (text !== undefined) return list.writer.add(list.depth - 1, shown, text, line);
			list.writer.add(list.depth - 1, undefined, undefined, list.line);
		}
		list.members++;
		return list.writer.add(list.depth, shown, text, line);
	}

	#beginList(of: Listing["of"], key: string | undefined, line: number, headed: boolean): void {
		const parent = this.#parent();
		const anchor = this.#anchor(parent, key);
		if (parent?.kind !== "list") {
			const writer = new ListWriter(anchor, this.#sealer);
			this.#frames.push(new Listing(key, line, anchor, of, headed, 0, writer, undefined, false));
			return;
		}
		const waiting = beginsItem(of, parent);
		const own = waiting ? undefined : this.#item(parent, key, undefined, line);
		if (waiting) parent.members++;
		const { writer } = parent;
		const depth = (own?.depth ?? parent.depth) + 1;
		this.#frames.push(new Listing(key, line, anchor, of, headed, depth, writer, own, waiting));
	}

	#endList(list: Listing, text: "{}" | "[]"): void {
		if (list.waiting) list.writer.add(list.depth - 1, undefined, empty(text), list.line);
		else if (list.own !== undefined) {
			if (list.members > 0) return;
			list.own.text = empty(text);
			list.writer.takeBullet(list.own);
		} else if (list.depth === 0) {
			if (list.members === 0) this.#placeItem(list.key, empty(text), list.line);
			else this.#placeBlocks(list, list.writer.finish(), list.headed);
		}
	}

	#endSection(section: Section): void {
		this.#closeFields(section);
		const blocks = inOutlineOrder(section.plain, section.headed);
		if (blocks.length > 0) this.#placeBlocks(section, blocks, true);
		else if (this.#frames.length > 0) this.#placeItem(section.key, empty("{}"), section.line);
	}

	/** Puts finished blocks under their heading, or under their label where headings go no deeper. */
	#placeBlocks({ key, line, anchor }: Frame, blocks: readonly PreviewBlock[], headed: boolean): void {
		const parent = this.#parent();
		if (parent?.kind !== "section") {
			pushAll(this.#blocks, blocks);
		} else if (headed && hasHeadings(parent.depth)) {
			this.#closeFields(parent);
			const level = parent.depth as 2 | 3 | 4 | 5 | 6;
			parent.headed.push(this.#sealer.heading(~anchor >>> 0, line, level, shownKey(key ?? "")));
			pushAll(parent.headed, blocks);
		} else {
			this.#field(parent, key, undefined, line);
			this.#closeFields(parent);
			pushAll(parent.plain, blocks);
		}
	}
}

const labelOf = (key: string | undefined): string | undefined => (key === undefined ? undefined : shownKey(key));

const empty = (text: "{}" | "[]"): PreviewText => ({ kind: "empty", text });

/** Like `push(...blocks)`, which fails for very many. */
function pushAll(target: PreviewBlock[], blocks: readonly PreviewBlock[]): void {
	for (const block of blocks) target.push(block);
}
