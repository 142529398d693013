/** Reads CSV and TSV record by record from UTF-8, without an object for each cell (RFC 4180, and how spreadsheets read what breaks it). */
import { ConversionError } from "../types";

/** Bits of a cell beyond those of its bytes (`plain.ts`). */
export const IS_QUOTED = 32;
/** Quotes within it are written twice. */
export const HAS_DOUBLED = 64;
/** A quote stands in a cell that does not begin with one. */
export const HAS_STRAY = 128;

/** Of bytes: what may end a cell. */
const ENDS = 32;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * What a cell is that begins with a quote: what stands between that and the closing one, without which the text is wrong
 * (`strict`, as in CSV) or the cell is text as it stands (`loose`); or always text as it stands (`none`).
 */
export type QuoteRule = "strict" | "loose" | "none";

export interface Dialect {
	/** ASCII. */
	readonly delimiter: number;
	readonly quotes: QuoteRule;
	/** Lone carriage returns end rows: the text has no line feeds. */
	readonly returns: boolean;
}

export class Records {
	/** Cells of the record that was read: from and to a byte, without quotes around them, and bits. */
	from = new Int32Array(64);
	to = new Int32Array(64);
	bits = new Uint8Array(64);
	count = 0;
	/** Zero-based line that the record begins at. */
	line: number;
	/** Where the record after this one begins. */
	at = 0;
	readonly #classes: Uint8Array;
	readonly #dialect: Dialect;
	#data: Uint8Array;
	#end: number;
	#isFinal: boolean;
	/** Line of the next record. */
	#nextLine: number;
	/** A quote was never closed: others are not looked for beyond their line. */
	#unclosed = false;

	/** @param classes bits of each byte that a cell gathers, up to 31 */
	constructor(dialect: Dialect, classes: Uint8Array, data: Uint8Array, firstLine = 0) {
		this.#dialect = dialect;
		this.#classes = classes.slice();
		this.#classes[dialect.delimiter]! |= ENDS;
		this.#classes[LINE_FEED]! |= ENDS;
		this.#classes[CARRIAGE_RETURN]! |= ENDS;
		this.#data = data;
		this.#end = data.length;
		this.#isFinal = true;
		this.line = firstLine;
		this.#nextLine = firstLine;
	}

	/** Goes back to the record that begins at an offset, on this line. */
	rewind(at: number, line: number): void {
		this.at = at;
		this.#nextLine = line;
	}

	/** Goes on in another part of the source, which begins where the record after the last one did. */
	feed(data: Uint8Array, end: number, isFinal: boolean): void {
		this.#data = data;
		this.#end = end;
		this.#isFinal = isFinal;
		this.at = 0;
	}

	/**
	 * Reads the next record, empty lines left out. Returns false at the end of the data, or where the rest of the record
	 * is in a part that is still to come.
	 * @throws ConversionError for broken quotes
	 */
	next(): boolean {
		const data = this.#data;
		const end = this.#end;
		let at = this.at;
		let line = this.#nextLine;
		for (; at < end; at++) {
			const code = data[at];
			if (code === LINE_FEED) line++;
			else if (code === CARRIAGE_RETURN && this.#endsRow(at)) line += this.#dialect.returns ? 1 : 0;
			else break;
		}
		this.at = at;
		this.line = line;
		this.#nextLine = line;
		if (at >= end) return false;
		const after = this.#record(at);
		if (after < 0) {
			this.#nextLine = line;
			return false;
		}
		this.at = after;
		return true;
	}

	/** Returns where the next record begins, -1 when this one has no end yet. */
	#record(start: number): number {
		const data = this.#data;
		const end = this.#end;
		const { delimiter, quotes } = this.#dialect;
		this.count = 0;
		for (let at = start; ; ) {
			at = data[at] === QUOTE && at < end && quotes !== "none" ? this.#quoted(at) : this.#plain(at);
			if (at < 0) return -1;
			if (at >= end) return this.#isFinal ? at : -1;
			const code = data[at];
			if (code === delimiter) {
				at++;
				continue;
			}
			if (code === CARRIAGE_RETURN && !this.#dialect.returns) {
				if (at + 1 >= end && !this.#isFinal) return -1;
				at++;
			}
			this.#nextLine++;
			return at + 1;
		}
	}

	/** Whether a carriage return ends a row: alone, before a line feed, or at the very end. */
	#endsRow(at: number): boolean {
		return this.#dialect.returns || this.#data[at + 1] === LINE_FEED || (at + 1 === this.#end && this.#isFinal);
	}

	/** A cell without quotes. Returns where it ends. */
	#plain(from: number): number {
		const data = this.#data;
		const end = this.#end;
		const classes = this.#classes;
		let bits = 0;
		let at = from;
		for (; at < end; at++) {
			const code = data[at]!;
			const own = classes[code]!;
			if ((own & ENDS) !== 0 && (code !== CARRIAGE_RETURN || this.#endsRow(at) || at + 1 === end)) break;
			bits |= own;
		}
		this.#add(
			from,
			at,
			(bits & ~ENDS) | ((bits & STRAY_QUOTE) !== 0 && this.#dialect.quotes !== "none" ? HAS_STRAY : 0),
		);
		return at;
	}

	#quoted(from: number): number {
		const data = this.#data;
		const end = this.#end;
		const classes = this.#classes;
		const firstLine = this.#nextLine;
		let bits = 0;
		for (let at = from + 1; at < end; at++) {
			const code = data[at]!;
			if (code !== QUOTE) {
				bits |= classes[code]!;
				if (code === LINE_FEED || (code === CARRIAGE_RETURN && this.#dialect.returns)) {
					if (this.#unclosed) break;
					this.#nextLine++;
				}
				continue;
			}
			if (at + 1 >= end && !this.#isFinal) return -1;
			if (data[at + 1] === QUOTE && at + 1 < end) {
				bits |= HAS_DOUBLED | classes[QUOTE]!;
				at++;
				continue;
			}
			if (at + 1 < end && !this.#isEnd(at + 1)) {
				if (this.#dialect.quotes === "strict") throw afterQuote(this.#nextLine);
				this.#nextLine = firstLine;
				return this.#plain(from);
			}
			this.#add(from + 1, at, (bits & ~ENDS) | IS_QUOTED);
			return at + 1;
		}
		if (!this.#isFinal) return -1;
		if (this.#dialect.quotes === "strict") throw unclosed(firstLine);
		this.#unclosed = true;
		this.#nextLine = firstLine;
		return this.#plain(from);
	}

	/** Whether a cell may end before this byte. */
	#isEnd(at: number): boolean {
		const code = this.#data[at];
		return code === this.#dialect.delimiter || code === LINE_FEED || (code === CARRIAGE_RETURN && this.#endsRow(at));
	}

	#add(from: number, to: number, bits: number): void {
		const cell = this.count++;
		if (cell === this.from.length) this.#grow();
		this.from[cell] = from;
		this.to[cell] = to;
		this.bits[cell] = bits;
	}

	#grow(): void {
		const grow = <T extends Int32Array | Uint8Array>(old: T, larger: T): T => {
			larger.set(old);
			return larger;
		};
		const cells = 2 * this.from.length;
		this.from = grow(this.from, new Int32Array(cells));
		this.to = grow(this.to, new Int32Array(cells));
		this.bits = grow(this.bits, new Uint8Array(cells));
	}
}

/** The bit of `plain.ts` that a quote has. */
const STRAY_QUOTE = 8;

const afterQuote = (line: number): ConversionError =>
	new ConversionError(`Invalid Closing Quote: text follows a quote that ends its cell. ${QUOTE_ADVICE}`, { line });

const unclosed = (line: number): ConversionError =>
	new ConversionError(`Quote Not Closed: a cell begins with a quote, and no other ends it. ${QUOTE_ADVICE}`, {
		line,
	});

const QUOTE_ADVICE = 'Put text with quotes in quotes, and write each quote within twice: "say ""hi""".';
