/**
 * The pieces of cl100k_base. Its pattern:
 *
 *     (?i:'s|'t|'re|'ve|'m|'ll|'d) | [^\r\n\p{L}\p{N}]?\p{L}+ | \p{N}{1,3}
 *     | ?[^\s\p{L}\p{N}]+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 */
import { byteClass, characterAt, classOf, lengthOf } from "./characterClass";
import { BEYOND_ASCII, LOWER, MARK, NEWLINE, NUMBER, OTHER, OTHER_LETTER } from "./classCodes";
import {
	asciiLetters,
	asciiWhiteSpace,
	contraction,
	letters,
	otherCharacters,
	upToThreeDigits,
	whiteSpace,
} from "./scanCommon";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;

/** Where the piece at `i` ends. The byte 0xff stands after the text. */
export function cl100kPieceEnd(bytes: Uint8Array, i: number): number {
	const end = asciiPiece(bytes, i);
	return end >= 0 ? end : anyPiece(bytes, i);
}

/** The piece at `i` if it and the character after it are ASCII and it starts with no apostrophe, else -1. */
function asciiPiece(bytes: Uint8Array, i: number): number {
	const code = byteClass[bytes[i]!]!;
	let end = i + 1;
	let next = byteClass[bytes[end]!]!;
	if (code <= LOWER) return asciiLetters(bytes, end);
	if (code === NUMBER) {
		if (next === NUMBER) next = byteClass[bytes[++end]!]!;
		if (next === NUMBER && end === i + 2) return end + 1;
		return next === BEYOND_ASCII ? -1 : end;
	}
	if (code === BEYOND_ASCII || bytes[i] === APOSTROPHE) return -1;
	if (next <= LOWER && code !== NEWLINE) return asciiLetters(bytes, end);
	if (code === OTHER || (next === OTHER && bytes[i] === SPACE_BYTE)) {
		while (next === OTHER) next = byteClass[bytes[++end]!]!;
		if (next === BEYOND_ASCII) return -1;
		return next === NEWLINE ? newlines(bytes, end) : end;
	}
	return asciiWhiteSpace(bytes, i);
}

function anyPiece(bytes: Uint8Array, i: number): number {
	const contracted = contraction(bytes, i);
	if (contracted > 0) return i + contracted;
	const first = characterAt(bytes, i);
	const code = classOf(first);
	const second = i + lengthOf(first);
	if (code <= OTHER_LETTER) return letters(bytes, second);
	if (code === NUMBER) return upToThreeDigits(bytes, i);
	if (code === NEWLINE) return whiteSpace(bytes, i);
	// Space, mark or other: it may stand before a word.
	const next = classOf(characterAt(bytes, second));
	if (next <= OTHER_LETTER) return letters(bytes, second);
	const spaced = bytes[i] === SPACE_BYTE && (next === OTHER || next === MARK);
	if (code === OTHER || code === MARK || spaced) return newlines(bytes, otherCharacters(bytes, second));
	return whiteSpace(bytes, i);
}

/** `[\r\n]*` */
function newlines(bytes: Uint8Array, i: number): number {
	let end = i;
	while (bytes[end] === LINE_FEED || bytes[end] === CARRIAGE_RETURN) end++;
	return end;
}
