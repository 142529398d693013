/** The same value in another form: list and table, object and keyed table, inline array and list. */
import type { TextEdit, ToonDocument } from "../../language";
import { columnOf } from "../structure";
import { type ArrayNode, type Node, type ObjectNode, type ReadBlock, readBlock, sharedFields } from "./nodes";
import { write } from "./writing";

type Container = ObjectNode | ArrayNode;

/** A list whose items are objects with the same fields. */
export const listToTable = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) => {
		if (node.kind !== "array" || node.form !== "list" || node.items.length === 0) return undefined;
		// A header without a key has fields only at the root (§9.3).
		if (document.lines.key(opener) === undefined && document.lines.isItem(opener)) return undefined;
		const fields = sharedFields(node.items);
		return fields && { ...node, form: "table", table: { delimiter: node.delimiter, fields } };
	});

export const tableToList = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) => {
		if (node.kind !== "array" || node.form !== "table" || node.items.length === 0) return undefined;
		const { table: _, ...list } = node;
		return { ...list, form: "list" };
	});

/** An object whose members are objects with the same fields. */
export const objectToKeyedTable = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) => {
		if (node.kind !== "object" || node.table !== undefined) return undefined;
		const fields = sharedFields(node.entries.map(({ node: member }) => member));
		return fields && { ...node, table: { delimiter: ",", fields } };
	});

export const keyedTableToObject = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) => {
		if (node.kind !== "object" || node.table === undefined) return undefined;
		const { table: _, ...object } = node;
		return object;
	});

export const inlineToList = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) =>
		node.kind === "array" && node.form === "inline" ? { ...node, form: "list" } : undefined,
	);

/** A list of values; comments between them have no place on one line. */
export const listToInline = (document: ToonDocument, opener: number): TextEdit[] | undefined =>
	rewrite(document, opener, (node) => {
		if (node.kind !== "array" || node.form !== "list" || node.items.length === 0) return undefined;
		const isPlain = ({ kind, comments }: Node): boolean => kind === "scalar" && comments.length === 0;
		return node.items.every(isPlain) ? { ...node, form: "inline" } : undefined;
	});

/** The block that the line opens, written from another tree; undefined where it cannot be. */
function rewrite(
	document: ToonDocument,
	opener: number,
	change: (node: Container) => Container | undefined,
): TextEdit[] | undefined {
	const block = readBlock(document, opener);
	const changed = block && change(block.node);
	return changed && [replaceBlock(document, opener, block, changed)];
}

function replaceBlock(document: ToonDocument, opener: number, { first, last }: ReadBlock, node: Container): TextEdit {
	const { lines, options } = document;
	const { indentSize } = options;
	const written = write(node, {
		indentSize,
		depth: Math.floor(columnOf(lines.text(opener)) / indentSize),
		marker: lines.isItem(opener),
		key: lines.key(opener),
	});
	const newText = written.join(lines.lineEnd(opener) || "\n");
	// A byte order mark in front of the first line stays.
	const start = lines.text(opener).startsWith("\ufeff") ? 1 : 0;
	return { range: { start: { line: first, character: start }, end: document.line(last).range.end }, newText };
}
