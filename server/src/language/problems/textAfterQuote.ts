/** `text-after-quote`: something follows a closing quote (§7.1). */

import { writeCell } from "../text/readings";
import { closingQuote, trimEnd } from "../text/scan";
import { quote, unescapeText } from "../text/strings";
import { readParts } from "../tree/parts";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { moveCommentAbove } from "./comments";
import { replace } from "./edits";
import { maskNames } from "./fieldLists";
import { removeJsonCommas } from "./jsonCommas";
import { cellRegion, mendCells } from "./mendCells";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { COMMENT_MESSAGE, plural, shown } from "./words";

export const textAfterQuote: ProblemKind<"text-after-quote"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem).trim();
		if (source === ",")
			return "A comma follows the value, as in JSON. Lines of TOON have none at their end: remove it.";
		if (/^(?:\/\/|#)/.test(source)) return COMMENT_MESSAGE;
		return `"${shown(source)}" follows the closing quote, where only a delimiter or the end of the line may. Put it inside the quotes, or write quotes inside a string as \\".`;
	},

	fixes(problem) {
		const source = sourceOf(problem).trim();
		const whole = quoteWhole(problem, false);
		if (source === ",") return [removeJsonCommas(problem), whole];
		const isComment = /^(?:\/\/|#)/.test(source) && problem.end === readParts(problem.tree, problem.line).contentEnd;
		if (isComment) return [moveCommentAbove(problem), whole];
		if (/^\{.*\}$/.test(source)) return [declareTable(problem), whole];
		const mended = mendCells(problem, 'Write the quotes inside as \\"') ?? quoteLiterally(problem);
		// In a key with a bracket, a header may be what follows.
		return [mended, quoteWhole(problem, mended === undefined && !/[[{]/.test(source))];
	},
};

/** Writes the length between a quoted key and its field list, with as many rows as stand below. */
function declareTable(problem: Problem): Fix {
	const rows = contentBelow(problem.tree, problem.line).length;
	const mark = /[|\t]/.exec(maskNames(sourceOf(problem))[0])?.[0] ?? "";
	const title = `Declare a table of ${plural(rows, "row")}`;
	return replace(problem, title, problem.start, problem.start, `[${rows}${mark}]`, rows > 0);
}

/** Quotes the string with its quotes and what follows it, so that its text is what stands here now. */
function quoteLiterally(problem: Problem): Fix | undefined {
	const text = problem.tree.lines.textOf(problem.line);
	const open = openingQuote(text, problem.start - 1);
	if (open < 0 || cellRegion(problem.tree, problem.line) === undefined) return undefined;
	const end = trimEnd(text, open, problem.end);
	return replace(problem, 'Write the quotes inside as \\"', open, end, writeCell(text.slice(open, end), ""), true);
}

/** Moves what follows into the quotes. */
function quoteWhole(problem: Problem, preferred: boolean): Fix | undefined {
	const text = problem.tree.lines.textOf(problem.line);
	const open = openingQuote(text, problem.start - 1);
	if (open < 0) return undefined;
	const end = trimEnd(text, problem.start, problem.end);
	const inner = unescapeText(text, open + 1, problem.start - 1) + text.slice(problem.start, end);
	return replace(problem, "Put all of it into the quotes", open, end, quote(inner), preferred);
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
