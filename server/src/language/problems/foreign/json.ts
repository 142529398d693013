/** JSON in a document: all of it, or the value of a key, over any number of lines. */
import { readKey } from "../../text/strings";
import type { Fix } from "../../types";
import { JSON_MESSAGE } from "../words";
import { jsonLines } from "./jsonLines";
import { type JsonNode, readJsonText } from "./jsonText";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

/** What JSON may begin with at the start of a line, and behind a key. */
const OPENS = /^(?:\{\s*(?:$|"|\}|\/)|\[\s*(?:$|[{"[\]]|[-\w.]+\s*,?$))/;
const KEY = /^("(?:[^"\\]|\\.)*"|[^":[\]{}]+):\s*/;
/** Lines that are looked at above a problem. */
const FARTHEST = 400;

interface Paste {
	readonly from: number;
	/** The line behind the last one. */
	readonly to: number;
	readonly key: string | undefined;
	readonly node: JsonNode;
}

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
		const paste = OPENS.test(source.content(at)) ? readPaste(source, at, { key: undefined, at: 0 }) : undefined;
		if (paste?.node.kind !== "object") return undefined;
		items.push(paste.node);
		to = paste.to;
	}
	return items.length < 2 ? undefined : { from, to, key: undefined, node: { kind: "array", items } };
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

/** Where JSON begins in the content of a line, behind a key or without one. */
function openingOf(content: string): { readonly key: string | undefined; readonly at: number } | undefined {
	if (OPENS.test(content)) return { key: undefined, at: 0 };
	const match = KEY.exec(content);
	const value = content.slice(match?.[0].length ?? 0);
	// `key: []` is TOON.
	if (match === null || value === "[]" || !OPENS.test(value)) return undefined;
	return { key: readKey(match[1]!, 0, match[1]!.length), at: match[0].length };
}

function readPaste(
	source: SourceLines,
	from: number,
	{ key, at }: { readonly key: string | undefined; readonly at: number },
): Paste | undefined {
	let text = source.content(from);
	let to = from + 1;
	// Most is found within a few lines; a long one doubles what is read.
	for (let lines = 64; ; lines *= 4) {
		for (; to < source.count && to - from < lines; to++) text += `\n${source.text(to)}`;
		const read = readJsonText(text, at);
		if (read !== undefined) return pasteOf(source, from, key, read, text);
		if (to >= source.count) return undefined;
	}
}

function pasteOf(
	source: SourceLines,
	from: number,
	key: string | undefined,
	{ node, end }: { readonly node: JsonNode; readonly end: number },
	text: string,
): Paste | undefined {
	const lines = text.slice(0, end).split("\n").length;
	const restEnd = text.indexOf("\n", end);
	const rest = text.slice(end, restEnd < 0 ? text.length : restEnd);
	if (!/^\s*[,;]?\s*$/.test(rest) || node.kind === "scalar" || node.kind === "string") return undefined;
	// `[]` is TOON as well.
	if (node.kind === "array" && node.items.length === 0) return undefined;
	return from + lines > source.count ? undefined : { from, to: from + lines, key, node };
}

function rewrite(source: SourceLines, { from, to, key, node }: Paste): Fix | undefined {
	const indent = source.indent(from);
	const isAlone = source.previous(from) < 0 && source.next(to - 1) < 0;
	// Without a key, an array is a whole document, and an empty object would vanish.
	if (key === undefined && !isAlone && (node.kind !== "object" || node.members.length === 0)) return undefined;
	if (key === undefined && node.kind === "object" && node.members.length === 0) return undefined;
	const lines = jsonLines(node, key, indent, source.tree.indentSize);
	return { title: "Write it as TOON", edits: [source.replaceLines(from, to, lines)], preferred: true };
}
