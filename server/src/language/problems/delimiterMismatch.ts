/** `delimiter-mismatch`: the field list uses another delimiter than the bracket segment declares (§6). */
import { type ProblemKind, sourceOf } from "./problem";
import { delimiterName } from "./words";

export const delimiterMismatch: ProblemKind<"delimiter-mismatch"> = {
	severity: "error",

	message(problem) {
		const text = problem.tree.lines.textOf(problem.line);
		const mark = text.charAt(text.indexOf("]") - 1);
		const declared = mark === "\t" || mark === "|" ? mark : ",";
		return `The field list is separated by ${delimiterName(sourceOf(problem))}, but its bracket segment declares ${delimiterName(declared)}. Use the same delimiter in both: [N|]{a|b}, or [N]{a,b}.`;
	},
};
