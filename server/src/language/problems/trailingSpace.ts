/** `trailing-space`: spaces at the end of a line, which mean nothing (§12). */
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

export const trailingSpace: ProblemKind<"trailing-space"> = {
	severity: "information",
	reportedByDefault: true,
	message: () => "Spaces at the end of a line mean nothing in TOON. Remove them.",
	fixes: (problem) => [replace(problem, "Remove the spaces", problem.start, problem.end, "", true)],
};
