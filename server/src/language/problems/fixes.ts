/** Repairs for diagnostics: edits that a person may choose. */

import { canonicalNumber } from "../text/numbers";
import { CONFLICT_MARKER, closingQuote, QUOTE } from "../text/scan";
import { ANY_DELIMITER, quote, readKey, unescapeText } from "../text/strings";
import { delimiterText } from "../tree/fields";
import { ERROR, INLINE, KIND_MASK, OBJECT, OPENS_SCOPE, ROW, SCALAR } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { locate, lspLineCount, lspLineOf, positionIn, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { DiagnosticCode, Fix, TextEdit } from "../types";
import { indentBlock, indentContent, reindentBlock } from "./indentFixes";
import type { Problem } from "./list";
import { brokenHeaderAbove, isStray, otherDelimiter, rowsDelimiter, sourceOf } from "./messages";

type FixesOf = (problem: Problem) => readonly (Fix | undefined)[];

const FIXES: Partial<Record<DiagnosticCode, FixesOf>> = {
	"array-length": (problem) => [indentContent(problem) ?? setLength(problem)],
	"entry-count": (problem) => [indentContent(problem) ?? setLength(problem)],
	"row-width": rowWidthFixes,
	"missing-colon": missingColonFixes,
	"invalid-escape": (problem) => [
		replace(problem, "Write the backslash as \\\\", problem.start, problem.start + 1, "\\\\", true),
	],
	"unterminated-string": (problem) => [closeString(problem)],
	"text-after-quote": (problem) => [quoteWhole(problem)],
	"malformed-bracket": malformedBracketFixes,
	"keyless-header": (problem) => [isStray(problem.tree, problem.line) ? indentBlock(problem, false) : undefined],
	"text-after-header": (problem) => [replace(problem, "Remove it", problem.start, problem.end, "", true)],
	"space-before-bracket": (problem) => [replace(problem, "Remove the space", problem.start, problem.end, "", true)],
	"indent-not-multiple": reindentBlock,
	"tab-indent": reindentBlock,
	"blank-line-in-array": (problem) => [removeLine(problem, "Remove the blank line"), commentLine(problem)],
	"depth-jump": (problem) => [indentBlock(problem, true)],
	"over-indented": overIndentedFixes,
	"duplicate-key": (problem) => [removeBlock(problem, "Remove this field")],
	"trailing-space": (problem) => [replace(problem, "Remove the spaces", problem.start, problem.end, "", true)],
	"needless-quotes": (problem) => {
		const source = sourceOf(problem);
		const plain = unescapeText(source, 1, source.length - 1);
		return [replace(problem, "Remove the quotes", problem.start, problem.end, plain, true)];
	},
	"non-canonical-number": (problem) => {
		const canonical = canonicalNumber(sourceOf(problem));
		if (canonical === undefined) return [];
		return [replace(problem, `Write ${canonical}`, problem.start, problem.end, canonical, true)];
	},
	"legacy-empty-array": (problem) => {
		const key = readParts(problem.tree, problem.line).key;
		return [replace(problem, "Write []", problem.start, problem.end, key === undefined ? "[]" : ": []", true)];
	},
	"list-could-be-table": tableFix,
	"final-newline": (problem) => [
		replace(problem, "End the file with a line end", problem.end, problem.end, "\n", true),
	],
};

export function makeFixes(problem: Problem): readonly Fix[] {
	return FIXES[problem.code]?.(problem).filter((fix) => fix !== undefined) ?? [];
}

/** An edit within the line of the problem. */
function editOf({ tree, line, lspLine }: Problem, start: number, end: number, newText: string): TextEdit {
	return { range: rangeIn(tree, line, lspLine, start, end), newText };
}

function replace(problem: Problem, title: string, start: number, end: number, newText: string, preferred = false): Fix {
	return { title, edits: [editOf(problem, start, end, newText)], preferred };
}

function setLength(problem: Problem): Fix {
	const { tree, line } = problem;
	const { text, header } = readParts(tree, line);
	const opens = ((OPENS_SCOPE >> tree.kindOf(line)) & 1) === 1;
	const count = opens ? tree.scopes.count[tree.lines.top[line]!]! : tree.lines.cells[line]!;
	const start = header!.bracketStart + 1;
	let end = start;
	while (/\d/.test(text.charAt(end))) end++;
	return replace(problem, `Change the length to ${count}`, start, end, String(count), true);
}

function rowWidthFixes(problem: Problem): readonly (Fix | undefined)[] {
	const { tree, line } = problem;
	if ((OPENS_SCOPE >> tree.kindOf(line)) & 1) return [declareDelimiter(problem)];
	const parts = readParts(tree, line);
	const wanted = tree.scopes.leaves[tree.lines.scope[line]!]!;
	const delimiter = delimiterText(parts.delimiter);
	const cells = parts.values.length;
	if (cells < wanted) {
		const other = otherDelimiter(parts, wanted);
		if (other !== undefined) return [replaceDelimiters(problem, other, delimiter)];
		const missing =
			parts.kind === ROW || cells > 0 ? delimiter.repeat(wanted - cells) : `""${delimiter.repeat(wanted - 1)}`;
		const title = wanted - cells === 1 ? "Add an empty cell" : `Add ${wanted - cells} empty cells`;
		return [replace(problem, title, parts.contentEnd, parts.contentEnd, cells === 0 ? ` ${missing}` : missing)];
	}
	const surplus = cells - wanted;
	const fixes: Fix[] = [];
	// A value with an unquoted delimiter: joining the cells that it was cut into gives the right number.
	const end = parts.values[surplus + wanted - 1];
	const start = parts.values[wanted - 1];
	if (start !== undefined && end !== undefined && parts.text.charCodeAt(start[0]) !== QUOTE) {
		const joined = parts.text.slice(start[0], end[1]);
		if (!joined.includes('"'))
			fixes.push(replace(problem, `Quote ${joined} as one cell`, start[0], end[1], quote(joined)));
	}
	fixes.push(
		replace(
			problem,
			surplus === 1 ? "Remove the last cell" : `Remove the last ${surplus} cells`,
			problem.start,
			problem.end,
			"",
		),
	);
	return fixes;
}

/** Declares the delimiter that all rows use. */
function declareDelimiter(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	const delimiter = rowsDelimiter(tree, line);
	if (delimiter === undefined) return undefined;
	const { text, header } = readParts(tree, line);
	const own = delimiterText(header!.delimiter);
	const mark = header!.bracketEnd - (own === "," ? 0 : 1);
	const edits = [editOf(problem, mark, header!.bracketEnd, delimiter === "," ? "" : delimiter)];
	for (let i = header!.fieldsStart; i < header!.fieldsEnd; i++) {
		if (text.charCodeAt(i) === QUOTE) i = closingQuote(text, i, header!.fieldsEnd);
		else if (text.charAt(i) === own) edits.push(editOf(problem, i, i + 1, delimiter));
	}
	return { title: `Declare the delimiter of the rows`, edits, preferred: true };
}

/** Puts the declared delimiter in place of another; quoted strings are left as they are. */
function replaceDelimiters(problem: Problem, from: string, to: string): Fix {
	const parts = readParts(problem.tree, problem.line);
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

function missingColonFixes(problem: Problem): readonly (Fix | undefined)[] {
	const { tree, line } = problem;
	if (isStray(tree, line)) return [indentBlock(problem, false)];
	const { text, contentStart, contentEnd } = readParts(tree, line);
	const content = text.slice(contentStart, contentEnd);
	if (CONFLICT_MARKER.test(content)) return [removeLine(problem, "Remove the conflict marker")];
	if (content.startsWith("//"))
		return [replace(problem, "Make it a comment", contentStart, contentStart + 2, "#", true)];
	if (/^[{}[\]],?$/.test(content)) return [removeLine(problem, "Remove the line")];
	if (/^- |^-$/.test(content)) return [declareList(problem)];
	const above = brokenHeaderAbove(tree, line);
	if (above !== 0) return [openBracket(tree, above)];
	// Behind the bracket segment and field list of a header, or behind a first word.
	const head = /^\S*?\[[^\]]*\](?:\{.*\})?(?= )|^[\w.-]+(?= +\S)/.exec(content)?.[0];
	if (head !== undefined && problem.note !== "header") {
		const at = contentStart + head.length;
		return [replace(problem, "Add the colon", at, at, ":", true)];
	}
	return [replace(problem, "Add a colon", contentEnd, contentEnd, ":", true)];
}

/** Puts the bracket before the length of a header that has lost it. */
function openBracket(tree: Tree, header: number): Fix | undefined {
	const match = /^([^\d[\]]*)\d+:?[|\t]?\]/.exec(tree.lines.textOf(header));
	if (match === null) return undefined;
	const at = match[1]!.length;
	const range = rangeIn(tree, header, lspLineOf(tree, header), at, at);
	return { title: "Add the opening bracket", edits: [{ range, newText: "[" }], preferred: true };
}

/** Makes the key above a header of a list with as many items as stand below it. */
function declareList({ tree, line }: Problem): Fix | undefined {
	const { lines } = tree;
	const above = tree.contentBefore(line);
	if (above === 0 || tree.kindOf(above) !== OBJECT) return undefined;
	let items = 1;
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! < lines.depth[line]!) break;
		if (lines.depth[other] === lines.depth[line] && /^\s*-(?: |$)/.test(lines.textOf(other))) items++;
	}
	const { colon } = readParts(tree, above);
	const range = rangeIn(tree, above, lspLineOf(tree, above), colon, colon);
	return { title: `Declare a list of ${items}`, edits: [{ range, newText: `[${items}]` }], preferred: true };
}

/** Closes the string so that, as far as can be, the cells behind it make up the number that is wanted. */
function closeString(problem: Problem): Fix {
	const { tree, line, start } = problem;
	const { text, delimiter, values, kind, header, contentEnd } = readParts(tree, line);
	const wanted = kind === INLINE ? header!.declared : tree.scopes.leaves[tree.lines.scope[line]!]!;
	let at = problem.end;
	if (delimiter !== ANY_DELIMITER && problem.end === contentEnd) {
		for (let missing = wanted - values.length; missing > 0 && at > start; missing--) {
			at = text.lastIndexOf(delimiterText(delimiter), at - 1);
		}
		if (at <= start) at = problem.end;
	} else if (kind === ERROR || (kind === SCALAR && line === tree.scopes.opener[tree.root] && !tree.isLoneScalar)) {
		// A key or field name: it ends before what is said of it.
		const end = text.slice(start, problem.end).search(/[[\]{},|\t:]/);
		if (end > 0) at = start + end;
	}
	return replace(problem, "Add the closing quote", at, at, '"', true);
}

function quoteWhole(problem: Problem): Fix | undefined {
	const { tree, line } = problem;
	const text = tree.lines.textOf(line);
	const open = openingQuote(text, problem.start - 1);
	if (open < 0) return undefined;
	const inner = unescapeText(text, open + 1, problem.start - 1) + text.slice(problem.start, problem.end);
	return replace(problem, "Put all of it into the quotes", open, problem.end, quote(inner));
}

/** The quote that the one at `close` closes, or -1. */
function openingQuote(text: string, close: number): number {
	for (let i = text.indexOf('"'); i >= 0 && i < close; i = text.indexOf('"', i + 1)) {
		const end = closingQuote(text, i, text.length);
		if (end === close) return i;
		if (end < 0) return -1;
		i = end;
	}
	return -1;
}

function malformedBracketFixes(problem: Problem): readonly (Fix | undefined)[] {
	if (problem.note === "json") return [];
	const source = sourceOf(problem);
	const title = "Write the number alone";
	if (problem.note === "legacy-length") {
		return [replace(problem, title, problem.start, problem.end, source.replace("#", ""), true)];
	}
	if (problem.note === "leading-zero") {
		return [replace(problem, title, problem.start, problem.end, source.replace(/0+(?=\d)/, ""), true)];
	}
	const { text, contentStart, contentEnd } = readParts(problem.tree, problem.line);
	const colon = text.indexOf(":", problem.end);
	if (problem.note === "unclosed" || colon < 0 || colon > contentEnd || text.charAt(contentStart) === '"') return [];
	const key = text.slice(contentStart, colon).trimEnd();
	return [replace(problem, "Quote the key", contentStart, contentStart + key.length, quote(key))];
}

function overIndentedFixes(problem: Problem): readonly (Fix | undefined)[] {
	const { tree, line, note, start, end } = problem;
	const { text, contentStart } = readParts(tree, line);
	switch (note) {
		case "colon-in-row":
			return [replace(problem, "Quote the cell", start, end, quote(text.slice(start, end)), true)];
		case "keyed":
			return [declareKeyed(problem)];
		case "not-an-item":
			return [replace(problem, "Make it a list item", contentStart, contentStart, "- ", true)];
		default:
			return [indentBlock(problem, false)];
	}
}

function declareKeyed({ tree, line }: Problem): Fix {
	const header = tree.scopes.opener[tree.lines.scope[line]!]!;
	const { bracketStart } = readParts(tree, header).header!;
	const [number] = /^\d*/.exec(tree.lines.textOf(header).slice(bracketStart + 1))!;
	const at = bracketStart + 1 + number.length;
	const range = rangeIn(tree, header, lspLineOf(tree, header), at, at);
	return { title: "Make it a keyed table", edits: [{ range, newText: ":" }], preferred: true };
}

function removeLine(problem: Problem, title: string): Fix {
	const { lspLine, tree } = problem;
	return {
		title,
		edits: [{ range: linesRange(problem, lspLine, lspLine + 1), newText: "" }],
		preferred: lspLine < lspLineCount(tree),
	};
}

const commentLine = (problem: Problem): Fix => replace(problem, "Put # on it", problem.start, problem.end, "#");

/** Whole LSP lines, `to` left out; at the end of the text with the line end before them. */
function linesRange({ tree }: Problem, from: number, to: number): TextEdit["range"] {
	if (to < lspLineCount(tree)) return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
	return { start: from === 0 ? { line: 0, character: 0 } : endOf(tree, from - 1), end: endOf(tree, to - 1) };
}

function endOf(tree: Tree, lspLine: number): TextEdit["range"]["end"] {
	const { line, column } = locate(tree, { line: lspLine, character: Number.MAX_SAFE_INTEGER });
	return positionIn(tree, line, lspLineOf(tree, line), column);
}

/** Removes a field with all that stands below it. */
function removeBlock(problem: Problem, title: string): Fix | undefined {
	const { tree, line, lspLine } = problem;
	if ((tree.lines.kind[line]! & ~KIND_MASK) !== 0) return undefined;
	let to = lspLine + 1;
	if ((OPENS_SCOPE >> tree.kindOf(line)) & 1) {
		to = lspLineCount(tree);
		for (const other of tree.contentAfter(line)) {
			if (tree.lines.depth[other]! <= tree.lines.depth[line]!) {
				to = lspLineOf(tree, other);
				break;
			}
		}
	}
	return { title, edits: [{ range: linesRange(problem, lspLine, to), newText: "" }], preferred: false };
}

/** Rewrites a list of uniform objects as a table, with the texts of keys and values as they stand. */
function tableFix(problem: Problem): readonly Fix[] {
	const { tree, line, lspLine } = problem;
	const { lines, scopes } = tree;
	const list = lines.top[line]!;
	const width = scopes.plainFields[list]! / scopes.count[list]!;
	const names: string[] = [];
	const rows: string[][] = [];
	let last = line;
	for (const field of tree.contentAfter(line)) {
		if (lines.depth[field]! <= scopes.openDepth[list]!) break;
		last = field;
		const parts = readParts(tree, field);
		// Broken lines in between: there is nothing to rewrite before they are mended.
		if (parts.key === undefined || parts.values[0] === undefined) return [];
		const [from, to] = parts.key;
		const [start, end] = parts.values[0];
		const name = parts.text.slice(from, to);
		if (names.length < width) names.push(name);
		if (rows.length === 0 || rows[rows.length - 1]!.length === width) rows.push([]);
		const row = rows[rows.length - 1]!;
		const key = readKey(parts.text, from, to);
		const at = names.findIndex((other) => readKey(other, 0, other.length) === key);
		row[at < 0 ? row.length : at] = cellText(parts.text.slice(start, end), delimiterText(scopes.delimiter[list]!));
	}
	const { header, text } = readParts(tree, line);
	const delimiter = delimiterText(header!.delimiter);
	const indent = " ".repeat((scopes.openDepth[list]! + 1) * tree.indentSize);
	const head = `${text.slice(0, header!.bracketEnd + 1)}{${names.map((name) => fieldName(name)).join(delimiter)}}:`;
	const body = rows.map((row) => indent + row.join(delimiter));
	const range = {
		start: { line: lspLine, character: 0 },
		end: rangeIn(tree, last, lspLineOf(tree, last), 0, lines.length[last]!).end,
	};
	return [
		{ title: "Write the list as a table", edits: [{ range, newText: [head, ...body].join("\n") }], preferred: true },
	];
}

/** A value as a cell: quoted if the delimiter is in it. */
const cellText = (source: string, delimiter: string): string =>
	source.startsWith('"') || !source.includes(delimiter) ? source : quote(source);

/** A key as a field name: quoted if it has characters that mean something in a field list. */
const fieldName = (source: string): string =>
	source.startsWith('"') || !/[{}|,\t:]/.test(source) ? source : quote(source);
