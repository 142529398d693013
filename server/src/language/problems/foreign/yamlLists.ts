/** Lists as YAML writes them: items with hyphens below a key, or at the root, and no header with their number. */

import { COLON } from "../../text/characters";
import { isPlainValue } from "../../text/plain";
import { findUnquoted } from "../../text/scan";
import { quote } from "../../text/strings";
import type { Fix, TextEdit } from "../../types";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const ITEM = /^-(?: |$)/;
/** A key that opens an object. */
const KEY = /^(?:- +)?(?:"(?:[^"\\]|\\.)*"|[^"[\]{}:]+):$/;

interface YamlList {
	/** The key above the items, or -1 at the root. */
	readonly key: number;
	readonly items: readonly number[];
	readonly end: number;
	readonly indent: number;
}

export function readYamlList(source: SourceLines, line: number): Reading | undefined {
	const list = listAround(source, line);
	if (list === undefined) return undefined;
	const { items, key } = list;
	const head =
		key < 0 ? `[${items.length}]:` : `${source.content(key).replace(/^- +/, "").replace(/:$/, "")}[${items.length}]:`;
	return {
		message: `A list item stands here without an array header, as YAML writes lists. TOON names the number of items above them: write ${head}`,
		fixes: () => [declare(source, list), asTable(source, list)],
	};
}

/** The list without a header that the line is an item of, or stands in. */
function listAround(source: SourceLines, line: number): YamlList | undefined {
	let first = line;
	if (!ITEM.test(source.content(line))) {
		first = source.previous(line);
		while (first >= 0 && (!ITEM.test(source.content(first)) || source.indent(first) >= source.indent(line))) {
			if (source.indent(first) < source.indent(line) && !ITEM.test(source.content(first))) return undefined;
			first = source.previous(first);
		}
		if (first < 0) return undefined;
	}
	const indent = source.indent(first);
	let above = source.previous(first);
	for (; above >= 0; above = source.previous(above)) {
		const own = source.indent(above);
		if (own < indent || (own === indent && !ITEM.test(source.content(above)))) break;
		if (own === indent) first = above;
	}
	// What stands above an array at the root would be a document of its own.
	if (above >= 0 && !KEY.test(source.content(above))) return undefined;
	if (above < 0 && indent > 0) return undefined;
	const end = source.blockEnd(first, indent, (i) => ITEM.test(source.content(i)));
	const items: number[] = [];
	for (let i = first; i < end; i++) {
		if (source.indent(i) === indent && ITEM.test(source.content(i))) items.push(i);
	}
	return { key: above, items, end, indent };
}

/** Where the items must stand. */
function wantedIndent(source: SourceLines, { key }: YamlList): number {
	const size = source.tree.indentSize;
	if (key < 0) return size;
	return source.indent(key) + (ITEM.test(source.content(key)) ? 2 * size : size);
}

function declareEdit(source: SourceLines, { key, items }: YamlList, segment: string): TextEdit {
	if (key < 0)
		return source.edit(items[0]!, source.start(items[0]!), source.start(items[0]!), `${segment}:${source.eol}`);
	const colon = source.text(key).trimEnd().length - 1;
	return source.edit(key, colon, colon, segment);
}

/** Declares as many items as there are, and puts them below. */
function declare(source: SourceLines, list: YamlList): Fix {
	const { items, end, indent } = list;
	const head = declareEdit(source, list, `[${items.length}]`);
	const shift = source.shift(items[0]!, end, wantedIndent(source, list) - indent);
	// Both would be insertions at the same place.
	const edits =
		list.key < 0 ? [{ ...shift[0]!, newText: head.newText + shift[0]!.newText }, ...shift.slice(1)] : [head, ...shift];
	return { title: `Declare a list of ${items.length}`, edits, preferred: true };
}

/** The same as a table, where all items have the same fields with primitive values. */
function asTable(source: SourceLines, list: YamlList): Fix | undefined {
	const { items, end } = list;
	const rows: string[][] = [];
	let names: readonly string[] | undefined;
	for (const [index, item] of items.entries()) {
		const row: string[] = [];
		const own: string[] = [];
		for (let i = item; i < (items[index + 1] ?? end); i++) {
			if (!source.isContent(i)) {
				if (source.content(i) !== "") return undefined;
				continue;
			}
			const content = i === item ? source.content(i).slice(1).trim() : source.content(i);
			const colon = findUnquoted(content, 0, content.length, COLON);
			if (colon < 0 || /[[\]{}"]/.test(content.slice(0, colon))) return undefined;
			const value = content.slice(colon + 1).trim();
			if (value === "" || /^[[{]/.test(value)) return undefined;
			own.push(content.slice(0, colon));
			row.push(value.startsWith('"') || !value.includes(",") ? value : quote(value));
		}
		names ??= own;
		if (own.join("\n") !== names.join("\n") || new Set(own).size !== own.length) return undefined;
		rows.push(row);
	}
	if (names === undefined || items.length < 2 || !names.every((name) => isPlainValue(name, 44))) return undefined;
	const segment = `[${items.length}]{${names.join(",")}}`;
	const before = " ".repeat(list.key < 0 ? source.tree.indentSize : wantedIndent(source, list));
	const lines = rows.map((row) => before + row.join(","));
	const title = `Write a table of ${items.length}`;
	if (list.key < 0) {
		return { title, edits: [source.replaceLines(items[0]!, end, [`${segment}:`, ...lines])], preferred: false };
	}
	return {
		title,
		edits: [declareEdit(source, list, segment), source.replaceLines(items[0]!, end, lines)],
		preferred: false,
	};
}
