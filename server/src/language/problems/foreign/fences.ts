/** Markdown around a document: code fences, and what a person or a model wrote before and after them. */
import type { TextEdit } from "../../types";
import { FARTHEST, isSentence } from "./prose";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const FENCE = /^(?:`{3,}|~{3,})[\w+.-]*$/;

export function readFence(source: SourceLines, line: number): Reading | undefined {
	const content = source.content(line);
	if (FENCE.test(content)) return reading(source);
	// The text above or below: what is no field, and so was reported.
	const isBeside = source.indent(line) === 0 && !content.includes(":") && nextFence(source, line) >= 0;
	return isBeside && isOutside(source, line) ? reading(source) : undefined;
}

function reading(source: SourceLines): Reading {
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
		if ((isFence || (!inside && isText(source, i))) && source.isContent(i)) edits.push(source.comment(i));
	}
	return edits;
}

/** Whether the line, which stands outside of fences, is rather text than a part of the document that stands there too. */
function isText(source: SourceLines, line: number): boolean {
	if (source.indent(line) > 0) return false;
	const content = source.content(line);
	if (isSentence(content) || !content.includes(":")) return true;
	const next = source.next(line);
	return content.endsWith(":") && next >= 0 && FENCE.test(source.content(next));
}

/** The nearest fence above or below that has nothing but text between it and the line, or -1. */
function nextFence(source: SourceLines, line: number): number {
	for (const step of [1, -1]) {
		for (let i = line + step; i >= 0 && i < source.count && Math.abs(i - line) <= FARTHEST; i += step) {
			if (FENCE.test(source.content(i))) return i;
			if (source.isContent(i) && !isText(source, i)) break;
		}
	}
	return -1;
}

/** Whether as many fences open as close above the line. */
function isOutside(source: SourceLines, line: number): boolean {
	let fences = 0;
	for (let i = 0; i < line; i++) if (FENCE.test(source.content(i))) fences++;
	return fences % 2 === 0;
}

/** Whether the first fence opens a block: a lone one behind content, without the name of a language, closes it. */
function opens(source: SourceLines, first: number, fences: number): boolean {
	if (fences > 1 || /\w$/.test(source.content(first))) return true;
	return source.previous(first) < 0;
}
