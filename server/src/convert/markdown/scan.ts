/**
 * Takes Markdown apart into blocks in time that grows with its length. What is simple (headings, tables, lists and
 * paragraphs without markup but keys in bold) is read here; everything else goes to the parser of mdast, block by block,
 * since that one takes the square of what it is given at once.
 */
import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

import type { Warnings } from "../warnings";
import { simpleText, trim } from "./inline";
import { beginsTable, splitRow } from "./rows";
import { TextReader } from "./text";

/** A table, as the texts of its cells. */
export interface FastTable {
	readonly type: "fastTable";
	readonly names: readonly string[];
	/** Each with as many cells as the header. */
	readonly rows: readonly (readonly string[])[];
	/** Zero-based line of the header; rows follow from two lines below. */
	readonly line: number;
	/** Cells that the rows have in the source, where they are not as many. */
	readonly uneven: ReadonlyMap<number, number>;
}

/** A block, and how to read its texts. */
export interface ScannedBlock {
	readonly node: RootContent | FastTable;
	readonly reader: TextReader;
	/** What is to be added to the lines of the node. */
	readonly line: number;
}

const noReader = new TextReader("");

export class BlockScanner {
	readonly #lines: readonly string[];
	readonly #definitions: ReadonlyMap<string, string>;
	readonly #cells = new Map<string, string>();
	readonly #warnings: Warnings;
	#blocks: ScannedBlock[] = [];
	/** What was looked at last is code or HTML that the end of the document ends. */
	#isOpen = false;

	constructor(text: string, warnings: Warnings) {
		this.#warnings = warnings;
		this.#lines = text.split(/\r\n|\n|\r/);
		this.#definitions = definitionsOf(text);
	}

	blocks(): readonly ScannedBlock[] {
		this.#blocks = [];
		for (let line = 0; line < this.#lines.length; ) {
			line = trim(this.#lines[line]!) === "" ? line + 1 : this.#block(line);
		}
		return this.#blocks;
	}

	/** Reads the block that begins at a line. Returns the line after it. */
	#block(line: number): number {
		const text = this.#lines[line]!;
		const after =
			this.#heading(line, text) ?? this.#table(line, text) ?? this.#list(line, text) ?? this.#paragraph(line, text);
		return after ?? this.#other(line);
	}

	#add(node: RootContent | FastTable, line: number, reader = noReader): void {
		this.#blocks.push({ node, reader, line });
	}

	#heading(line: number, text: string): number | undefined {
		const match = /^(#{1,6}) ([^#]+)$/.exec(text);
		const value = match === null ? undefined : simpleText(match[2]!);
		if (value === undefined) return undefined;
		const depth = match![1]!.length as 1 | 2 | 3 | 4 | 5 | 6;
		this.#add({ type: "heading", depth, children: [{ type: "text", value }], position: FIRST }, line);
		return line + 1;
	}

	#table(line: number, text: string): number | undefined {
		const lines = this.#lines;
		if (!text.startsWith("|") || !beginsTable(text, lines[line + 1] ?? "")) return undefined;
		let end = line + 2;
		while (end < lines.length && lines[end]!.startsWith("|")) end++;
		// Other lines may be rows too, or begin something else.
		if (end < lines.length && trim(lines[end]!) !== "") return undefined;
		const names = splitRow(text).map((cell) => this.#cell(cell));
		const uneven = new Map<number, number>();
		const rows: string[][] = [];
		for (let at = line + 2; at < end; at++) {
			const written = splitRow(lines[at]!);
			if (written.length !== names.length) uneven.set(at, written.length);
			rows.push(names.map((_, column) => this.#cell(written[column] ?? "")));
		}
		this.#add({ type: "fastTable", names, rows, line, uneven }, 0);
		return end;
	}

	/** The text of a cell; those with markup are read by the parser, as a table of their own, each once. */
	#cell(source: string): string {
		const simple = simpleText(source);
		if (simple !== undefined) return simple;
		let text = this.#cells.get(source);
		if (text === undefined) {
			const table = `| x |\n| - |\n| ${source.replaceAll("|", "\\|")} |`;
			const [node] = parse(table + this.#definitionsFor(source));
			const reader = new TextReader(table);
			text = node?.type === "table" ? reader.text(node.children[1]?.children[0]?.children ?? []) : source;
			if (this.#cells.size < MOST_KNOWN_CELLS) this.#cells.set(source, text);
		}
		return text;
	}

	/** The contents of a line with markup: a key in bold, and text. */
	#phrasing(source: string): PhrasingContent[] | undefined {
		const reader = new TextReader(source);
		const [paragraph, ...others] = parse(source + this.#definitionsFor(source));
		if (paragraph?.type !== "paragraph" || others.some(({ type }) => type !== "definition")) return undefined;
		const [head, ...rest] = paragraph.children;
		if (head?.type !== "strong") return [{ type: "text", value: reader.text(paragraph.children) }];
		const strong: PhrasingContent = { type: "strong", children: [{ type: "text", value: reader.text([head]) }] };
		return rest.length === 0 ? [strong] : [strong, { type: "text", value: reader.text(rest) }];
	}

	/** A tight list of hyphens, nested or not, each item one line. */
	#list(line: number, text: string): number | undefined {
		if (!text.startsWith("- ")) return undefined;
		const lines = this.#lines;
		const root = newList();
		const open: List[] = [root];
		let end = line;
		for (; end < lines.length && trim(lines[end]!) !== ""; end++) {
			const match = SIMPLE_ITEM.exec(lines[end]!);
			if (match === null) return undefined;
			const level = match[1]!.length / 2;
			if (!Number.isInteger(level) || level > open.length || level >= MOST_LEVELS) return undefined;
			const children = phrasing(match[3]!) ?? this.#phrasing(match[3]!);
			if (children === undefined) return undefined;
			const item = newItem(children, match[2], end - line + 1);
			if (level === open.length) {
				const inner = newList(end - line + 1);
				open[level - 1]!.children[open[level - 1]!.children.length - 1]!.children.push(inner);
				open.push(inner);
			}
			open.length = level + 1;
			open[level]!.children.push(item);
		}
		// After an empty line the list may go on, and is another kind of list then.
		let next = end;
		while (next < lines.length && trim(lines[next]!) === "") next++;
		if (next < lines.length && /^(?:[ \t]|[-+*](?:[ \t]|$)|\d{1,9}[.)])/.test(lines[next]!)) return undefined;
		this.#add(root, line);
		return end;
	}

	#paragraph(line: number, text: string): number | undefined {
		const lines = this.#lines;
		const children: PhrasingContent[] = [];
		let end = line;
		for (; end < lines.length && trim(lines[end]!) !== ""; end++) {
			const content = end === line ? text : lines[end]!;
			// A hard break at the end.
			if (!PLAIN_LINE.test(content) || content.endsWith("\\")) return undefined;
			if (content.endsWith("  ") && trim(lines[end + 1] ?? "") !== "") return undefined;
			const parts = phrasing(content);
			if (parts === undefined) return undefined;
			if (end > line) {
				const last = children[children.length - 1]!;
				if (last.type === "text") last.value += "\n";
				else children.push({ type: "text", value: "\n" });
			}
			const last = children[children.length - 1];
			const [head] = parts;
			if (last?.type === "text" && head?.type === "text") {
				last.value += head.value;
				parts.shift();
			}
			children.push(...parts);
		}
		const paragraph: Paragraph = { type: "paragraph", children, position: FIRST };
		this.#add(paragraph, line);
		return end;
	}

	/** Everything else, up to where surely another block begins. */
	#other(line: number): number {
		const lines = this.#lines;
		const end = this.#endOf(line);
		const text = lines.slice(line, end).join("\n");
		if (MOST_MARKS < marksOf(lines, line, end)) {
			this.#tooMany(line);
			this.#add({ type: "paragraph", children: [{ type: "text", value: text }], position: FIRST }, line);
			return end;
		}
		const reader = new TextReader(text);
		for (const node of parse(this.#isOpen ? text : text + this.#definitionsFor(text))) {
			if ((node.position?.start.offset ?? 0) < text.length) this.#add(node, line, reader);
		}
		return end;
	}

	#tooMany(line: number): void {
		const message = `The paragraph has more than ${MOST_MARKS} marks of emphasis or links, and is read as plain text.`;
		this.#warnings.add("paragraphs of too many marks", () => ({ message, line }));
	}

	/** The line after what begins at one: behind an empty line, at a line that goes on with nothing before it. */
	#endOf(line: number): number {
		const lines = this.#lines;
		this.#isOpen = false;
		let fence: string | undefined;
		let closing: RegExp | undefined;
		let hasList = false;
		for (let at = line; at < lines.length; at++) {
			const text = lines[at]!;
			const bare = text.replace(/^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/, "");
			if (fence !== undefined) {
				if (bare.startsWith(fence) && new RegExp(`^\\${fence[0]}+[ \\t]*$`).test(bare)) fence = undefined;
				continue;
			}
			if (closing !== undefined) {
				if (closing.test(text)) closing = undefined;
				continue;
			}
			fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(bare)?.[0];
			if (fence !== undefined) continue;
			closing = htmlEnd(bare);
			if (closing?.test(bare.slice(2))) closing = undefined;
			hasList ||= /^[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/.test(text);
			if (closing !== undefined || trim(text) === "" || trim(lines[at + 1] ?? "x") !== "") continue;
			let next = at + 1;
			while (next < lines.length && trim(lines[next]!) === "") next++;
			const goesOn = next < lines.length && (/^[ \t]/.test(lines[next]!) || (hasList && MARKER.test(lines[next]!)));
			if (!goesOn) return next;
			at = next - 1;
		}
		this.#isOpen = fence !== undefined || closing !== undefined;
		return lines.length;
	}

	/** The definitions of links that a text may refer to, to be parsed after it. */
	#definitionsFor(text: string): string {
		if (this.#definitions.size === 0 || !text.includes("[")) return "";
		const found = new Set<string>();
		for (const [, label] of text.matchAll(/\[([^[\]]+)\]/g)) {
			const definition = this.#definitions.get(normal(label!));
			if (definition !== undefined) found.add(definition);
		}
		return found.size === 0 ? "" : `\n\n${[...found].join("\n")}`;
	}
}

/** Cells whose texts are remembered. */
const MOST_KNOWN_CELLS = 10_000;
/** Lists within lists. */
const MOST_LEVELS = 50;

/** The parser takes the square of the marks in one paragraph. */
const MOST_MARKS = 2000;

/** The most marks that a paragraph among some lines has. */
function marksOf(lines: readonly string[], from: number, to: number): number {
	let most = 0;
	let marks = 0;
	for (let at = from; at < to; at++) {
		const text = lines[at]!;
		if (trim(text) === "" || /^[ \t>]*(?:[-+*|]|\d{1,9}[.)])/.test(text)) marks = 0;
		marks += text.match(/[*_~[\]`<]/g)?.length ?? 0;
		most = Math.max(most, marks);
	}
	return most;
}

const FIRST = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } };
const MARKER = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;

/** An item on one line of its own, and the start of text that begins nothing else. */
const SIMPLE_ITEM =
	/^((?: {2})*)- (?:\[([ xX])\] )?(?=[\p{L}"'(]|\*\*\S|\\[!-~]|-?\d|&#)(?!\d{1,9}[.)](?:[ \t]|$))(.*)$/u;

/** A line that begins no other block. */
const PLAIN_LINE = /^(?=[\p{L}"'(]|\*\*\S|\\[!-~]|\d|&#)(?!\d{1,9}[.)](?:[ \t]|$))/u;

const newItem = (children: PhrasingContent[], box: string | undefined, line: number): ListItem => {
	const position = positionOf(line);
	return {
		type: "listItem",
		spread: false,
		checked: box === undefined ? null : box !== " ",
		children: [{ type: "paragraph", children, position }],
		position,
	};
};

const newList = (line = 1): List => ({
	type: "list",
	ordered: false,
	spread: false,
	children: [],
	position: positionOf(line),
});

function positionOf(line: number): NonNullable<List["position"]> {
	const start = { line, column: 1 };
	return { start, end: start };
}

/** `**key:** text`, or text alone. */
function phrasing(line: string): PhrasingContent[] | undefined {
	const match = /^\*\*(?! )((?:\\.|[^*\\`])+?)\*\*(?=$|[ :])(.*)$/.exec(line);
	if (match === null || match[1]!.endsWith(" ")) {
		const value = line.startsWith("**") ? undefined : simpleText(line);
		return value === undefined || value.endsWith("\n") ? undefined : [{ type: "text", value }];
	}
	const key = simpleText(match[1]!);
	const value = simpleText(match[2]!);
	if (key === undefined || value === undefined || value.endsWith("\n")) return undefined;
	const strong: PhrasingContent = { type: "strong", children: [{ type: "text", value: key }] };
	if (value === "") return [strong];
	return [strong, { type: "text", value: match[2]!.startsWith(" ") ? ` ${value}` : value }];
}

/** What ends a block of HTML that may have empty lines; undefined where none begins. */
function htmlEnd(text: string): RegExp | undefined {
	if (text.startsWith("<!--")) return /-->/;
	if (text.startsWith("<?")) return /\?>/;
	if (text.startsWith("<![CDATA[")) return /\]\]>/;
	if (/^<![A-Za-z]/.test(text)) return />/;
	return /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i.test(text) ? /<\/(?:script|pre|style|textarea)>/i : undefined;
}

const normal = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase();

/** Lines that say where links lead, by their labels; the first of equal ones counts. */
function definitionsOf(text: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const [line, label] of text.matchAll(/^ {0,3}\[([^[\]\n^][^[\]\n]*)\]:[ \t]*\S[^\n]*$/gm)) {
		if (!found.has(normal(label!))) found.set(normal(label!), line);
	}
	return found;
}

export const parse = (text: string): RootContent[] =>
	fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
