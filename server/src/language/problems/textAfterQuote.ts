/** `text-after-quote`: something follows a closing quote (§7.1). */

import { closingQuote } from "../text/scan";
import { quote, unescapeText } from "../text/strings";
import type { Fix } from "../types";
import { replace } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export const textAfterQuote: ProblemKind<"text-after-quote"> = {
	severity: "error",

	message: (problem) =>
		`"${shown(sourceOf(problem).trim())}" follows the closing quote, where only a delimiter or the end of the line may. Put it inside the quotes, or write quotes inside a string as \\".`,

	fixes: (problem) => [quoteWhole(problem)],
};

function quoteWhole(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	const text = tree.lines.textOf(line);
	const open = openingQuote(text, problem.start - 1);
	if (open < 0) return undefined;
	const inner = unescapeText(text, open + 1, problem.start - 1) + text.slice(problem.start, problem.end);
	return replace(problem, "Put all of it into the quotes", open, problem.end, quote(inner));
}

/** The quote that the one at `close` closes, or -1. */
function openingQuote(text: string, close: number): number {
	for (let i = text.indexOf('"'); i >= 0 && i < close; i = text.indexOf('"', i + 1)) {
		const end = closingQuote(text, i, text.length);
		if (end === close) return i;
		if (end < 0) return -1;
		i = end;
	}
	return -1;
}
