/**
 * Comments behind a value, which TOON does not have: where one begins that is surely no part of the text.
 *
 * `#` and `//` mean much else (issue numbers, languages, colours, paths, shell commands), so the value before it must be
 * one that ends there: a number, a literal, a date, a single word or a name.
 */

/** What stands in each text with a comment. It is looked for by its first character, so that should not be a space. */
export const COMMENT_MARKS: readonly string[] = ["# ", "// "];

export const hasCommentMark = (text: string): boolean => COMMENT_MARKS.some((mark) => text.includes(mark));

const MARK = /( +)(#|\/\/) +(?=[^ ])/g;
/** Values that a comment may follow whatever it says. */
const COMPLETE =
	/^(?:[-+]?\d[\d_]*(?:[.,]\d+)*(?:e[+-]?\d+)?(?:\s?(?:%|[a-zµ]{1,3}|[A-Z]{2,3}|[€$£°]C?))?|true|false|null|yes|no|on|off|\d{4}-\d\d-\d\d(?:T\S+)?|\d\d:\d\d(?::\d\d)?|\[\]|"(?:[^"\\]|\\.)*")$/;
const WORD = /^[\p{L}_][\p{L}\p{N}_.@/-]+$/u;
const NAME = /^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,2}$/u;
/** Words that the sign follows as a sign: “Press # to go on”, “Room # to be announced”. */
const NAMES_SIGN =
	/^(?:press|dial|type|enter|hit|push|key|use|tag|hash|number|no|room|channel|issue|pr|ticket|sharp|comment|prefix|line|char|character|symbol|sign|the|a|an|with|and|or|is|see|then|like|slash|path)$/i;
const LETTERS = /\p{L}{2}/u;

/** Where the comment begins, at its mark, in a value; -1 where there is none that is surely one. */
export function commentStart(value: string): number {
	if (value.startsWith('"')) return -1;
	for (const match of value.matchAll(MARK)) {
		const before = value.slice(0, match.index).trimEnd();
		const comment = value.slice(match.index + match[0].length);
		if (isComment(before, match[1]!.length, match[2]!, comment)) return match.index + match[1]!.length;
	}
	return -1;
}

function isComment(before: string, gap: number, mark: string, comment: string): boolean {
	if (!LETTERS.test(comment)) return false;
	if (COMPLETE.test(before)) return true;
	const isName = NAME.test(before);
	if (!(isName || WORD.test(before)) || before.split(" ").some((word) => NAMES_SIGN.test(word))) return false;
	if (gap > 1) return true;
	// A single slash-slash between words divides titles, and in Python it divides numbers.
	const words = comment.trim().split(/\s+/).length;
	return words > 1 && (mark === "#" || /^(?:\p{Ll}|TODO|FIXME|NOTE)/u.test(comment)) && !/[()=+*]/.test(comment);
}
