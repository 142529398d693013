/** CSV and TSV to TOON: an array with one object a row, the first row its keys. */
import { type InfoField, parse } from "csv-parse/browser/esm/sync";
import { ToonBuilder } from "./toonBuilder";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type Converter,
	type ConvertOptions,
	checkCancelled,
} from "./types";

export const csvToToon: Converter<"csv"> = {
	name: "CSV to TOON",
	from: "csv",
	to: "toon",
	convert: (text, options, cancellation) => convert(text, ",", options, cancellation),
};

export const tsvToToon: Converter<"tsv"> = {
	name: "TSV to TOON",
	from: "tsv",
	to: "toon",
	convert: (text, options, cancellation) => convert(text, "\t", options, cancellation),
};

interface Cell {
	readonly text: string;
	/** Quoted cells are text, whatever they look like. */
	readonly quoted: boolean;
	/** Zero-based. */
	readonly line: number;
}

function convert(text: string, delimiter: string, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const [header = [], ...rows] = readRecords(text, delimiter);
	const builder = new ToonBuilder(options);
	builder.beginArray(0);
	const names = columnKeys(header, builder);
	const numbers = new NumberColumns(builder, names);
	for (const row of rows) {
		checkCancelled(cancellation);
		const line = row[0]?.line ?? 0;
		checkWidth(row, names.length, line);
		builder.beginObject(line);
		for (const [column, name] of names.entries()) {
			builder.key(name, line);
			const cell = row[column];
			if (cell === undefined) {
				builder.literal(null);
				builder.warn("missing cells", "has no cell in its row: written as null", line);
			} else addCell(cell, column, builder, numbers);
		}
		builder.end();
	}
	builder.end();
	if (rows.length === 0 && names.length > 0) {
		builder.warnings.add("empty tables", () => ({
			message: "The table has no rows, so its columns are not kept.",
			line: 0,
		}));
	}
	return builder.toToon();
}

/** @throws ConversionError for broken quotes */
function readRecords(text: string, delimiter: string): Cell[][] {
	const cast = (value: string, { quoting, lines }: InfoField): Cell => ({
		text: value,
		quoted: quoting,
		line: lines - 1,
	});
	try {
		const options = { columns: false, delimiter, relax_column_count: true, skip_empty_lines: true, cast } as const;
		return parse(text, options) as unknown as Cell[][];
	} catch (error) {
		const { message, lines = 1 } = error as { message: string; lines?: number };
		const advice = 'Put text with quotes in quotes, and write each quote within twice: "say ""hi""".';
		throw new ConversionError(`Line ${lines}: ${message}. ${advice}`, { line: lines - 1 });
	}
}

/** Each column needs a key, and each key is one column's. */
function columnKeys(header: readonly Cell[], builder: ToonBuilder): string[] {
	const given = new Set(header.map(({ text }) => text));
	const used = new Set<string>();
	return header.map(({ text, line }, column) => {
		let key = text;
		if (text === "" || used.has(text)) {
			const stem = text === "" ? "column" : text;
			let number = text === "" ? column + 1 : 2;
			while (given.has(`${stem}_${number}`) || used.has(`${stem}_${number}`)) number++;
			key = `${stem}_${number}`;
			const why = text === "" ? "has no name" : `has the name ${JSON.stringify(text)} of another`;
			const message = `Column ${column + 1} ${why}: it is called ${JSON.stringify(key)}.`;
			builder.warnings.add("renamed columns", () => ({ message, line, path: key }));
		}
		used.add(key);
		return key;
	});
}

/** Cells beyond the header belong to no column: most often a delimiter stands in a cell without quotes. */
function checkWidth(row: readonly Cell[], width: number, line: number): void {
	if (row.length <= width) return;
	const message = `Line ${line + 1}: the row has ${row.length} cells and the header ${width}. Quote the cell that contains the delimiter, or name the column.`;
	throw new ConversionError(message, { line });
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function addCell({ text, quoted, line }: Cell, column: number, builder: ToonBuilder, numbers: NumberColumns): void {
	if (quoted) builder.string(text, line);
	else if (text === "" || text === "null") builder.literal(null);
	else if (text === "true" || text === "false") builder.literal(text === "true");
	else if (number.test(text)) {
		numbers.check(text, column, line);
		builder.number(text, line);
	} else builder.string(text, line);
}

/** Says once for a column that zeros are not kept: it may be one of versions or codes. */
class NumberColumns {
	readonly #builder: ToonBuilder;
	readonly #names: readonly string[];
	readonly #warned = new Set<number>();

	constructor(builder: ToonBuilder, names: readonly string[]) {
		this.#builder = builder;
		this.#names = names;
	}

	check(text: string, column: number, line: number): void {
		if (!/\.\d*0$/.test(text) || this.#warned.has(column)) return;
		this.#warned.add(column);
		const name = JSON.stringify(this.#names[column]);
		const message = `Column ${name} is read as numbers, which keep no zeros at their end: ${text} is ${Number(text)}. Quote the cells if they are text.`;
		this.#builder.warnings.add("columns of numbers", () => ({ message, line, path: this.#names[column]! }));
	}
}
