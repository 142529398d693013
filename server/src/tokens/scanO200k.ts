/**
 * The pieces of o200k_base. Its pattern, with U for [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}], V for [\p{Ll}\p{Lm}\p{Lo}\p{M}]
 * and C for (?i:'s|'t|'re|'ve|'m|'ll|'d):
 *
 *     [^\r\n\p{L}\p{N}]?U*V+C? | [^\r\n\p{L}\p{N}]?U+V*C? | \p{N}{1,3}
 *     | ?[^\s\p{L}\p{N}]+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 */
import { byteClass, characterAt, classOf, lengthOf } from "./characterClass";
import { BEYOND_ASCII, LOWER, MARK, NEWLINE, NUMBER, OTHER, OTHER_LETTER, UPPER } from "./classCodes";
import { asciiWhiteSpace, contraction, otherCharacters, upToThreeDigits, whiteSpace } from "./scanCommon";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;

/** Where the piece at `i` ends. The byte 0xff stands after the text. */
export function o200kPieceEnd(bytes: Uint8Array, i: number): number {
	const end = asciiPiece(bytes, i);
	return end >= 0 ? end : anyPiece(bytes, i);
}

/** The piece at `i` if it and the character after it are ASCII, else -1. */
function asciiPiece(bytes: Uint8Array, i: number): number {
	const code = byteClass[bytes[i]!]!;
	let end = i + 1;
	let next = byteClass[bytes[end]!]!;
	if (code <= LOWER) return asciiWord(bytes, i);
	if (code === NUMBER) {
		if (next === NUMBER) next = byteClass[bytes[++end]!]!;
		if (next === NUMBER && end === i + 2) return end + 1;
		return next === BEYOND_ASCII ? -1 : end;
	}
	if (next <= LOWER && code !== NEWLINE) return code === BEYOND_ASCII ? -1 : asciiWord(bytes, end);
	if (code === OTHER || (next === OTHER && bytes[i] === SPACE_BYTE)) {
		while (next === OTHER) next = byteClass[bytes[++end]!]!;
		if (next === BEYOND_ASCII) return -1;
		return next === NEWLINE ? newlinesAndSlashes(bytes, end) : end;
	}
	return code === BEYOND_ASCII ? -1 : asciiWhiteSpace(bytes, i);
}

/** `U*V+C?|U+V*C?` in ASCII, from the first letter. */
function asciiWord(bytes: Uint8Array, i: number): number {
	let end = i;
	let next = byteClass[bytes[end]!]!;
	while (next === UPPER) next = byteClass[bytes[++end]!]!;
	while (next === LOWER) next = byteClass[bytes[++end]!]!;
	if (next === BEYOND_ASCII) return -1;
	return bytes[end] === APOSTROPHE ? end + contraction(bytes, end) : end;
}

function anyPiece(bytes: Uint8Array, i: number): number {
	const first = characterAt(bytes, i);
	const code = classOf(first);
	const second = i + lengthOf(first);
	if (code <= OTHER_LETTER) return withContraction(bytes, word(bytes, i));
	if (code === NUMBER) return upToThreeDigits(bytes, i);
	if (code === NEWLINE) return whiteSpace(bytes, i);
	// Space, mark or other: it may stand before a word.
	const next = classOf(characterAt(bytes, second));
	if (next <= MARK) {
		let end = lowerCaseWord(bytes, second);
		if (end < 0 && code === MARK) end = lowerCaseWord(bytes, i);
		return withContraction(bytes, end < 0 ? upperCaseRun(bytes, second) : end);
	}
	if (code === MARK) return withContraction(bytes, second);
	if (code === OTHER || (next === OTHER && bytes[i] === SPACE_BYTE)) {
		return newlinesAndSlashes(bytes, otherCharacters(bytes, second));
	}
	return whiteSpace(bytes, i);
}

const withContraction = (bytes: Uint8Array, end: number): number => end + contraction(bytes, end);

/** `U*V+|U+V*` */
function word(bytes: Uint8Array, i: number): number {
	const end = lowerCaseWord(bytes, i);
	return end < 0 ? upperCaseRun(bytes, i) : end;
}

/** `U*V+`, or -1: U* takes all it can, and gives back up to the last character that V has too. */
function lowerCaseWord(bytes: Uint8Array, i: number): number {
	let end = i;
	let afterShared = -1;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code === LOWER) return lowerCaseRun(bytes, end);
		if (code > MARK) return afterShared;
		end += lengthOf(character);
		if (code !== UPPER) afterShared = end;
	}
}

/** `V*` */
function lowerCaseRun(bytes: Uint8Array, i: number): number {
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code === UPPER || code > MARK) return end;
		end += lengthOf(character);
	}
}

/** `U*` */
function upperCaseRun(bytes: Uint8Array, i: number): number {
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code === LOWER || code > MARK) return end;
		end += lengthOf(character);
	}
}

/** `[\r\n/]*` */
function newlinesAndSlashes(bytes: Uint8Array, i: number): number {
	let end = i;
	while (bytes[end] === LINE_FEED || bytes[end] === CARRIAGE_RETURN || bytes[end] === SLASH) end++;
	return end;
}
