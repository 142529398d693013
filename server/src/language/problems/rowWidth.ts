/** `row-width`: a row has not as many cells as its header has fields, or the header fits none of its rows (§9.3). */

import { QUOTE } from "../text/characters";
import { cut } from "../text/readings";
import { closingQuote, endOfCell, unclosedQuote } from "../text/scan";
import { quote } from "../text/strings";
import { delimiterText, readTableHeader } from "../tree/fields";
import { ENTRY_ROW, ROW } from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { FindingOf, Fix, TextEdit } from "../types";
import { editOf, replace } from "./edits";
import { cellRegion, cutBy, mendedCells, otherDelimiter, withDelimiter } from "./mendCells";
import type { Problem, ProblemKind } from "./problem";
import { isCutOff } from "./truncation";
import { delimiterMark, delimiterName, freeNames, plural, shown } from "./words";

type RowWidth = Problem<"row-width">;

const finding = (start: number, end: number): FindingOf<"row-width"> => ({
	code: "row-width",
	start,
	end,
	detail: undefined,
});

/** The surplus cells of a row, or its last cell where some are missing. */
export function wrongWidth(tree: Tree, line: number): FindingOf<"row-width"> {
	const { contentEnd, contentStart, values, text, delimiter } = readParts(tree, line);
	const wanted = wantedCells(tree, line);
	const last = values[values.length - 1];
	if (last === undefined) return finding(contentStart, contentEnd);
	// The delimiter before an empty last cell stands for it.
	if (values.length <= wanted) return last[0] === last[1] ? finding(last[0] - 1, contentEnd) : finding(...last);
	const kept = values[wanted - 1];
	return kept === undefined
		? finding(values[0]![0], contentEnd)
		: finding(endOfCell(text, kept[0], contentEnd, delimiter), contentEnd);
}

/** The field list of a header that fits none of its rows. */
export function wrongFields(tree: Tree, line: number): FindingOf<"row-width"> {
	const { header } = readParts(tree, line);
	return finding(header!.fieldsStart, header!.fieldsEnd + 1);
}

const wantedCells = (tree: Tree, row: number): number => tree.scopes.leaves[tree.lines.scope[row]!]!;

export const rowWidth: ProblemKind<"row-width"> = {
	severity: "error",

	message(problem) {
		const { tree, line } = problem;
		if (tree.opensScope(line)) return headerMessage(tree, line);
		const parts = readParts(tree, line);
		const wanted = wantedCells(tree, line);
		const kind = parts.kind === ENTRY_ROW ? "entry row" : "row";
		const widths = `The ${kind} has ${plural(tree.lines.cells[line]!, "cell")}, but the header has ${plural(wanted, "field")}`;
		return tree.lines.cells[line]! < wanted
			? shortMessage(tree, line, parts, kind, widths)
			: `${widths}. Remove what is too much, or quote a value that contains a ${delimiterName(delimiterText(parts.delimiter))}.`;
	},

	related({ tree, line }) {
		if (tree.opensScope(line)) return [];
		const opener = tree.scopes.opener[tree.lines.scope[line]!]!;
		const header = readParts(tree, opener).header!;
		const range = rangeOf(tree, opener, header.fieldsStart, header.fieldsEnd + 1);
		return [{ range, message: `The header with ${plural(header.leaves, "field")}.` }];
	},

	fixes(problem) {
		const { tree, line } = problem;
		if (tree.opensScope(line)) return [mendHeader(problem) ?? mendRows(problem) ?? addFields(problem)];
		const parts = readParts(tree, line);
		const wanted = wantedCells(tree, line);
		return parts.values.length < wanted ? fillRow(problem, parts, wanted) : shortenRow(problem, parts, wanted);
	},
};

// ---- a row that is too short

function shortMessage(tree: Tree, line: number, parts: LineParts, kind: string, widths: string): string {
	const wanted = wantedCells(tree, line);
	const other = otherDelimiter(parts, wanted);
	if (other !== undefined) {
		const delimiter = delimiterName(delimiterText(parts.delimiter));
		const declare = isDelimiter(other) ? `, or [N${delimiterMark(other)}] in the header` : "";
		return `The ${kind} is separated by ${delimiterName(other)}, but its header declares ${delimiter}. Use ${delimiter} here${declare}.`;
	}
	const cells = tree.lines.cells[line]!;
	const names = readTableHeader(tree, tree.lines.scope[line]!)
		.leaves.slice(cells, cells + 4)
		.map((path) => path.join("."));
	return `${widths}: ${shown(names.join(", "))} ${names.length === 1 ? "is" : "are"} missing. Add the missing ${cells + 1 === wanted ? "cell" : "cells"}; an empty string is "" or nothing between delimiters.`;
}

function fillRow(problem: RowWidth, parts: LineParts, wanted: number): readonly Fix[] {
	const delimiter = delimiterText(parts.delimiter);
	const cells = parts.values.length;
	const missing =
		parts.kind === ROW || cells > 0 ? delimiter.repeat(wanted - cells) : `""${delimiter.repeat(wanted - 1)}`;
	const title = wanted - cells === 1 ? "Add an empty cell" : `Add ${wanted - cells} empty cells`;
	const added = cells === 0 ? ` ${missing}` : missing;
	const isLast = isCutOff(problem.tree, problem.line);
	const region = cellRegion(problem.tree, problem.line, parts);
	if (region === undefined) return [replace(problem, title, parts.contentEnd, parts.contentEnd, added, isLast)];

	const source = parts.text.slice(region.start, region.end);
	const other = otherDelimiter(parts, wanted);
	const mended =
		other === undefined ? mendedCells(problem.tree, problem.line, region) : withDelimiter(parts, other, wanted);
	const fixes: Fix[] = [];
	if (mended !== undefined) {
		const how = other === undefined ? 'Write the quotes inside as \\"' : "Use the delimiter of the header";
		fixes.push(replace(problem, how, region.start, region.end, mended, true));
	}
	if (unclosedQuote(source, 0, source.length) < 0) {
		fixes.push(replace(problem, title, parts.contentEnd, parts.contentEnd, added, isLast && mended === undefined));
	}
	return fixes;
}

// ---- a row that is too long

function shortenRow(problem: RowWidth, parts: LineParts, wanted: number): readonly Fix[] {
	const surplus = parts.values.length - wanted;
	const opener = problem.tree.scopes.opener[problem.tree.lines.scope[problem.line]!]!;
	const fields = cutFields(problem.tree, opener, parts.values.length);
	if (fields !== undefined) return [fields];
	const fixes: Fix[] = [];
	const region = cellRegion(problem.tree, problem.line, parts);
	const other = otherDelimiter(parts, wanted);
	const mended =
		region === undefined
			? undefined
			: (mendedCells(problem.tree, problem.line, region) ??
				(other === undefined ? undefined : withDelimiter(parts, other, wanted)));
	if (region !== undefined && mended !== undefined) {
		fixes.push(replace(problem, titleOf(parts, mended), region.start, region.end, mended, true));
	}
	// A value with an unquoted delimiter: joining the cells that it was cut into gives the right number.
	const end = parts.values[surplus + wanted - 1];
	const start = parts.values[wanted - 1];
	if (mended === undefined && start !== undefined && end !== undefined) {
		const joined = parts.text.slice(start[0], end[1]);
		// A single cell leaves no choice.
		fixes.push(replace(problem, `Quote ${shown(joined)} as one cell`, start[0], end[1], quote(joined), wanted === 1));
	}
	const title = surplus === 1 ? "Remove the last cell" : `Remove the last ${surplus} cells`;
	fixes.push(replace(problem, title, problem.start, problem.end, ""));
	return fixes;
}

/** What is done to a row whose mended cells are given. */
function titleOf(parts: LineParts, mended: string): string {
	const { text, contentStart, contentEnd, delimiter } = parts;
	const before = text.slice(contentStart, contentEnd);
	const mark = delimiterName(delimiterText(delimiter));
	return mended.includes('"') && mended.length > before.length
		? `Quote the cell that contains a ${mark}`
		: `Remove the surplus ${mark}`;
}

// ---- a header that fits none of its rows

function headerMessage(tree: Tree, header: number): string {
	const scope = tree.lines.top[header]!;
	const rows = tree.scopes.count[scope]!;
	const other = rowsDelimiter(tree, header);
	const own = delimiterName(delimiterText(tree.scopes.delimiter[scope]!));
	if (other !== undefined && isDelimiter(other)) {
		return `All ${rows} rows are separated by ${delimiterName(other)}, but the header declares ${own}. Write [N${delimiterMark(other)}]{…} with the same delimiter between the fields.`;
	}
	if (other !== undefined) {
		return `All ${rows} rows are separated by ${delimiterName(other)}, which is no delimiter of TOON; the header declares ${own}. Use that.`;
	}
	const fields = plural(tree.scopes.leaves[scope]!, "field");
	const cells = plural(tree.lines.cells[firstRow(tree, header)]!, "cell");
	return `The header has ${fields}, but each of the ${rows} rows has ${cells}. Add or remove fields here, or cells there.`;
}

const isDelimiter = (text: string): boolean => text === "," || text === "\t" || text === "|";

/** The first row of a table whose rows all have the same number of cells. */
function firstRow(tree: Tree, header: number): number {
	for (const line of rowsOf(tree, header)) return line;
	return 0;
}

/** Rows and entry rows of the table that a header opens. */
function* rowsOf(tree: Tree, header: number): Generator<number> {
	const { lines, scopes } = tree;
	const scope = lines.top[header]!;
	let left = scopes.count[scope]!;
	for (const line of tree.contentAfter(header)) {
		if (left === 0) return;
		const kind = tree.kindOf(line);
		if (lines.scope[line] !== scope || (kind !== ROW && kind !== ENTRY_ROW)) continue;
		left--;
		yield line;
	}
}

/** The delimiter that all rows use, where it is another than the header declares. */
function rowsDelimiter(tree: Tree, header: number): string | undefined {
	const wanted = tree.scopes.leaves[tree.lines.top[header]!]!;
	const other = otherDelimiter(readParts(tree, firstRow(tree, header)), wanted);
	if (other === undefined) return undefined;
	for (const line of rowsOf(tree, header)) {
		if (cutBy(readParts(tree, line), other, wanted).length !== wanted) return undefined;
	}
	return other;
}

/** Declares the delimiter that all rows use, or puts one between the fields that is none: `{id;name}`. */
function mendHeader(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	const fields = cutFields(tree, line, tree.lines.cells[firstRow(tree, line)]!);
	if (fields !== undefined) return fields;
	const { text, header: scan } = readParts(tree, line);
	const header = scan!;
	const own = delimiterText(header.delimiter);
	const delimiter = rowsDelimiter(tree, line);
	if (delimiter === undefined || !isDelimiter(delimiter)) return undefined;
	const mark = header.bracketEnd - delimiterMark(own).length;
	const edits = [editOf(problem, mark, header.bracketEnd, delimiterMark(delimiter))];
	for (let i = header.fieldsStart; i < header.fieldsEnd; i++) {
		if (text.charCodeAt(i) === QUOTE) i = closingQuote(text, i, header.fieldsEnd);
		else if (text.charAt(i) === own) edits.push(editOf(problem, i, i + 1, delimiter));
	}
	return { title: "Declare the delimiter of the rows", edits, preferred: true };
}

/** Puts the delimiter between fields that something else separates, `{id;name}`, if they then are as many as the cells. */
function cutFields(tree: Tree, header: number, cells: number): Fix | undefined {
	const { text, header: scan } = readParts(tree, header);
	const { fieldsStart, fieldsEnd, leaves, delimiter } = scan!;
	const list = text.slice(fieldsStart + 1, fieldsEnd);
	if (leaves !== 1 || cells < 2 || list.includes("{")) return undefined;
	for (const other of [";", "，", "；", "、", " "]) {
		const names = cut(list, other, true, false).map((name) => name.trim());
		if (names.length !== cells || names.some((name) => name === "")) continue;
		const range = rangeOf(tree, header, fieldsStart + 1, fieldsEnd);
		const edits = [{ range, newText: names.join(delimiterText(delimiter)) }];
		return { title: "Use the delimiter of the header", edits, preferred: true };
	}
	return undefined;
}

/** Mends all rows in the same way: delimiters that are none, delimiters around all cells, cells that lack quotes. */
function mendRows({ tree, line }: Problem): Fix | undefined {
	const wanted = tree.scopes.leaves[tree.lines.top[line]!]!;
	const other = rowsDelimiter(tree, line);
	const edits: TextEdit[] = [];
	for (const row of rowsOf(tree, line)) {
		const parts = readParts(tree, row);
		const region = cellRegion(tree, row, parts);
		if (region === undefined) return undefined;
		const mended = other === undefined ? mendedCells(tree, row, region) : withDelimiter(parts, other, wanted);
		if (mended === undefined) return undefined;
		edits.push({ range: rangeOf(tree, row, region.start, region.end), newText: mended });
	}
	const title = other === undefined ? "Mend the cells of all rows" : "Use the delimiter of the header in all rows";
	return edits.length === 0 ? undefined : { title, edits, preferred: true };
}

/** Names the fields that all rows have and the header has not: the same number of cells in every row is no slip. */
function addFields(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	const { header, text } = readParts(tree, line);
	const { fieldsEnd, fieldsStart, leaves, delimiter } = header!;
	const missing = tree.lines.cells[firstRow(tree, line)]! - leaves;
	if (missing <= 0) return undefined;
	const names = freeNames(text.slice(fieldsStart, fieldsEnd), leaves, missing);
	const mark = delimiterText(delimiter);
	const title = names.length === 1 ? `Add the field ${names[0]}` : `Add the fields ${names.join(", ")}`;
	return replace(problem, title, fieldsEnd, fieldsEnd, names.map((name) => mark + name).join(""), true);
}
