/**
 * Reads the rows of a TOON table from UTF-8, without an object for each cell. It takes what an encoder writes and what
 * people write by its example; it stops at the first line that needs a closer look, and leaves the document to the
 * language room then.
 */
import { isDigit } from "./plain";

/** Bits of a cell beyond those of its bytes. */
export const IS_QUOTED = 32;
/** There are escapes in it. */
export const HAS_ESCAPES = 64;
/** There are escapes by number. */
export const HAS_NUMBERED = 128;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

export interface RowLayout {
	/** ASCII. */
	readonly delimiter: number;
	/** Spaces before each row. */
	readonly indent: number;
	/** Cells of a row. */
	readonly width: number;
}

/** What `next` found. */
const NO_ROW = 0;
export const A_ROW = 1;
/** A line that is no plain row of this table. */
export const OTHER_LINE = 2;

export class TableRows {
	/** Cells of the row that was read: from and to a byte, quotes included, and bits. */
	readonly from: Int32Array;
	readonly to: Int32Array;
	readonly bits: Uint8Array;
	/** Where the line after the row begins. */
	at: number;
	/** Line of the row, zero-based. */
	line: number;
	readonly #layout: RowLayout;
	readonly #classes: Uint8Array;
	#data: Uint8Array;
	#end: number;
	#isFinal = true;

	/**
	 * @param classes bits of each byte that a cell gathers, up to 31
	 * @param line of the first row
	 */
	constructor(layout: RowLayout, classes: Uint8Array, data: Uint8Array, at: number, line: number) {
		this.#layout = layout;
		this.#classes = classes;
		this.#data = data;
		this.#end = data.length;
		this.at = at;
		this.line = line - 1;
		this.from = new Int32Array(layout.width);
		this.to = new Int32Array(layout.width);
		this.bits = new Uint8Array(layout.width);
	}

	/** Goes on in another part of the source, which begins where the last line ended. */
	feed(data: Uint8Array, end: number, isFinal: boolean): void {
		this.#data = data;
		this.#end = end;
		this.#isFinal = isFinal;
		this.at = 0;
	}

	/** Reads the next line. At the end, or where the line goes on in the next part, there is none. */
	next(): number {
		const data = this.#data;
		const start = this.at;
		if (start >= this.#end) return NO_ROW;
		const found = data.indexOf(LINE_FEED, start);
		const isLast = found < 0 || found >= this.#end;
		if (isLast && !this.#isFinal) return NO_ROW;
		let end = isLast ? this.#end : found;
		if (!isLast && end > start && data[end - 1] === 0x0d) end--;
		if (!this.#read(start, end)) return OTHER_LINE;
		this.at = isLast ? this.#end : found + 1;
		this.line++;
		return A_ROW;
	}

	/** Whether nothing but empty lines is left. */
	get isAtEnd(): boolean {
		for (let at = this.at; at < this.#end; at++) {
			const code = this.#data[at];
			if (code !== LINE_FEED && (code !== 0x0d || this.#data[at + 1] !== LINE_FEED)) return false;
		}
		return true;
	}

	#read(start: number, lineEnd: number): boolean {
		const data = this.#data;
		const { indent, width } = this.#layout;
		let end = lineEnd;
		while (end > start && data[end - 1] === SPACE) end--;
		let at = start;
		while (at < end && data[at] === SPACE) at++;
		if (at - start !== indent || at === end || needsLook(data[at]!, data[at + 1])) return false;
		let cells = 0;
		for (;;) {
			if (cells === width) return false;
			while (at < end && data[at] === SPACE) at++;
			const after = data[at] === QUOTE && at < end ? this.#quoted(cells, at, end) : this.#plain(cells, at, end);
			if (after < 0) return false;
			cells++;
			if (after >= end) return cells === width;
			at = after + 1;
			if (at < end) continue;
			// An empty cell at the end.
			if (cells !== width - 1) return false;
			this.#set(cells, end, end, 0);
			return true;
		}
	}

	/** Returns the place of the delimiter behind the cell, or the end; -1 for what is not plain. */
	#plain(cell: number, from: number, end: number): number {
		const data = this.#data;
		const { delimiter, width } = this.#layout;
		const classes = this.#classes;
		// Before the first delimiter a colon makes the line a field.
		const stop = cell === 0 ? COLON : QUOTE;
		let bits = 0;
		let at = from;
		for (; at < end; at++) {
			const code = data[at]!;
			if (code === delimiter) break;
			if (code === QUOTE || code === stop) return -1;
			bits |= classes[code]!;
		}
		if (cell === 0 && width > 1 && at >= end) return -1;
		let to = at;
		while (to > from && data[to - 1] === SPACE) to--;
		this.#set(cell, from, to, bits);
		return at;
	}

	#quoted(cell: number, from: number, end: number): number {
		const data = this.#data;
		const classes = this.#classes;
		let bits = IS_QUOTED;
		let at = from + 1;
		for (; at < end; at++) {
			const code = data[at]!;
			if (code === QUOTE) break;
			bits |= classes[code]!;
			if (code !== BACKSLASH) continue;
			bits |= HAS_ESCAPES;
			at++;
			const escaped = data[at];
			if (escaped === 0x75) {
				if (!isEscape(data, at + 1, end)) return -1;
				bits |= HAS_NUMBERED;
				at += 4;
			} else if (
				!(escaped === 0x6e || escaped === QUOTE || escaped === BACKSLASH || escaped === 0x72 || escaped === 0x74)
			)
				return -1;
		}
		if (at >= end) return -1;
		this.#set(cell, from, at + 1, bits);
		at++;
		while (at < end && data[at] === SPACE) at++;
		return at >= end || data[at] === this.#layout.delimiter ? at : -1;
	}

	#set(cell: number, from: number, to: number, bits: number): void {
		this.from[cell] = from;
		this.to[cell] = to;
		this.bits[cell] = bits;
	}
}

/** Comments, tabs in indentation, and what other languages write for a comment. */
const needsLook = (code: number, next: number | undefined): boolean =>
	code === 0x23 || code === 0x09 || (code === 0x2f && next === 0x2f);

/** Four hexadecimal digits of no surrogate. */
function isEscape(data: Uint8Array, from: number, end: number): boolean {
	if (from + 4 > end) return false;
	for (let at = from; at < from + 4; at++) {
		const code = data[at]! | 0x20;
		if (!isDigit(data[at]) && !(code >= 0x61 && code <= 0x66)) return false;
	}
	const isHigh = (data[from]! | 0x20) === 0x64;
	return !(isHigh && data[from + 1]! >= 0x38);
}
