/** `duplicate-field`: a field stands twice in a group of a field list (§9.3). */

import { quote, readKey } from "../text/strings";
import { readTableHeader } from "../tree/fields";
import { readParts } from "../tree/parts";
import type { Fix } from "../types";
import { replace } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const duplicateField: ProblemKind<"duplicate-field"> = {
	severity: "error",

	message: (problem) =>
		`The field ${shown(sourceOf(problem))} stands twice in this field list, so one cell of each row would be lost. Rename one.`,

	fixes: (problem) => [renameField(problem)],
};

/** Gives the second field a number, so that no cell is lost. */
function renameField(problem: Problem): Fix | undefined {
	const { tree, line, start, end } = problem;
	if (!tree.opensScope(line)) return undefined;
	const { text } = readParts(tree, line);
	const taken = new Set(readTableHeader(tree, tree.lines.top[line]!).leaves.flat());
	const name = readKey(text, start, end);
	let number = 2;
	while (taken.has(name + number)) number++;
	const renamed = name + number;
	const written = text.charAt(start) === '"' ? quote(renamed) : renamed;
	return replace(problem, `Rename it to ${shown(renamed)}`, start, end, written, true);
}
