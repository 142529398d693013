/** `final-newline`: the file does not end with a line end; reported only on demand (§12 wants none). */

import { EOL_NONE } from "../tree/kinds";
import type { Tree } from "../tree/tree";
import type { FindingOf } from "../types";
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

/** The end of the last line, if it has no line end and is not empty. */
export function missingNewline(tree: Tree, lastLine: number): FindingOf<"final-newline"> | undefined {
	const end = tree.lines.length[lastLine]!;
	if (tree.lines.eolOf(lastLine) !== EOL_NONE || end === 0) return undefined;
	return { code: "final-newline", start: end, end, detail: undefined };
}

export const finalNewline: ProblemKind<"final-newline"> = {
	severity: "information",
	reportedByDefault: false,
	message: () => "The file does not end with a line end.",
	fixes: (problem) => [replace(problem, "End the file with a line end", problem.end, problem.end, "\n", true)],
};
