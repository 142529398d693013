/** `unterminated-string`: a string without a closing quote on its line (§7.1). */

import { ANY_DELIMITER } from "../text/plain";
import { delimiterText } from "../tree/fields";
import { ERROR, INLINE, SCALAR } from "../tree/kinds";
import { readParts } from "../tree/parts";
import type { Fix } from "../types";
import { replace } from "./edits";
import type { Problem, ProblemKind } from "./problem";

export const unterminatedString: ProblemKind<"unterminated-string"> = {
	severity: "error",

	message: () =>
		'This string has no closing quote on its line. Add " at its end; a line break inside is written \\n, a quote \\".',

	fixes: (problem) => [closeString(problem)],
};

/** Closes the string so that, as far as can be, the cells behind it make up the number that is wanted. */
function closeString(problem: Problem): Fix {
	const { tree, line, start } = problem;
	const { text, delimiter, values, kind, header, contentEnd } = readParts(tree, line);
	const wanted = kind === INLINE ? header!.declared : tree.scopes.leaves[tree.lines.scope[line]!]!;
	let at = problem.end;
	if (delimiter !== ANY_DELIMITER && problem.end === contentEnd) {
		for (let missing = wanted - values.length; missing > 0 && at > start; missing--) {
			at = text.lastIndexOf(delimiterText(delimiter), at - 1);
		}
		if (at <= start) at = problem.end;
	} else if (kind === ERROR || isStrayScalar(problem)) {
		// A key or field name: it ends before what is said of it.
		const end = text.slice(start, problem.end).search(/[[\]{},|\t:]/);
		if (end > 0) at = start + end;
	}
	return replace(problem, "Add the closing quote", at, at, '"', true);
}

const isStrayScalar = ({ tree, line }: Problem): boolean =>
	tree.kindOf(line) === SCALAR && line === tree.scopes.opener[tree.scopes.root] && !tree.isLoneScalar;
