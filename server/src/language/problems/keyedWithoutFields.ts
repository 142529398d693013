/** `keyed-without-fields`: a keyed bracket segment without a field list (§9.5). */
import { type ProblemKind, sourceOf } from "./problem";

export const keyedWithoutFields: ProblemKind<"keyed-without-fields"> = {
	severity: "error",

	message: (problem) =>
		`${sourceOf(problem)} declares entries with keys, which need a field list: write key[N:]{field,field}:. For a plain array write [N] without the colon.`,
};
