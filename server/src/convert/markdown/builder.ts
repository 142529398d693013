/** Builds the Markdown tree of a TOON document while it is visited. */
import type { BlockContent, Html, ListItem, Root, RootContent } from "mdast";
import type { ArrayHeader, RowReader, Scalar, TableHeader, Visitor } from "../../language";
import { commentOf } from "../html/escape";
import { baseName } from "../marker";
import { JsonWriter } from "../toonToJson";
import { type Cancellation, type ConvertOptions, checkCancelled } from "../types";
import { heading, labelled, list, paragraph, valueText } from "./blocks";
import type { Escaper } from "./escape";
import { TableLines } from "./table";
import { defaultStatusWords, TaskLines, taskColumns } from "./tasks";

/** Levels of lists within lists: what is deeper stands as JSON in a code block. */
const mostListLevels = 32;
const deepestHeading = 6;

/** A value with parts, from its first line to its last. */
interface Frame {
	readonly key: string | undefined;
	readonly line: number;
	/** Comments that stood before it. */
	readonly comments: readonly Html[];
	readonly content: Content;
}

type Content = Section | Listing | Lines | Table;

/** An object whose members stand under a heading, or at the top of the document. */
interface Section {
	readonly kind: "section";
	/** Depth of the headings of its members; more than 6 means that they have none. */
	readonly depth: number;
	/** Members without a heading. They stand before the others: else they would seem to belong to the last of those. */
	readonly plain: BlockContent[];
	readonly headed: RootContent[];
}

/** An object or array as a list. */
interface Listing {
	readonly kind: "list";
	readonly of: "object" | "array";
	readonly items: ListItem[];
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
	readonly #cancellation: Cancellation;
	readonly #frames: Frame[] = [];
	readonly #blocks: RootContent[] = [];
	/** Comments that wait for the block that they stand before. */
	readonly #comments: Html[] = [];
	#listLevels = 0;
	#deep: Deep | undefined;

	constructor(options: ConvertOptions, escaper: Escaper, cancellation: Cancellation) {
		this.#options = options;
		this.#escaper = escaper;
		this.#cancellation = cancellation;
	}

	/** The tree of the whole document, its title first. */
	finish(): Root {
		const { source = "" } = this.#options;
		const title: RootContent = {
			type: "heading",
			depth: 1,
			children: [valueText(baseName(source))],
			data: { line: 0 },
		};
		return { type: "root", children: [...(source === "" ? [] : [title]), ...this.#blocks, ...this.#takeComments()] };
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		const deep = this.#deeper(key, line);
		if (deep !== undefined) {
			deep.beginObject(key, line);
			return;
		}
		const parent = this.#parent();
		const depth = parent === undefined ? 2 : parent.kind === "section" ? parent.depth + 1 : Number.POSITIVE_INFINITY;
		if (depth <= deepestHeading + 1) this.#begin(key, line, { kind: "section", depth, plain: [], headed: [] });
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
		const { taskLists = "auto", statusWords = defaultStatusWords } = this.#options.markdown ?? {};
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
			this.#place(
				key,
				line,
				this.#takeComments(),
				[
					paragraph(
						line,
						labelled(key, ...(value === "" && parent !== undefined ? [] : [valueText(value === "" ? '""' : value)])),
					),
				],
				"labelled",
			);
		}
	}

	comment(text: string, line: number): void {
		if (this.#options.markdown?.comments === "drop") return;
		this.#comments.push({ type: "html", value: commentOf(text), data: { line } });
	}

	#parent(): Content | undefined {
		return this.#frames[this.#frames.length - 1]?.content;
	}

	#takeComments(): Html[] {
		return this.#comments.splice(0);
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
		else
			this.#place(
				key,
				line,
				comments,
				[paragraph(line, labelled(key, { type: "inlineCode", value: empty }))],
				"labelled",
			);
	}

	/**
	 * Puts a finished value where it belongs.
	 * @param how `labelled`: the blocks show the key already; `below label`: the key stands above them in bold;
	 * `headed`: it is a heading where there is one, else bold
	 */
	#place(
		key: string | undefined,
		line: number,
		comments: readonly Html[],
		blocks: readonly RootContent[],
		how: "labelled" | "below label" | "headed",
	): void {
		const parent = this.#parent();
		const label = key === undefined || how === "labelled" ? [] : [paragraph(line, labelled(key))];
		if (parent === undefined) this.#blocks.push(...comments, ...blocks);
		else if (parent.kind === "list") {
			const children = [...comments, ...label, ...(blocks as BlockContent[])];
			// A table needs an empty line between a paragraph and itself.
			const spread = blocks[0]?.type === "printedLines" && blocks[0].isTable;
			parent.items.push({ type: "listItem", spread, children, data: { line } });
		} else if (parent.kind === "section") {
			if (how === "headed" && parent.depth <= deepestHeading) {
				parent.headed.push(...comments, heading(parent.depth, key ?? "", line), ...blocks);
			} else parent.plain.push(...comments, ...label, ...(blocks as BlockContent[]));
		}
	}

	/** Writes the value that begins, when it is part of one that is too deep for lists. The outermost has no key there. */
	#deeper(key: string | undefined, line: number): JsonWriter | undefined {
		if (this.#deep !== undefined) this.#deep.level++;
		else if (this.#listLevels >= mostListLevels) {
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
		this.#place(
			key,
			line,
			this.#takeComments(),
			[{ type: "code", lang: "json", value: writer.pieces.text() }],
			"below label",
		);
	}
}

/** The blocks of a finished value; none when it is empty. */
function blocksOf(content: Content, parent: Content | undefined): RootContent[] {
	if (content.kind === "section") return [...content.plain, ...content.headed];
	if (content.kind === "table") return [content.writer.finish()];
	if (content.kind === "lines") {
		return content.lines.length === 0
			? []
			: [{ type: "printedLines", isTable: false, lines: content.lines, sources: content.sources }];
	}
	if (content.items.length === 0) return [];
	const [first, ...rest] = content.items as [ListItem, ...ListItem[]];
	// An object within an array begins with its first member, instead of with a bullet of its own.
	const isItem = content.of === "object" && parent?.kind === "list" && parent.of === "array";
	if (isItem && first.children.length === 1 && first.children[0]!.type === "paragraph") {
		return rest.length === 0 ? [first.children[0]] : [first.children[0], list(rest)];
	}
	return [list(content.items)];
}
