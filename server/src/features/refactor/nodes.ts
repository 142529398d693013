/** A block of a document as a tree whose scalars are kept as written, for refactorings that write it in another form. */
import type {
	ArrayHeader,
	Delimiter,
	Field,
	RowReader,
	Scalar,
	TableHeader,
	ToonDocument,
	Visitor,
} from "../../language";
import { blockOf } from "../blocks";

/** Levels that a block may have: what is deeper is left alone, since writers of trees recurse. */
const MOST_LEVELS = 100;

interface Common {
	/** Comment lines in front of it, from their `#` on. */
	readonly comments: readonly string[];
	/** LSP line that it begins on; of what begins on no line, as a group of fields, undefined. */
	readonly line?: number;
}

export interface ScalarNode extends Common {
	readonly kind: "scalar";
	readonly scalar: Scalar;
}

export interface ObjectNode extends Common {
	readonly kind: "object";
	readonly entries: { readonly key: string; readonly node: Node }[];
	/** For an object in keyed tabular form. */
	table?: TableForm;
}

export interface ArrayNode extends Common {
	readonly kind: "array";
	readonly items: Node[];
	readonly form: "inline" | "list" | "table";
	readonly delimiter: Delimiter;
	/** For a table. */
	readonly table?: TableForm;
}

export interface TableForm {
	readonly delimiter: Delimiter;
	readonly fields: readonly Field[];
}

export type Node = ScalarNode | ObjectNode | ArrayNode;

/** What a line opens, and where it stands. */
export interface ReadBlock {
	readonly node: ObjectNode | ArrayNode;
	/** LSP lines, both included. */
	readonly first: number;
	readonly last: number;
}

/**
 * What the line opens: its object, list, table or inline array. Undefined where it opens nothing, has an error in it, or
 * is nested too deeply.
 */
export function readBlock(document: ToonDocument, opener: number): ReadBlock | undefined {
	const { lines } = document;
	const first = lines.lspLine(opener);
	const last = lines.lspLine(blockOf(document, opener, lines.opened(opener)).last);
	if (hasErrors(document, first, last)) return undefined;
	const reader = new BlockReader(first);
	document.walk(reader, { startLine: first, endLine: last });
	const { node } = reader;
	const isBlock = node !== undefined && node.kind !== "scalar" && !reader.isTooDeep;
	return isBlock ? { node, first, last } : undefined;
}

/** The whole value; undefined where the document has errors or is nested too deeply. */
export function readDocument(document: ToonDocument): Node | undefined {
	if (document.hasErrors) return undefined;
	const reader = new BlockReader(-1);
	document.walk(reader);
	return reader.isTooDeep ? undefined : reader.root;
}

/** Whether an error stands in the lines. */
export function hasErrors(document: ToonDocument, first: number, last: number): boolean {
	if (!document.hasErrors) return false;
	return document
		.diagnostics()
		.items.some(({ severity, range }) => severity === "error" && range.end.line >= first && range.start.line <= last);
}

class BlockReader implements Visitor {
	/** What was begun last on the first line. */
	node: Node | undefined;
	/** What was begun first of all. */
	root: Node | undefined;
	isTooDeep = false;
	readonly #first: number;
	readonly #open: (ObjectNode | ArrayNode)[] = [];
	#comments: string[] = [];
	#leaves: TableHeader["leaves"] = [];

	constructor(first: number) {
		this.#first = first;
	}

	beginObject(key: string | undefined, line: number): void {
		this.#begin(key, { kind: "object", entries: [], comments: this.#taken(), line }, line);
	}

	endObject(): void {
		this.#open.pop();
	}

	beginArray(key: string | undefined, { form, delimiter }: ArrayHeader, line: number): void {
		const shown = form === "inline" ? "inline" : "list";
		this.#begin(key, { kind: "array", items: [], form: shown, delimiter, comments: this.#taken(), line }, line);
	}

	endArray(): void {
		this.#open.pop();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		const { delimiter, fields, leaves } = header;
		const table = { delimiter, fields };
		const comments = this.#taken();
		this.#leaves = leaves;
		if (header.keyed) this.#begin(key, { kind: "object", entries: [], table, comments, line }, line);
		else this.#begin(key, { kind: "array", items: [], form: "table", delimiter, table, comments, line }, line);
	}

	row(row: RowReader): void {
		const node: ObjectNode = { kind: "object", entries: [], comments: this.#taken(), line: row.line };
		this.#leaves.forEach((path, index) => {
			let group = node;
			for (const name of path.slice(0, -1)) group = groupOf(group, name);
			const scalar: ScalarNode = { kind: "scalar", scalar: row.cell(index), comments: [] };
			group.entries.push({ key: path[path.length - 1]!, node: scalar });
		});
		this.#add(row.key, node);
	}

	endTable(): void {
		this.#open.pop();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#add(key, { kind: "scalar", scalar, comments: this.#taken(), line });
	}

	comment(text: string): void {
		this.#comments.push(text.replace(/ +$/, ""));
	}

	#taken(): readonly string[] {
		const comments = this.#comments;
		this.#comments = [];
		return comments;
	}

	#begin(key: string | undefined, node: ObjectNode | ArrayNode, line: number): void {
		this.#add(key, node);
		this.#open.push(node);
		if (line === this.#first) this.node = node;
		if (this.#open.length > MOST_LEVELS) this.isTooDeep = true;
	}

	#add(key: string | undefined, node: Node): void {
		const parent = this.#open[this.#open.length - 1];
		this.root ??= node;
		if (parent === undefined) return;
		if (parent.kind === "array") parent.items.push(node);
		else parent.entries.push({ key: key ?? "", node });
	}
}

/** The last group with a name; equal groups that do not follow each other are errors of the header. */
function groupOf(object: ObjectNode, name: string): ObjectNode {
	const last = object.entries[object.entries.length - 1];
	if (last?.key === name && last.node.kind === "object") return last.node;
	const node: ObjectNode = { kind: "object", entries: [], comments: [] };
	object.entries.push({ key: name, node });
	return node;
}

/**
 * The fields that all objects share, in one order, so that a table can hold them: scalars, and objects that again share
 * theirs. Undefined where they differ.
 */
export function sharedFields(objects: readonly Node[]): readonly Field[] | undefined {
	const [first] = objects;
	if (first?.kind !== "object" || first.table !== undefined || first.entries.length === 0) return undefined;
	const fields: Field[] = [];
	for (const [index, { key }] of first.entries.entries()) {
		const values: Node[] = [];
		for (const object of objects) {
			if (object.kind !== "object" || object.table !== undefined) return undefined;
			const entry = object.entries[index];
			if (object.entries.length !== first.entries.length || entry?.key !== key) return undefined;
			values.push(entry.node);
		}
		if (values.every(({ kind }) => kind === "scalar")) fields.push({ name: key });
		else {
			const inner = sharedFields(values);
			if (inner === undefined) return undefined;
			fields.push({ name: key, fields: inner });
		}
	}
	return fields;
}
