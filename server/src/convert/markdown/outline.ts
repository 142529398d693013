/** Markdown as a tree of sections, and their contents as values. */

import type { List, ListItem, Paragraph, RootContent, Table, TableRow } from "mdast";
import type { Scalar } from "../../language";
import type { Warnings } from "../warnings";
import { splitRow } from "./rows";
import type { FastTable, ScannedBlock } from "./scan";
import { labelled, linesOf, TextReader } from "./text";

/** What is read: primitives as text, since only the whole tells what they are. */
export type Value =
	| { readonly kind: "text"; readonly text: string; readonly line: number }
	| { readonly kind: "literal"; readonly value: boolean | null }
	/** What was no text in the first place. */
	| { readonly kind: "scalar"; readonly scalar: Scalar; readonly line: number }
	/** Rows of texts, which are primitives. */
	| {
			readonly kind: "table";
			readonly names: readonly string[];
			readonly rows: readonly (readonly string[])[];
			readonly line: number;
	  }
	| { readonly kind: "array"; readonly items: readonly Value[]; readonly line: number }
	| {
			readonly kind: "object";
			readonly members: readonly (readonly [key: string, value: Value])[];
			readonly line: number;
	  };

/** A heading with everything up to the next one of its depth. */
export interface Section {
	readonly depth: number;
	readonly key: string;
	readonly line: number;
	readonly blocks: ScannedBlock[];
	readonly sections: Section[];
}

/** A part of a section; without a key it is named by its kind if there are several. */
interface Part {
	readonly key: string | undefined;
	readonly kind: "text" | "list" | "tasks" | "table" | "code";
	readonly value: Value;
	readonly line: number;
}

/** Sorts blocks under their headings. */
export function sectionsOf(blocks: readonly ScannedBlock[]): Section {
	const root: Section = { depth: 0, key: "", line: 0, blocks: [], sections: [] };
	const open: Section[] = [root];
	for (const block of blocks) {
		const { node, reader, line } = block;
		if (node.type !== "heading") {
			open[open.length - 1]!.blocks.push(block);
			continue;
		}
		while (open[open.length - 1]!.depth >= node.depth) open.pop();
		const key = reader.text(node.children);
		const section: Section = { depth: node.depth, key, line: line + lineOf(node), blocks: [], sections: [] };
		open[open.length - 1]!.sections.push(section);
		open.push(section);
	}
	return root;
}

/** Within its block. */
const lineOf = (node: { readonly position?: { readonly start: { readonly line: number } } | undefined }): number =>
	(node.position?.start.line ?? 1) - 1;

type Member = readonly [key: string, value: Value];

export class OutlineReader {
	readonly #warnings: Warnings;
	/** Of the block that is read, and the line that it begins at. */
	#reader = new TextReader("");
	#base = 0;

	constructor(warnings: Warnings) {
		this.#warnings = warnings;
	}

	#lineOf(node: Parameters<typeof lineOf>[0]): number {
		return this.#base + lineOf(node);
	}

	/**
	 * Sections are at most six deep, so that recursion is bounded.
	 * @param before members that the section begins with: it is an object then
	 */
	section(section: Section, before?: readonly Member[]): Value {
		const parts = this.#parts(section.blocks);
		// The nodes are not needed any more, and there may be very many.
		section.blocks.length = 0;
		if (before === undefined && section.sections.length === 0 && parts.length <= 1 && parts[0]?.key === undefined) {
			return parts[0]?.value ?? { kind: "literal", value: null };
		}
		const names = new Names(this.#warnings);
		const members: Member[] = [];
		for (const [key, value] of before ?? []) members.push([names.unique(key, section.line, true), value]);
		for (const { key, kind, value, line } of parts)
			members.push([names.unique(key ?? kind, line, key !== undefined), value]);
		for (const inner of section.sections)
			members.push([names.unique(inner.key, inner.line, true), this.section(inner)]);
		return { kind: "object", members, line: section.line };
	}

	#parts(blocks: readonly ScannedBlock[]): Part[] {
		const parts: Part[] = [];
		/** Key of a paragraph like `**tags:**`, whose value is the block after it. */
		let pending: { readonly key: string; readonly line: number } | undefined;
		const add = (kind: Part["kind"], value: Value, line: number): void => {
			parts.push({ key: pending?.key, kind, value, line });
			pending = undefined;
		};
		const read = (block: RootContent | FastTable): void => {
			if (block.type === "fastTable") {
				add("table", this.#fastTable(block), block.line);
				return;
			}
			const line = this.#lineOf(block);
			if (block.type === "paragraph") {
				const members = this.#labelledLines(block);
				if (members === undefined) this.#addText(parts, add, this.#reader.text(block.children), line);
				else {
					for (const [key, text] of members) {
						if (pending !== undefined) add("text", textValue("", pending.line), pending.line);
						pending = { key, line };
						if (text !== "") add("text", textValue(text, line), line);
					}
				}
			} else if (block.type === "list") add(isTasks(block) ? "tasks" : "list", this.list(block), line);
			else if (block.type === "table") add("table", this.#table(block), line);
			else if (block.type === "code") add("code", { kind: "text", text: block.value, line }, line);
			else if (block.type === "blockquote") {
				if (block.children.some(({ type }) => type !== "paragraph")) block.children.forEach(read);
				else this.#addText(parts, add, block.children.map((child) => this.#reader.text([child])).join("\n\n"), line);
			} else this.#leaveOut(block);
		};
		for (const { node, reader, line } of blocks) {
			this.#reader = reader;
			this.#base = line;
			read(node);
		}
		if (pending !== undefined) add("text", textValue("", pending.line), pending.line);
		return parts;
	}

	/** Paragraphs that follow each other are one text. */
	#addText(parts: Part[], add: (kind: "text", value: Value, line: number) => void, text: string, line: number): void {
		const last = parts[parts.length - 1];
		if (last?.key === undefined && last?.kind === "text" && last.value.kind === "text") {
			parts[parts.length - 1] = {
				...last,
				value: { kind: "text", text: `${last.value.text}\n\n${text}`, line: last.line },
			};
		} else add("text", { kind: "text", text, line }, line);
	}

	/** Keys and texts of a paragraph whose every line is `**key:** text`. */
	#labelledLines(paragraph: Paragraph): (readonly [string, string])[] | undefined {
		const members: (readonly [string, string])[] = [];
		for (const line of linesOf(paragraph.children)) {
			const parts = labelled(line, this.#reader);
			if (parts === undefined) return undefined;
			members.push([parts.key, trimSpaces(this.#reader.text(parts.value))]);
		}
		return members;
	}

	/** Lists within lists are bounded by what the converter reads, and so is recursion. */
	list(list: List): Value {
		const line = this.#lineOf(list);
		if (isTasks(list)) return { kind: "array", items: list.children.map((item) => this.#task(item)), line };
		const items = list.children.map((item) => this.#item(item));
		const keys = items.map((item) =>
			item.kind === "object" && item.members.length === 1 ? item.members[0]![0] : undefined,
		);
		if (items.length > 0 && !keys.includes(undefined) && new Set(keys).size === keys.length) {
			return { kind: "object", members: items.flatMap((item) => (item.kind === "object" ? item.members : [])), line };
		}
		return { kind: "array", items, line };
	}

	#task(item: ListItem): Value {
		const { text, inner } = this.#itemParts(item);
		const line = this.#lineOf(item);
		const members: (readonly [string, Value])[] = [
			["done", { kind: "literal", value: item.checked === true }],
			["title", { kind: "text", text, line }],
		];
		if (inner !== undefined) members.push(["items", inner]);
		return { kind: "object", members, line };
	}

	/** `- text`, `- **key:** value`, and both with a list of their own. */
	#item(item: ListItem): Value {
		const line = this.#lineOf(item);
		const first = item.children[0];
		const key = first?.type === "paragraph" ? labelled(first.children, this.#reader) : undefined;
		const { text, inner } = this.#itemParts(item);
		if (key === undefined) {
			if (inner === undefined) return textValue(text, line);
			return first?.type === "paragraph" ? { kind: "object", members: [[text, inner]], line } : inner;
		}
		const value = trimSpaces(this.#reader.text(key.value));
		if (inner === undefined) return { kind: "object", members: [[key.key, textValue(value, line)]], line };
		if (value === "") return { kind: "object", members: [[key.key, inner]], line };
		const rest: readonly (readonly [string, Value])[] = inner.kind === "object" ? inner.members : [["items", inner]];
		const names = new Names(this.#warnings);
		const members: readonly (readonly [string, Value])[] = [[key.key, textValue(value, line)], ...rest];
		return { kind: "object", members: members.map(([name, part]) => [names.unique(name, line, true), part]), line };
	}

	/** The text of an item, and the value of the list or table within it. */
	#itemParts(item: ListItem): { readonly text: string; readonly inner: Value | undefined } {
		const texts: string[] = [];
		let inner: Value | undefined;
		for (const child of item.children) {
			if (child.type === "list" && inner === undefined) inner = this.list(child);
			else if (child.type === "table" && inner === undefined) inner = this.#table(child);
			else if (child.type === "paragraph" || child.type === "code") texts.push(this.#reader.text([child]));
			else this.#leaveOut(child);
		}
		return { text: texts.join("\n\n"), inner };
	}

	#table(table: Table): Value {
		const [header, ...rows] = table.children;
		const line = this.#lineOf(table);
		const columns = (header?.children ?? []).map((cell) => this.#reader.text(cell.children));
		const cells = rows.map((row) => {
			const written = this.#width(row);
			if (written !== columns.length) this.#warnUneven(written, columns.length, this.#lineOf(row));
			return columns.map((_, i) => this.#reader.text(row.children[i]?.children ?? []));
		});
		return this.#tableOf(columns, cells, line);
	}

	#fastTable({ names, rows, line, uneven }: FastTable): Value {
		for (const [at, written] of uneven) this.#warnUneven(written, names.length, at);
		return this.#tableOf(names, rows, line);
	}

	#tableOf(columns: readonly string[], rows: readonly (readonly string[])[], line: number): Value {
		const names = new Names(this.#warnings);
		const keys = columns.map((name, i) => names.unique(name === "" ? `column_${i + 1}` : name, line, true));
		if (rows.length === 0) {
			this.#warnings.add("empty tables", () => ({
				message: "A table has no rows, so its columns are not kept.",
				line,
			}));
		}
		return { kind: "table", names: keys, rows, line };
	}

	/** Cells that stand in the source; the tree has as many as the header. */
	#width(row: TableRow): number {
		const { start, end } = row.position ?? {};
		if (start?.offset === undefined || end?.offset === undefined) return row.children.length;
		return splitRow(this.#reader.source.slice(start.offset, end.offset)).length;
	}

	/** GFM drops what is too much, and fills up what is missing. */
	#warnUneven(written: number, width: number, line: number): void {
		const what =
			written > width
				? "those after them are left out. Write \\| for a bar within a cell, in code too"
				: "the others are empty";
		const message = `The row has ${written} ${written === 1 ? "cell" : "cells"} and the header ${width}: ${what}.`;
		this.#warnings.add("rows of another width", () => ({ message, line }));
	}

	#leaveOut(node: RootContent): void {
		if (node.type === "thematicBreak" || (node.type === "html" && node.value.startsWith("<!--"))) return;
		const line = this.#lineOf(node);
		const message = `${node.type} has no place among keys and values, and is left out.`;
		this.#warnings.add("parts left out", () => ({ message, line }));
	}
}

const isTasks = (list: List): boolean => list.children.some(({ checked }) => typeof checked === "boolean");

const trimSpaces = (text: string): string => text.replace(/^[ \t\n]+|[ \t\n]+$/g, "");

/** Numbers as JSON writes them and the three literals; everything else is text. */
function textValue(text: string, line: number): Value {
	if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
	return text === "null" ? { kind: "literal", value: null } : { kind: "text", text, line };
}

/** Keys of one object: the second `notes` becomes `notes_2`. */
class Names {
	readonly #used = new Set<string>();
	readonly #warnings: Warnings;

	constructor(warnings: Warnings) {
		this.#warnings = warnings;
	}

	/** @param own the name is the document's own: changing it deserves a warning */
	unique(name: string, line: number, own: boolean): string {
		let unique = name;
		for (let number = 2; this.#used.has(unique); number++) unique = `${name}_${number}`;
		this.#used.add(unique);
		if (unique !== name && own) {
			const message = `The key ${JSON.stringify(name)} stands twice: the second is called ${JSON.stringify(unique)}.`;
			this.#warnings.add("renamed keys", () => ({ message, line, path: unique }));
		}
		return unique;
	}
}
