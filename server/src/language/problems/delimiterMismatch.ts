/** `delimiter-mismatch`: the field list uses another delimiter than the bracket segment declares (§6). */

import { cut } from "../text/readings";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { replace } from "./edits";
import { countLeaves, maskNames, readBrokenHeader } from "./fieldLists";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { delimiterMark, delimiterName } from "./words";

/** Rows that are asked which delimiter they use. */
const ROWS_ASKED = 50;

export const delimiterMismatch: ProblemKind<"delimiter-mismatch"> = {
	severity: "error",

	message(problem) {
		const declared = declaredDelimiter(problem);
		return `The field list is separated by ${delimiterName(sourceOf(problem))}, but its bracket segment declares ${delimiterName(declared)}. Use the same delimiter in both: [N|]{a|b}, or [N]{a,b}.`;
	},

	fixes(problem) {
		const [first, second] = byRows(problem);
		return [useDelimiter(problem, first, true), useDelimiter(problem, second, false)];
	},
};

function declaredDelimiter(problem: Problem): string {
	const { text, bracketEnd } = readBrokenHeader(problem);
	const mark = text.charAt(bracketEnd - 1);
	return mark === "\t" || mark === "|" ? mark : ",";
}

/** The two delimiters, that of more rows first. */
function byRows(problem: Problem): readonly [string, string] {
	const declared = declaredDelimiter(problem);
	const used = sourceOf(problem);
	const { text, fieldsStart, fieldsEnd } = readBrokenHeader(problem);
	const leaves = countLeaves(text.slice(fieldsStart + 1, fieldsEnd));
	const rows = contentBelow(problem.tree, problem.line, ROWS_ASKED);
	const rowsWith = (delimiter: string): number =>
		rows.filter(({ content }) => cut(content, delimiter, true, false).length === leaves).length;
	const byUse = rowsWith(used) - rowsWith(declared);
	// Where no row tells, a delimiter that was marked was meant.
	return byUse > 0 || (byUse === 0 && declared === ",") ? [used, declared] : [declared, used];
}

/** Uses a delimiter in both bracket segment and field list. */
function useDelimiter(problem: Problem, delimiter: string, preferred: boolean): Fix | undefined {
	const { text, bracketStart, bracketEnd, fieldsStart, fieldsEnd } = readBrokenHeader(problem);
	if (fieldsEnd < 0) return undefined;
	const length = text.slice(bracketStart, bracketEnd).replace(/[|\t]$/, "");
	const [masked, unmask] = maskNames(text.slice(fieldsStart, fieldsEnd + 1));
	const fields = unmask(masked.replace(/[,|\t]/g, delimiter));
	const newText = `${length}${delimiterMark(delimiter)}]${fields}`;
	return replace(problem, `Delimit by ${delimiterName(delimiter)}`, bracketStart, fieldsEnd + 1, newText, preferred);
}
