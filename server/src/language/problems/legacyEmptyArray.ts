/** `legacy-empty-array`: `key[0]:`, which version 4 of the specification writes `key: []` (§9.1). */

import { readParts } from "../tree/parts";
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

export const legacyEmptyArray: ProblemKind<"legacy-empty-array"> = {
	severity: "information",
	reportedByDefault: true,

	message: () => "An empty array is written key: [] since TOON 4; [0]: is read, but no longer written.",

	fixes(problem) {
		const { key } = readParts(problem.tree, problem.line);
		return [replace(problem, "Write []", problem.start, problem.end, key === undefined ? "[]" : ": []", true)];
	},
};
