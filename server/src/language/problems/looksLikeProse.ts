/** `looks-like-prose`: a sentence before or behind the document, which its colon makes a key. */

import { lspLineOf, rangeIn } from "../tree/positions";
import type { Fix, TextEdit } from "../types";
import { indentOf } from "./below";
import { SourceLines } from "./foreign/sourceLines";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const looksLikeProse: ProblemKind<"looks-like-prose"> = {
	severity: "hint",
	reportedByDefault: true,

	message: (problem) =>
		`"${shown(sourceOf(problem))}" looks like a sentence about the document, but its colon makes a key of it. Remove it, or put # before it.`,

	fixes: (problem) => [makeComment(problem)],
};

/** Makes a comment of the sentence; what stands below it moves to the root. */
function makeComment({ tree, line }: Problem<"looks-like-prose">): Fix {
	const source = new SourceLines(tree);
	const edits: TextEdit[] = [source.comment(source.numberOf(line))];
	for (const below of tree.contentAfter(line)) {
		if (tree.lines.depth[below] === 0) break;
		const indent = indentOf(tree, below).length;
		const range = rangeIn(tree, below, lspLineOf(tree, below), 0, Math.min(indent, tree.indentSize));
		edits.push({ range, newText: "" });
	}
	return { title: "Make it a comment", edits, preferred: false };
}
