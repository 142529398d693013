/** Markdown as a tree of sections, and their contents as values. */
import type { Heading, List, ListItem, Paragraph, RootContent, Table } from "mdast";
import type { Warnings } from "../warnings";
import { labelled, linesOf, type TextReader } from "./text";

/** What is read: primitives as text, since only the whole tells what they are. */
export type Value =
	| { readonly kind: "text"; readonly text: string; readonly line: number }
	| { readonly kind: "literal"; readonly value: boolean | null }
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
	readonly blocks: RootContent[];
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
export function sectionsOf(blocks: readonly RootContent[], reader: TextReader): Section {
	const root: Section = { depth: 0, key: "", line: 0, blocks: [], sections: [] };
	const open: Section[] = [root];
	for (const block of blocks) {
		if (block.type !== "heading") {
			open[open.length - 1]!.blocks.push(block);
			continue;
		}
		while (open[open.length - 1]!.depth >= block.depth) open.pop();
		const section = newSection(block, reader);
		open[open.length - 1]!.sections.push(section);
		open.push(section);
	}
	return root;
}

const newSection = (heading: Heading, reader: TextReader): Section => ({
	depth: heading.depth,
	key: reader.text(heading.children),
	line: lineOf(heading),
	blocks: [],
	sections: [],
});

const lineOf = (node: { readonly position?: { readonly start: { readonly line: number } } | undefined }): number =>
	(node.position?.start.line ?? 1) - 1;

export class OutlineReader {
	readonly #reader: TextReader;
	readonly #warnings: Warnings;

	constructor(reader: TextReader, warnings: Warnings) {
		this.#reader = reader;
		this.#warnings = warnings;
	}

	/** Sections are at most six deep, so that recursion is bounded. */
	section(section: Section): Value {
		const parts = this.#parts(section.blocks);
		if (section.sections.length === 0 && parts.length <= 1 && parts[0]?.key === undefined) {
			return parts[0]?.value ?? { kind: "literal", value: null };
		}
		const names = new Names(this.#warnings);
		const members: (readonly [string, Value])[] = [];
		for (const { key, kind, value, line } of parts)
			members.push([names.unique(key ?? kind, line, key !== undefined), value]);
		for (const inner of section.sections)
			members.push([names.unique(inner.key, inner.line, true), this.section(inner)]);
		return { kind: "object", members, line: section.line };
	}

	#parts(blocks: readonly RootContent[]): Part[] {
		const parts: Part[] = [];
		/** Key of a paragraph like `**tags:**`, whose value is the block after it. */
		let pending: { readonly key: string; readonly line: number } | undefined;
		const add = (kind: Part["kind"], value: Value, line: number): void => {
			parts.push({ key: pending?.key, kind, value, line });
			pending = undefined;
		};
		for (const block of blocks) {
			const line = lineOf(block);
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
			else if (block.type === "blockquote")
				this.#addText(parts, add, block.children.map((child) => this.#reader.text([child])).join("\n\n"), line);
			else this.#leaveOut(block);
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
		const line = lineOf(list);
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
		const line = lineOf(item);
		const members: (readonly [string, Value])[] = [
			["done", { kind: "literal", value: item.checked === true }],
			["title", { kind: "text", text, line }],
		];
		if (inner !== undefined) members.push(["items", inner]);
		return { kind: "object", members, line };
	}

	/** `- text`, `- **key:** value`, and both with a list of their own. */
	#item(item: ListItem): Value {
		const line = lineOf(item);
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
		const line = lineOf(table);
		const names = new Names(this.#warnings);
		const columns = (header?.children ?? []).map((cell, i) => {
			const name = this.#reader.text(cell.children);
			return names.unique(name === "" ? `column_${i + 1}` : name, line, true);
		});
		if (rows.length === 0) {
			this.#warnings.add("empty tables", () => ({
				message: "A table has no rows, so its columns are not kept.",
				line,
			}));
		}
		const items = rows.map((row): Value => {
			const cells = columns.map((_, i) => textValue(this.#reader.text(row.children[i]?.children ?? []), lineOf(row)));
			return { kind: "object", members: columns.map((name, i) => [name, cells[i]!]), line: lineOf(row) };
		});
		return { kind: "array", items, line };
	}

	#leaveOut(node: RootContent): void {
		if (node.type === "thematicBreak" || (node.type === "html" && node.value.startsWith("<!--"))) return;
		const line = lineOf(node);
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
