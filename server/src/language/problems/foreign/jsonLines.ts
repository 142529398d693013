/** Writes JSON that was read as lines of TOON, in the forms that the encoder chooses but for groups and keyed tables. */
import { COMMA } from "../../text/characters";
import { ANY_DELIMITER, isPlainKey, isPlainValue } from "../../text/plain";
import { quote } from "../../text/strings";
import type { JsonNode } from "./nodeReader";

const keyText = (key: string): string => (isPlainKey(key) ? key : quote(key));

function scalarText(node: JsonNode, delimiter: number): string | undefined {
	if (node.kind === "scalar") return node.text;
	if (node.kind === "string") return isPlainValue(node.value, delimiter) ? node.value : quote(node.value);
	return undefined;
}

/** Lines of a field with this key; without a key, of the document. `indent` is that of the key. */
export function jsonLines(node: JsonNode, key: string | undefined, indent: number, size: number): string[] {
	return new JsonLines(size).field(node, key === undefined ? "" : keyText(key), indent);
}

/** A primitive as a cell or a value between these delimiters; undefined for anything else. */
export const jsonScalar = (node: JsonNode, delimiter: string): string | undefined =>
	scalarText(node, delimiter.charCodeAt(0));

/** Lines of a list item whose hyphen stands at `indent`. */
export const jsonItem = (node: JsonNode, indent: number, size: number): string[] =>
	new JsonLines(size).item(node, indent);

class JsonLines {
	readonly #size: number;

	constructor(size: number) {
		this.#size = size;
	}

	/** `head` is the key as written, or the hyphen of an item, or nothing at the root. */
	field(node: JsonNode, head: string, indent: number, marker = ""): string[] {
		const before = " ".repeat(indent) + marker;
		const below = indent + this.#size;
		if (node.kind === "array") return this.#array(node.items, before, head, below);
		const scalar = scalarText(node, ANY_DELIMITER);
		if (scalar !== undefined) return [head === "" ? before + scalar : `${before}${head}: ${scalar}`];
		if (node.kind !== "object") return [];
		if (head === "") return this.members(node.members, indent);
		return [`${before}${head}:`, ...this.members(node.members, below)];
	}

	members(members: readonly (readonly [string, JsonNode])[], indent: number): string[] {
		return members.flatMap(([key, value]) => this.field(value, keyText(key), indent));
	}

	#array(items: readonly JsonNode[], before: string, head: string, below: number): string[] {
		if (items.length === 0) return [head === "" ? `${before}[]` : `${before}${head}: []`];
		const values = items.map((item) => scalarText(item, COMMA));
		if (values.every((value) => value !== undefined)) {
			return [`${before}${head}[${items.length}]: ${values.join(",")}`];
		}
		const isNamed = head !== "" || before === "";
		return (
			(isNamed ? this.#table(items, before, head, below) : undefined) ?? [
				`${before}${head}[${items.length}]:`,
				...items.flatMap((item) => this.item(item, below)),
			]
		);
	}

	#table(items: readonly JsonNode[], before: string, head: string, below: number): string[] | undefined {
		const [first] = items;
		if (first?.kind !== "object" || first.members.length === 0) return undefined;
		const names = first.members.map(([name]) => name);
		const rows: string[] = [];
		for (const item of items) {
			if (item.kind !== "object" || item.members.length !== names.length) return undefined;
			const own = new Map(item.members);
			const cells = names.map((name) => {
				const cell = own.get(name);
				return cell && scalarText(cell, COMMA);
			});
			if (cells.includes(undefined)) return undefined;
			rows.push(" ".repeat(below) + cells.join(","));
		}
		return [`${before}${head}[${items.length}]{${names.map(keyText).join(",")}}:`, ...rows];
	}

	item(item: JsonNode, indent: number): string[] {
		if (item.kind !== "object") return this.field(item, "", indent, "- ");
		const [first, ...rest] = item.members;
		if (first === undefined) return [`${" ".repeat(indent)}-`];
		const [key, value] = first;
		const inner = indent + this.#size;
		// What the first field opens stands below the other fields.
		const [head, ...below] = this.field(value, keyText(key), inner);
		return [`${" ".repeat(indent)}- ${head!.trimStart()}`, ...below, ...this.members(rest, inner)];
	}
}
