/** A table as rows of cells as written, and the edit that writes it with other fields, cells, rows or delimiter. */
import type { Delimiter, SyntaxLine, TextEdit, ToonDocument } from "../../language";
import { quote } from "../../language";
import { lastLineOf } from "../blocks";
import { numberOf, tableAt } from "../structure";
import { hasErrors } from "./nodes";
import { canStandPlain } from "./writing";

/** A field as written, quotes included. */
export interface WrittenField {
	readonly name: string;
	readonly fields?: readonly WrittenField[];
}

/** One row as written. */
export interface WrittenRow {
	/** Indentation, and the entry key with its colon and space. */
	readonly start: string;
	readonly cells: readonly string[];
}

/** A row, or a line between rows as it stands. */
export type WrittenLine = WrittenRow | { readonly text: string };

export interface WrittenTable {
	readonly header: SyntaxLine;
	readonly delimiter: Delimiter;
	readonly keyed: boolean;
	readonly fields: readonly WrittenField[];
	/** How many leaf fields. */
	readonly width: number;
	readonly lines: readonly WrittenLine[];
	/** LSP line of the last row; the header's where there is none. */
	readonly last: number;
}

export const isRow = (line: WrittenLine): line is WrittenRow => "cells" in line;

/** The table that the line is the header of; undefined where something in it is wrong. */
export function readTable(document: ToonDocument, opener: number): WrittenTable | undefined {
	const { lines } = document;
	const scope = lines.opened(opener);
	const header = document.line(lines.lspLine(opener));
	const table = scope === 0 ? undefined : tableAt(document, header.line);
	if (table === undefined) return undefined;
	const lastLine = lastLineOf(document, scope);
	const last = lines.lspLine(lastLine);
	if (hasErrors(document, header.line, last)) return undefined;
	const read: WrittenLine[] = [];
	const end = numberOf(lines, lastLine);
	for (let number = numberOf(lines, opener) + 1; number <= end; number++) {
		const line = lines.at(number);
		read.push(lines.isContent(line) ? readRow(document.line(lines.lspLine(line))) : { text: lines.text(line) });
	}
	const width = table.leaves.length;
	if (read.some((line) => isRow(line) && line.cells.length !== width)) return undefined;
	const { delimiter, keyed } = table;
	return { header, delimiter, keyed, fields: readFields(header), width, lines: read, last };
}

function readRow({ tokens, text }: SyntaxLine): WrittenRow {
	const colon = tokens.find(({ type }) => type === "colon");
	const first = tokens.findIndex(({ type, start }) => start >= (colon?.end ?? 0) && type !== "whitespace");
	const start = first < 0 ? text.length : tokens[first]!.start;
	const cells = [""];
	for (const token of first < 0 ? [] : tokens.slice(first)) {
		if (token.type === "delimiter") cells.push("");
		else if (token.cell !== undefined) cells[cells.length - 1] = text.slice(token.start, token.end);
	}
	return { start: text.slice(0, start), cells };
}

/** The field list as written. */
function readFields({ tokens, text }: SyntaxLine): WrittenField[] {
	const outer: WrittenField[][] = [];
	let open: WrittenField[] = [];
	for (const { type, start, end } of tokens) {
		if (type === "field-name") open.push({ name: text.slice(start, end) });
		else if (type === "brace" && text.charAt(start) === "{") {
			const inner: WrittenField[] = [];
			const group = open.pop();
			if (group !== undefined) open.push({ ...group, fields: inner });
			outer.push(open);
			open = group === undefined ? open : inner;
		} else if (type === "brace") open = outer.pop() ?? open;
	}
	return open;
}

/** The edit that writes a table in place of itself. */
export function replaceTable(
	document: ToonDocument,
	{ header, last, keyed }: WrittenTable,
	{ delimiter, fields, lines }: Pick<WrittenTable, "delimiter" | "fields" | "lines">,
): TextEdit[] {
	const bracket = header.tokens.find(({ type }) => type === "bracket")!;
	const length = header.tokens.find(({ type }) => type === "length")!;
	const mark = delimiter === "," ? "" : delimiter;
	const segment = `[${header.text.slice(length.start, length.end)}${keyed ? ":" : ""}${mark}]`;
	const written = [
		`${segment}${writeFields(fields, delimiter)}:`,
		...lines.map((line) => (isRow(line) ? line.start + line.cells.join(delimiter) : line.text)),
	];
	const eol = document.lines.lineEnd(document.lines.at(document.lines.place(bracket.range.start).number)) || "\n";
	const range = { start: bracket.range.start, end: document.line(last).range.end };
	return [{ range, newText: written.join(eol) }];
}

const writeFields = (fields: readonly WrittenField[], delimiter: string): string =>
	`{${fields.map(({ name, fields: inner }) => name + (inner ? writeFields(inner, delimiter) : "")).join(delimiter)}}`;

/** A cell for a table with another delimiter: quoted where the text holds it. */
export function cellFor(cell: string, delimiter: Delimiter, isFirst: boolean): string {
	if (cell.startsWith('"') || cell === "") return cell;
	// A colon in front of the first delimiter would make the row a field.
	const isSafe = !cell.includes(delimiter) && !(isFirst && cell.includes(":"));
	return isSafe || canStandPlain(cell, delimiter) ? cell : quote(cell);
}
