/** `text-after-header`: something between the parts of a header, or behind that of a table (§6). */
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const textAfterHeader: ProblemKind<"text-after-header"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		const before = problem.tree.lines.textOf(problem.line).slice(0, problem.start);
		if (/^\s*(?:\/\/|#)/.test(source)) {
			return "A comment needs a line of its own in TOON: there are no comments behind content. Move it above, or remove it.";
		}
		if (source.trim() === "") return "A space stands inside the header. Remove it: key[N]{fields}:.";
		if (before.trimEnd().endsWith(":")) {
			return `A header with a field list has nothing behind its colon: rows stand on the lines below. Move "${shown(source)}" to a line of its own.`;
		}
		return `"${shown(source)}" stands between the parts of the header. Remove it: key[N]{fields}: has nothing in between.`;
	},

	fixes: (problem) => [replace(problem, "Remove it", problem.start, problem.end, "", true)],
};
