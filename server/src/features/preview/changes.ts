/** What differs between two states of the view. */
import type { PreviewBlock, PreviewUpdate } from "./types";

/** A state of the view, as small as finding differences allows: the names, places and lines of its blocks. */
export interface Outline {
	readonly ids: Float64Array;
	readonly anchors: Float64Array;
	readonly lines: Int32Array;
}

export function outlineOf(blocks: readonly PreviewBlock[]): Outline {
	const ids = new Float64Array(blocks.length);
	const anchors = new Float64Array(blocks.length);
	const lines = new Int32Array(blocks.length);
	blocks.forEach((block, index) => {
		ids[index] = block.id;
		anchors[index] = block.anchor;
		lines[index] = block.line;
	});
	return { ids, anchors, lines };
}

/**
 * The one stretch of blocks that makes `blocks` of what `old` names. Blocks behind it are the same but for their
 * lines, which have all moved by as much.
 */
export function spliceBetween(
	old: Outline,
	current: Outline,
	blocks: readonly PreviewBlock[],
): PreviewUpdate["splice"] {
	const shorter = Math.min(old.ids.length, current.ids.length);
	const same = (a: number, b: number): boolean =>
		old.ids[a] === current.ids[b] && old.anchors[a] === current.anchors[b];
	let start = 0;
	while (start < shorter && same(start, start) && old.lines[start] === current.lines[start]) start++;
	const lastOld = old.ids.length - 1;
	const last = current.ids.length - 1;
	const shift = last < 0 || lastOld < 0 ? 0 : current.lines[last]! - old.lines[lastOld]!;
	let end = 0;
	while (
		end < shorter - start &&
		same(lastOld - end, last - end) &&
		current.lines[last - end]! - old.lines[lastOld - end]! === shift
	) {
		end++;
	}
	return {
		start,
		remove: old.ids.length - start - end,
		blocks: blocks.slice(start, blocks.length - end),
		shift: end === 0 ? 0 : shift,
	};
}

/** The same state without the blocks from `count` on. */
export function shortened({ ids, anchors, lines }: Outline, count: number): Outline {
	return { ids: ids.subarray(0, count), anchors: anchors.subarray(0, count), lines: lines.subarray(0, count) };
}
