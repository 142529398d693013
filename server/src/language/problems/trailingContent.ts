/** `trailing-content`: a line behind a complete document (§5). */

import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

export const trailingContent: ProblemKind<"trailing-content"> = {
	severity: "error",

	message: () =>
		"The document is complete before this line: an array at the root is the whole document. Give the array a key, or remove what follows.",

	// Which of them is meant, the text does not say.
	fixes: (problem) => [
		giveKey(problem.tree),
		replace(problem, "Make it a comment", problem.start, problem.start, "# "),
	],
};

/** Makes the array at the root a field, so that what follows may be fields beside it. */
function giveKey(tree: Tree): Fix | undefined {
	const first = tree.scopes.opener[tree.scopes.root]!;
	if (first === 0 || tree.hasKey(first)) return undefined;
	const { contentStart, text } = readParts(tree, first);
	if (text.charAt(contentStart) !== "[") return undefined;
	const isEmpty = text.slice(contentStart).trimEnd() === "[]";
	const edit = { range: rangeOf(tree, first, contentStart, contentStart), newText: isEmpty ? "items: " : "items" };
	return { title: 'Give the array the key "items"', edits: [edit], preferred: false };
}
