/** `scalar-line`: a first line without a colon, with more lines behind it (§5). */

import { unclosedQuote } from "../text/scan";
import { readParts } from "../tree/parts";
import { BROKEN_HEADER } from "../tree/trace";
import type { Tree } from "../tree/tree";
import type { Finding } from "../types";
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";
import { JSON_MESSAGE, shown } from "./words";

/** What is wrong with a scalar that does not stand alone: what hides its colon, or would follow it, tells. */
export function strayScalar(tree: Tree, line: number): Finding {
	const { text, contentStart, contentEnd } = readParts(tree, line);
	const open = unclosedQuote(text, contentStart, contentEnd);
	if (open >= 0 && text.includes(":", open)) {
		return { code: "unterminated-string", start: open, end: contentEnd, detail: undefined };
	}
	const isHeader = (tree.lines.trace[line]! & BROKEN_HEADER) !== 0 && !/[[{]/.test(text.charAt(contentStart));
	if (isHeader) return { code: "missing-colon", start: contentEnd, end: contentEnd, detail: "key" };
	return { code: "scalar-line", start: contentStart, end: contentEnd, detail: undefined };
}

export const scalarLine: ProblemKind<"scalar-line"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		if (/^[[{]/.test(source)) return JSON_MESSAGE;
		return `"${shown(source)}" has no colon, so it is a value that stands alone, and more lines follow. Write key: value.`;
	},

	fixes(problem) {
		const source = sourceOf(problem);
		if (/^[[{]/.test(source)) return [];
		// Behind a first word, or at the end, where a block stands below or nothing else is said.
		const word = /^[\p{L}\p{N}_.-]+(?= +\S)/u.exec(source)?.[0];
		const at = problem.start + (word?.length ?? source.length);
		return [replace(problem, "Add the colon", at, at, ":", true)];
	},
};
