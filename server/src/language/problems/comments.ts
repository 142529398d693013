/** Comments behind content, which TOON does not have: they move to a line of their own. */

import { trimEnd } from "../text/scan";
import { readParts } from "../tree/parts";
import type { Fix } from "../types";
import { indentOf } from "./below";
import { editOf } from "./edits";
import { type Problem, sourceOf } from "./problem";

/** Moves the comment that the problem is about to a line of its own above. */
export function moveCommentAbove(problem: Problem): Fix {
	const { tree, line, start, end } = problem;
	const { text, indentStart } = readParts(tree, line);
	const comment = sourceOf(problem)
		.trim()
		.replace(/^(?:\/\/|#)\s*/, "# ");
	const eol = tree.lines.endOf(line) === "\r\n" ? "\r\n" : "\n";
	const above = indentOf(tree, line).slice(indentStart) + comment + eol;
	return {
		title: "Move the comment above",
		edits: [editOf(problem, indentStart, indentStart, above), editOf(problem, trimEnd(text, 0, start), end, "")],
		preferred: true,
	};
}
