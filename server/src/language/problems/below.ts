/** The lines below a header as they are written, whether or not they could be read. */

import { trimEnd } from "../text/scan";
import type { Tree } from "../tree/tree";

/** A line below a header. */
export interface BelowLine {
	readonly line: number;
	/** Its text, without indentation and without spaces at its end. */
	readonly content: string;
}

/** The content of a header that stands directly below it: not what hangs below that again. At most `limit` lines. */
export function contentBelow(tree: Tree, header: number, limit = Number.POSITIVE_INFINITY): readonly BelowLine[] {
	const { lines } = tree;
	const found: BelowLine[] = [];
	// Beside a key behind a hyphen, one level deeper, stand the other fields of the item.
	const outside = lines.depth[header]! + (tree.isKeyedItem(header) ? 1 : 0);
	let depth = -1;
	for (const line of tree.contentAfter(header)) {
		const own = lines.depth[line]!;
		if (own <= outside || found.length === limit) break;
		if (depth < 0) depth = own;
		if (own <= depth) found.push({ line, content: contentOf(tree, line) });
	}
	return found;
}

/** The text of a line without indentation and without spaces at its end. */
export function contentOf(tree: Tree, line: number): string {
	const text = tree.lines.textOf(line);
	return text.slice(indentOf(tree, line).length, trimEnd(text, 0, text.length));
}

/** The indentation of a line as written. */
export const indentOf = (tree: Tree, line: number): string => /^\ufeff?[ \t]*/.exec(tree.lines.textOf(line))![0];

/** All lines behind one, blank ones and comments too. */
export function* linesAfter(tree: Tree, line: number): Generator<number> {
	const chunk = tree.order.chunkOf(tree.lines, line);
	let index = chunk.indexOf(line) + 1;
	for (let c = chunk.index; c < tree.order.chunks.length; c++, index = 0) {
		const { handles, count } = tree.order.chunks[c]!;
		for (; index < count; index++) yield handles[index]!;
	}
}

/** Whether rows or items of an array stand below a header, and no fields. */
export function hasArrayBelow(tree: Tree, header: number): boolean {
	const first = contentBelow(tree, header, 1)[0]?.content;
	return first !== undefined && (/^- |^-$/.test(first) || !/^(?:[^",|\t]|"(?:[^"\\]|\\.)*")*:/.test(first));
}
