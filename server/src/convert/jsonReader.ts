/** Reads JSON from its UTF-8 into a builder: keeps digits, and makes no string of what can be copied. */
import { decodeSpan } from "./toon/bytes";
import { isNumber, writtenAs } from "./toon/digits";
import { IS_BACKSLASH, IS_CONTROL, isDigit, isPlainText, NEEDS_QUOTES } from "./toon/plain";
import type { ToonBuilder } from "./toonBuilder";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Where a value ends that was read, or where it turned out to be none. */
export interface JsonEnd {
	readonly offset: number;
	readonly isFault: boolean;
}

export class JsonReader {
	readonly #data: Uint8Array;
	readonly #builder: ToonBuilder;
	/** Comments, and commas before closing brackets, are allowed. */
	readonly #comments: boolean;
	#at = 0;
	#end = 0;
	/** Lines up to an offset, for warnings; they come in order. */
	#line: number;
	#counted: number;

	/**
	 * @param data also what the spans of the builder refer to
	 * @param firstLine line of the source that the data begins at, zero-based
	 */
	constructor(data: Uint8Array, builder: ToonBuilder, comments: boolean, firstLine = 0) {
		this.#data = data;
		this.#builder = builder;
		this.#comments = comments;
		this.#line = firstLine;
		this.#counted = 0;
	}

	/** Line of the source that an offset is in; offsets are asked for in order. */
	lineAt(offset: number): number {
		for (; this.#counted < offset; this.#counted++) if (this.#data[this.#counted] === 0x0a) this.#line++;
		return this.#line;
	}

	/**
	 * Reads one value, and white space around it.
	 * @param only nothing may follow before `to`; else the end is behind the value
	 * @throws ConversionError for values that are nested too deeply
	 */
	read(from: number, to: number, only = true): JsonEnd {
		this.#at = from;
		this.#end = to;
		const read = this.#value() && (!only || (this.#skip() && this.#at === to));
		return { offset: this.#at, isFault: !read };
	}

	/** Reads a value with all that is in it. Returns false at what is not JSON. */
	#value(): boolean {
		const builder = this.#builder;
		const base = builder.depth;
		for (;;) {
			if (!this.#skip()) return false;
			const code = this.#data[this.#at];
			if (this.#at >= this.#end) return false;
			if (code === OPEN_BRACE || code === OPEN_BRACKET) {
				if (builder.isFull) this.lineAt(this.#at);
				if (code === OPEN_BRACE) builder.beginObject(this.#line);
				else builder.beginArray(this.#line);
				this.#at++;
				if (!this.#skip()) return false;
				if (this.#peek() === code + 2) {
					this.#at++;
					builder.end();
				} else if (code === OPEN_BRACKET || this.#key()) continue;
				else return false;
			} else if (!this.#primitive(code!)) return false;
			if (builder.depth === base) return true;
			if (!this.#afterValue(base)) return false;
			if (builder.depth === base) return true;
		}
	}

	/** Closes what ends here, and reads the comma and the key before the next value. */
	#afterValue(base: number): boolean {
		const builder = this.#builder;
		for (;;) {
			if (!this.#skip()) return false;
			const closing = builder.isInArray ? CLOSE_BRACKET : CLOSE_BRACE;
			let code = this.#peek();
			if (code === COMMA) {
				this.#at++;
				if (!this.#skip()) return false;
				code = this.#peek();
				if (code !== closing) return closing === CLOSE_BRACKET || this.#key();
				if (!this.#comments) return false;
			}
			if (code !== closing) return false;
			this.#at++;
			builder.end();
			if (builder.depth === base) return true;
		}
	}

	/** The byte that comes next, -1 at the end. */
	#peek(): number {
		return this.#at < this.#end ? this.#data[this.#at]! : -1;
	}

	/** Skips white space and comments. Returns false at a comment that must not be, or has no end. */
	#skip(): boolean {
		const data = this.#data;
		const end = this.#end;
		let at = this.#at;
		for (;;) {
			const code = data[at];
			if (at >= end || code === undefined || (code > 0x20 && code !== 0x2f)) break;
			if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) at++;
			else if (code === 0x2f && this.#comments) {
				at = this.#comment(at);
				if (at < 0) return false;
			} else break;
		}
		this.#at = at;
		return true;
	}

	/** Returns where the comment ends, -1 where there is none or no end. */
	#comment(from: number): number {
		const data = this.#data;
		const next = data[from + 1];
		if (next === 0x2f) {
			let at = from + 2;
			while (at < this.#end && data[at] !== 0x0a && data[at] !== 0x0d) at++;
			return at;
		}
		if (next !== 0x2a) return -1;
		for (let at = from + 2; at + 1 < this.#end; at++) if (data[at] === 0x2a && data[at + 1] === 0x2f) return at + 2;
		return -1;
	}

	/** A key and the colon after it. */
	#key(): boolean {
		const data = this.#data;
		if (this.#peek() !== QUOTE) return false;
		const start = this.#at + 1;
		const builder = this.#builder;
		const { likely } = builder;
		const raw = builder.likelyRaw;
		if (likely !== undefined && raw !== undefined && this.#stands(raw, start)) {
			builder.likelyKey(likely);
			this.#at = start + raw.length + 1;
		} else {
			const bits = this.#string();
			if (bits < 0) return false;
			const isRaw = (bits & IS_BACKSLASH) === 0;
			const end = this.#at - 1;
			const key = isRaw ? decodeSpan(data, start, end) : (JSON.parse(decodeSpan(data, start - 1, end + 1)) as string);
			builder.lastKey(key, () => this.lineAt(start));
			if (isRaw) builder.rememberKey(data, start, end);
		}
		if (this.#peek() !== COLON && !this.#skip()) return false;
		if (this.#peek() !== COLON) return false;
		this.#at++;
		return true;
	}

	/** Whether these bytes, and a quote after them, stand at an offset. */
	#stands(raw: Uint8Array, at: number): boolean {
		const data = this.#data;
		if (at + raw.length >= this.#end || data[at + raw.length] !== QUOTE) return false;
		for (let i = 0; i < raw.length; i++) if (data[at + i] !== raw[i]) return false;
		return true;
	}

	#primitive(code: number): boolean {
		if (code === QUOTE) return this.#stringValue();
		if (code === 0x2d || isDigit(code)) return this.#number();
		if (code === 0x74) return this.#literal("true", true);
		if (code === 0x66) return this.#literal("false", false);
		return code === 0x6e && this.#literal("null", null);
	}

	#literal(word: string, value: boolean | null): boolean {
		const data = this.#data;
		const end = this.#at + word.length;
		if (end > this.#end) return false;
		for (let i = 0; i < word.length; i++) if (data[this.#at + i] !== word.charCodeAt(i)) return false;
		if (isWordCode(data[end]) && end < this.#end) return false;
		this.#at = end;
		this.#builder.literal(value);
		return true;
	}

	/** Reads to behind the closing quote. Returns what its bytes are, -1 for no string. */
	#string(): number {
		const data = this.#data;
		const end = this.#end;
		const { classes } = this.#builder;
		let bits = 0;
		let at = this.#at + 1;
		for (; at < end; at++) {
			const code = data[at]!;
			if (code === QUOTE) break;
			bits |= classes[code]!;
			if (code === BACKSLASH) {
				at++;
				const escaped = data[at]!;
				if (escaped === 0x75) {
					if (at + 4 >= end || !isHex(data, at + 1)) return -1;
					at += 4;
				} else if (!SIMPLE_ESCAPES.has(escaped)) return -1;
			}
		}
		if (at >= end || (bits & IS_CONTROL) !== 0) return -1;
		this.#at = at + 1;
		return bits;
	}

	#stringValue(): boolean {
		const data = this.#data;
		const start = this.#at + 1;
		const bits = this.#string();
		if (bits < 0) return false;
		const end = this.#at - 1;
		const builder = this.#builder;
		if ((bits & IS_BACKSLASH) !== 0) {
			// Escapes that both formats have stay as they are.
			if (hasOnlySharedEscapes(data, start, end)) builder.span(start - 1, end + 1);
			else {
				const value = JSON.parse(decodeSpan(data, start - 1, end + 1)) as string;
				builder.string(value, () => this.lineAt(start));
			}
		} else if (
			(bits & NEEDS_QUOTES) === 0 &&
			isPlainText(data, start, end) &&
			!(builder.depth === 0 && isMark(data, start))
		)
			builder.span(start, end);
		else builder.span(start - 1, end + 1);
		return true;
	}

	#number(): boolean {
		const data = this.#data;
		const start = this.#at;
		let at = start + 1;
		while (at < this.#end && isNumberCode(data[at]!)) at++;
		if (!isNumber(data, start, at)) return false;
		this.#at = at;
		if (writtenAs(data, start, at)) this.#builder.span(start, at);
		else this.#builder.number(decodeSpan(data, start, at), () => this.lineAt(start));
		return true;
	}
}

/** What a number may consist of. */
const isNumberCode = (code: number): boolean =>
	isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || (code | 0x20) === 0x65;

const SIMPLE_ESCAPES: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));
const SHARED_ESCAPES: ReadonlySet<number> = new Set([...'"\\nrt'].map((character) => character.charCodeAt(0)));

function hasOnlySharedEscapes(data: Uint8Array, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if (data[at] === BACKSLASH && !SHARED_ESCAPES.has(data[++at]!)) return false;
	return true;
}

function isHex(data: Uint8Array, from: number): boolean {
	for (let at = from; at < from + 4; at++) {
		const code = data[at]! | 0x20;
		if (!isDigit(data[at]) && !(code >= 0x61 && code <= 0x66)) return false;
	}
	return true;
}

/** A letter or digit: what would go on with a word. */
const isWordCode = (code: number | undefined): boolean =>
	code !== undefined && (isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a));

const isMark = (data: Uint8Array, at: number): boolean =>
	data[at] === 0xef && data[at + 1] === 0xbb && data[at + 2] === 0xbf;
