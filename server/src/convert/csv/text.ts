/** Cells of CSV and TSV that are written: quotes tell text from numbers, so that reading gives the same values. */
import { type Bytes, decodeSpan } from "../toon/bytes";
import { kindOf, stringOf } from "../toon/cells";
import { numberText, writtenAs } from "../toon/digits";
import { IS_QUOTED, type TableRows } from "../toon/tableRows";

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text that a reader would take for a number or a literal. */
const LITERAL = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|)$/;

/** How cells are written. */
export class CellText {
	/** Bits of bytes for `TableRows`: what the text of a cell is not copied for. */
	readonly classes = new Uint8Array(256);
	readonly delimiter: string;
	readonly #escapeFormulas: boolean;
	readonly #needsQuotes: RegExp;

	constructor(delimiter: string, escapeFormulas: boolean) {
		this.delimiter = delimiter;
		this.#escapeFormulas = escapeFormulas;
		this.#needsQuotes = new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$|^\\uFEFF|^#`);
		for (let code = 0; code < 0x20; code++) this.classes[code] = 1;
		for (const character of `"\\${delimiter}`) this.classes[character.charCodeAt(0)] = 1;
	}

	text(text: string): string {
		const safe = this.#escapeFormulas && FORMULA.test(text) ? `'${text}` : text;
		return LITERAL.test(safe) || this.#needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	}

	/** The cells of a row, and a line end. Returns the line breaks in them. */
	row(rows: TableRows, data: Uint8Array, out: Bytes): number {
		const { from, to, bits } = rows;
		const width = from.length;
		const start = out.length;
		let breaks = 0;
		for (let cell = 0; cell < width; cell++) {
			if (cell > 0) out.text(this.delimiter);
			breaks += this.#cell(data, from[cell]!, to[cell]!, bits[cell]!, out);
		}
		// A line with nothing on it would be no row.
		if (out.length === start) out.text("null");
		out.byte(0x0a);
		return breaks;
	}

	#cell(data: Uint8Array, from: number, to: number, bits: number, out: Bytes): number {
		const quoted = (bits & IS_QUOTED) !== 0;
		const kind = kindOf(data, from, to, quoted);
		if (kind === "literal") {
			if (data[from] !== 0x6e) out.copy(data, from, to);
			return 0;
		}
		if (kind === "number") {
			if (writtenAs(data, from, to)) out.copy(data, from, to);
			else out.text(numberText(decodeSpan(data, from, to))!);
			return 0;
		}
		// Words that begin with a letter and end with something that is seen are what most cells are.
		const first = data[quoted ? from + 1 : from]!;
		const last = data[quoted ? to - 2 : to - 1]!;
		const isWord = (bits & 1) === 0 && first > 0x40 && first < 0x7f && last > 0x20 && last < 0x7f;
		if (isWord && !quoted) {
			out.copy(data, from, to);
			return 0;
		}
		const text = stringOf(data, from, to);
		out.text(this.text(text));
		return text.includes("\n") ? text.split("\n").length - 1 : 0;
	}
}
