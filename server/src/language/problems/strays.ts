/** Lines without a colon in an object that were meant for an array: see recovery/README.md. */
import { OBJECT_SCOPE, STRAY } from "../tree/kinds";
import { HEADER_LIKE } from "../tree/trace";
import type { Tree } from "../tree/tree";

/** Whether the line is a broken field that was perhaps meant as a row or item of an array that it does not stand in. */
export const isStray = (tree: Tree, line: number): boolean => (tree.lines.flags[line]! & STRAY) !== 0;

/** The key above a block's first line, where it ends like a header and so is one that has lost its bracket; or 0. */
export function brokenHeaderAbove(tree: Tree, line: number): number {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	const opener = scopes.opener[scope]!;
	const isFirst = scopes.kind[scope] === OBJECT_SCOPE && tree.contentBefore(line) === opener;
	return isFirst && lines.trace[opener]! & HEADER_LIKE ? opener : 0;
}
