/** JSON in a document: all of it, or the value of a key, over any number of lines. */
import { readKey } from "../../text/strings";
import type { Fix } from "../../types";
import { JSON_MESSAGE } from "../words";
import { jsonItem, jsonLines, jsonScalar } from "./jsonLines";
import { readJsonText } from "./jsonText";
import type { JsonNode } from "./nodeReader";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

/** What JSON may begin with at the start of a line, and behind a key. */
const OPENS = /^(?:\{\s*(?:$|"|\}|\/)|\[\s*(?:$|[{"[\]]|[-\w.]+\s*(?:,|$)))/;
const KEY = /^("(?:[^"\\]|\\.)*"|[^":[\]{}]+):\s*/;
const MARKER = /^- +/;
/** A key that opens an object, and an array header without values. */
const LONE_KEY = /^("(?:[^"\\]|\\.)*"|[^":[\]{}]+):$/;
const HEADER = /\[\d*([|\t]?)\](?:\{(.*)\})?:$/;
/** Lines that are looked at above a problem. */
const FARTHEST = 400;

interface Paste {
	readonly from: number;
	/** The line behind the last one. */
	readonly to: number;
	readonly opening: Opening;
	readonly node: JsonNode;
}

/** Where JSON begins in the content of a line: behind the hyphen of an item or not, behind a key or not. */
interface Opening {
	readonly isItem: boolean;
	readonly key: string | undefined;
	readonly at: number;
}

const AT_START: Opening = { isItem: false, key: undefined, at: 0 };

export function readJson(source: SourceLines, line: number): Reading | undefined {
	const paste = wholeOfLines(source, line) ?? pasteAround(source, line);
	if (paste === undefined) return startsJson(source, line) ? { message: JSON_MESSAGE, fixes: () => [] } : undefined;
	const fixes = (): readonly (Fix | undefined)[] => [rewrite(source, paste)];
	return {
		message:
			"This looks like JSON, which TOON does not read. Write it as TOON: the repair does it, and so does “TOON: Convert JSON to TOON”.",
		fixes,
	};
}

/** What JSON surely begins with, even if it does not end as JSON must. */
const startsJson = (source: SourceLines, line: number): boolean =>
	/^(?:\{\s*$|\{\s*"|\[\s*$|\[\s*[{"[])/.test(source.content(line));

/** All of a document that is objects of JSON one behind the other, with the line among them: an array of them is meant. */
function wholeOfLines(source: SourceLines, line: number): Paste | undefined {
	const from = source.next(-1);
	if (!/^\{\s*"/.test(source.content(line)) || !/^\{\s*"/.test(source.content(from))) return undefined;
	const items: JsonNode[] = [];
	let to = from;
	for (let at = from; at >= 0; at = source.next(to - 1)) {
		const paste = OPENS.test(source.content(at)) ? readPaste(source, at, AT_START) : undefined;
		if (paste?.node.kind !== "object") return undefined;
		items.push(paste.node);
		to = paste.to;
	}
	return items.length < 2 ? undefined : { from, to, opening: AT_START, node: { kind: "array", items } };
}

/** The outermost JSON that the line stands in. */
function pasteAround(source: SourceLines, line: number): Paste | undefined {
	let found: Paste | undefined;
	const last = Math.max(0, line - FARTHEST);
	for (let from = line; from >= last; from--) {
		const opening = openingOf(source.content(from));
		if (opening === undefined) continue;
		const paste = readPaste(source, from, opening);
		if (paste !== undefined && paste.to > line) found = paste;
	}
	return found;
}

function openingOf(content: string): Opening | undefined {
	const marker = MARKER.exec(content)?.[0].length ?? 0;
	const isItem = marker > 0;
	const rest = content.slice(marker);
	if (OPENS.test(rest)) return { isItem, key: undefined, at: marker };
	const match = KEY.exec(rest);
	const value = rest.slice(match?.[0].length ?? 0);
	// `key: []` is TOON.
	if (match === null || value === "[]" || !OPENS.test(value)) return undefined;
	return { isItem, key: readKey(match[1]!, 0, match[1]!.length), at: marker + match[0].length };
}

function readPaste(source: SourceLines, from: number, opening: Opening): Paste | undefined {
	let text = source.content(from);
	let to = from + 1;
	// Most is found within a few lines; a long one doubles what is read.
	for (let lines = 64; ; lines *= 4) {
		for (; to < source.count && to - from < lines; to++) text += `\n${source.text(to)}`;
		const read = readJsonText(text, opening.at);
		if (read !== undefined) return pasteOf(source, from, opening, read, text);
		if (to >= source.count) return undefined;
	}
}

function pasteOf(
	source: SourceLines,
	from: number,
	opening: Opening,
	{ node, end }: { readonly node: JsonNode; readonly end: number },
	text: string,
): Paste | undefined {
	const lines = text.slice(0, end).split("\n").length;
	const restEnd = text.indexOf("\n", end);
	const rest = text.slice(end, restEnd < 0 ? text.length : restEnd);
	if (!/^\s*[,;]?\s*$/.test(rest) || node.kind === "scalar" || node.kind === "string") return undefined;
	// `[]` is TOON as well.
	if (node.kind === "array" && node.items.length === 0) return undefined;
	return from + lines > source.count ? undefined : { from, to: from + lines, opening, node };
}

function rewrite(source: SourceLines, paste: Paste): Fix | undefined {
	const { from, to, opening, node } = paste;
	const { isItem, key } = opening;
	const size = source.tree.indentSize;
	const indent = source.indent(from);
	if (isItem) {
		const lines =
			key === undefined ? jsonItem(node, indent, size) : asItem(jsonLines(node, key, indent + size, size), indent);
		return fixOf(source, from, to, lines);
	}
	if (key !== undefined) return fixOf(source, from, to, jsonLines(node, key, indent, size));
	const isAlone = source.previous(from) < 0 && source.next(to - 1) < 0;
	if (!isAlone) {
		const placed = inArray(source, paste) ?? belowKey(source, paste);
		if (placed !== undefined) return placed;
	}
	// Without a key, an array is a whole document, and an empty object would vanish.
	if (node.kind === "object" && node.members.length === 0) return undefined;
	if (!isAlone && node.kind !== "object") return named(source, paste);
	return fixOf(source, from, to, jsonLines(node, undefined, indent, size));
}

const fixOf = (source: SourceLines, from: number, to: number, lines: readonly string[]): Fix => ({
	title: "Write it as TOON",
	edits: [source.replaceLines(from, to, lines)],
	preferred: true,
});

/** Lines of a field as the first of an item, whose hyphen stands at `indent`. */
const asItem = ([head, ...rest]: readonly string[], indent: number): readonly string[] => [
	`${" ".repeat(indent)}- ${head!.trimStart()}`,
	...rest,
];

/** The value of the key above, if it has no other content. */
function belowKey(source: SourceLines, { from, to, node }: Paste): Fix | undefined {
	const above = source.previous(from);
	const content = above < 0 ? "" : source.content(above);
	const isItem = MARKER.test(content);
	const match = LONE_KEY.exec(content.replace(MARKER, ""));
	if (match === null || source.indent(above) > source.indent(from)) return undefined;
	const size = source.tree.indentSize;
	const indent = source.indent(above) + (isItem ? size : 0);
	const next = source.next(to - 1);
	if (next >= 0 && source.indent(next) > indent) return undefined;
	const lines = jsonLines(node, readKey(match[1]!, 0, match[1]!.length), indent, size);
	return fixOf(source, above, to, isItem ? asItem(lines, source.indent(above)) : lines);
}

/** Items of a list, or rows of a table, that are written as JSON one below the other. */
function inArray(source: SourceLines, { from }: Paste): Fix | undefined {
	const indent = source.indent(from);
	const opener = openerAbove(source, from);
	const header = opener < 0 ? null : HEADER.exec(source.content(opener));
	if (header === null) return undefined;
	const [, delimiterMark, fieldList] = header;
	const delimiter = delimiterMark || ",";
	const lines: string[] = [];
	let first = from;
	let to = from;
	for (let at = source.next(opener); at >= 0 && source.indent(at) === indent; at = source.next(to - 1)) {
		const paste = OPENS.test(source.content(at)) ? readPaste(source, at, AT_START) : undefined;
		if (paste === undefined) {
			if (lines.length > 0) break;
			to = at + 1;
			continue;
		}
		const own =
			fieldList === undefined
				? jsonItem(paste.node, indent, source.tree.indentSize)
				: rowOf(paste.node, fieldList, delimiter);
		if (own === undefined) return undefined;
		if (lines.length === 0) first = at;
		lines.push(...(fieldList === undefined ? own : [" ".repeat(indent) + own[0]!]));
		to = paste.to;
	}
	return lines.length === 0 || first > from || to <= from ? undefined : fixOf(source, first, to, lines);
}

/** The nearest line above that stands less deep, or -1. */
function openerAbove(source: SourceLines, line: number): number {
	let above = source.previous(line);
	while (above >= 0 && source.indent(above) >= source.indent(line)) above = source.previous(above);
	return above;
}

/** The row of an object that has exactly the fields of a table with simple ones. */
function rowOf(node: JsonNode, fieldList: string, delimiter: string): readonly string[] | undefined {
	if (node.kind !== "object" || /["{}]/.test(fieldList)) return undefined;
	const names = fieldList.split(delimiter).map((name) => name.trim());
	const members = new Map(node.members);
	if (members.size !== names.length) return undefined;
	const cells = names.map((name) => {
		const member = members.get(name);
		return member && jsonScalar(member, delimiter);
	});
	return cells.includes(undefined) ? undefined : [cells.join(delimiter)];
}

/** An array beside other fields needs a key. */
function named(source: SourceLines, { from, to, node }: Paste): Fix {
	let key = "items";
	for (let number = 2; hasKey(source, key); number++) key = `items${number}`;
	const lines = jsonLines(node, key, source.indent(from), source.tree.indentSize);
	return { ...fixOf(source, from, to, lines), title: `Write it as TOON, with the key ${key}`, preferred: false };
}

function hasKey(source: SourceLines, key: string): boolean {
	for (let line = 0; line < source.count; line++) {
		const content = source.content(line);
		if (content.startsWith(key) && /^[:[]/.test(content.slice(key.length))) return true;
	}
	return false;
}
