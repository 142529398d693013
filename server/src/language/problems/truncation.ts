/** Documents that end too early, as when a model had no tokens left: what is said of them, and mended with the end. */

import { isHalfLine } from "../tree/findCutOff";
import { KEYED_SCOPE, TABLE_SCOPE } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { DiagnosticCode, Fix, TextEdit } from "../types";
import type { Problem } from "./problem";
import { plural } from "./words";

/** Whether the row is the last line, and its table has not as many as its header declares: the text ends within it. */
export function isCutOff(tree: Tree, line: number): boolean {
	const { lines, scopes } = tree;
	const table = lines.scope[line]!;
	if (scopes.kind[table]! < TABLE_SCOPE || scopes.count[table]! > scopes.declared[table]!) return false;
	// The last row of a document that is whole but for it may have been cut off as well.
	return endsWith(tree, line) && (lines.endOf(line) === "" || tree.cutOff.line === line);
}

/** Whether the line is the last content line. */
export const endsWith = (tree: Tree, line: number): boolean => tree.contentAfter(line).next().done === true;

/** Whether the document ends within the array that the line opens. */
export function endsWithin(tree: Tree, header: number): boolean {
	const { lines } = tree;
	for (const line of tree.contentAfter(header)) if (lines.depth[line]! <= lines.depth[header]!) return false;
	return true;
}

// ---- lengths that are held back, since another error at the end stands for them

/** The arrays whose wrong lengths the problem stands for, the innermost first: see tree/findCutOff.ts. */
const arraysOf = ({ tree, line, code }: Problem): readonly number[] =>
	tree.cutOff.line === line && (isHalfLine(code) || isLength(code)) ? tree.cutOff.held : [];

const isLength = (code: DiagnosticCode): boolean => code === "array-length" || code === "entry-count";

/** What is said of a problem, and what else lacks where the text ends with it: "12 of 40 rows". */
export function withMissing(problem: Problem, message: string): string {
	const arrays = arraysOf(problem);
	if (arrays.length === 0) return message;
	const found = arrays.map((array) => foundOf(problem.tree, array)).join(" and ");
	return isLength(problem.code)
		? `${message} What is around it ends here too, after ${found}.`
		: `The text ends with this line, after ${found}, so it may be half a line. ${message}`;
}

/** `12 of 40 rows`. */
function foundOf({ scopes }: Tree, array: number): string {
	const kind = scopes.kind[array]!;
	const noun = kind === TABLE_SCOPE ? "row" : kind === KEYED_SCOPE ? "entry" : "item";
	return `${scopes.count[array]} of ${plural(scopes.declared[array]!, noun)}`;
}

/** The fix, which also corrects the lengths that the problem stands for, if it is the one that is preferred. */
export function withLengths(problem: Problem, fix: Fix): Fix {
	const { tree, lspLine } = problem;
	const arrays = arraysOf(problem);
	// What adds or takes away lines has other lengths.
	const isOfLine = fix.edits.every(
		({ range: { start, end }, newText }) => start.line === lspLine && end.line === lspLine && !newText.includes("\n"),
	);
	if (arrays.length === 0 || !fix.preferred || !isOfLine) return fix;
	const { count, declared } = tree.scopes;
	const lengths = arrays.map((array) => `${count[array]} (of ${declared[array]}: the rest is missing)`);
	const noun = isLength(problem.code)
		? lengths.length === 1
			? "that around it"
			: "those around it"
		: `the length${lengths.length === 1 ? "" : "s"}`;
	return {
		...fix,
		title: `${fix.title}, and ${isLength(problem.code) ? "" : "change "}${noun} to ${lengths.join(" and ")}`,
		edits: [...fix.edits, ...arrays.map((array) => lengthEdit(tree, array))],
	};
}

/** Writes how much was counted into the header of an array. */
function lengthEdit(tree: Tree, array: number): TextEdit {
	const header = tree.scopes.opener[array]!;
	const { bracketStart } = readParts(tree, header).header!;
	const [digits] = /^\d*/.exec(tree.lines.textOf(header).slice(bracketStart + 1))!;
	const range = rangeOf(tree, header, bracketStart + 1, bracketStart + 1 + digits.length);
	return { range, newText: String(tree.scopes.count[array]) };
}
