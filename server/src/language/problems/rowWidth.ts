/** `row-width`: a row has not as many cells as its header has fields, or the header fits none of its rows (§9.3). */

import { QUOTE } from "../text/characters";
import { closingQuote, endOfCell } from "../text/scan";
import { quote } from "../text/strings";
import { delimiterText, readTableHeader } from "../tree/fields";
import { ENTRY_ROW, ROW } from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { FindingOf, Fix, TextEdit } from "../types";
import { editOf, replace } from "./edits";
import type { Problem, ProblemKind } from "./problem";
import { isCutOff } from "./truncation";
import { delimiterMark, delimiterName, plural, shown } from "./words";

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
		if (tree.opensScope(line)) return [declareDelimiter(problem) ?? addFields(problem)];
		const parts = readParts(tree, line);
		const wanted = wantedCells(tree, line);
		return parts.values.length < wanted ? [fillRow(problem, parts, wanted)] : shortenRow(problem, parts, wanted);
	},
};

// ---- a row that is too short

function shortMessage(tree: Tree, line: number, parts: LineParts, kind: string, widths: string): string {
	const wanted = wantedCells(tree, line);
	const other = otherDelimiter(parts, wanted);
	if (other !== undefined) {
		const delimiter = delimiterName(delimiterText(parts.delimiter));
		return `The ${kind} is separated by ${delimiterName(other)}, but its header declares ${delimiter}. Use ${delimiter} here, or [N${delimiterMark(other)}] in the header.`;
	}
	const cells = tree.lines.cells[line]!;
	const names = readTableHeader(tree, tree.lines.scope[line]!)
		.leaves.slice(cells, cells + 4)
		.map((path) => path.join("."));
	return `${widths}: ${shown(names.join(", "))} ${names.length === 1 ? "is" : "are"} missing. Add the missing ${cells + 1 === wanted ? "cell" : "cells"}; an empty string is "" or nothing between delimiters.`;
}

function fillRow(problem: RowWidth, parts: LineParts, wanted: number): Fix {
	const delimiter = delimiterText(parts.delimiter);
	const other = otherDelimiter(parts, wanted);
	if (other !== undefined) return replaceDelimiters(problem, parts, other, delimiter);
	const cells = parts.values.length;
	const missing =
		parts.kind === ROW || cells > 0 ? delimiter.repeat(wanted - cells) : `""${delimiter.repeat(wanted - 1)}`;
	const title = wanted - cells === 1 ? "Add an empty cell" : `Add ${wanted - cells} empty cells`;
	const added = cells === 0 ? ` ${missing}` : missing;
	return replace(problem, title, parts.contentEnd, parts.contentEnd, added, isCutOff(problem.tree, problem.line));
}

/** Another delimiter by which the row would have the right number of cells. */
function otherDelimiter(parts: LineParts, wanted: number): string | undefined {
	// Without any delimiter there is one cell.
	if (wanted < 2) return undefined;
	const own = delimiterText(parts.delimiter);
	const from = parts.values[0]?.[0] ?? parts.contentStart;
	const source = parts.text.slice(from, parts.contentEnd).replace(/"(?:[^"\\]|\\.)*"/g, "");
	return [",", "\t", "|"].find((delimiter) => delimiter !== own && source.split(delimiter).length === wanted);
}

/** Puts the declared delimiter in place of another; quoted strings are left as they are. */
function replaceDelimiters(problem: RowWidth, parts: LineParts, from: string, to: string): Fix {
	const edits: TextEdit[] = [];
	const start = parts.values[0]?.[0] ?? parts.contentStart;
	for (let i = start; i < parts.contentEnd; i++) {
		if (parts.text.charCodeAt(i) === QUOTE) {
			const close = closingQuote(parts.text, i, parts.contentEnd);
			if (close < 0) break;
			i = close;
		} else if (parts.text.charAt(i) === from) edits.push(editOf(problem, i, i + 1, to));
	}
	return { title: "Use the delimiter of the header", edits, preferred: true };
}

// ---- a row that is too long

function shortenRow(problem: RowWidth, parts: LineParts, wanted: number): readonly Fix[] {
	const surplus = parts.values.length - wanted;
	const fixes: Fix[] = [];
	// A value with an unquoted delimiter: joining the cells that it was cut into gives the right number.
	const end = parts.values[surplus + wanted - 1];
	const start = parts.values[wanted - 1];
	if (start !== undefined && end !== undefined && parts.text.charCodeAt(start[0]) !== QUOTE) {
		const joined = parts.text.slice(start[0], end[1]);
		if (!joined.includes('"')) {
			fixes.push(replace(problem, `Quote ${joined} as one cell`, start[0], end[1], quote(joined)));
		}
	}
	const title = surplus === 1 ? "Remove the last cell" : `Remove the last ${surplus} cells`;
	fixes.push(replace(problem, title, problem.start, problem.end, ""));
	return fixes;
}

// ---- a header that fits none of its rows

function headerMessage(tree: Tree, header: number): string {
	const scope = tree.lines.top[header]!;
	const rows = tree.scopes.count[scope]!;
	const other = rowsDelimiter(tree, header);
	if (other !== undefined) {
		const own = delimiterName(delimiterText(tree.scopes.delimiter[scope]!));
		return `All ${rows} rows are separated by ${delimiterName(other)}, but the header declares ${own}. Write [N${delimiterMark(other)}]{…} with the same delimiter between the fields.`;
	}
	const fields = plural(tree.scopes.leaves[scope]!, "field");
	const cells = plural(tree.lines.cells[firstRow(tree, header)]!, "cell");
	return `The header has ${fields}, but each of the ${rows} rows has ${cells}. Add or remove fields here, or cells there.`;
}

/** The first row of a table whose rows all have the same number of cells. */
function firstRow(tree: Tree, header: number): number {
	for (const line of tree.contentAfter(header)) if (tree.lines.scope[line] === tree.lines.top[header]) return line;
	return 0;
}

/** The delimiter that all rows use, where it is another than the header declares. */
function rowsDelimiter(tree: Tree, header: number): string | undefined {
	const wanted = tree.scopes.leaves[tree.lines.top[header]!]!;
	return otherDelimiter(readParts(tree, firstRow(tree, header)), wanted);
}

/** Declares the delimiter that all rows use. */
function declareDelimiter(problem: RowWidth): Fix | undefined {
	const { tree, line } = problem;
	const delimiter = rowsDelimiter(tree, line);
	if (delimiter === undefined) return undefined;
	const parts = readParts(tree, line);
	const { text } = parts;
	const header = parts.header!;
	const own = delimiterText(header.delimiter);
	const mark = header.bracketEnd - delimiterMark(own).length;
	const edits = [editOf(problem, mark, header.bracketEnd, delimiterMark(delimiter))];
	for (let i = header.fieldsStart; i < header.fieldsEnd; i++) {
		if (text.charCodeAt(i) === QUOTE) i = closingQuote(text, i, header.fieldsEnd);
		else if (text.charAt(i) === own) edits.push(editOf(problem, i, i + 1, delimiter));
	}
	return { title: "Declare the delimiter of the rows", edits, preferred: true };
}

/** Names the fields that all rows have and the header has not: the same number of cells in every row is no slip. */
function addFields(problem: RowWidth): Fix | undefined {
	const { tree, line } = problem;
	const { header, text } = readParts(tree, line);
	const cells = tree.lines.cells[firstRow(tree, line)]!;
	if (cells <= header!.leaves) return undefined;
	const delimiter = delimiterText(header!.delimiter);
	const known = new Set(readTableHeader(tree, tree.lines.top[line]!).leaves.map(([name]) => name));
	const names: string[] = [];
	for (let number = header!.leaves + 1; names.length < cells - header!.leaves; number++) {
		if (!known.has(`column${number}`)) names.push(`column${number}`);
	}
	const at = header!.fieldsEnd;
	const added = (/[{\s]$/.test(text.slice(0, at)) ? "" : delimiter) + names.join(delimiter);
	const title = names.length === 1 ? `Add the field ${names[0]}` : `Add the fields ${names.join(", ")}`;
	return replace(problem, title, at, at, added, true);
}
