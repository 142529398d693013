/** `final-newline`: the file does not end with a line end; reported only on demand (§12 wants none). */

import { EOL_NONE } from "../tree/kinds";
import { replace } from "./edits";
import type { ProblemKind } from "./problem";

export const finalNewline: ProblemKind<"final-newline"> = {
	severity: "information",
	reportedByDefault: false,

	inDocument({ lines, order }) {
		const last = order.chunks[order.chunks.length - 1]!;
		const line = last.handles[last.count - 1]!;
		const end = lines.length[line]!;
		if (lines.eolOf(line) !== EOL_NONE || end === 0) return undefined;
		return { line, finding: { code: "final-newline", start: end, end, detail: undefined } };
	},

	message: () => "The file does not end with a line end, which many tools expect. Add one.",
	fixes: (problem) => [replace(problem, "End the file with a line end", problem.end, problem.end, "\n", true)],
};
