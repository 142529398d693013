/** Rows of CSV as rows of a TOON table, from bytes to bytes. */
import { type Bytes, decodeSpan } from "../toon/bytes";
import { isNumber, numberText, writtenAs } from "../toon/digits";
import type { ToonStyle } from "../toon/encoder";
import { type ByteClasses, isLiteral, isPlainText, NEEDS_QUOTES, writeEscaped, writeString } from "../toon/plain";
import { ConversionError } from "../types";
import type { Warnings } from "../warnings";
import { HAS_DOUBLED, HAS_STRAY, IS_QUOTED, type Records } from "./records";

const QUOTE = 0x22;
const nullText = new TextEncoder().encode("null");

export interface CellOptions {
	/** Keep every cell as text. */
	readonly text: boolean;
}

/** Writes rows, and says what they lose or may mean otherwise. */
export class CsvRows {
	/** Rows written so far. */
	count = 0;
	readonly #names: readonly string[];
	readonly #style: ToonStyle;
	readonly #classes: ByteClasses;
	readonly #options: CellOptions;
	readonly #warnings: Warnings;
	readonly #delimiter: number;
	/** Columns that were warned about, by what it was. */
	readonly #changed = new Set<number>();
	readonly #commas = new Set<number>();

	constructor(
		names: readonly string[],
		delimiter: number,
		classes: ByteClasses,
		style: ToonStyle,
		options: CellOptions,
		warnings: Warnings,
	) {
		this.#names = names;
		this.#delimiter = delimiter;
		this.#classes = classes;
		this.#style = style;
		this.#options = options;
		this.#warnings = warnings;
	}

	get hasNames(): boolean {
		return this.#names.length > 0;
	}

	/**
	 * Appends a record as a row.
	 * @throws ConversionError when it has more cells than the header
	 */
	write(records: Records, data: Uint8Array, out: Bytes): void {
		const { count, line } = records;
		const width = this.#names.length;
		if (this.#isComment(records, data)) return;
		if (count > width) throw this.#tooWide(count, line);
		out.byte(0x0a);
		out.spaces(this.#style.indentSize);
		for (let column = 0; column < width; column++) {
			if (column > 0) out.byte(this.#style.delimiter);
			if (column < count) this.#cell(records, data, column, out);
			else {
				out.bytes(nullText);
				const path = `[${this.count}].${this.#names[column]}`;
				this.#warnings.add("missing cells", () => ({
					message: `${path} has no cell in its row: written as null.`,
					path,
					line,
				}));
			}
		}
		this.count++;
	}

	#cell(records: Records, data: Uint8Array, column: number, out: Bytes): void {
		const from = records.from[column]!;
		const to = records.to[column]!;
		const bits = records.bits[column]!;
		if ((bits & IS_QUOTED) !== 0) {
			if ((bits & HAS_DOUBLED) !== 0) this.#doubled(data, from, to, out);
			else this.#string(data, from, to, bits, out);
			return;
		}
		if ((bits & HAS_STRAY) !== 0) this.#warnStray(column, records.line);
		if (!this.#options.text) {
			if (from === to) {
				out.bytes(nullText);
				return;
			}
			const first = data[from]!;
			if (first <= 0x39) {
				if (isNumber(data, from, to)) {
					this.#number(data, from, to, column, records.line, out);
					return;
				}
				if (this.#delimiter !== 0x2c) this.#checkComma(data, from, to, column, records.line);
			} else if ((first === 0x74 || first === 0x66 || first === 0x6e) && isLiteral(data, from, to)) {
				out.copy(data, from, to);
				return;
			}
		}
		this.#string(data, from, to, bits, out);
	}

	#string(data: Uint8Array, from: number, to: number, bits: number, out: Bytes): void {
		if ((bits & NEEDS_QUOTES) === 0 && isPlainText(data, from, to)) {
			out.copy(data, from, to);
			return;
		}
		out.byte(QUOTE);
		writeEscaped(data, from, to, out);
		out.byte(QUOTE);
	}

	#doubled(data: Uint8Array, from: number, to: number, out: Bytes): void {
		const text = data.slice(from, to);
		let length = 0;
		for (let at = 0; at < text.length; at++) {
			text[length++] = text[at]!;
			if (text[at] === QUOTE) at++;
		}
		writeString(text, 0, length, this.#classes, out);
	}

	#number(data: Uint8Array, from: number, to: number, column: number, line: number, out: Bytes): void {
		if (writtenAs(data, from, to)) {
			out.copy(data, from, to);
			return;
		}
		const text = decodeSpan(data, from, to);
		const written = numberText(text);
		const name = this.#names[column]!;
		if (written === undefined) {
			out.text(`"${text}"`);
			const path = `[${this.count}].${name}`;
			const message = `${path} is ${text}, more than a number of TOON can be: kept as text.`;
			this.#warnings.add("numbers out of range", () => ({ message, line, path }));
			return;
		}
		out.text(written);
		if (written === text || this.#changed.has(column)) return;
		this.#changed.add(column);
		const what = /\.\d*0$/.test(text) ? "keep no zeros at their end" : "are written in one way only";
		const message = `Column ${JSON.stringify(name)} is read as numbers, which ${what}: ${text} is ${written}. Quote the cells if they are text, or keep all cells as text.`;
		this.#warnings.add("columns of numbers", () => ({ message, line, path: name }));
	}

	/** `2,5` where cells are separated by something else. */
	#checkComma(data: Uint8Array, from: number, to: number, column: number, line: number): void {
		if (this.#commas.has(column) || to - from > 40 || !DECIMAL_COMMA.test(decodeSpan(data, from, to))) return;
		this.#commas.add(column);
		const name = this.#names[column]!;
		const message = `Column ${JSON.stringify(name)} has decimal commas: ${decodeSpan(data, from, to)} is kept as text. Write a point to mean numbers.`;
		this.#warnings.add("columns with decimal commas", () => ({ message, line, path: name }));
	}

	#warnStray(column: number, line: number): void {
		const name = this.#names[column]!;
		const message = `A quote stands within a cell of column ${JSON.stringify(name)} that does not begin with one: it is kept as text.`;
		this.#warnings.add("quotes within cells", () => ({ message, line, path: name }));
	}

	/** A line that begins with `#` and has nothing of a row. */
	#isComment(records: Records, data: Uint8Array): boolean {
		if (records.count !== 1 || this.#names.length === 1 || data[records.from[0]!] !== 0x23) return false;
		if ((records.bits[0]! & IS_QUOTED) !== 0) return false;
		warnOfComment(records.line, this.#warnings);
		return true;
	}

	#tooWide(count: number, line: number): ConversionError {
		const message = `The row has ${count} ${count === 1 ? "cell" : "cells"} and the header ${this.#names.length}. Quote the cell that contains the delimiter, or name the column.`;
		return new ConversionError(message, { line });
	}
}

export function warnOfComment(line: number, warnings: Warnings): void {
	const message = "The line begins with # and is read as a comment: it is left out.";
	warnings.add("comments left out", () => ({ message, line }));
}

const DECIMAL_COMMA = /^[-+]?(?:\d+|\d{1,3}(?:[. ']\d{3})+),\d+$/;
