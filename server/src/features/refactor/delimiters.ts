/** Another delimiter for a table, an inline array, or all of a document. */
import type { Delimiter, TextEdit, ToonDocument } from "../../language";
import { hasErrors } from "./nodes";
import { cellFor, isRow, readTable, replaceTable } from "./tables";

/** The table or inline array of the line with another delimiter; undefined where it has that one or an error. */
export function changeDelimiter(document: ToonDocument, opener: number, delimiter: Delimiter): TextEdit[] | undefined {
	return document.lines.kind(opener) === "inline-array"
		? ofInlineArray(document, opener, delimiter)
		: ofTable(document, opener, delimiter);
}

/** Every table and inline array of the document. */
export function changeAllDelimiters(document: ToonDocument, delimiter: Delimiter): TextEdit[] | undefined {
	const { lines } = document;
	const edits: TextEdit[] = [];
	for (const line of lines.all()) {
		const kind = lines.kind(line);
		if (kind === "table-header" || kind === "keyed-table-header" || kind === "inline-array")
			edits.push(...(changeDelimiter(document, line, delimiter) ?? []));
	}
	return edits.length === 0 ? undefined : edits;
}

function ofTable(document: ToonDocument, opener: number, delimiter: Delimiter): TextEdit[] | undefined {
	const table = readTable(document, opener);
	if (table === undefined || table.delimiter === delimiter) return undefined;
	const lines = table.lines.map((line) =>
		isRow(line)
			? { ...line, cells: line.cells.map((cell, index) => cellFor(cell, delimiter, index === 0 && !table.keyed)) }
			: line,
	);
	return replaceTable(document, table, { ...table, delimiter, lines });
}

function ofInlineArray(document: ToonDocument, opener: number, delimiter: Delimiter): TextEdit[] | undefined {
	const { line, tokens, text, header } = document.line(document.lines.lspLine(opener));
	if (header === undefined || header.delimiter === delimiter || hasErrors(document, line, line)) return undefined;
	const length = tokens.find(({ type }) => type === "length");
	const colon = tokens.find(({ type }) => type === "colon");
	if (length === undefined || colon === undefined) return undefined;
	const cells = [""];
	for (const token of tokens) {
		if (token.start < colon.end) continue;
		if (token.type === "delimiter") cells.push("");
		else if (token.cell !== undefined) cells[cells.length - 1] = text.slice(token.start, token.end);
	}
	const mark = delimiter === "," ? "" : delimiter;
	const values = cells.map((cell) => cellFor(cell, delimiter, false)).join(delimiter);
	const range = { start: length.range.end, end: document.line(line).range.end };
	return [{ range, newText: `${mark}]: ${values}` }];
}
