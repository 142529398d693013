/** `unterminated-string`: a string without a closing quote on its line (§7.1). */

import { badEscape } from "../text/escapes";
import { ANY_DELIMITER } from "../text/plain";
import { unescapeLoosely } from "../text/readings";
import { findUnquoted, unclosedQuote } from "../text/scan";
import { quote, unescapeText } from "../text/strings";
import { delimiterText } from "../tree/fields";
import { ERROR, INLINE, SCALAR } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Fix } from "../types";
import { linesAfter } from "./below";
import { replace } from "./edits";
import { type CellRegion, cellRegion, mendCells } from "./mendCells";
import type { Problem, ProblemKind } from "./problem";

/** Lines over which a string may be broken, for its end to be looked for. */
const LONGEST_STRING = 200;

export const unterminatedString: ProblemKind<"unterminated-string"> = {
	severity: "error",

	message: () =>
		'This string has no closing quote on its line. Add " at its end; a line break inside is written \\n, a quote \\", a backslash \\\\.',

	fixes(problem) {
		// A key that hides its colon.
		if (isStrayScalar(problem)) return [closeString(problem)];
		return [joinLines(problem) ?? closeBehindBackslash(problem) ?? closeString(problem)];
	},
};

// ---- a string that is broken over lines

/** Joins the lines of the string, whose end stands on one of the next lines; undefined where the cells would not fit. */
function joinLines(problem: Problem): Fix | undefined {
	const { tree, line, start } = problem;
	const region = cellRegion(tree, line);
	if (region === undefined) return undefined;
	const broken = brokenString(problem, region);
	if (broken === undefined) return undefined;
	const { last, inner, rest } = broken;
	const mended =
		badEscape(`"${inner}"`, 0, inner.length + 1) < 0 ? unescapeText(inner, 0, inner.length) : unescapeLoosely(inner);
	const first = rangeOf(tree, line, start, start).start;
	const end = rangeOf(tree, last, 0, tree.lines.length[last]!).end;
	return {
		title: "Join the lines of the string with \\n",
		edits: [{ range: { start: first, end }, newText: quote(mended) + rest }],
		preferred: true,
	};
}

interface BrokenString {
	/** The line that its closing quote stands on, and what follows there. */
	readonly last: number;
	readonly rest: string;
	/** What stands between its quotes. */
	readonly inner: string;
}

function brokenString(
	{ tree, line, start }: Problem,
	{ delimiter, wanted, start: from }: CellRegion,
): BrokenString | undefined {
	const text = tree.lines.textOf(line);
	const parts: string[] = [];
	for (const next of linesAfter(tree, line)) {
		if (parts.length === LONGEST_STRING) return undefined;
		const other = tree.lines.textOf(next);
		const open = unclosedQuote(other, 0, other.length);
		if (open < 0) {
			parts.push(other);
			continue;
		}
		parts.push(other.slice(0, open));
		const rest = other.slice(open + 1).trimEnd();
		const cells = countCells(`${text.slice(from, start)}""${rest}`, delimiter);
		const isWhole = delimiter === "" ? rest === "" : cells === wanted && /^ *$/.test(rest.split(delimiter)[0]!);
		const inner = [text.slice(start + 1), ...dedent(parts)].join("\n");
		return isWhole ? { last: next, inner, rest } : undefined;
	}
	return undefined;
}

/** The lines without the indentation that all of them have. */
function dedent(lines: readonly string[]): readonly string[] {
	const indents = lines.filter((text) => text.trim() !== "").map((text) => /^ */.exec(text)![0].length);
	const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
	return lines.map((text) => (text.trim() === "" ? "" : text.slice(common)));
}

function countCells(text: string, delimiter: string): number {
	let cells = 1;
	if (delimiter === "") return cells;
	const code = delimiter.charCodeAt(0);
	for (let at = findUnquoted(text, 0, text.length, code); at >= 0; at = findUnquoted(text, at + 1, text.length, code)) {
		cells++;
	}
	return cells;
}

// ---- a string that ends on its line

/** A backslash before the closing quote, as at the end of a path of Windows: `"C:\dir\"`. */
function closeBehindBackslash(problem: Problem): Fix | undefined {
	const { tree, line, start, end } = problem;
	const source = tree.lines.textOf(line).slice(start, end);
	const escapedQuotes = source.match(/\\"/g)?.length ?? 0;
	const isPath = escapedQuotes % 2 === 1 || badEscape(`${source}"`, 0, source.length) >= 0;
	if (escapedQuotes === 0 || !isPath) return undefined;
	return mendCells(problem, "Write each backslash as \\\\");
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
	} else if (kind === ERROR || isStrayScalar(problem)) {
		// A key or field name: it ends before what is said of it.
		const end = text.slice(start, problem.end).search(/[[\]{},|\t:]/);
		if (end > 0) at = start + end;
	}
	const inner = text.slice(start + 1, at);
	const isWrong = badEscape(`"${inner}"`, 0, inner.length + 1) >= 0 || /(?:^|[^\\])(?:\\\\)*\\$/.test(inner);
	return isWrong
		? replace(problem, "Add the closing quote", start, at, quote(unescapeLoosely(inner)), true)
		: replace(problem, "Add the closing quote", at, at, '"', true);
}

const isStrayScalar = ({ tree, line }: Problem): boolean =>
	tree.kindOf(line) === SCALAR && line === tree.scopes.opener[tree.scopes.root] && !tree.isLoneScalar;
