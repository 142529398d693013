/** `trailing-content`: a line behind a complete document (§5). */
import type { ProblemKind } from "./problem";

export const trailingContent: ProblemKind<"trailing-content"> = {
	severity: "error",

	message: () =>
		"The document is complete before this line: an array at the root is the whole document. Give the array a key, or remove what follows.",
};
