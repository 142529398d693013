/** `space-before-bracket`: a space between a key and its bracket segment (§6). */
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

export const spaceBeforeBracket: ProblemKind<"space-before-bracket"> = {
	severity: "error",
	message: () => "A space stands between the key and its bracket segment. Remove it: key[N].",
	fixes: (problem) => [replace(problem, "Remove the space", problem.start, problem.end, "", true)],
};
