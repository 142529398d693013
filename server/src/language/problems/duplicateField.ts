/** `duplicate-field`: a field stands twice in a group of a field list (§9.3). */
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const duplicateField: ProblemKind<"duplicate-field"> = {
	severity: "error",

	message: (problem) =>
		`The field ${shown(sourceOf(problem))} stands twice in this field list, so one cell of each row would be lost. Rename or remove one.`,
};
