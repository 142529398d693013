/** Builds the Markdown blocks of a TOON document while it is visited. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, Visitor } from "../../language";
import { commentOf } from "../html/escape";
import { baseName } from "../marker";
import { beginsItem, hasHeadings, inOutlineOrder, memberDepth, shownKey } from "../outlineRules";
import { DEFAULT_STATUS_WORDS, taskColumns } from "../taskList";
import { JsonWriter } from "../toonToJson";
import { type Cancellation, type ConvertOptions, checkCancelled } from "../types";
import { type Block, block, codeBlock, heading, type Item, list } from "./blocks";
import type { Escaper } from "./escape";
import { Labels } from "./nodes";
import { TableLines } from "./table";
import { TaskLines } from "./tasks";

/** Levels of lists within lists: what is deeper stands as JSON in a code block. */
const MOST_LIST_LEVELS = 32;

/** A value with parts, from its first line to its last. */
interface Frame {
	readonly key: string | undefined;
	readonly line: number;
	/** Comments that stood before it. */
	readonly comments: readonly Block[];
	readonly content: Content;
}

type Content = Section | Listing | Lines | Table;

/** An object whose members stand under a heading, or at the top of the document. */
interface Section {
	readonly kind: "section";
	/** Depth of the headings of its members; more than 6 means that they have none. */
	readonly depth: number;
	/** Members without a heading, and those with one. */
	readonly plain: Block[];
	readonly headed: Block[];
}

/** An object or array as a list. */
interface Listing {
	readonly kind: "list";
	readonly of: "object" | "array";
	readonly items: Item[];
}

/** A primitive array, of which there may be very many items. */
interface Lines {
	readonly kind: "lines";
	readonly lines: string[];
	readonly sources: number[];
}

interface Table {
	readonly kind: "table";
	readonly writer: TableLines | TaskLines;
}

/** A value too deep for lists, on its way to become JSON. */
interface Deep {
	readonly writer: JsonWriter;
	readonly key: string | undefined;
	readonly line: number;
	level: number;
}

export class MarkdownBuilder implements Visitor {
	readonly #options: ConvertOptions;
	readonly #escaper: Escaper;
	readonly #labels: Labels;
	readonly #cancellation: Cancellation;
	readonly #frames: Frame[] = [];
	readonly #blocks: Block[] = [];
	/** Comments that wait for the block that they stand before. */
	#comments: Block[] = [];
	#listLevels = 0;
	#deep: Deep | undefined;

	constructor(options: ConvertOptions, escaper: Escaper, cancellation: Cancellation) {
		this.#options = options;
		this.#escaper = escaper;
		this.#labels = new Labels(escaper);
		this.#cancellation = cancellation;
	}

	/** The blocks of the whole document, its title first. */
	finish(): readonly Block[] {
		const { source = "" } = this.#options;
		const name = baseName(source);
		const title = source === "" ? [] : [heading(1, this.#escaper.inline(name), 0, /[\r\n]/.test(name))];
		return [...title, ...this.#blocks, ...this.#takeComments()];
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		const deep = this.#deeper(key, line);
		if (deep !== undefined) {
			deep.beginObject(key, line);
			return;
		}
		const parent = this.#parent();
		const depth = memberDepth(parent);
		if (depth !== undefined) this.#begin(key, line, { kind: "section", depth, plain: [], headed: [] });
		else this.#begin(key, line, { kind: "list", of: "object", items: [] });
	}

	endObject(): void {
		if (this.#deep === undefined) this.#end("{}");
		else {
			this.#deep.writer.endObject();
			this.#endDeep();
		}
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		checkCancelled(this.#cancellation);
		const deep = this.#deeper(key, line);
		if (deep !== undefined) {
			deep.beginArray(key, header, line);
			return;
		}
		if (header.form === "list") this.#begin(key, line, { kind: "list", of: "array", items: [] });
		else this.#begin(key, line, { kind: "lines", lines: [], sources: [] });
	}

	endArray(): void {
		if (this.#deep === undefined) this.#end("[]");
		else {
			this.#deep.writer.endArray();
			this.#endDeep();
		}
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		checkCancelled(this.#cancellation);
		const deep = this.#deeper(key, line);
		if (deep !== undefined) {
			deep.beginTable(key, header, line);
			return;
		}
		const { taskLists = "auto", statusWords = DEFAULT_STATUS_WORDS } = this.#options.markdown ?? {};
		const columns = taskLists === "auto" ? taskColumns(header) : undefined;
		const writer =
			columns === undefined
				? new TableLines(header, line, this.#escaper)
				: new TaskLines(header, line, columns, statusWords, this.#escaper);
		this.#begin(key, line, { kind: "table", writer });
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		const content = this.#parent();
		if (this.#deep !== undefined) this.#deep.writer.row(row);
		else if (content?.kind === "table") content.writer.row(row);
	}

	endTable(): void {
		if (this.#deep === undefined) this.#end("[]");
		else {
			this.#deep.writer.endTable();
			this.#endDeep();
		}
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		const value = typeof scalar.value === "string" ? scalar.value : scalar.text;
		const parent = this.#parent();
		if (this.#deep !== undefined) this.#deep.writer.scalar(key, scalar, line);
		else if (parent?.kind === "lines") {
			parent.lines.push(`- ${this.#escaper.start(value)}`);
			parent.sources.push(line);
		} else {
			const shown = value === "" ? (parent === undefined ? '""' : undefined) : value;
			this.#place(key, line, this.#takeComments(), [this.#paragraph(key, line, shown)], "labelled");
		}
	}

	comment(text: string, line: number): void {
		if (this.#options.markdown?.comments === "drop") return;
		// A carriage return alone would end a line here.
		this.#comments.push(block("other", line, commentOf(text.replaceAll("\r", " "))));
	}

	#parent(): Content | undefined {
		return this.#frames[this.#frames.length - 1]?.content;
	}

	#takeComments(): readonly Block[] {
		if (this.#comments.length === 0) return [];
		const taken = this.#comments;
		this.#comments = [];
		return taken;
	}

	/** `**key:** value`; the value alone where there is no key, and the key where there is no value. */
	#paragraph(key: string | undefined, line: number, value: string | undefined): Block {
		if (key === undefined) return block("paragraph", line, value === undefined ? "" : this.#escaper.start(value));
		const label = this.#labels.of(key);
		return block("paragraph", line, value === undefined ? label : `${label} ${this.#escaper.inline(value)}`);
	}

	/** A value without parts. */
	#code(key: string | undefined, line: number, code: string): Block {
		return block("paragraph", line, key === undefined ? code : `${this.#labels.of(key)} ${code}`);
	}

	#begin(key: string | undefined, line: number, content: Content): void {
		this.#frames.push({ key, line, comments: this.#takeComments(), content });
		if (content.kind === "list") this.#listLevels++;
	}

	/** @param empty how a value without parts is shown */
	#end(empty: "{}" | "[]"): void {
		const frame = this.#frames.pop()!;
		const { key, line, comments, content } = frame;
		if (content.kind === "list") this.#listLevels--;
		const blocks = blocksOf(content, this.#parent());
		if (blocks.length > 0)
			this.#place(key, line, comments, blocks, content.kind === "lines" ? "below label" : "headed");
		else this.#place(key, line, comments, [this.#code(key, line, `\`${empty}\``)], "labelled");
	}

	/**
	 * Puts a finished value where it belongs.
	 * @param how `labelled`: the blocks show the key already; `below label`: the key stands above them in bold;
	 * `headed`: it is a heading where there is one, else bold
	 */
	#place(
		key: string | undefined,
		line: number,
		comments: readonly Block[],
		blocks: readonly Block[],
		how: "labelled" | "below label" | "headed",
	): void {
		const parent = this.#parent();
		const label = key === undefined || how === "labelled" ? [] : [block("paragraph", line, this.#labels.of(key))];
		if (parent === undefined) append(this.#blocks, comments, blocks);
		else if (parent.kind === "list") {
			// A table needs an empty line between a paragraph and itself.
			const spread = blocks[0]?.kind === "table";
			parent.items.push({ blocks: [...comments, ...label, ...blocks], spread, line });
		} else if (parent.kind === "section") {
			if (how === "headed" && hasHeadings(parent.depth)) {
				const name = shownKey(key ?? "");
				const title = heading(parent.depth, this.#escaper.inline(name), line, /[\r\n]/.test(name));
				append(parent.headed, comments, [title], blocks);
			} else append(parent.plain, comments, label, blocks);
		}
	}

	/** Writes the value that begins, when it is part of one that is too deep for lists. The outermost has no key there. */
	#deeper(key: string | undefined, line: number): JsonWriter | undefined {
		if (this.#deep !== undefined) this.#deep.level++;
		else if (this.#listLevels >= MOST_LIST_LEVELS) {
			const writer = new JsonWriter({ indent: "  " }, this.#cancellation);
			this.#deep = { writer, key, line, level: 1 };
		}
		return this.#deep?.writer;
	}

	#endDeep(): void {
		const deep = this.#deep!;
		if (--deep.level > 0) return;
		this.#deep = undefined;
		const { key, line, writer } = deep;
		this.#place(key, line, this.#takeComments(), [codeBlock("json", writer.pieces.text(), line)], "below label");
	}
}

/** Lists of blocks may be longer than a call may have arguments. */
function append(target: Block[], ...lists: readonly (readonly Block[])[]): void {
	for (const blocks of lists) for (const each of blocks) target.push(each);
}

/** The blocks of a finished value; none when it is empty. */
function blocksOf(content: Content, parent: Content | undefined): readonly Block[] {
	if (content.kind === "section") return inOutlineOrder(content.plain, content.headed);
	if (content.kind === "table") return [content.writer.finish()];
	if (content.kind === "lines") {
		const { lines, sources } = content;
		return lines.length === 0 ? [] : [{ kind: "other", lines, sources }];
	}
	const [first, ...rest] = content.items;
	if (first === undefined) return [];
	if (beginsItem(content.of, parent) && first.blocks.length === 1 && first.blocks[0]!.kind === "paragraph") {
		return rest.length === 0 ? [first.blocks[0]!] : [first.blocks[0]!, list(rest)];
	}
	return [list(content.items)];
}
