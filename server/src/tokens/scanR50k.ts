/**
 * The pieces of r50k_base and p50k_base. Their pattern:
 *
 *     's|'t|'re|'ve|'m|'ll|'d | ?\p{L}+ | ?\p{N}+ | ?[^\s\p{L}\p{N}]+ | \s+(?!\S) | \s+
 */
import { characterAt, classOf, lengthOf } from "./characterClass";
import { LOWER, NEWLINE, NUMBER, OTHER_LETTER, SPACE } from "./classCodes";
import { asciiLetters, letters, lowerCaseContraction, otherCharacters } from "./scanCommon";

const SPACE_BYTE = 0x20;
/** Stands after the text; no UTF-8 has it. */
const TEXT_END = 0xff;

/** Where the piece at `i` ends. The byte 0xff stands after the text. */
export function r50kPieceEnd(bytes: Uint8Array, i: number): number {
	const contracted = lowerCaseContraction(bytes, i);
	if (contracted > 0) return i + contracted;
	const body = bytes[i] === SPACE_BYTE ? i + 1 : i;
	const code = classOf(characterAt(bytes, body));
	if (code <= LOWER) {
		const end = asciiLetters(bytes, body);
		return end >= 0 ? end : letters(bytes, body);
	}
	if (code <= OTHER_LETTER) return letters(bytes, body);
	if (code === NUMBER) return numbers(bytes, body);
	if (bytes[body] === TEXT_END || code === SPACE || code === NEWLINE) return anyWhiteSpace(bytes, i);
	return otherCharacters(bytes, body);
}

/** `\p{N}*` */
function numbers(bytes: Uint8Array, i: number): number {
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		if (classOf(character) !== NUMBER) return end;
		end += lengthOf(character);
	}
}

/** `\s+(?!\S)|\s+`: all but the last character of the white space at `i`, else all. */
function anyWhiteSpace(bytes: Uint8Array, i: number): number {
	let last = i;
	let end = i;
	for (;;) {
		const character = characterAt(bytes, end);
		const code = classOf(character);
		if (code !== SPACE && code !== NEWLINE) break;
		last = end;
		end += lengthOf(character);
	}
	return bytes[end] === TEXT_END || last === i ? end : last;
}
