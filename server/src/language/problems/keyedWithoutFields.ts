/** `keyed-without-fields`: a keyed bracket segment without a field list (§9.5). */

import { cut } from "../text/readings";
import { findUnquoted } from "../text/scan";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { replace } from "./edits";
import { readBrokenHeader } from "./fieldLists";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { freeNames } from "./words";

export const keyedWithoutFields: ProblemKind<"keyed-without-fields"> = {
	severity: "error",

	message: (problem) =>
		`${sourceOf(problem)} declares a table whose rows have keys, and such a table names its fields: write key[N:]{field,field}:. For a plain array write [N] without the colon.`,

	fixes(problem) {
		const { tree, line, start, end } = problem;
		const { text, contentEnd } = readBrokenHeader(problem);
		const below = contentBelow(tree, line);
		const hasKey = /\S/.test(text.slice(0, start).replace(/^\s*-\s/, ""));
		const widths = below.map(({ content }) => cellsOf(content, delimiterOf(text, end)));
		const isInline = text.slice(end + 1, contentEnd).trim() !== "";
		const isList = below.length > 0 && below.every(({ content }) => /^- |^-$/.test(content));
		if (isInline || isList || widths.some((width) => width < 0)) return [makeArray(problem, true)];
		const isTable = widths.length > 0 && widths[0]! > 0 && widths.every((width) => width === widths[0]);
		const width = isTable ? widths[0]! : 1;
		const isObject = hasKey && widths.length > 0 && (!isTable || width === 1);
		const named = addFields(problem, width, !isObject && isTable);
		return isObject ? [makeObject(problem), named] : [named, makeArray(problem, false)];
	},
};

const delimiterOf = (text: string, bracketEnd: number): string => {
	const mark = text.charAt(bracketEnd - 2);
	return mark === "|" || mark === "\t" ? mark : ",";
};

/** Cells behind the key of a line, 0 where nothing follows it; -1 where it has no key. */
function cellsOf(content: string, delimiter: string): number {
	const colon = findUnquoted(content, 0, content.length, ":".charCodeAt(0));
	if (colon < 0) return -1;
	const cells = content.slice(colon + 1).trim();
	return cells === "" ? 0 : cut(cells, delimiter, true, false).length;
}

/** Names the columns, as many as the entry rows have cells. */
function addFields(problem: Problem, width: number, preferred: boolean): Fix {
	const { text } = readBrokenHeader(problem);
	const names = width === 1 ? ["value"] : freeNames("", 0, width);
	const list = `{${names.join(delimiterOf(text, problem.end))}}`;
	return replace(problem, `Add the fields ${list}`, problem.end, problem.end, list, preferred);
}

/** Leaves the bracket out: the lines below are fields of an object. */
const makeObject = (problem: Problem): Fix =>
	replace(problem, "Make it an object", problem.start, problem.end, "", true);

const makeArray = (problem: Problem, preferred: boolean): Fix =>
	replace(problem, "Make it an array", problem.start, problem.end, sourceOf(problem).replace(":", ""), preferred);
