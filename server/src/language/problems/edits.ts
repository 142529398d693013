/** Edits that fixes are made of. */

import { locate, lspLineCount, lspLineOf, positionIn, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix, Range, TextEdit } from "../types";
import type { Problem } from "./problem";

/** An edit within the line of the problem. */
export function editOf({ tree, line, lspLine }: Problem, start: number, end: number, newText: string): TextEdit {
	return { range: rangeIn(tree, line, lspLine, start, end), newText };
}

/** A fix that puts `newText` in place of `[start, end)` of the problem's line. */
export function replace(
	problem: Problem,
	title: string,
	start: number,
	end: number,
	newText: string,
	preferred = false,
): Fix {
	return { title, edits: [editOf(problem, start, end, newText)], preferred };
}

/** A fix that takes out the LSP line of the problem. */
export function removeLine({ lspLine, tree }: Problem, title: string, preferred: boolean): Fix {
	return { title, edits: [{ range: linesRange(tree, lspLine, lspLine + 1), newText: "" }], preferred };
}

/** Whole LSP lines, `to` left out; at the end of the text with the line end before them. */
export function linesRange(tree: Tree, from: number, to: number): Range {
	if (to < lspLineCount(tree)) return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
	return { start: from === 0 ? { line: 0, character: 0 } : endOf(tree, from - 1), end: endOf(tree, to - 1) };
}

function endOf(tree: Tree, lspLine: number): Range["end"] {
	const { line, column } = locate(tree, { line: lspLine, character: Number.MAX_SAFE_INTEGER });
	return positionIn(tree, line, lspLineOf(tree, line), column);
}
