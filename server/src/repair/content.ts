/** Whether a repair keeps what the text says: its letters and digits, but for declared counts and numbers of bullets. */

/** A bracket segment, `[3]`, where a header has it: before its field list or its colon; also one that is not well formed. */
const SEGMENT = /[[［][^[\]{}"\n]*?[\]］]*(?=\s*[{:｛：])/g;
/** The number of a bullet, `1.`, which a hyphen replaces. */
const BULLET = /^([ \t]*)\(?\d+[.)](?=\s)/gm;
const ESCAPE = /\\u([\da-fA-F]{4})/g;
/** Escapes of one letter, with which a word would run together. */
const LETTER_ESCAPE = /\\[nrtbf]/g;

/** Whether every word of `before` is in `after`, as part of a word at least. A table says its names once. */
export function keepsContent(before: string, after: string): boolean {
	// What was no bracket segment before may be one now: `users[2]id,name}:`.
	const kept = new Set([...wordsOf(after), ...wordsIn(after)]);
	let joined: string | undefined;
	for (const word of new Set(wordsOf(before))) {
		if (kept.has(word)) continue;
		joined ??= [...kept].join("\n");
		if (!joined.includes(word)) return false;
	}
	return true;
}

const WORD = /[\p{L}\p{N}]+/gu;

const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? [];

/** Its words without what may be changed, and with what escapes stand for. */
const wordsOf = (text: string): readonly string[] =>
	text
		.replace(SEGMENT, "")
		.replace(BULLET, "$1")
		.replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
		.replace(LETTER_ESCAPE, " ")
		.match(WORD) ?? [];
