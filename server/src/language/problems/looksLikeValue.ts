/** `looks-like-value`: a URL, a path or a time that was read as a key and its value, because of the colon in it. */

import { trimEnd } from "../text/scan";
import { quote } from "../text/strings";
import { ITEM, OBJECT } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Fix } from "../types";
import { editOf, replace } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

type ValueProblem = Problem<"looks-like-value">;

const NOUNS = { url: "a URL", path: "a path", time: "a time" };

export const looksLikeValue: ProblemKind<"looks-like-value"> = {
	severity: "hint",
	reportedByDefault: true,

	message(problem) {
		const source = sourceOf(problem);
		const key = source.slice(0, source.indexOf(":"));
		return `"${shown(source)}" looks like ${NOUNS[problem.detail]}, but its first colon makes "${key}" a key. Put it into quotes.`;
	},

	fixes: (problem) => [quoteIt(problem), name(problem)],
};

/** The whole as one value: of its item, or of the key above that has nothing else. */
function quoteIt(problem: ValueProblem): Fix | undefined {
	const { tree, line, start, end } = problem;
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	const next = tree.contentAfter(line).next().value;
	const isItem = (lines.kind[line]! & ITEM) !== 0;
	const isLast = next === undefined || lines.depth[next]! < lines.depth[line]! + (isItem ? 1 : 0);
	const quoted = quote(sourceOf(problem));
	if (isItem) return isLast ? replace(problem, "Put it into quotes", start, end, quoted) : undefined;
	const opener = scopes.opener[scope]!;
	if (!isLast || tree.contentBefore(line) !== opener || tree.kindOf(opener) !== OBJECT) return undefined;
	const above = readParts(tree, opener);
	const from = rangeOf(tree, opener, trimEnd(above.text, 0, above.text.length), 0).start;
	const range = { start: from, end: editOf(problem, start, end, "").range.end };
	return {
		title: "Put it into quotes behind the colon",
		edits: [{ range, newText: ` ${quoted}` }],
		preferred: false,
	};
}

/** Makes it the value of a field. */
const name = (problem: ValueProblem): Fix =>
	replace(
		problem,
		`Give it a key: ${problem.detail}`,
		problem.start,
		problem.end,
		`${problem.detail}: ${quote(sourceOf(problem))}`,
	);
