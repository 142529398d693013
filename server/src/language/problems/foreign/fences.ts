/** Markdown around a document: code fences, and what a person or a model wrote before and after them. */
import type { TextEdit } from "../../types";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const FENCE = /^(?:`{3,}|~{3,})[\w+.-]*$/;

export function readFence(source: SourceLines, line: number): Reading | undefined {
	if (!FENCE.test(source.content(line))) return undefined;
	return {
		message:
			"This is a code fence of Markdown, which is no part of the document. Remove it and the text around it, or make comments of them.",
		fixes: () => [
			{ title: "Make comments of the fences and the text around them", edits: outside(source), preferred: true },
		],
	};
}

/** Makes comments of all lines that stand outside of the fences, and of these. */
function outside(source: SourceLines): readonly TextEdit[] {
	const fences: number[] = [];
	for (let i = 0; i < source.count; i++) if (FENCE.test(source.content(i))) fences.push(i);
	let inside = !opens(source, fences[0]!, fences.length);
	const edits: TextEdit[] = [];
	for (let i = 0; i < source.count; i++) {
		const isFence = fences.includes(i);
		if (isFence) inside = !inside;
		if ((isFence || !inside) && source.isContent(i)) edits.push(source.comment(i));
	}
	return edits;
}

/** Whether the first fence opens a block: a lone one behind content, without the name of a language, closes it. */
function opens(source: SourceLines, first: number, fences: number): boolean {
	if (fences > 1 || /\w$/.test(source.content(first))) return true;
	return source.previous(first) < 0;
}
