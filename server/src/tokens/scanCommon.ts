/** What the patterns of the encodings share: contractions, white space, digits, punctuation. All return where a piece ends. */
import { byteClass, characterAt, classOf, lengthOf } from "./characterClass";
import { BEYOND_ASCII, END, LOWER, MARK, NEWLINE, NUMBER, OTHER, OTHER_LETTER, SPACE } from "./classCodes";

const APOSTROPHE = 0x27;
/** Stands after the text; no UTF-8 has it. */
const TEXT_END = 0xff;
const LOWER_CASE = 0x20;

/** Where the next piece ends that starts at `i`, in bytes that hold the byte 0xff after the text. */
export type PieceEnd = (bytes: Uint8Array, i: number) => number;

/** Length of `(?i:'s|'t|'re|'ve|'m|'ll|'d)` at `i`, else 0. U+017F (ſ) is an s for Rust's `(?i)`. */
export function contraction(bytes: Uint8Array, i: number): number {
	if (bytes[i] !== APOSTROPHE) return 0;
	const first = bytes[i + 1]!;
	if (first >= 0x80) return first === 0xc5 && bytes[i + 2] === 0xbf ? 3 : 0;
	switch (first | LOWER_CASE) {
		case 0x73: // s
		case 0x74: // t
		case 0x6d: // m
		case 0x64: // d
			return 2;
		case 0x72: // re
		case 0x76: // ve
			return isLetter(bytes[i + 2]!, 0x65) ? 3 : 0;
		case 0x6c: // ll
			return isLetter(bytes[i + 2]!, 0x6c) ? 3 : 0;
		default:
			return 0;
	}
}

/** The same with lower case only, as r50k_base and p50k_base have it. */
export function lowerCaseContraction(bytes: Uint8Array, i: number): number {
	const length = contraction(bytes, i);
	for (let k = 1; k < length; k++) if (byteClass[bytes[i + k]!] !== LOWER) return 0;
	return length;
}

const isLetter = (byte: number, lower: number): boolean => byte === lower || byte === lower - LOWER_CASE;

/** Where the letters at `i` end if they and the character after them are ASCII, else -1. */
export function asciiLetters(bytes: Uint8Array, i: number): number {
	let end = i;
	let next = byteClass[bytes[end]!]!;
	while (next <= LOWER) next = byteClass[bytes[++end]!]!;
	return next === BEYOND_ASCII ? -1 : end;
}

/** `whiteSpace` if all of it and the character after it are ASCII, else -1. */
export function asciiWhiteSpace(bytes: Uint8Array, i: number): number {
	let end = i;
	let afterNewline = -1;
	let next = byteClass[bytes[end]!]!;
	while (next === SPACE || next === NEWLINE) {
		end++;
		if (next === NEWLINE) afterNewline = end;
		next = byteClass[bytes[end]!]!;
	}
	if (next === BEYOND_ASCII) return -1;
	if (afterNewline >= 0) return afterNewline;
	return next === END || end === i + 1 ? end : end - 1;
}

/** `\s*[\r\n]+|\s+(?!\S)|\s+`: up to the last newline of the white space at `i`; else all but the last; else all. */
export function whiteSpace(bytes: Uint8Array, i: number): number {
	let afterNewline = -1;
	let last = i;
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code !== SPACE && code !== NEWLINE) break;
		last = end;
		end += lengthOf(character);
		if (code === NEWLINE) afterNewline = end;
	}
	if (afterNewline >= 0) return afterNewline;
	return bytes[end] === TEXT_END || last === i ? end : last;
}

/** `\p{N}{1,3}` */
export function upToThreeDigits(bytes: Uint8Array, i: number): number {
	let end = i;
	for (let digits = 0; digits < 3; digits++) {
		const character = characterAt(bytes, end);
		if (classOf(character) !== NUMBER) break;
		end += lengthOf(character);
	}
	return end;
}

/** `[^\s\p{L}\p{N}]*` */
export function otherCharacters(bytes: Uint8Array, i: number): number {
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code !== OTHER && code !== MARK) return end;
		end += lengthOf(character);
	}
}

/** `\p{L}*` */
export function letters(bytes: Uint8Array, i: number): number {
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		if (classOf(character) > OTHER_LETTER) return end;
		end += lengthOf(character);
	}
}
