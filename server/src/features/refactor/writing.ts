/** Writes the tree of a block as TOON, each scalar as it was written wherever the new place allows it. */
import { type Delimiter, type Field, isPlainKey, quote, type Scalar } from "../../language";
import type { ArrayNode, Node, ObjectNode, TableForm } from "./nodes";

/** A key or field name as the encoder writes it. */
export const keyText = (key: string): string => (isPlainKey(key) ? key : quote(key));

/** The mark of a delimiter in brackets. */
export const markOf = (delimiter: Delimiter): string => (delimiter === "," ? "" : delimiter);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be quoted
const UNSAFE = /[:"\\[\]{}\u0000-\u001f]/;

/**
 * A scalar as written, in quotes where it could be read otherwise in its new place.
 *
 * @param delimiter the active one; undefined for fields and items
 */
export function token({ text, value }: Scalar, delimiter?: Delimiter): string {
	if (typeof value !== "string" || text.startsWith('"')) return text;
	return canStandPlain(text, delimiter) ? text : quote(value);
}

/** Whether an unquoted text is the same string in any place with this delimiter. */
export function canStandPlain(text: string, delimiter?: Delimiter): boolean {
	if (text === "" || UNSAFE.test(text) || /^[-#\ufeff]/.test(text)) return false;
	return delimiter === undefined ? !/[,|]/.test(text) : !text.includes(delimiter);
}

/** A field list with its braces. */
export function fieldList(fields: readonly Field[], delimiter: Delimiter): string {
	const names = fields.map(({ name, fields: inner }) => keyText(name) + (inner ? fieldList(inner, delimiter) : ""));
	return `{${names.join(delimiter)}}`;
}

/** Where a block is written. */
export interface Place {
	readonly indentSize: number;
	/** Level of its first line. */
	readonly depth: number;
	/** Whether its first line has a list marker. */
	readonly marker: boolean;
	/** Undefined at the root and for items. */
	readonly key: string | undefined;
}

/** The lines of a node, the comments in front of it left to the caller. Trees are a hundred levels deep at most. */
export function write(node: Node, place: Place): string[] {
	const { indentSize, depth, marker, key } = place;
	const head = " ".repeat(depth * indentSize) + (marker ? "- " : "") + (key === undefined ? "" : keyText(key));
	const inner = depth + (marker && key !== undefined ? 2 : 1);
	const colon = key === undefined ? "" : ": ";
	const indentation = " ".repeat(inner * indentSize);
	if (node.kind === "scalar") return [`${head}${colon}${token(node.scalar)}`];
	if (node.kind === "array")
		return writeArray(node, head, colon, { ...place, depth: inner, marker: true, key: undefined });
	if (node.table !== undefined) {
		const { delimiter, fields } = node.table;
		const header = `${head}[${node.entries.length}:${markOf(delimiter)}]${fieldList(fields, delimiter)}:`;
		const rows = node.entries.flatMap(({ key: entry, node: row }) => [
			...comments(row, indentation),
			`${indentation}${keyText(entry)}: ${cells(row, delimiter)}`,
		]);
		return [header, ...rows];
	}
	if (key === undefined) return writeFields(node, place, head);
	return [`${head}:`, ...writeMembers(node, { ...place, depth: inner, marker: false, key: undefined })];
}

function writeArray(node: ArrayNode, head: string, colon: string, item: Place): string[] {
	const { items, form, delimiter } = node;
	const indentation = " ".repeat(item.depth * item.indentSize);
	const mark = markOf(delimiter);
	if (items.length === 0) return [`${head}${colon}[]`];
	if (form === "inline") {
		const values = items.map((each) => (each.kind === "scalar" ? token(each.scalar, delimiter) : ""));
		return [`${head}[${items.length}${mark}]: ${values.join(delimiter)}`];
	}
	if (form === "table") {
		const { fields } = node.table as TableForm;
		const rows = items.flatMap((row) => [...comments(row, indentation), `${indentation}${cells(row, delimiter)}`]);
		return [`${head}[${items.length}${mark}]${fieldList(fields, delimiter)}:`, ...rows];
	}
	const written = items.flatMap((each) => [...leading(each, indentation), ...write(each, item)]);
	return [`${head}[${items.length}${mark}]:`, ...written];
}

/** An object without a key: an item, whose first field stands on the hyphen line; or the root. */
function writeFields(node: ObjectNode, place: Place, head: string): string[] {
	if (!place.marker) return writeMembers(node, place);
	const [first, ...rest] = node.entries;
	if (first === undefined) return [head.trimEnd()];
	return [
		...write(first.node, { ...place, key: first.key }),
		...writeMembers({ ...node, entries: rest }, { ...place, depth: place.depth + 1, marker: false }),
	];
}

function writeMembers(node: ObjectNode, place: Place): string[] {
	const indentation = " ".repeat(place.depth * place.indentSize);
	return node.entries.flatMap(({ key, node: member }) => [
		...leading(member, indentation),
		...write(member, { ...place, key }),
	]);
}

/** Comments in front of a member. */
const leading = (node: Node, indentation: string): string[] => node.comments.map((text) => indentation + text);

/** All comments in front of a row and inside of what became one. */
function comments(node: Node, indentation: string): string[] {
	const own = node.comments.map((text) => indentation + text);
	if (node.kind !== "object") return own;
	return [...own, ...node.entries.flatMap(({ node: inner }) => comments(inner, indentation))];
}

/** The cells of a row: all scalars of an object, depth first. */
function cells(node: Node, delimiter: Delimiter): string {
	return scalarsOf(node)
		.map((scalar) => token(scalar, delimiter))
		.join(delimiter);
}

function scalarsOf(node: Node): Scalar[] {
	if (node.kind === "scalar") return [node.scalar];
	return node.kind === "object" ? node.entries.flatMap(({ node: inner }) => scalarsOf(inner)) : [];
}
