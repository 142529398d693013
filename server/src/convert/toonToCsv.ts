/** TOON to CSV and TSV (RFC 4180, with LF): quotes tell text from numbers, so that reading gives the same values. */
import { type RowReader, type Scalar, type TableHeader, ToonDocument } from "../language";
import { boundedNames } from "./columns";
import { CellText } from "./csv/text";
import { LineMap } from "./lineMap";
import { Pieces } from "./pieces";
import { type TableSink, visitTable } from "./tables";
import { Bytes } from "./toon/bytes";
import { eachRow, type OneTable } from "./toon/oneTable";
import { toonToToon } from "./toonToToon";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type ConversionWarning,
	type Converter,
	type ConvertOptions,
	checkCancelled,
} from "./types";

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
	const cells = new CellText(dialect.delimiter, options.escapeFormulas === true);
	const rows = convertRows(document, dialect, cells, cancellation);
	if (rows !== undefined) return rows;
	const writer = new CsvWriter(cells, cancellation);
	const key = visitTable(document, dialect.name, writer);
	const warnings = warnOfName(key, dialect.name);
	return { text: writer.pieces.text(), warnings, lineMap: writer.pieces.lineMap() };
}

export function warnOfName(key: string | undefined, target: string): readonly ConversionWarning[] {
	if (key === undefined) return [];
	const message = `${target} has no place for the name of the table: ${JSON.stringify(key)} is left out.`;
	return [{ message, path: key }];
}

/** The document from bytes to bytes, if it is one table; undefined for others. */
function convertRows(
	document: ToonDocument,
	dialect: Dialect,
	cells: CellText,
	cancellation: Cancellation,
): Conversion | undefined {
	const out = new Bytes(1 << 16);
	const lineMap = new LineMap();
	let count = 0;
	let key: string | undefined;
	const begin = (table: OneTable): void => {
		key = table.key;
		const names = csvHeader(table.header, cells);
		out.text(names);
		lineMap.add(0, names.split("\n").length - 1);
	};
	const isTable = eachRow(document, cells.classes, begin, (rows, data) => {
		if (count++ % 1024 === 0) checkCancelled(cancellation);
		lineMap.add(rows.line, 1 + cells.row(rows, data, out));
	});
	if (!isTable) return undefined;
	return { text: out.toString(), warnings: warnOfName(key, dialect.name), lineMap: lineMap.toArray() };
}

/** The first line, with its line end. */
export const csvHeader = (header: TableHeader, cells: CellText): string =>
	`${boundedNames(header)
		.map((name) => cells.text(name))
		.join(cells.delimiter)}\n`;

class CsvWriter implements TableSink {
	readonly pieces = new Pieces();
	readonly #cells: CellText;
	readonly #cancellation: Cancellation;

	constructor(cells: CellText, cancellation: Cancellation) {
		this.#cells = cells;
		this.#cancellation = cancellation;
	}

	begin(header: TableHeader): void {
		this.#line(
			boundedNames(header).map((name) => this.#cells.text(name)),
			0,
		);
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		const cells = row.key === undefined ? [] : [this.#cells.text(row.key)];
		for (let i = 0; i < row.length; i++) cells.push(this.#cell(row.cell(i)));
		// A line with nothing on it would be no row.
		this.#line(cells.length === 1 && cells[0] === "" ? ["null"] : cells, row.line);
	}

	#line(cells: readonly string[], source: number): void {
		const text = `${cells.join(this.#cells.delimiter)}\n`;
		let breaks = 0;
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks++;
		this.pieces.add(text, source, breaks);
	}

	/** `null` is an empty cell, empty text a quoted one. */
	#cell(scalar: Scalar): string {
		const { value } = scalar;
		if (typeof value === "string") return this.#cells.text(value);
		if (value === null) return "";
		return scalar.inexact === true ? scalar.text : String(value);
	}
}
