/** `invalid-escape`: a backslash that begins none of TOON's escapes (§7.1). */
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

const SURROGATE = /^\\u[dD][89a-fA-F][0-9a-fA-F]{2}$/;

export const invalidEscape: ProblemKind<"invalid-escape"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		return SURROGATE.test(source)
			? `${source} is half of a surrogate pair, which TOON does not allow as an escape. Write the character itself.`
			: `${shown(source)} is no escape: TOON has only \\\\ \\" \\n \\r \\t and \\uXXXX. For a backslash write \\\\.`;
	},

	fixes: (problem) => [replace(problem, "Write the backslash as \\\\", problem.start, problem.start + 1, "\\\\", true)],
};
