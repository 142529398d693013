/** CSV and TSV to TOON, part by part. */
import { type FoundDialect, findDialect } from "../csv/dialect";
import { type QuoteRule, Records } from "../csv/records";
import { CsvRows } from "../csv/rows";
import { delimiterCode, readNames, warnOfNoRows } from "../csvToToon";
import { Bytes } from "../toon/bytes";
import { flatFields, writeHeader } from "../toon/encoder";
import { byteClasses } from "../toon/plain";
import { toonStyle } from "../toonBuilder";
import type { ConvertOptions } from "../types";
import { Warnings } from "../warnings";
import type { StreamConversion } from "./types";

export class CsvStream implements StreamConversion {
	readonly passes = 2;
	readonly out = new Bytes(1 << 16);
	readonly warnings = new Warnings();
	readonly #options: ConvertOptions;
	readonly #delimiter: number | undefined;
	readonly #quotes: QuoteRule;
	#pass = 0;
	/** Of the first pass; a second one has nothing new to say. */
	#rowCount = 0;
	#dialect: FoundDialect | undefined;
	#records: Records | undefined;
	#rows: CsvRows | undefined;

	/** @param delimiter one character, or `auto` */
	constructor(delimiter: string, quotes: QuoteRule, options: ConvertOptions) {
		this.#options = options;
		this.#delimiter = delimiterCode(delimiter);
		this.#quotes = quotes;
	}

	begin(pass: number): void {
		this.#pass = pass;
		this.#rowCount = this.#rows?.count ?? 0;
		this.#records = undefined;
		this.#rows = undefined;
		this.out.length = 0;
	}

	push(data: Uint8Array, end: number, isFinal: boolean): number {
		const records = this.#feed(data, end, isFinal);
		if (records === undefined) return 0;
		const rows = this.#rows!;
		while (records.next()) {
			rows.write(records, data, this.out);
			if (this.#pass === 1) this.out.length = 0;
		}
		return isFinal ? end : records.at;
	}

	end(): void {
		if (this.#pass === 1) {
			if (this.#rows?.count === 0 && this.#rows.hasNames) warnOfNoRows(this.warnings);
		} else if (this.#rowCount === 0) this.out.text("[]");
	}

	#feed(data: Uint8Array, end: number, isFinal: boolean): Records | undefined {
		if (this.#records !== undefined) {
			this.#records.feed(data, end, isFinal);
			return this.#records;
		}
		const style = toonStyle(this.#options);
		const classes = byteClasses(style.delimiter);
		this.#dialect ??= findDialect(data.subarray(0, end), this.#delimiter, this.#quotes);
		const records = new Records(this.#dialect, classes, data, this.#dialect.skipLines);
		records.feed(data, end, isFinal);
		records.at = this.#dialect.skip;
		const warnings = this.#pass === 1 ? this.warnings : new Warnings();
		const names = readNames(records, data, warnings);
		// The header goes on in the next part.
		if (names.length === 0 && !isFinal) return undefined;
		const cells = { text: this.#options.csv?.text === true };
		this.#records = records;
		this.#rows = new CsvRows(names, this.#dialect.delimiter, classes, style, cells, warnings);
		if (this.#pass === 2 && this.#rowCount > 0) {
			writeHeader(this.out, this.#rowCount, flatFields(names), false, style.delimiter);
		}
		return records;
	}
}
