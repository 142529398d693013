/** `text-after-header`: something between the parts of a header, or behind that of a table (§6). */

import { cut, withoutEdges } from "../text/readings";
import type { Fix } from "../types";
import { contentBelow, hasArrayBelow, indentOf } from "./below";
import { moveCommentAbove } from "./comments";
import { replace } from "./edits";
import { countLeaves, readBrokenHeader, stillFails } from "./fieldLists";
import { quoteKey } from "./malformedBracket";
import { mendList } from "./malformedFieldList";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { COMMENT_MESSAGE, plural, shown } from "./words";

const COMMENT = /^\s*(?:\/\/|#)/;

export const textAfterHeader: ProblemKind<"text-after-header"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		if (COMMENT.test(source)) return COMMENT_MESSAGE;
		if (source.trim() === "") return "A space stands inside the header. Remove it: key[N]{fields}:.";
		if (isBehindColon(problem)) {
			return `A header with a field list has nothing behind its colon: rows stand on the lines below. Move "${shown(source)}" to a line of its own.`;
		}
		return `"${shown(source)}" stands where the header must go on or end: between key, [N], {fields} and : stands nothing else. Put the key into quotes if the brackets belong to it, or remove what is too much.`;
	},

	fixes(problem) {
		const source = sourceOf(problem);
		if (source.trim() === "") return [replace(problem, "Remove the space", problem.start, problem.end, "", true)];
		if (isBehindColon(problem)) {
			if (/^[{}[\]()]+$/.test(source))
				return [replace(problem, `Remove ${source}`, problem.start, problem.end, "", true)];
			return [COMMENT.test(source) ? moveCommentAbove(problem) : moveRows(problem)];
		}
		// A brace too much within the field list.
		const isBehindBrace = problem.tree.lines.textOf(problem.line).charAt(problem.start - 1) === "}";
		const mended = isBehindBrace && source.endsWith("}") ? mendList(problem) : undefined;
		if (mended !== undefined) return [mended];
		// The rest of a field list that has lost its first brace.
		if (/^[^{}]*\S[^{}]*\}$/.test(source))
			return [replace(problem, "Add the opening brace", problem.start, problem.start, "{", true)];
		const removed = replace(problem, `Remove ${shown(source)}`, problem.start, problem.end, "");
		// A brace or mark too much says nothing; anything else is part of a key: items[0].name.
		if (!/[\p{L}\p{N}]/u.test(source) && isMendedWithout(problem)) return [{ ...removed, preferred: true }];
		return [quoteKey(problem, !hasArrayBelow(problem.tree, problem.line)), removed];
	},
};

const isBehindColon = ({ tree, line, start }: Problem): boolean =>
	tree.lines.textOf(line).slice(0, start).trimEnd().endsWith(":");

function isMendedWithout(problem: Problem): boolean {
	const { text, bracketStart } = readBrokenHeader(problem);
	return !stillFails(text.slice(0, problem.start) + text.slice(problem.end), bracketStart, problem.code);
}

// ---- rows on the line of the header

/** Moves the rows behind the header to lines of their own below it. */
function moveRows(problem: Problem): Fix {
	const { tree, line, start, end } = problem;
	const { text, bracketStart, bracketEnd, fieldsStart, fieldsEnd } = readBrokenHeader(problem);
	const below = contentBelow(tree, line);
	const segment = text.slice(bracketStart + 1, bracketEnd);
	const shape = {
		delimiter: segment.endsWith("|") ? "|" : segment.endsWith("\t") ? "\t" : ",",
		isKeyed: segment.includes(":"),
		width: countLeaves(text.slice(fieldsStart + 1, fieldsEnd)),
		rows: Number.parseInt(segment, 10) - below.length,
	};
	const found = splitRows(text.slice(start, end), shape);
	const rows = found ?? [text.slice(start, end)];

	// As the rows below; else one level below the header, or two where its key stands behind a hyphen.
	const own = indentOf(tree, line).replace("\ufeff", "");
	const isKeyedItem = /^- +[^[\s]/.test(text.slice(indentOf(tree, line).length));
	const levels = isKeyedItem ? 2 : 1;
	const indent = below[0] === undefined ? own + " ".repeat(tree.indentSize * levels) : indentOf(tree, below[0].line);
	const eol = tree.lines.endOf(line) === "\r\n" ? "\r\n" : "\n";
	const newText = rows.map((row) => eol + indent + row).join("");
	const from = text.slice(0, start).trimEnd().length;
	// As many as are declared: so it was meant.
	const isSure = found?.length === shape.rows;
	return replace(problem, `Move ${plural(rows.length, "row")} below`, from, end, newText, isSure);
}

interface RowsShape {
	readonly delimiter: string;
	readonly isKeyed: boolean;
	readonly width: number;
	/** Rows that are declared and do not stand below. */
	readonly rows: number;
}

/** The rows in a text, by what separates them; those of the declared number first. */
function splitRows(source: string, shape: RowsShape): readonly string[] | undefined {
	const ways = [[source], ...[";", "；", "\\n", " | ", " / ", "\t"].map((mark) => cut(source, mark, true, false))];
	const pairs = /^[([{].*[)\]}]$/.test(source) ? source.slice(1, -1).split(/[)\]}][\s,;]*[([{]/) : [];
	const found = [...ways, pairs, splitAtSpaces(source, shape), chunkCells(source, shape)]
		.map((rows) => rows.map((row) => row.trim()).filter((row) => row !== ""))
		.filter((rows) => rows.length > 0 && rows.every((row) => isRow(row, shape)));
	return found.find((rows) => rows.length === shape.rows) ?? found[0];
}

function isRow(row: string, { delimiter, isKeyed, width }: RowsShape): boolean {
	const cells = isKeyed ? /^(?:"(?:[^"\\]|\\.)*"|[^":]+):(.*)$/.exec(row)?.[1] : row;
	return cells !== undefined && cut(cells, delimiter, true, false).length === width;
}

/** Where spaces separate rows, a cell at the end of one row and one at the start of the next stand together. */
function splitAtSpaces(source: string, shape: RowsShape): readonly string[] {
	const { delimiter, isKeyed, width } = shape;
	if (isKeyed) return source.split(/ +(?=[^\s:]+: )/);
	if (width < 2) return source.split(/ +/);
	const cells = cut(source, delimiter, true, false);
	const rows: string[] = [];
	let row: string[] = [];
	cells.forEach((cell, index) => {
		row.push(cell);
		if (row.length < width || index === cells.length - 1) return;
		const trimmed = cell.trim();
		const space = trimmed.startsWith('"') ? trimmed.indexOf(" ", trimmed.indexOf('"', 1)) : trimmed.lastIndexOf(" ");
		if (space < 0) return;
		row[width - 1] = trimmed.slice(0, space);
		rows.push(row.join(delimiter));
		row = [trimmed.slice(space + 1)];
	});
	return [...rows, row.join(delimiter)];
}

/** All cells one behind the other, with the delimiter between rows too. */
function chunkCells(source: string, { delimiter, isKeyed, width }: RowsShape): readonly string[] {
	const cells = withoutEdges(cut(source, delimiter, true, false), Number.POSITIVE_INFINITY);
	if (isKeyed || width === 0 || cells.length % width !== 0) return [];
	return Array.from({ length: cells.length / width }, (_, row) =>
		cells.slice(row * width, (row + 1) * width).join(delimiter),
	);
}
