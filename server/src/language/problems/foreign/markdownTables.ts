/** Tables of Markdown: with a header and a line of hyphens, or only rows between pipes below a header of TOON. */

import { isNumberLike } from "../../text/numbers";
import { isPlainKey, isPlainValue } from "../../text/plain";
import { quote } from "../../text/strings";
import type { Fix } from "../../types";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const ROW = /^\|.*\|$/;
const SEPARATOR = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;
/** A header of a table as TOON writes it. */
const HEADER = /^(.*?)\[\d*([|\t]?)\]\{(.*)\}:$/;

export function readMarkdownTable(source: SourceLines, line: number): Reading | undefined {
	// The problem may be one of the header above the table.
	const at = HEADER.test(source.content(line)) ? source.next(line) : line;
	if (at < 0 || !ROW.test(source.content(at))) return undefined;
	const message =
		"This is a table of Markdown. In TOON a header names the fields once, key[N]{a,b}:, and the rows below have only delimiters between cells.";
	return { message, fixes: () => [rewriteTable(source, at)] };
}

function rewriteTable(source: SourceLines, line: number): Fix | undefined {
	const isPart = (i: number): boolean => ROW.test(source.content(i)) || SEPARATOR.test(source.content(i));
	let from = line;
	while (from > 0 && isPart(from - 1)) from--;
	let to = line + 1;
	while (to < source.count && isPart(to)) to++;

	const rows: string[][] = [];
	let names: string[] | undefined;
	for (let i = from; i < to; i++) {
		if (!SEPARATOR.test(source.content(i))) rows.push(cellsOf(source.content(i)));
		else if (i === from + 1) names = rows.pop();
	}
	return underHeader(source, from, to, names, rows) ?? withHeader(source, from, to, names, rows);
}

/** Rows below a header that stands there already. */
function underHeader(
	source: SourceLines,
	from: number,
	to: number,
	names: readonly string[] | undefined,
	rows: readonly (readonly string[])[],
): Fix | undefined {
	const header = source.previous(from);
	const match = header < 0 ? null : HEADER.exec(source.content(header));
	if (match === null) return undefined;
	const delimiter = match[2]! || ",";
	const fields = match[3]!.split(delimiter);
	if (rows.some((row) => row.length !== fields.length)) return undefined;
	if (names !== undefined && names.join("\n") !== fields.join("\n")) return undefined;
	return rewritten(source, from, to, source.indent(header), [], delimiter, rows);
}

/** A header from the first line of the table, with the key above it, or as the root of the document. */
function withHeader(
	source: SourceLines,
	from: number,
	to: number,
	names: readonly string[] | undefined,
	rows: readonly (readonly string[])[],
): Fix | undefined {
	if (names === undefined || rows.some((row) => row.length !== names.length)) return undefined;
	if (new Set(names).size !== names.length) return undefined;
	const above = source.previous(from);
	const segment = `[${rows.length}]{${names.map((name) => (isPlainKey(name) || isPlainValue(name, 44) ? name : quote(name))).join(",")}}:`;
	if (above < 0 && source.next(to - 1) < 0) return rewritten(source, from, to, 0, [segment], ",", rows);
	const content = above < 0 ? "" : source.content(above);
	if (!/[^\s\]}:]:$/.test(content) || source.indent(above) > source.indent(from)) return undefined;
	const indent = source.indent(above) + (content.startsWith("- ") ? source.tree.indentSize : 0);
	const { title, edits, preferred } = rewritten(source, from, to, indent, [], ",", rows);
	const colon = source.text(above).trimEnd().length - 1;
	return { title, edits: [source.edit(above, colon, colon + 1, segment), ...edits], preferred };
}

function rewritten(
	source: SourceLines,
	from: number,
	to: number,
	indent: number,
	head: readonly string[],
	delimiter: string,
	rows: readonly (readonly string[])[],
): Fix {
	const before = " ".repeat(indent + source.tree.indentSize);
	const lines = rows.map((row) => before + row.map((cell) => asCell(cell, delimiter)).join(delimiter));
	return {
		title: "Write it as a table of TOON",
		edits: [source.replaceLines(from, to, [...head, ...lines])],
		preferred: true,
	};
}

/** Texts between the pipes of a row, spaces around and escapes removed. */
function cellsOf(content: string): string[] {
	const inner = content.replace(/^\|/, "").replace(/\|$/, "");
	return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

const asCell = (cell: string, delimiter: string): string =>
	cell === "" ||
	isNumberLike(cell) ||
	/^(?:true|false|null)$/.test(cell) ||
	/^"(?:[^"\\]|\\.)*"$/.test(cell) ||
	isPlainValue(cell, delimiter.charCodeAt(0))
		? cell
		: quote(cell);
