/** `array-length`: N is not the number of values, rows or items (§9.1). */

import { INLINE } from "../tree/kinds";
import { readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { FindingOf, Fix } from "../types";
import { contentIsShallow, indentContent, shallowContent } from "./depths";
import { replace } from "./edits";
import { mendCells, otherDelimiter, withDelimiter } from "./mendCells";
import type { Problem, ProblemKind } from "./problem";
import { endsWithin } from "./truncation";
import { plural, shown } from "./words";

/** Values of an inline array, or rows, entry rows or items below a header. */
function countOf(tree: Tree, line: number): number {
	return tree.opensScope(line) ? tree.scopes.count[tree.lines.top[line]!]! : tree.lines.cells[line]!;
}

/** The bracket segment of a header whose N is wrong. */
export function wrongLength<C extends "array-length" | "entry-count">(tree: Tree, line: number, code: C): FindingOf<C> {
	const { header } = readParts(tree, line);
	return { code, start: header!.bracketStart, end: header!.bracketEnd + 1, detail: undefined } as FindingOf<C>;
}

/** Writes the number that was counted. */
export function setLength(problem: Problem): Fix {
	const { tree, line } = problem;
	const { text, header } = readParts(tree, line);
	const count = countOf(tree, line);
	const start = header!.bracketStart + 1;
	const [digits] = /^\d*/.exec(text.slice(start))!;
	return replace(problem, titleOf(tree, line, count), start, start + digits.length, String(count), true);
}

/** Says what is missing where the document ends within the array: that the rest is lost, no length can mend. */
function titleOf(tree: Tree, line: number, count: number): string {
	const title = `Change the length to ${count}`;
	if (!tree.opensScope(line)) return title;
	const declared = tree.scopes.declared[tree.lines.top[line]!]!;
	return count < declared && endsWithin(tree, line) ? `${title} (of ${declared}: the rest is missing)` : title;
}

/** Mends the values of an inline array where that makes them as many as are declared. */
function mendValues(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	if (tree.kindOf(line) !== INLINE) return undefined;
	const parts = readParts(tree, line);
	const { header, text, values, contentEnd } = parts;
	const other = otherDelimiter(parts, header!.declared);
	if (other !== undefined) {
		const mended = withDelimiter(parts, other, header!.declared);
		return replace(problem, "Use the delimiter of the header", values[0]![0], contentEnd, mended, true);
	}
	const last = values[values.length - 1]!;
	const isSurplus = last[0] === last[1] && !text.includes('"');
	return mendCells(problem, isSurplus ? "Remove the surplus delimiter" : "Quote the values");
}

export const arrayLength: ProblemKind<"array-length"> = {
	severity: "error",

	message({ tree, line, start }) {
		const { header, text } = readParts(tree, line);
		const noun = !tree.opensScope(line) ? "value" : header!.fieldsStart >= 0 ? "row" : "item";
		if (shallowContent(tree, line).length > 0) return contentIsShallow(tree, line, noun);
		const count = countOf(tree, line);
		if (tree.opensScope(line) && count > 0 && count < header!.declared && endsWithin(tree, line)) {
			return `The text ends after ${count} of ${plural(header!.declared, noun)}. Add the others, or change the length to ${count} if there are no more.`;
		}
		const bracket = text.slice(start, header!.bracketEnd + 1);
		const mended = `[${count}${bracket.slice(bracket.search(/[^[\d]/))}`;
		return `The header declares ${plural(header!.declared, noun)}, but ${plural(count, noun)} ${count === 1 ? "follows" : "follow"}. Change ${shown(bracket)} to ${mended}, or add or remove ${noun}s.`;
	},

	fixes: (problem) => [indentContent(problem) ?? mendValues(problem) ?? setLength(problem)],
};
