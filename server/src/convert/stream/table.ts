/** A TOON table to JSON, JSON Lines, CSV and TSV, part by part. */
import { CellText } from "../csv/text";
import { JSON_CLASSES, TableJson } from "../json/tableJson";
import { Bytes, decodeSpan } from "../toon/bytes";
import { findTable, LONGEST_HEADER, type OneTable } from "../toon/oneTable";
import { A_ROW, OTHER_LINE, TableRows } from "../toon/tableRows";
import { csvHeader, warnOfName } from "../toonToCsv";
import { ConversionError, type ConvertOptions } from "../types";
import { Warnings } from "../warnings";
import type { StreamConversion } from "./types";

/** What writes a table row by row. */
interface RowTarget {
	readonly classes: Uint8Array;
	begin(table: OneTable, out: Bytes, warnings: Warnings): void;
	row(rows: TableRows, data: Uint8Array, out: Bytes): void;
	end(out: Bytes): void;
}

class JsonTarget implements RowTarget {
	readonly classes = JSON_CLASSES;
	readonly #options: ConvertOptions;
	readonly #lines: boolean;
	#writer: TableJson | undefined;

	constructor(options: ConvertOptions, lines: boolean) {
		this.#options = options;
		this.#lines = lines;
	}

	begin(table: OneTable, out: Bytes): void {
		// The indentation that is asked for is the source's.
		const indent = this.#lines || this.#options.pretty === false ? undefined : "  ";
		this.#writer = new TableJson(table, { indent, lines: this.#lines });
		this.#writer.begin(out);
	}

	row(rows: TableRows, data: Uint8Array, out: Bytes): void {
		this.#writer!.row(rows, data, out);
	}

	end(out: Bytes): void {
		this.#writer!.end(out);
	}
}

class CsvTarget implements RowTarget {
	readonly #cells: CellText;
	readonly #name: string;

	constructor(name: string, delimiter: string, options: ConvertOptions) {
		this.#name = name;
		this.#cells = new CellText(delimiter, options.escapeFormulas === true);
	}

	get classes(): Uint8Array {
		return this.#cells.classes;
	}

	begin({ header, key }: OneTable, out: Bytes, warnings: Warnings): void {
		out.text(csvHeader(header, this.#cells));
		for (const warning of warnOfName(key, this.#name)) warnings.add("names", () => warning);
	}

	row(rows: TableRows, data: Uint8Array, out: Bytes): void {
		this.#cells.row(rows, data, out);
	}

	end(): void {}
}

export const rowTargets = {
	json: (options: ConvertOptions): RowTarget => new JsonTarget(options, false),
	jsonc: (options: ConvertOptions): RowTarget => new JsonTarget(options, false),
	jsonl: (options: ConvertOptions): RowTarget => new JsonTarget(options, true),
	csv: (options: ConvertOptions): RowTarget => new CsvTarget("CSV", ",", options),
	tsv: (options: ConvertOptions): RowTarget => new CsvTarget("TSV", "\t", options),
};

export class TableStream implements StreamConversion {
	readonly passes = 1;
	readonly out = new Bytes(1 << 16);
	readonly warnings = new Warnings();
	readonly #target: RowTarget;
	readonly #indent: number | undefined;
	#table: OneTable | undefined;
	#rows: TableRows | undefined;
	#count = 0;

	/** @param indent spaces a level of the source; undefined: found out */
	constructor(target: RowTarget, indent: number | undefined) {
		this.#target = target;
		this.#indent = indent;
	}

	begin(): void {}

	push(data: Uint8Array, end: number, isFinal: boolean): number {
		const rows = this.#feed(data, end, isFinal);
		if (rows === undefined) return 0;
		for (;;) {
			const found = rows.next();
			if (found === A_ROW) {
				this.#count++;
				this.#target.row(rows, data, this.out);
			} else if (found === OTHER_LINE && !(isFinal && rows.isAtEnd)) {
				throw this.#otherLine(rows.line + 1, decodeSpan(data, rows.at, Math.min(end, rows.at + 60)));
			} else return isFinal ? end : rows.at;
		}
	}

	end(): void {
		const { header } = this.#table!;
		if (this.#count !== header.length) {
			throw new ConversionError(
				`The header declares ${header.length} rows, and there are ${this.#count}. Correct [${header.length}].`,
				{
					line: 0,
				},
			);
		}
		this.#target.end(this.out);
	}

	#feed(data: Uint8Array, end: number, isFinal: boolean): TableRows | undefined {
		if (this.#rows !== undefined) {
			this.#rows.feed(data, end, isFinal);
			return this.#rows;
		}
		const table = findTable(data.subarray(0, end), this.#indent);
		if (table === undefined) {
			if (end < LONGEST_HEADER && !isFinal) return undefined;
			throw new ConversionError(`${ONLY_TABLES} This one does not begin with the header of a table. ${ADVICE}`, {
				line: 0,
			});
		}
		this.#table = table;
		this.#target.begin(table, this.out, this.warnings);
		const rows = new TableRows(table.layout, this.#target.classes, data, 0, table.line + 1);
		rows.feed(data, end, isFinal);
		rows.at = table.start;
		this.#rows = rows;
		return rows;
	}

	#otherLine(line: number, text: string): ConversionError {
		const excerpt = JSON.stringify(text.split("\n", 1)[0]);
		return new ConversionError(`${ONLY_TABLES} This line is no plain row of it: ${excerpt}. ${ADVICE}`, { line });
	}
}

const ONLY_TABLES = "Of TOON this large only documents that are one table are converted.";
const ADVICE = "Split the file, or correct the line.";
