/** Columns of tables coloured apart, for the lines that somebody looks at. */
import type { Position, Range, TableHeader, ToonDocument } from "../language";
import { cellSpans } from "./cells";
import { tableAt } from "./structure";

/** Types of the tokens, in turn; package.json gives each the scopes that themes colour. */
export const columnTypes = Array.from({ length: 8 }, (_, index) => `toonColumn${index + 1}`);

/** Tables with fewer columns are read without colours as well. */
const FEWEST_COLUMNS = 4;

/** Lines in one answer at most: more than any window shows. */
const LINE_LIMIT = 2_000;

/** A coloured piece of a line. */
export interface ColumnToken {
	readonly start: Position;
	readonly length: number;
	/** Its place in `columnTypes`. */
	readonly type: number;
}

/** Tokens in the order of the text as LSP wants them: five numbers each, places from the token before on. */
export function encodeTokens(tokens: readonly ColumnToken[]): number[] {
	const data: number[] = [];
	let line = 0;
	let character = 0;
	for (const { start, length, type } of tokens) {
		data.push(start.line - line, start.line === line ? start.character - character : start.character, length, type, 0);
		({ line, character } = start);
	}
	return data;
}

/** The cells and field names of the range, each in the colour of its column. */
export function columnTokens(document: ToonDocument, { start, end }: Range): ColumnToken[] {
	const { lines } = document;
	const tokens = new ColumnTokens(document);
	const last = Math.min(end.line, document.lineCount - 1, start.line + LINE_LIMIT);
	for (let number = start.line; number <= last; number++) {
		const { number: own, column } = lines.place({ line: number, character: 0 });
		const handle = lines.at(own);
		// A line with a CR inside lies on several lines, which no colour is worth the trouble of.
		if (column !== 0 || lines.text(handle).includes("\r")) continue;
		const kind = lines.kind(handle);
		if (kind === "row" || kind === "entry-row") tokens.row(handle, number);
		else if (kind === "table-header" || kind === "keyed-table-header") tokens.header(number);
	}
	return tokens.found;
}

class ColumnTokens {
	readonly found: ColumnToken[] = [];
	readonly #document: ToonDocument;
	/** Headers by the scope of their rows. */
	readonly #tables = new Map<number, TableHeader | undefined>();

	constructor(document: ToonDocument) {
		this.#document = document;
	}

	row(handle: number, line: number): void {
		const { lines } = this.#document;
		const scope = lines.scope(handle);
		if (!this.#tables.has(scope)) this.#tables.set(scope, tableAt(this.#document, lines.lspLine(lines.opener(scope))));
		const table = this.#tables.get(scope);
		if (table === undefined || table.leaves.length < FEWEST_COLUMNS) return;
		let column = 0;
		for (const { start, end } of cellSpans(lines.text(handle), table.delimiter, table.keyed)) {
			this.#add(line, start, end, column++);
		}
	}

	header(line: number): void {
		const names = this.#document
			.line(line)
			.tokens.filter(({ type, cell }) => type === "field-name" && cell !== undefined);
		if (names.length < FEWEST_COLUMNS) return;
		for (const { start, end, cell = 0 } of names) this.#add(line, start, end, cell);
	}

	#add(line: number, start: number, end: number, column: number): void {
		if (end <= start) return;
		this.found.push({ start: { line, character: start }, length: end - start, type: column % columnTypes.length });
	}
}
