/** `over-indented`: a line deeper than its block, or no row or item at the depth of such (§8, §9). */

import { quote } from "../text/strings";
import { ITEM_SCOPE, SCALAR, TABLE_SCOPE } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { expectedIndent, indentBlock, openerOf } from "./depths";
import { replace } from "./edits";
import { mendedRow } from "./mendCells";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { plural, shown } from "./words";

export const overIndented: ProblemKind<"over-indented"> = {
	severity: "error",

	message(problem) {
		switch (problem.detail) {
			case "colon-in-row":
				return `A colon stands before the first delimiter, so this line is a field and ends the table's rows. If it is a row, quote the cell that has the colon: "${shown(sourceOf(problem))}".`;
			case "key":
				if (isLoneCell(problem)) return loneCellMessage(problem);
				return "This line is a field, but it stands at the depth of the rows or items of an array. Indent it as the header of that array, or write it as one of them.";
			case "keyed":
				return "This row starts with a key, as those of a keyed table do. Write a colon behind the number in the header's bracket, [N:], or remove the keys.";
			case "not-an-item":
				return "Every line at this depth of a list is an item and starts with a hyphen and a space. Put - before it, or indent it as the header of the list.";
			case "block": {
				if (headerAbove(problem) !== 0) {
					return "The line above looks like an array header that has lost its colon, so what stands below it has no place. Write the colon at the end of the header.";
				}
				const expected = expectedIndent(problem.tree, problem.line);
				const mend = expected === 0 ? "Remove the indentation" : `Indent it to ${plural(expected, "space")}`;
				return `This line is indented deeper than its block, and the line above opens none. ${mend}, or end the line above with a colon.`;
			}
		}
	},

	related: openerOf,

	fixes(problem) {
		const { tree, line, start, end } = problem;
		const { contentStart, contentEnd } = readParts(tree, line);
		switch (problem.detail) {
			case "colon-in-row": {
				const row = mendedRow(tree, line);
				if (row === undefined) return [replace(problem, "Quote the cell", start, end, quote(sourceOf(problem)), true)];
				return [replace(problem, "Quote the cell", contentStart, contentEnd, row, true)];
			}
			case "key":
				return isLoneCell(problem)
					? [replace(problem, "Quote the cell", start, end, quote(sourceOf(problem)), true)]
					: [indentBlock(problem, false)];
			case "keyed":
				return [declareKeyed(problem)];
			case "not-an-item":
				return [replace(problem, "Make it a list item", contentStart, contentStart, "- ", true)];
			default:
				return headerAbove(problem) === 0 ? [indentWithoutClash(problem)] : [addColonAbove(problem)];
		}
	},
};

/** An item without a colon right above that else is a header, `- rows[2]{a,b}`; or 0. */
function headerAbove({ tree, line }: Problem): number {
	const above = tree.contentBefore(line);
	if (above === 0 || tree.kindOf(above) !== SCALAR || tree.lines.depth[above]! >= tree.lines.depth[line]!) return 0;
	return HEADER_WITHOUT_COLON.test(tree.lines.textOf(above)) ? above : 0;
}

/** A table needs a key in a list. */
const HEADER_WITHOUT_COLON =
	/^\s*- +(?:(?:"(?:[^"\\]|\\.)*"|[^\s"[\]{}:]+)\[\d+:?[|\t]?\](?:\{.*\})?|\[\d+[|\t]?\]) *$/;

function addColonAbove(problem: Problem): Fix {
	const above = headerAbove(problem);
	const end = problem.tree.lines.textOf(above).trimEnd().length;
	const edits = [{ range: rangeOf(problem.tree, above, end, end), newText: ":" }];
	return { title: "Add the colon to the header", edits, preferred: true };
}

/** Moves the line and those beside it, which is surely right only where no key then stands twice in its object. */
function indentWithoutClash(problem: Problem): Fix | undefined {
	const fix = indentBlock(problem, false);
	const { tree, line } = problem;
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	if (fix === undefined || scopes.kind[scope]! > ITEM_SCOPE) return fix;
	const keys = new Set<string>();
	let clashes = false;
	for (const other of blockOf(tree, scope)) {
		if (!tree.hasKey(other) || tree.keyScopeOf(other) !== scope) continue;
		const key = tree.keyOf(other);
		clashes ||= keys.has(key);
		keys.add(key);
	}
	return clashes ? { ...fix, preferred: false } : fix;
}

/** The line that opens the scope, and those that stand in it at any depth. */
function* blockOf(tree: Tree, scope: number): Generator<number> {
	const opener = tree.scopes.opener[scope]!;
	yield opener;
	for (const line of tree.contentAfter(opener)) {
		if (tree.lines.depth[line]! <= tree.scopes.openDepth[scope]!) return;
		yield line;
	}
}

/**
 * Whether the line is rather a cell with a colon: in a table with one field, where rows are missing, or where no space
 * stands behind the colon.
 */
function isLoneCell({ tree, line, start, end }: Problem): boolean {
	const { lines, scopes } = tree;
	const table = lines.scope[line]!;
	if (scopes.kind[table] !== TABLE_SCOPE || scopes.leaves[table] !== 1) return false;
	const text = lines.textOf(line).slice(start, end);
	if (text.includes('"') || text.endsWith(":")) return false;
	return scopes.count[table]! < scopes.declared[table]! || !/:(?: |$)/.test(text);
}

const loneCellMessage = (problem: Problem): string =>
	`This line has a colon, so it is read as a field, which would end the table's rows. Quote it to make it a row: "${shown(sourceOf(problem))}".`;

/** Puts a colon behind the number in the header's bracket. */
function declareKeyed({ tree, line }: Problem): Fix {
	const opener = tree.scopes.opener[tree.lines.scope[line]!]!;
	const { header, text } = readParts(tree, opener);
	const [digits] = /^\d*/.exec(text.slice(header!.bracketStart + 1))!;
	const at = header!.bracketStart + 1 + digits.length;
	return {
		title: "Make it a keyed table",
		edits: [{ range: rangeOf(tree, opener, at, at), newText: ":" }],
		preferred: true,
	};
}
