/** `looks-like-comment`: a comment behind a value, which is a part of the text (§5 has comments on lines of their own). */

import { moveCommentAbove } from "./comments";
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const looksLikeComment: ProblemKind<"looks-like-comment"> = {
	severity: "hint",
	reportedByDefault: true,

	message: (problem) =>
		`"${shown(sourceOf(problem))}" looks like a comment, but is read as a part of the value: TOON has comments only on lines of their own. Move it above.`,

	fixes: (problem) => [{ ...moveCommentAbove(problem), preferred: false }],
};
