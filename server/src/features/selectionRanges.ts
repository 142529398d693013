/** Growing selections: token or cell, line, the block that it opens, the blocks around it, the document. */
import type { SelectionRange } from "vscode-languageserver-types";
import type { Position, Range, ToonDocument } from "../language";
import { blockAt, blockOf } from "./blocks";
import { tokenAtPosition } from "./structure";

export function selectionRanges(document: ToonDocument, positions: readonly Position[]): SelectionRange[] {
	return positions.map((position) => nest(ranges(document, position)));
}

/** From the innermost to the whole document. */
function ranges(document: ToonDocument, position: Position): Range[] {
	const line = document.line(position.line);
	const found: Range[] = [];
	const token = tokenAtPosition(line, position);
	const isShown = token !== undefined && token.type !== "whitespace" && token.type !== "delimiter";
	if (isShown) {
		if (token.type === "quoted-string" && token.end - token.start >= 2) found.push(inside(token.range));
		found.push(token.range);
	}
	const first = line.tokens.find(({ type }) => type !== "whitespace" && type !== "byte-order-mark");
	const marker = line.tokens.find(({ type }) => type === "list-marker");
	const behind = line.tokens.find(
		({ type, start }) => marker !== undefined && start > marker.end && type !== "whitespace",
	);
	if (behind !== undefined) found.push({ start: behind.range.start, end: line.range.end });
	if (first !== undefined) found.push({ start: first.range.start, end: line.range.end });
	found.push(line.range, ...blocksAround(document, line.line));
	const end = document.positionAt(document.length);
	found.push({ start: { line: 0, character: 0 }, end });
	return found;
}

/** The block of the line, the content of each scope around it, and that with its opener. */
function blocksAround(document: ToonDocument, lspLine: number): Range[] {
	const block = blockAt(document, lspLine);
	if (block === undefined) return [];
	const { lines } = document;
	const found = [block.range];
	let scope = lines.scope(block.opener);
	while (scope !== 0 && scope !== lines.rootScope) {
		const opener = lines.opener(scope);
		const around = blockOf(document, opener, scope);
		// Of an item the first field stands on the line of the opener: its content is the item.
		if (lines.itemScope(opener) !== scope && around.last !== opener) {
			const firstRow = lines.next(opener);
			found.push({ start: document.line(lines.lspLine(firstRow)).range.start, end: around.range.end });
		}
		found.push(around.range);
		scope = lines.parent(scope);
	}
	return found;
}

const inside = ({ start, end }: Range): Range => ({
	start: { line: start.line, character: start.character + 1 },
	end: { line: end.line, character: end.character - 1 },
});

/** Each in the next larger one; those that are no larger are left out. */
function nest(found: readonly Range[]): SelectionRange {
	let outer: SelectionRange | undefined;
	for (const range of [...found].reverse()) {
		if (outer !== undefined && (sameRange(range, outer.range) || !contains(outer.range, range))) continue;
		outer = outer === undefined ? { range } : { range, parent: outer };
	}
	return outer ?? { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
}

const order = (a: Position, b: Position): number => a.line - b.line || a.character - b.character;

const sameRange = (a: Range, b: Range): boolean => order(a.start, b.start) === 0 && order(a.end, b.end) === 0;

const contains = (outer: Range, inner: Range): boolean =>
	order(outer.start, inner.start) <= 0 && order(outer.end, inner.end) >= 0;
