/** Columns of tables coloured apart, for the lines that somebody looks at. */
import type { Range, TableHeader, ToonDocument } from "../language";
import { cellSpans } from "./cells";
import { tableAt } from "./structure";

/** Types of the tokens, in turn; package.json gives each the scopes that themes colour. */
export const columnTypes = Array.from({ length: 8 }, (_, index) => `toonColumn${index + 1}`);

/** Tables with fewer columns are read without colours as well. */
const FEWEST_COLUMNS = 4;

/** Lines in one answer at most: more than any window shows. */
const LINE_LIMIT = 2_000;

/** The cells and field names of the range, each in the colour of its column; LSP's five numbers a token. */
export function columnTokens(document: ToonDocument, { start, end }: Range): number[] {
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
	return tokens.data;
}

class ColumnTokens {
	readonly data: number[] = [];
	readonly #document: ToonDocument;
	/** Headers by the scope of their rows. */
	readonly #tables = new Map<number, TableHeader | undefined>();
	#line = 0;
	#character = 0;

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
		const deltaLine = line - this.#line;
		const deltaStart = deltaLine === 0 ? start - this.#character : start;
		this.data.push(deltaLine, deltaStart, end - start, column % columnTypes.length, 0);
		this.#line = line;
		this.#character = start;
	}
}
