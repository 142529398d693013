/**
 * What later lines may know of a line: one integer, its trace.
 *
 * Recovery judges a line by the one before it: has that one been reported, was it a row with too few cells, did it look
 * like an item? All it may ask stands here, so that a reparse may stop as soon as traces and open scopes are what they
 * were. Layout, from the lowest bit:
 *
 *     10 bits   the flags below
 *      9 bits   of a row: its cells; of other lines: the depth (6 bits), and how much deeper than its scope it stands (3)
 *     10 bits   by how much its indentation is off (see `indentationOff`)
 *      3 bits   BARE, IN_FENCE, OPENS_JSON
 *
 * Numbers that do not fit are cut off or left out: then recovery knows a little less.
 */

/** A line's trace. 0 is that of no line. */
export type Trace = number;

/** Its indentation was reported. */
export const IRREGULAR = 1;
/** Something was found in it. */
export const REPORTED = 2;
/** A broken line with a bracket: what stands below it are its own rows or items. */
export const BROKEN_HEADER = 4;
/** A string is open at its end. */
export const UNCLOSED_STRING = 8;
/** A list marker somewhere before the first value, as in `- a: 1`, or `x - a: 1` when something was typed before it. */
export const ITEM_LIKE = 16;
/** A key that ends like a header, `users2]{a,b}:`, and so may have lost its opening bracket. */
export const HEADER_LIKE = 32;
/** Reported, and looks like a row or an item. */
export const CONTENT_LIKE = 64;
/** Starts with a list marker. */
export const IS_ITEM = 128;
/** The line before it is a broken header. */
export const AFTER_BROKEN_HEADER = 256;
/** A row or an entry row. */
const IS_ROW = 512;

/** A broken line without a colon that is the first below its key, or stands beside such. */
export const BARE = 1 << 29;
/** Bare, and a field with an equals sign. A line that opens a header has no such, so the bit is free to say it. */
export const ASSIGNED = BARE | HEADER_LIKE;
/** It stands behind a code fence of Markdown that no other has closed, or is that fence. */
export const IN_FENCE = 1 << 30;
/** A field whose value is a bracket and nothing else, as where JSON goes on below. */
export const OPENS_JSON = 1 << 31;

const NUMBERS_SHIFT = 10;
const MOST_CELLS = 511;
const DEPTH_MASK = 63;
const OVERHANG_SHIFT = NUMBERS_SHIFT + 6;
const MOST_OVERHANG = 7;
const OFF_SHIFT = 19;

/** The trace of a row with the given number of cells. */
export const rowTrace = (flags: Trace, cells: number): Trace =>
	flags | IS_ROW | ((cells < MOST_CELLS ? cells : MOST_CELLS) << NUMBERS_SHIFT);

/** The trace of a line that is no row, at `depth`, `overhang` levels deeper than the content of its scope. */
export const lineTrace = (flags: Trace, depth: number, overhang: number): Trace =>
	flags |
	((depth & DEPTH_MASK) << NUMBERS_SHIFT) |
	((overhang < MOST_OVERHANG ? overhang : MOST_OVERHANG) << OVERHANG_SHIFT);

/** Cells of the row, or -1 where it is no row or has very many. */
export function cellsOf(trace: Trace): number {
	const cells = (trace >> NUMBERS_SHIFT) & MOST_CELLS;
	return (trace & IS_ROW) === 0 || cells === MOST_CELLS ? -1 : cells;
}

/** Whether the line, which is no row, stands at the depth. */
export const standsAt = (trace: Trace, depth: number): boolean =>
	(trace & IS_ROW) === 0 && ((trace >> NUMBERS_SHIFT) & DEPTH_MASK) === (depth & DEPTH_MASK);

/** Levels that the line, which is no row, stands deeper than the content of its scope. */
export const overhangOf = (trace: Trace): number => (trace >> OVERHANG_SHIFT) & MOST_OVERHANG;

// By how much an indentation is off: four bits for the spaces beyond a whole level, four for levels, one for tabs.
const LEVELS_SHIFT = 4;
const TABS = 256;
const UNKNOWN = 512;

/**
 * By how much an indentation of `levels` and `rest` spaces more, with tabs or without, is off on a line that was given
 * `depth`: 0 where it is right. Two lines that are off by the same are likely the same mistake.
 */
function off(tabs: boolean, levels: number, rest: number, depth: number): number {
	const surplus = levels - depth;
	if (rest > 15 || surplus < -8 || surplus > 7) return UNKNOWN;
	return rest | ((surplus & 15) << LEVELS_SHIFT) | (tabs ? TABS : 0);
}

/** The part of a trace that says by how much the indentation is off. */
export const indentationOff = (tabs: boolean, levels: number, rest: number, depth: number): Trace =>
	off(tabs, levels, rest, depth) << OFF_SHIFT;

/** The depth of an indentation that is off by the same as that of the trace, or -1 where it is not. */
export function depthOffBySame(trace: Trace, tabs: boolean, levels: number, rest: number): number {
	const above = trace >> OFF_SHIFT;
	if (above & UNKNOWN || (above & 15) !== rest || (above & TABS) !== (tabs ? TABS : 0)) return -1;
	// Four bits with a sign.
	const surplus = ((above >> LEVELS_SHIFT) << 28) >> 28;
	return levels - surplus;
}
