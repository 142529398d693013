/** UTF-8 that grows: what writers of large texts append to. */
import { ConversionError } from "../types";

/** What a JavaScript string can hold in every engine that we run in, in UTF-16 units (V8: 2^29 - 24). */
export const LONGEST_TEXT = 2 ** 29 - 24;

/** @throws ConversionError when a text of this length cannot be held */
export function checkLength(units: number): void {
	if (units > LONGEST_TEXT) throw tooLong();
}

export const tooLong = (): ConversionError =>
	new ConversionError("The result would be longer than 512 MB, which is more than one text can be. Split the source.");

const encoder = new TextEncoder();
/** Byte order marks are characters here. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** Runs of bytes up to this length are copied one by one: a call of `set` costs as much. */
const SHORT_RUN = 48;

/** Texts up to this length are encoded here, when they are ASCII. */
const SHORT_TEXT = 64;

export class Bytes {
	data: Uint8Array;
	length = 0;

	constructor(capacity = 1 << 12) {
		this.data = new Uint8Array(capacity);
	}

	/** Makes room for `more` bytes; whoever calls may write them into `data` and raise `length`. */
	reserve(more: number): void {
		const needed = this.length + more;
		if (needed <= this.data.length) return;
		// Bytes are more than units, so that a text that is just short enough passes.
		if (needed > 3 * LONGEST_TEXT) checkLength(needed);
		const larger = new Uint8Array(Math.max(needed, Math.min(2 * this.data.length, this.data.length + 2 ** 28)));
		larger.set(this.data.subarray(0, this.length));
		this.data = larger;
	}

	byte(code: number): void {
		if (this.length === this.data.length) this.reserve(1);
		this.data[this.length++] = code;
	}

	copy(source: Uint8Array, from: number, to: number): void {
		const count = to - from;
		this.reserve(count);
		const { data } = this;
		if (count > SHORT_RUN) data.set(source.subarray(from, to), this.length);
		else for (let i = from, at = this.length; i < to; i++, at++) data[at] = source[i]!;
		this.length += count;
	}

	bytes(source: Uint8Array): void {
		this.copy(source, 0, source.length);
	}

	text(text: string): void {
		this.reserve(3 * text.length);
		const { data } = this;
		let at = this.length;
		if (text.length <= SHORT_TEXT) {
			let i = 0;
			for (; i < text.length; i++) {
				const code = text.charCodeAt(i);
				if (code >= 128) break;
				data[at++] = code;
			}
			if (i === text.length) {
				this.length = at;
				return;
			}
		}
		this.length += encoder.encodeInto(text, data.subarray(this.length)).written;
	}

	spaces(count: number): void {
		this.reserve(count);
		for (let i = 0; i < count; i++) this.data[this.length++] = 0x20;
	}

	/** @throws ConversionError when it is longer than a string can be */
	toString(): string {
		if (this.length > LONGEST_TEXT) checkLength(unitsOf(this.data, this.length));
		return decoder.decode(this.data.subarray(0, this.length));
	}
}

/** Longer runs are decoded by the platform. */
const SHORT_SPAN = 32;

/** The text of bytes that are UTF-8. */
export function decodeSpan(source: Uint8Array, from: number, to: number): string {
	if (to - from > SHORT_SPAN) return decoder.decode(source.subarray(from, to));
	let text = "";
	let i = from;
	// Four at a time: each concatenation makes a string.
	for (; i + 4 <= to; i += 4) {
		const a = source[i]!;
		const b = source[i + 1]!;
		const c = source[i + 2]!;
		const d = source[i + 3]!;
		if ((a | b | c | d) >= 128) return decoder.decode(source.subarray(from, to));
		text += String.fromCharCode(a, b, c, d);
	}
	for (; i < to; i++) {
		const byte = source[i]!;
		if (byte >= 128) return decoder.decode(source.subarray(from, to));
		text += String.fromCharCode(byte);
	}
	return text;
}

/** UTF-16 units of UTF-8: a lead byte is one, of four bytes two. */
function unitsOf(data: Uint8Array, length: number): number {
	let units = 0;
	for (let i = 0; i < length; i++) {
		const byte = data[i]!;
		if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
	}
	return units;
}
