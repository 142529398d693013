/** `non-canonical-number`: a number that the encoder would write otherwise (§2). */

import { canonicalNumber } from "../text/numbers";
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const nonCanonicalNumber: ProblemKind<"non-canonical-number"> = {
	severity: "hint",
	reportedByDefault: true,

	message: (problem) =>
		`${shown(sourceOf(problem))} is the number ${canonicalNumber(sourceOf(problem)) ?? ""}; the encoder writes it so.`,

	fixes(problem) {
		const canonical = canonicalNumber(sourceOf(problem));
		if (canonical === undefined) return [];
		return [replace(problem, `Write ${canonical}`, problem.start, problem.end, canonical, true)];
	},
};
