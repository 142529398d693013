/** Rows, inline arrays and values whose quotes or delimiters are wrong, written anew as they were surely meant. */

import { readPrimitive } from "../text/numbers";
import { ANY_DELIMITER } from "../text/plain";
import { type CellFits, cut, readLoosely, withoutEdges, writeCell } from "../text/readings";
import { quote } from "../text/strings";
import { delimiterText } from "../tree/fields";
import { ENTRY_ROW, FIELD, INLINE, ROW, SCALAR, TABLE_SCOPE } from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { replace } from "./edits";
import type { Problem } from "./problem";

/** Rows that a row is compared with. */
const ROWS_COMPARED = 20;
/** Lines among which these are looked for: where all are wrong, each row would look at all others. */
const MOST_LINES = 200;

/** The part of a line that cells, or one value, stand in. */
export interface CellRegion {
	readonly start: number;
	readonly end: number;
	/** Empty for a single value. */
	readonly delimiter: string;
	/** Undefined where nothing tells. */
	readonly wanted: number | undefined;
}

export function cellRegion(tree: Tree, line: number, parts: LineParts = readParts(tree, line)): CellRegion | undefined {
	const { kind, values, contentStart, contentEnd, header } = parts;
	const start = kind === ROW ? contentStart : values[0]?.[0];
	if (start === undefined || ![ROW, ENTRY_ROW, INLINE, FIELD, SCALAR].includes(kind)) return undefined;
	if (parts.delimiter === ANY_DELIMITER) return { start, end: contentEnd, delimiter: "", wanted: 1 };
	const declared = kind === INLINE ? header!.declared : tree.scopes.leaves[tree.lines.scope[line]!]!;
	const delimiter = delimiterText(parts.delimiter);
	return { start, end: contentEnd, delimiter, wanted: declared < 0 ? undefined : declared };
}

/** Writes the cells of the line as valid tokens, as many as are wanted; undefined where no reading gives so many. */
export function mendCells(problem: Problem, title: string, preferred = true): Fix | undefined {
	const { tree, line } = problem;
	const text = tree.lines.textOf(line);
	const region = cellRegion(tree, line);
	if (region === undefined) return undefined;
	const mended = mendedCells(tree, line, region);
	const before = text.slice(region.start, region.end);
	if (mended === undefined || mended === before) return undefined;
	return replace(problem, title, region.start, region.end, mended, preferred);
}

/** The cells as they should be written. */
export function mendedCells(tree: Tree, line: number, region: CellRegion): string | undefined {
	const { delimiter, wanted, start, end } = region;
	const source = tree.lines.textOf(line).slice(start, end);
	if (delimiter === "") return writeCell(source, "");
	if (wanted === undefined) return undefined;
	return readLoosely(source, delimiter, wanted, fitsRows(tree, line))?.join(delimiter);
}

/**
 * A line of a table that a colon in its first cell keeps from being a row, as JSON in a cell does, written as one;
 * undefined where it has not as many cells as the table has fields.
 */
export function mendedRow(tree: Tree, line: number): string | undefined {
	const table = tree.lines.scope[line]!;
	const { text, contentStart, contentEnd } = readParts(tree, line);
	if (tree.scopes.kind[table] !== TABLE_SCOPE) return undefined;
	const delimiter = delimiterText(tree.scopes.delimiter[table]!);
	const pieces = cut(text.slice(contentStart, contentEnd), delimiter, true, true);
	if (pieces.length !== tree.scopes.leaves[table]) return undefined;
	const [first, ...others] = pieces.map((piece) => writeCell(piece, delimiter));
	return [first!.startsWith('"') ? first! : quote(first!), ...others].join(delimiter);
}

/** Whether a cell is of the kind that all cells of its column are, in those rows that are right. */
function fitsRows(tree: Tree, line: number): CellFits | undefined {
	const kinds: Set<string>[] = [];
	let compared = 0;
	let looked = 0;
	const table = tree.lines.scope[line]!;
	if (tree.kindOf(line) === INLINE) return undefined;
	for (const other of tree.contentAfter(tree.scopes.opener[table]!)) {
		if (compared === ROWS_COMPARED || ++looked > MOST_LINES || tree.lines.depth[other]! < tree.lines.depth[line]!)
			break;
		if (tree.lines.scope[other] !== table || tree.lines.cells[other] !== tree.scopes.leaves[table]) continue;
		const { text, values } = readParts(tree, other);
		values.forEach(([from, to], index) => {
			kinds[index] ??= new Set();
			kinds[index].add(kindOf(text.slice(from, to)));
		});
		compared++;
	}
	if (compared === 0) return undefined;
	return (cell, index) => kinds[index] === undefined || kinds[index].has(kindOf(cell));
}

/** What a cell is, roughly: a number, a date, … */
function kindOf(cell: string): string {
	const value = readPrimitive(cell, 0, cell.startsWith('"') ? 0 : cell.length);
	if (typeof value !== "string") return typeof value;
	if (/^\d{4}-\d\d-\d\d/.test(cell)) return "date";
	return cell === "" ? "empty" : "text";
}

// ---- another delimiter than that of the header

/** What people put between cells, beside the delimiters of TOON: a tab that is written out, a comma of full width. */
const SEPARATORS: readonly string[] = [",", "\t", "|", ";", "，", "；", "\\t"];

/** Another delimiter by which the row would have the right number of cells. */
export function otherDelimiter(parts: LineParts, wanted: number): string | undefined {
	// Without any delimiter there is one cell.
	if (wanted < 2) return undefined;
	const own = delimiterText(parts.delimiter);
	return SEPARATORS.find((delimiter) => delimiter !== own && cutBy(parts, delimiter, wanted).length === wanted);
}

/** The cells by a delimiter, without those that delimiters around all make. */
export function cutBy(parts: LineParts, delimiter: string, wanted: number): readonly string[] {
	const start = parts.values[0]?.[0] ?? parts.contentStart;
	return withoutEdges(cut(parts.text.slice(start, parts.contentEnd), delimiter, true, false), wanted);
}

/** The cells with the delimiter of the header in place of another; those that contain it are quoted. */
export function withDelimiter(parts: LineParts, other: string, wanted: number): string {
	const own = delimiterText(parts.delimiter);
	return cutBy(parts, other, wanted)
		.map((cell) => writeCell(cell, own))
		.join(own);
}
