/**
 * Positions as LSP counts, and places in the lines of the tree.
 *
 * The two differ where a CR stands alone: it ends a line for LSP and is content for TOON (§12), so one line of the tree
 * may be several LSP lines. Everything here is the identity where there is no such CR.
 */

import type { Position, Range } from "../types";
import { LONE_CR } from "./kinds";
import { extraLinesOf, type Place, unitsOf } from "./order";
import type { Tree } from "./tree";

/** A line of the tree with its place, and a column in it. */
export interface Spot extends Place {
	readonly line: number;
	/** UTF-16 code units; may point behind a CR that ends the text. */
	readonly column: number;
}

/** How many LSP lines the text has. */
export function lspLineCount(tree: Tree): number {
	const { chunks } = tree.order;
	const last = chunks[chunks.length - 1]!;
	return last.lspBase + last.count + last.extraLines;
}

/** LSP line on which the line of the tree starts. */
export function lspLineOf(tree: Tree, line: number): number {
	const { lines, order } = tree;
	const chunk = order.chunkOf(lines, line);
	const index = chunk.indexOf(line);
	let number = chunk.lspBase + index;
	if (chunk.extraLines !== 0) for (let i = 0; i < index; i++) number += extraLinesOf(lines, chunk.handles[i]!);
	return number;
}

/** Position of a column in a line of the tree that starts at the given LSP line. */
export function positionIn(tree: Tree, line: number, lspLine: number, column: number): Position {
	if ((tree.lines.flags[line]! & LONE_CR) === 0) {
		const length = tree.lines.length[line]!;
		// Behind a CR at the very end of the text.
		return column > length ? { line: lspLine + 1, character: 0 } : { line: lspLine, character: column };
	}
	const text = tree.lines.textOf(line) + tree.lines.endOf(line);
	let start = 0;
	for (let at = text.indexOf("\r"); at >= 0 && at < column; at = text.indexOf("\r", start)) {
		start = at + 1;
		lspLine++;
	}
	return { line: lspLine, character: column - start };
}

export function rangeIn(tree: Tree, line: number, lspLine: number, start: number, end: number): Range {
	return { start: positionIn(tree, line, lspLine, start), end: positionIn(tree, line, lspLine, end) };
}

/** The range of columns in a line of the tree; `rangeIn` spares finding the line where its LSP line is known. */
export const rangeOf = (tree: Tree, line: number, start: number, end: number): Range =>
	rangeIn(tree, line, lspLineOf(tree, line), start, end);

/** The place of a position, clamped to the text as LSP wants: behind the end of a line is its end. */
export function locate(tree: Tree, position: Position): Spot {
	const { lines, order } = tree;
	// Half a line is none: whatever a client sends ends at a place.
	const lspLine = Math.floor(position.line);
	if (!(lspLine >= 0)) return spotAt(tree, 0, 0, 0);
	if (lspLine >= lspLineCount(tree)) return lastSpot(tree);
	const c = order.findChunk("lspBase", lspLine);
	const chunk = order.chunks[c]!;
	let index = lspLine - chunk.lspBase;
	let part = 0;
	if (chunk.extraLines !== 0) {
		part = index;
		for (index = 0; ; index++) {
			const own = 1 + extraLinesOf(lines, chunk.handles[index]!);
			if (part < own) break;
			part -= own;
		}
	}
	const line = chunk.handles[index]!;
	const [start, end] = part === 0 && chunk.extraLines === 0 ? [0, lines.length[line]!] : partOf(tree, line, part);
	const column = Math.min(start + Math.max(0, Math.floor(position.character) || 0), end);
	return { chunk: c, index, line, column };
}

/** Columns of the n-th LSP line within a line of the tree. */
function partOf(tree: Tree, line: number, part: number): readonly [start: number, end: number] {
	const text = tree.lines.textOf(line);
	let start = 0;
	for (let i = 0; i < part; i++) {
		const cr = text.indexOf("\r", start);
		if (cr < 0) return [text.length + 1, text.length + 1];
		start = cr + 1;
	}
	const end = text.indexOf("\r", start);
	return [start, end < 0 ? text.length : end];
}

function spotAt(tree: Tree, chunk: number, index: number, column: number): Spot {
	return { chunk, index, line: tree.order.chunks[chunk]!.handles[index]!, column };
}

function lastSpot(tree: Tree): Spot {
	const { chunks } = tree.order;
	const last = chunks[chunks.length - 1]!;
	const line = last.handles[last.count - 1]!;
	return spotAt(tree, chunks.length - 1, last.count - 1, unitsOf(tree.lines, line));
}

/** UTF-16 code units before a place. */
export function offsetOf(tree: Tree, spot: Spot): number {
	const chunk = tree.order.chunks[spot.chunk]!;
	let offset = chunk.offset + spot.column;
	for (let i = 0; i < spot.index; i++) offset += unitsOf(tree.lines, chunk.handles[i]!);
	return offset;
}

/** Position of an offset, clamped to the text; between CR and LF it is before both. */
export function positionOf(tree: Tree, offset: number): Position {
	const { lines, order } = tree;
	const target = Math.max(0, Math.min(offset, tree.units));
	const chunk = order.chunks[order.findChunk("offset", target)]!;
	let left = target - chunk.offset;
	let lspLine = chunk.lspBase;
	for (let i = 0; ; i++) {
		const line = chunk.handles[i]!;
		const units = unitsOf(lines, line);
		if (left < units || i === chunk.count - 1) {
			const length = lines.length[line]!;
			const last = lines.endOf(line) === "\r" ? length + 1 : length;
			return positionIn(tree, line, lspLine, Math.min(left, last));
		}
		left -= units;
		lspLine += 1 + (chunk.extraLines === 0 ? 0 : extraLinesOf(lines, line));
	}
}
