/** CSV and TSV to TOON: an array with one object a row, the first row its keys. */
import { findDialect } from "./csv/dialect";
import { columnKeys } from "./csv/names";
import { HAS_DOUBLED, IS_QUOTED, type QuoteRule, Records } from "./csv/records";
import { CsvRows, warnOfComment } from "./csv/rows";
import { sourceUtf8 } from "./sourceBytes";
import { Bytes, decodeSpan } from "./toon/bytes";
import { flatFields, writeHeader } from "./toon/encoder";
import { byteClasses } from "./toon/plain";
import { toonStyle } from "./toonBuilder";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type Converter,
	type ConvertOptions,
	checkCancelled,
} from "./types";
import { Warnings } from "./warnings";

export const csvToToon: Converter<"csv"> = {
	name: "CSV to TOON",
	from: "csv",
	to: "toon",
	convert: (text, options, cancellation) =>
		convert(text, options.csv?.delimiter ?? "auto", "strict", options, cancellation),
};

export const tsvToToon: Converter<"tsv"> = {
	name: "TSV to TOON",
	from: "tsv",
	to: "toon",
	convert: (text, options, cancellation) => convert(text, "\t", tsvQuotes(options), options, cancellation),
};

function convert(
	text: string,
	delimiter: string,
	quotes: QuoteRule,
	options: ConvertOptions,
	cancellation: Cancellation,
): Conversion {
	const warnings = new Warnings();
	const data = sourceUtf8(text, warnings);
	const style = toonStyle(options);
	const classes = byteClasses(style.delimiter);
	const dialect = findDialect(data, delimiterCode(delimiter), quotes);
	const records = new Records(dialect, classes, data, dialect.skipLines);
	records.at = dialect.skip;
	const names = readNames(records, data, warnings);
	const rows = new CsvRows(names, dialect.delimiter, classes, style, { text: options.csv?.text === true }, warnings);
	const out = new Bytes(data.length + (data.length >> 2) + 64);
	while (records.next()) {
		if (rows.count % 1024 === 0) checkCancelled(cancellation);
		rows.write(records, data, out);
	}
	if (rows.count === 0) {
		if (names.length > 0) warnOfNoRows(warnings);
		return { text: "[]", warnings: warnings.list() };
	}
	const header = new Bytes();
	writeHeader(header, rows.count, flatFields(names), false, style.delimiter);
	return { text: header.toString() + out.toString(), warnings: warnings.list() };
}

const TSV_QUOTES: Readonly<Record<string, QuoteRule>> = { auto: "loose", csv: "strict", text: "none" };

/** How quotes of TSV are read. @throws ConversionError for what is no way */
export function tsvQuotes({ csv }: ConvertOptions): QuoteRule {
	const rule = TSV_QUOTES[csv?.tsvQuotes ?? "auto"];
	if (rule !== undefined) return rule;
	throw new ConversionError(`Quotes of TSV are read as ${JSON.stringify(csv?.tsvQuotes)}: choose auto, csv or text.`);
}

/** @throws ConversionError for what cannot separate cells */
export function delimiterCode(delimiter: string): number | undefined {
	if (delimiter === "auto") return undefined;
	if (typeof delimiter === "string" && /^[\t\x20-\x7e]$/.test(delimiter) && delimiter !== '"')
		return delimiter.charCodeAt(0);
	throw new ConversionError(
		`The delimiter of CSV is ${JSON.stringify(delimiter)}: choose one character, like ; or a tab, or auto.`,
	);
}

export function warnOfNoRows(warnings: Warnings): void {
	warnings.add("empty tables", () => ({ message: "The table has no rows, so its columns are not kept.", line: 0 }));
}

/** Reads the header. Comments may stand before it, if they are no names themselves. */
export function readNames(records: Records, data: Uint8Array, warnings: Warnings): string[] {
	if (!records.next()) return [];
	const { line } = records;
	const header = cellTexts(records, data);
	const looksLikeComment = header.length === 1 && header[0]!.startsWith("#") && (records.bits[0]! & IS_QUOTED) === 0;
	if (!looksLikeComment) return columnKeys(header, line, warnings);
	const { at } = records;
	const next = records.next() ? cellTexts(records, data) : header;
	if (next.length === 1 && !next[0]!.startsWith("#")) {
		// A table of one column, whose name begins with `#`.
		records.rewind(at, line + 1);
		return columnKeys(header, line, warnings);
	}
	records.rewind(at, line + 1);
	if (next === header) return columnKeys(header, line, warnings);
	warnOfComment(line, warnings);
	return readNames(records, data, warnings);
}

const cellTexts = ({ from, to, bits, count }: Records, data: Uint8Array): string[] =>
	Array.from({ length: count }, (_, cell) => {
		const text = decodeSpan(data, from[cell]!, to[cell]!);
		return (bits[cell]! & HAS_DOUBLED) === 0 ? text : text.replaceAll('""', '"');
	});
