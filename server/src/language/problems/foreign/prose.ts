/** Sentences before and after a document, as a model writes them around its answer. */
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const WORDS = /[^\s,;]+/g;
const FEWEST_WORDS = 4;
/** Lines from a sentence to the edge of the text: in front of a document nobody writes more, and each of them is looked at. */
export const FARTHEST = 50;

/** Whether the content reads as a sentence: several words, and no value or row of a table. */
export function isSentence(content: string): boolean {
	if (/[{}[\]|\t=<>]|^[-*•]/.test(content)) return false;
	const words = content.match(WORDS)?.length ?? 0;
	if (/[.!?…]["')]?$/.test(content) || /^\p{Lu}[^,]*[:!,]? /u.test(content)) return words >= FEWEST_WORDS - 1;
	return words > FEWEST_WORDS;
}

export function readProse(source: SourceLines, line: number): Reading | undefined {
	if (source.indent(line) > 0 || !isSentence(source.content(line))) return undefined;
	// Between fields it is rather one without its colon.
	const isFirst = edge(source, line, -1);
	const isLast = edge(source, line, 1);
	if (!isFirst && !isLast) return undefined;
	return {
		message: `This is a sentence ${isFirst ? "before" : "behind"} the document and no part of it: a line of TOON is key: value, a row or an item. Remove it, or put # before it.`,
		fixes: () => [{ title: "Make it a comment", edits: [source.comment(line)], preferred: true }],
	};
}

/** Whether there is nothing but sentences between the line and the start or end of the text. */
function edge(source: SourceLines, line: number, step: 1 | -1): boolean {
	for (let i = line + step; i >= 0 && i < source.count; i += step) {
		if (Math.abs(i - line) > FARTHEST) return false;
		if (source.isContent(i) && (source.indent(i) > 0 || !isSentence(source.content(i).replace(/:$/, "")))) return false;
	}
	return true;
}
