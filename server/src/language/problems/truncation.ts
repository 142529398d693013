/** Documents that end too early, as when a model had no tokens left. */

import { TABLE_SCOPE } from "../tree/kinds";
import type { Tree } from "../tree/tree";

/** Whether the row is the last line, and its table has not as many as its header declares: the text ends within it. */
export function isCutOff(tree: Tree, line: number): boolean {
	const { lines, scopes } = tree;
	const table = lines.scope[line]!;
	if (scopes.kind[table]! < TABLE_SCOPE || scopes.count[table]! > scopes.declared[table]!) return false;
	// The last row of a document that is whole but for it may have been cut off as well.
	return endsWith(tree, line) && lines.endOf(line) === "";
}

/** Whether the line is the last content line. */
export const endsWith = (tree: Tree, line: number): boolean => tree.contentAfter(line).next().done === true;

/** Whether the document ends within the array that the line opens. */
export function endsWithin(tree: Tree, header: number): boolean {
	const { lines } = tree;
	for (const line of tree.contentAfter(header)) if (lines.depth[line]! <= lines.depth[header]!) return false;
	return true;
}
