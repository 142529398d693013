/** Repairs that move lines to the depth where they belong. */

import { IRREGULAR, OPENS_SCOPE, RESUMED } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix, TextEdit } from "../types";
import type { Problem } from "./list";
import { expectedIndent, shallowContent } from "./messages";

/** Indents a line, and the lines beside it that were reported with it, as their depth demands. */
export function reindentBlock(problem: Problem): readonly Fix[] {
	const { tree, line } = problem;
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	// Siblings below the same opener, if the block starts with the line; else what the line opens.
	const limit = scopes.indentation[scope] === -1 ? lines.depth[line]! : scopes.openDepth[scope]!;
	const edits: TextEdit[] = [];
	const reindent = (other: number): void => {
		const parts = readParts(tree, other);
		const wanted = " ".repeat(depthOf(tree, other) * tree.indentSize);
		if (parts.text.slice(parts.indentStart, parts.indentEnd) === wanted) return;
		const range = rangeIn(tree, other, lspLineOf(tree, other), parts.indentStart, parts.indentEnd);
		edits.push({ range, newText: wanted });
	};
	reindent(line);
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! <= limit || lines.flags[other]! & IRREGULAR) break;
		reindent(other);
	}
	const title = edits.length === 1 ? "Indent the line" : `Indent the ${edits.length} lines of the block`;
	return [{ title, edits, preferred: true }];
}

/** The depth that the line was given, or that of the next one where this shows that it was the wrong guess. */
function depthOf(tree: Tree, line: number): number {
	const { lines } = tree;
	const next = tree.contentAfter(line).next();
	const depth = lines.depth[line]!;
	return !next.done && lines.flags[next.value]! & RESUMED && lines.depth[next.value] === depth + 1 ? depth + 1 : depth;
}

/** Moves the line to the depth it should have, with what stands below it; or with the rest of its block. */
export function indentBlock(problem: Problem, wholeBlock: boolean): Fix | undefined {
	const { tree, line, lspLine } = problem;
	const { lines } = tree;
	const { indentStart, indentEnd } = readParts(tree, line);
	const wanted = expectedIndent(problem);
	const surplus = indentEnd - indentStart - wanted;
	// It stands where it should, among lines that do not.
	if (surplus === 0) return undefined;
	const edits: TextEdit[] = [
		{ range: rangeIn(tree, line, lspLine, indentStart, indentEnd), newText: " ".repeat(wanted) },
	];
	const shallowest = wholeBlock ? lines.depth[line]! : lines.depth[line]! + 1;
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! < shallowest || lines.flags[other]! & RESUMED) break;
		const own = readParts(tree, other);
		if (own.indentEnd - own.indentStart < surplus) break;
		const from = own.indentEnd - Math.max(0, surplus);
		const range = rangeIn(tree, other, lspLineOf(tree, other), from, own.indentEnd);
		edits.push({ range, newText: " ".repeat(Math.max(0, -surplus)) });
	}
	const title = edits.length === 1 ? `Indent by ${wanted} spaces` : `Indent the ${edits.length} lines of the block`;
	return { title, edits, preferred: true };
}

/** Puts rows or items that stand too shallow below their header. */
export function indentContent({ tree, line }: Problem): Fix | undefined {
	const { lines, scopes } = tree;
	if (((OPENS_SCOPE >> tree.kindOf(line)) & 1) === 0) return undefined;
	const content = shallowContent(tree, line);
	if (content.length === 0) return undefined;
	const levels = scopes.openDepth[lines.top[line]!]! + 1 - lines.depth[content[0]!]!;
	const newText = " ".repeat(levels * tree.indentSize);
	const edits = content.map((other) => {
		const { indentStart } = readParts(tree, other);
		return { range: rangeIn(tree, other, lspLineOf(tree, other), indentStart, indentStart), newText };
	});
	const title = edits.length === 1 ? "Indent the line" : `Indent the ${edits.length} lines of the block`;
	return { title, edits, preferred: true };
}
