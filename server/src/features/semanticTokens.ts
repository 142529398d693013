/** Columns of tables coloured apart, for the lines that somebody looks at. */
import type { Range, SyntaxLine, ToonDocument } from "../language";

/** Types of the tokens, in turn; package.json gives each the scopes that themes colour. */
export const columnTypes = Array.from({ length: 8 }, (_, index) => `toonColumn${index + 1}`);

/** Tables with fewer columns are read without colours as well. */
export const fewestColumns = 4;

/** Lines in one answer at most: more than any window shows. */
const lineLimit = 2_000;

/** The cells and field names of the range, each in the colour of its column; LSP's five numbers a token. */
export function columnTokens(document: ToonDocument, { start, end }: Range): number[] {
	const data: number[] = [];
	let line = 0;
	let character = 0;
	const last = Math.min(end.line, document.lineCount - 1, start.line + lineLimit);
	for (let number = start.line; number <= last; number++) {
		const syntax = document.line(number);
		// A line with a CR inside lies on several lines: its tokens are given with the first.
		if (syntax.line !== number || columnsOf(syntax) < fewestColumns) continue;
		for (const { type, cell, range } of syntax.tokens) {
			if (cell === undefined || type === "delimiter" || range.start.line !== range.end.line) continue;
			const length = range.end.character - range.start.character;
			const deltaLine = range.start.line - line;
			data.push(deltaLine, range.start.character - (deltaLine === 0 ? character : 0));
			data.push(length, cell % columnTypes.length, 0);
			line = range.start.line;
			character = range.start.character;
		}
	}
	return data;
}

/** Columns of the table that the line is a row or the header of; 0 for other lines. */
function columnsOf({ kind, table, tokens }: SyntaxLine): number {
	if (table !== undefined) return table.leaves.length;
	if (kind !== "table-header" && kind !== "keyed-table-header") return 0;
	return tokens.filter(({ type, cell }) => type === "field-name" && cell !== undefined).length;
}
