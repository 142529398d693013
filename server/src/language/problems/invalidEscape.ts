/** `invalid-escape`: a backslash that begins none of TOON's escapes (§7.1). */

import { unescapeLoosely } from "../text/readings";
import { closingQuote } from "../text/scan";
import { quote } from "../text/strings";
import type { Fix } from "../types";
import { replace } from "./edits";
import { mendCells } from "./mendCells";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

const SURROGATE = /^\\u[dD][89a-fA-F][0-9a-fA-F]{2}$/;

export const invalidEscape: ProblemKind<"invalid-escape"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		return SURROGATE.test(source)
			? `${source} is half of a surrogate pair, which TOON does not allow as an escape. Write the character itself.`
			: `${shown(source)} is no escape: TOON has only \\\\ \\" \\n \\r \\t and \\uXXXX. For a backslash write \\\\, for each one in this string.`;
	},

	fixes: (problem) => [mendCells(problem, titleFor(problem)) ?? rewriteString(problem)],
};

const titleFor = (problem: Problem): string =>
	SURROGATE.test(sourceOf(problem)) ? "Write the character itself" : "Write each backslash as \\\\";

/** Writes the string, or the quoted key, anew. */
function rewriteString(problem: Problem): Fix | undefined {
	const text = problem.tree.lines.textOf(problem.line);
	for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open + 1)) {
		const close = closingQuote(text, open, text.length);
		if (close < 0) return undefined;
		if (close > problem.start) {
			const mended = quote(unescapeLoosely(text.slice(open + 1, close)));
			return replace(problem, titleFor(problem), open, close + 1, mended, true);
		}
		open = close;
	}
	return undefined;
}
