/** `depth-jump`: a line more than one level below the line that opens its block (§8). */
import { expectedIndent, indentBlock, openerOf } from "./depths";
import type { ProblemKind } from "./problem";

export const depthJump: ProblemKind<"depth-jump"> = {
	severity: "error",

	message: ({ tree, line }) =>
		`This line is indented by more than one level below the line that opens its block. Indent it to ${expectedIndent(tree, line)} spaces.`,

	related: openerOf,
	fixes: (problem) => [indentBlock(problem, true)],
};
