/**
 * Characters that look like those of TOON and are none: line ends of CR alone, no-break and zero-width spaces before a
 * line, punctuation of full width. They are text where they do no harm; where a line is wrong, they are what is wrong.
 */

import { isOddSpace } from "../text/characters";
import { closingQuote } from "../text/scan";
import { INLINE, LONE_CR } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { DiagnosticCode, Fix, TextEdit } from "../types";
import { contentBelow, indentOf } from "./below";
import type { Reading } from "./foreign/reading";
import type { Problem } from "./problem";

/** What a problem is where a character explains it. */
export function readCharacters(problem: Problem): Reading | undefined {
	const { tree, line } = problem;
	if (tree.lines.flags[line]! & LONE_CR) {
		return {
			message:
				"A carriage return alone ends no line in TOON, so what follows it is still part of this line. End lines with LF or CR LF.",
			fixes: () => [endLines(tree)],
		};
	}
	if (hasOddIndentation(problem)) {
		return {
			message:
				"The indentation has no-break or zero-width spaces, which look like spaces and are text in TOON. Indent with plain spaces.",
			fixes: () => [plainSpaces(tree)],
		};
	}
	return plainPunctuation(problem);
}

// ---- line ends

function endLines(tree: Tree): Fix {
	const edits: TextEdit[] = [];
	for (const { handles, count, extraLines } of tree.order.chunks) {
		if (extraLines === 0) continue;
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if ((tree.lines.flags[line]! & LONE_CR) === 0) continue;
			const text = tree.lines.textOf(line);
			edits.push({ range: rangeOf(tree, line, 0, text.length), newText: text.replaceAll("\r", "\n") });
		}
	}
	return { title: "End the lines with LF", edits, preferred: true };
}

// ---- indentation

/** Mistakes that spaces which are none lead to, on the line itself or on the header whose lines then lack. */
const BY_INDENTATION: ReadonlySet<DiagnosticCode> = new Set([
	"array-length",
	"entry-count",
	"missing-colon",
	"over-indented",
	"scalar-line",
	"trailing-content",
	"keyless-header",
	"indent-not-multiple",
	"malformed-bracket",
]);

function hasOddIndentation({ code, tree, line }: Problem): boolean {
	if (!BY_INDENTATION.has(code)) return false;
	if (startsOddly(tree, line)) return true;
	for (const next of tree.contentAfter(line)) return tree.opensScope(line) && startsOddly(tree, next);
	return false;
}

const startsOddly = (tree: Tree, line: number): boolean =>
	isOddSpace(tree.lines.textOf(line).charCodeAt(indentOf(tree, line).length));

function plainSpaces(tree: Tree): Fix {
	const edits: TextEdit[] = [];
	const rowWidths = widthsOfRows(tree);
	for (const { handles, count } of tree.order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if (!startsOddly(tree, line)) continue;
			const { indentStart } = readParts(tree, line);
			const indent = oddIndentOf(tree, line, indentStart);
			const own = indent.slice(0, endOfIndent(indent, rowWidths.get(line)));
			const newText = plainIndent(own);
			if (newText !== own) edits.push({ range: rangeOf(tree, line, indentStart, indentStart + own.length), newText });
		}
	}
	return { title: "Indent with plain spaces", edits, preferred: true };
}

/** What looks like the indentation of a line: spaces of any kind. */
function oddIndentOf(tree: Tree, line: number, start: number): string {
	const text = tree.lines.textOf(line);
	let end = start;
	while (end < text.length && (/[ \t]/.test(text.charAt(end)) || isOddSpace(text.charCodeAt(end)))) end++;
	return text.slice(start, end);
}

/** For each row the width of the least indented one of its table: what goes beyond it begins a cell. */
function widthsOfRows(tree: Tree): ReadonlyMap<number, number> {
	const widths = new Map<number, number>();
	const widthOf = (line: number): number =>
		plainIndent(oddIndentOf(tree, line, readParts(tree, line).indentStart)).length;
	let header = -1;
	let rows: number[] = [];
	const close = (): void => {
		const least = Math.min(...rows.map(widthOf));
		for (const row of rows) widths.set(row, least);
		rows = [];
	};
	for (const { handles, count } of tree.order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if (!tree.isContent(line)) continue;
			const width = widthOf(line);
			if (header >= 0 && width > header) {
				rows.push(line);
				continue;
			}
			close();
			// Of a line that could not be read, its text tells.
			header = /\]\{.*\}: *$/.test(tree.lines.textOf(line)) ? width : -1;
		}
	}
	close();
	return widths;
}

/** Where an indentation ends that may be `width` wide: an odd space behind it belongs to the text. */
function endOfIndent(indent: string, width = Number.POSITIVE_INFINITY): number {
	for (let end = 0; end < indent.length; end++) {
		if (plainIndent(indent.slice(0, end)).length < width) continue;
		const isText = isOddSpace(indent.charCodeAt(end)) && plainIndent(indent.slice(end)) !== "";
		return isText ? end : indent.length;
	}
	return indent.length;
}

/** An ideographic space is as wide as two, and a zero-width one as none. */
const plainIndent = (indent: string): string =>
	[...indent].map((char) => (char === "\u3000" ? "  " : /[\u200b\u2060\ufeff]/.test(char) ? "" : " ")).join("");

// ---- punctuation

const PLAIN: Readonly<Record<string, string>> = {
	"：": ":",
	"，": ",",
	"［": "[",
	"］": "]",
	"｛": "{",
	"｝": "}",
	"｜": "|",
};
const BY_PUNCTUATION: ReadonlySet<DiagnosticCode> = new Set([
	"array-length",
	"missing-colon",
	"scalar-line",
	"over-indented",
	"depth-jump",
	"malformed-bracket",
	"malformed-field-list",
	"text-after-header",
	"text-after-quote",
]);

const FULL_WIDTH = /[：，［］｛｝｜]/;

function plainPunctuation({ code, tree, line }: Problem): Reading | undefined {
	if (!BY_PUNCTUATION.has(code) || (code === "array-length" && tree.kindOf(line) !== INLINE)) return undefined;
	// A line may stand too deep since the one above it does not open a block.
	const above = code === "over-indented" || code === "depth-jump" ? tree.contentBefore(line) : 0;
	const edits = [above, line].filter((each) => each !== 0).flatMap((each) => plainEdits(tree, each, code));
	if (edits.length === 0) return undefined;
	const found = FULL_WIDTH.exec(tree.lines.textOf(line)) ?? FULL_WIDTH.exec(tree.lines.textOf(above))!;
	return {
		message: `Punctuation of full width (${found[0]}) is text in TOON. Write plain : , [ ] { } | instead.`,
		fixes: () => [{ title: "Write plain punctuation", edits, preferred: true }],
	};
}

/** Writes plain punctuation where it is that of TOON, and not that of a text. */
function plainEdits(tree: Tree, line: number, code: DiagnosticCode): readonly TextEdit[] {
	const { text, contentStart, contentEnd } = readParts(tree, line);
	const content = text.slice(contentStart, contentEnd);
	if (!FULL_WIDTH.test(content)) return [];
	let colon = 0;
	while (colon < content.length && !":：".includes(content.charAt(colon))) {
		const close = content.charAt(colon) === '"' ? closingQuote(content, colon, content.length) : -1;
		colon = Math.max(colon, close) + 1;
	}
	const plain = (part: string): string => part.replace(/[：，［］｛｝｜]/g, (char) => PLAIN[char]!);
	const head = plain(content.slice(0, colon + 1));
	const rest = content.slice(colon + 1);
	// What follows a key is a text of its own; what follows a header are values.
	const values = /\[[^\]]*\]/.test(head) ? plain(rest) : rest;
	const mended = head + (/^\S/.test(rest) ? " " : "") + values;
	// A line below an array without a colon is a row of it, if anything.
	const isRow = colon >= content.length && code === "missing-colon" && contentBelow(tree, line, 1).length === 0;
	return mended === content || isRow ? [] : [{ range: rangeOf(tree, line, contentStart, contentEnd), newText: mended }];
}
