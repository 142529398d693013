/** The depth at which a line should stand, and repairs that move lines there. */

import { ERROR, ITEM_SCOPE, KEYED_SCOPE, LIST_SCOPE, RESUMED, SHALLOW } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import { IRREGULAR } from "../tree/trace";
import type { Tree } from "../tree/tree";
import type { Fix, Related, TextEdit } from "../types";
import type { Problem } from "./problem";
import { isStray } from "./strays";
import { plural } from "./words";

/** Spaces that a line whose depth is wrong should have. */
export function expectedIndent(tree: Tree, line: number): number {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	if (scope === scopes.root) return 0;
	if (lines.flags[line]! & RESUMED) {
		// It should stand beside the line above, which closed the block that it now seems to be in.
		const above = tree.contentBefore(line);
		return scopes.expectedDepth(lines.scope[above]!) * tree.indentSize;
	}
	const kind = scopes.kind[scope]!;
	// What is no row or item belongs beside the header.
	if (tree.kindOf(line) === ERROR && kind >= LIST_SCOPE && kind <= KEYED_SCOPE && !isStray(tree, line)) {
		return Math.max(0, scopes.openDepth[scope]!) * tree.indentSize;
	}
	const header = scopes.opener[scope]!;
	if (kind === ITEM_SCOPE || tree.contentAfter(header).next().value !== line) {
		return scopes.expectedDepth(scope) * tree.indentSize;
	}
	const itemLevel = tree.isKeyedItem(header) ? 1 : 0;
	return (lines.depth[header]! + itemLevel + 1) * tree.indentSize;
}

/** The header or key whose block a line with a wrong depth stands in. */
export function openerOf({ tree, line }: Problem): readonly Related[] {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	const opener = scope === 0 ? 0 : scopes.opener[scope]!;
	if (opener === 0 || opener === line || scope === scopes.root) return [];
	const { contentStart, contentEnd } = readParts(tree, opener);
	const range = rangeOf(tree, opener, contentStart, contentEnd);
	return [{ range, message: "The block that it stands in begins here." }];
}

const titleOf = (edits: readonly TextEdit[]): string =>
	edits.length === 1 ? "Indent the line" : `Indent the ${edits.length} lines of the block`;

// ---- irregular indentation

/** Indents a line, and the lines beside it that were reported with it, as their depth demands. */
export function reindentBlock({ tree, line }: Problem): readonly Fix[] {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	// Siblings below the same opener, if the block starts with the line; else what the line opens.
	const limit = scopes.indentation[scope] === -1 ? lines.depth[line]! : scopes.openDepth[scope]!;
	const edits: TextEdit[] = [];
	const reindent = (other: number): void => {
		const { text, indentStart, indentEnd } = readParts(tree, other);
		const wanted = " ".repeat(depthOf(tree, other) * tree.indentSize);
		if (text.slice(indentStart, indentEnd) === wanted) return;
		edits.push({ range: rangeOf(tree, other, indentStart, indentEnd), newText: wanted });
	};
	reindent(line);
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! <= limit || lines.trace[other]! & IRREGULAR) break;
		reindent(other);
	}
	return [{ title: titleOf(edits), edits, preferred: true }];
}

/** The depth that the line was given, or that of the next one where this shows that it was the wrong guess. */
function depthOf(tree: Tree, line: number): number {
	const { lines } = tree;
	const next = tree.contentAfter(line).next();
	const depth = lines.depth[line]!;
	return !next.done && lines.flags[next.value]! & RESUMED && lines.depth[next.value] === depth + 1 ? depth + 1 : depth;
}

// ---- a wrong depth

/** Moves the line to the depth it should have, with what stands below it; or with the rest of its block. */
export function indentBlock({ tree, line }: Problem, wholeBlock: boolean): Fix | undefined {
	const { lines } = tree;
	const { indentStart, indentEnd } = readParts(tree, line);
	const wanted = expectedIndent(tree, line);
	const surplus = indentEnd - indentStart - wanted;
	// It stands where it should, among lines that do not.
	if (surplus === 0) return undefined;

	const edits: TextEdit[] = [{ range: rangeOf(tree, line, indentStart, indentEnd), newText: " ".repeat(wanted) }];
	const shallowest = wholeBlock ? lines.depth[line]! : lines.depth[line]! + 1;
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! < shallowest || lines.flags[other]! & RESUMED) break;
		const own = readParts(tree, other);
		if (own.indentEnd - own.indentStart < surplus) break;
		const from = own.indentEnd - Math.max(0, surplus);
		edits.push({ range: rangeOf(tree, other, from, own.indentEnd), newText: " ".repeat(Math.max(0, -surplus)) });
	}
	const title = edits.length === 1 ? `Indent to ${plural(wanted, "space")}` : titleOf(edits);
	return { title, edits, preferred: true };
}

// ---- rows and items that stand too shallow

/** The lines behind a header that are its rows or items, and what hangs below these, although they stand too shallow. */
export function shallowContent(tree: Tree, header: number): readonly number[] {
	const { lines } = tree;
	const found: number[] = [];
	let depth = -1;
	for (const line of tree.contentAfter(header)) {
		const isShallow = (lines.flags[line]! & SHALLOW) !== 0;
		if (depth < 0) depth = lines.depth[line]!;
		if (!isShallow && (lines.depth[line]! <= depth || lines.scope[line] === lines.top[header])) break;
		found.push(line);
	}
	return found;
}

/** Puts rows or items that stand too shallow below their header. */
export function indentContent({ tree, line }: Problem): Fix | undefined {
	const { lines, scopes } = tree;
	if (!tree.opensScope(line)) return undefined;
	const content = shallowContent(tree, line);
	if (content.length === 0) return undefined;
	const levels = scopes.openDepth[lines.top[line]!]! + 1 - lines.depth[content[0]!]!;
	const newText = " ".repeat(levels * tree.indentSize);
	const edits = content.map((other) => {
		const { indentStart } = readParts(tree, other);
		return { range: rangeOf(tree, other, indentStart, indentStart), newText };
	});
	return { title: titleOf(edits), edits, preferred: true };
}

/** What is said on a header whose rows or items stand too shallow. */
export function contentIsShallow(tree: Tree, header: number, noun: string): string {
	const { lines, scopes } = tree;
	const scope = lines.top[header]!;
	const declared = plural(scopes.declared[scope]!, noun);
	const indent = plural((scopes.openDepth[scope]! + 1) * tree.indentSize, "space");
	return `The header declares ${declared}, but the ${noun}s behind it do not stand below it. Indent them to ${indent}.`;
}
