/**
 * Where a text may be cut so that the counts of its parts add up exactly. Each rule follows from the patterns: no piece
 * of any text reaches over such a place, whatever stands before and after.
 *
 * - At a line's start, o200k_base and cl100k_base: after a line end, if the white space that follows holds no `\r` or
 *   `\n` and, in o200k_base, the next character is not `/` (`[\r\n/]*` ends a run of punctuation there).
 * - Before a line end, r50k_base and p50k_base: if the character before it is not white space.
 * - Within a line, all: between a letter or number and a character that is no letter, mark, number or apostrophe.
 */
import { classOfCodePoint } from "./characterClass";
import { NEWLINE, NUMBER, OTHER_LETTER, SPACE } from "./classCodes";
import type { Pattern } from "./encodings";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE_CODE = 0x20;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const FIRST_AFTER_SLASH = 0x30;
const ASCII_END = 0x80;

/** Whether a text may be cut before a line, in o200k_base and cl100k_base. */
export function startsPart(content: string, lineEnd: string, pattern: Pattern): boolean {
	const first = content.charCodeAt(0);
	if (first >= FIRST_AFTER_SLASH && first < ASCII_END) return true;
	if (first === SLASH && pattern === "o200k") return false;
	for (let i = 0; i < content.length; i++) {
		const code = content.charCodeAt(i);
		if (code === SPACE_CODE) continue;
		if (code === LINE_FEED || code === CARRIAGE_RETURN) return false;
		if (classOfCodePoint(code) !== SPACE) return true;
	}
	return lineEnd.length === 0;
}

/** Whether a text may be cut after the content of a line, before its end, in r50k_base and p50k_base. */
export function endsPart(content: string): boolean {
	if (content.length === 0) return false;
	// All white space stands in the basic plane.
	const last = classOfCodePoint(content.charCodeAt(content.length - 1));
	return last !== SPACE && last !== NEWLINE;
}

/** Whether the text may be cut at `at` (UTF-16 units) because a word or number ends there. */
function endsWord(text: string, at: number): boolean {
	if (at <= 0 || at >= text.length) return false;
	const next = classOfCodePoint(text.codePointAt(at)!);
	if (next <= NUMBER || text.charCodeAt(at) === APOSTROPHE) return false;
	const before = classOfCodePoint(codePointBefore(text, at));
	return before <= OTHER_LETTER || before === NUMBER;
}

/** The last place in `text[from, to]` where a word or number ends, or -1. */
export function lastWordEnd(text: string, from: number, to: number): number {
	for (let at = to; at > from; at--) if (endsWord(text, at)) return at;
	return -1;
}

function codePointBefore(text: string, at: number): number {
	const unit = text.charCodeAt(at - 1);
	if ((unit & 0xfc00) !== 0xdc00 || at < 2) return unit;
	const pair = text.codePointAt(at - 2)!;
	return pair > 0xffff ? pair : unit;
}
