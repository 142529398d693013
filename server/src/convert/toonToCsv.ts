/** TOON to CSV and TSV (RFC 4180, with LF): quotes tell text from numbers, so that reading gives the same values. */
import { type RowReader, type Scalar, type TableHeader, ToonDocument } from "../language";
import { columnNames } from "./columns";
import { Pieces } from "./pieces";
import { type TableSink, visitTable } from "./tables";
import { toonToToon } from "./toonToToon";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type Converter,
	type ConvertOptions,
	checkCancelled,
} from "./types";
import { Warnings } from "./warnings";

export const toonToCsv: Converter<"toon"> = {
	name: "TOON to CSV",
	from: "toon",
	to: "csv",
	convert: (document, options, cancellation) =>
		convert(document, { name: "CSV", delimiter: "," }, options, cancellation),
};

export const toonToTsv: Converter<"toon"> = {
	name: "TOON to TSV",
	from: "toon",
	to: "tsv",
	convert: (document, options, cancellation) =>
		convert(document, { name: "TSV", delimiter: "\t" }, options, cancellation),
};

interface Dialect {
	readonly name: string;
	readonly delimiter: string;
}

/** What is written as a list, but has the value of a table, is written as a table first; then no lines are mapped. */
function convert(
	document: ToonDocument,
	dialect: Dialect,
	options: ConvertOptions,
	cancellation: Cancellation,
): Conversion {
	try {
		return convertTable(document, dialect, options, cancellation);
	} catch (refused) {
		if (!(refused instanceof ConversionError)) throw refused;
		try {
			const { text } = toonToToon.convert(document, {}, cancellation);
			if (text === document.getText()) throw refused;
			const { lineMap: _, ...conversion } = convertTable(new ToonDocument(text), dialect, options, cancellation);
			return conversion;
		} catch (error) {
			// Lines of the document that was given say more.
			throw error instanceof ConversionError ? refused : error;
		}
	}
}

function convertTable(
	document: ToonDocument,
	dialect: Dialect,
	options: ConvertOptions,
	cancellation: Cancellation,
): Conversion {
	const writer = new CsvWriter(dialect.delimiter, options.escapeFormulas === true, cancellation);
	const key = visitTable(document, dialect.name, writer);
	const warnings = new Warnings();
	if (key !== undefined) {
		const message = `${dialect.name} has no place for the name of the table: ${JSON.stringify(key)} is left out.`;
		warnings.add("names", () => ({ message, path: key }));
	}
	return { text: writer.pieces.text(), warnings: warnings.list(), lineMap: writer.pieces.lineMap() };
}

/** What a spreadsheet takes for a formula when a cell begins with it. */
const formula = /^[=+\-@\t\r]/;

/** Text that a reader would take for a number or a literal. */
const literal = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|)$/;

class CsvWriter implements TableSink {
	readonly pieces = new Pieces();
	readonly #delimiter: string;
	readonly #escapeFormulas: boolean;
	readonly #cancellation: Cancellation;
	readonly #needsQuotes: RegExp;

	constructor(delimiter: string, escapeFormulas: boolean, cancellation: Cancellation) {
		this.#delimiter = delimiter;
		this.#escapeFormulas = escapeFormulas;
		this.#cancellation = cancellation;
		this.#needsQuotes = new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$|^\\uFEFF`);
	}

	begin(header: TableHeader): void {
		this.#line(
			columnNames(header).map((name) => this.#text(name)),
			0,
		);
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		const cells = row.key === undefined ? [] : [this.#text(row.key)];
		for (let i = 0; i < row.length; i++) cells.push(this.#cell(row.cell(i)));
		// A line with nothing on it would be no row.
		this.#line(cells.length === 1 && cells[0] === "" ? ["null"] : cells, row.line);
	}

	#line(cells: readonly string[], source: number): void {
		const text = `${cells.join(this.#delimiter)}\n`;
		let breaks = 0;
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks++;
		this.pieces.add(text, source, breaks);
	}

	/** `null` is an empty cell, empty text a quoted one. */
	#cell(scalar: Scalar): string {
		const { value } = scalar;
		if (typeof value === "string") return this.#text(value);
		if (value === null) return "";
		return scalar.inexact === true ? scalar.text : String(value);
	}

	#text(text: string): string {
		const safe = this.#escapeFormulas && formula.test(text) ? `'${text}` : text;
		return literal.test(safe) || this.#needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	}
}
