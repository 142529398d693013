/** `blank-line-in-array`: a blank line between the lines of an array or keyed object (§12). */

import type { Tree } from "../tree/tree";
import type { FindingOf } from "../types";
import { openerOf } from "./depths";
import { removeLine, replace } from "./edits";
import type { ProblemKind } from "./problem";

export const blankLine = (tree: Tree, line: number): FindingOf<"blank-line-in-array"> => ({
	code: "blank-line-in-array",
	start: 0,
	end: tree.lines.length[line]!,
	detail: undefined,
});

export const blankLineInArray: ProblemKind<"blank-line-in-array"> = {
	severity: "error",

	message: () =>
		"A blank line stands between the lines of an array, where it could end it. Remove it, or put # on it to keep the space.",

	related: openerOf,

	fixes: (problem) => [
		removeLine(problem, "Remove the blank line", true),
		replace(problem, "Put # on it", problem.start, problem.end, "#"),
	],
};
