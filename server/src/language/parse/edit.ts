/** One text edit on a tree: the lines it replaces, made anew and parsed. */

import { CR } from "../text/characters";
import type { ChangeLog } from "../tree/change";
import { EOL_CR, EOL_CRLF, EOL_LF, EOL_NONE, EOL_SHIFT, FRESH, LONE_CR } from "../tree/kinds";
import { locate, type Spot } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Range } from "../types";
import type { Built } from "./build";
import { Reparse } from "./reparse";

/** An edit of more lines than this is cheaper, and never slower than linear, as a full parse. */
const LARGE_EDIT = 5_000;

export interface PlacedEdit {
	readonly from: Spot;
	readonly to: Spot;
	readonly text: string;
}

/** Places the edit in the tree; a range whose end is before its start is read the other way round. */
export function placeEdit(tree: Tree, range: Range, text: string): PlacedEdit {
	const from = locate(tree, range.start);
	const to = locate(tree, range.end);
	return comparePlaces(from, to) <= 0 ? { from, to, text } : { from: to, to: from, text };
}

const comparePlaces = (a: Spot, b: Spot): number => a.chunk - b.chunk || a.index - b.index || a.column - b.column;

/** Whether so many lines go or come that the whole text should be parsed anew. */
export function isLarge(tree: Tree, { from, to, text }: PlacedEdit): boolean {
	const { chunks } = tree.order;
	const removed = chunks[to.chunk]!.base + to.index - chunks[from.chunk]!.base - from.index;
	return removed > LARGE_EDIT || (text.length > LARGE_EDIT && countLines(text) > LARGE_EDIT);
}

function countLines(text: string): number {
	let count = 1;
	for (let at = text.indexOf("\n"); at >= 0 && count <= LARGE_EDIT; at = text.indexOf("\n", at + 1)) count++;
	return count;
}

export function applyEdit(built: Built, { from, to, text }: PlacedEdit, log: ChangeLog): void {
	const { tree } = built;
	const { lines } = tree;
	const eol = lines.eolOf(to.line);
	const head = withEnd(tree, from.line).slice(0, from.column);
	const tail = withEnd(tree, to.line).slice(to.column);
	new Reparse(built, log).run(from, to, makeLines(tree, head + text + tail, eol === EOL_LF || eol === EOL_CRLF));
}

const withEnd = (tree: Tree, line: number): string => tree.lines.textOf(line) + tree.lines.endOf(line);

/** Lines of a text that ends with a line end, or (at the end of the document) may not. */
function makeLines(tree: Tree, text: string, endsWithLF: boolean): number[] {
	const made: number[] = [];
	for (let start = 0; ; ) {
		const lf = text.indexOf("\n", start);
		if (lf < 0 && endsWithLF && start === text.length && made.length > 0) return made;
		let end = lf < 0 ? text.length : lf;
		let eol = lf < 0 ? EOL_NONE : EOL_LF;
		if (end > start && text.charCodeAt(end - 1) === CR) {
			end--;
			eol = lf < 0 ? EOL_CR : EOL_CRLF;
		}
		const content = text.slice(start, end);
		const flags = (eol << EOL_SHIFT) | FRESH;
		made.push(tree.lines.addOwn(content, content.includes("\r") ? flags | LONE_CR : flags));
		if (lf < 0) return made;
		start = lf + 1;
	}
}
