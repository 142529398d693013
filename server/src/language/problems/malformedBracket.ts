/** `malformed-bracket`: what stands between the brackets is no length (§6). */

import { cut } from "../text/readings";
import { skipSpaces, trimEnd } from "../text/scan";
import { quote, readKey } from "../text/strings";
import { delimiterText } from "../tree/fields";
import { ERROR, INLINE } from "../tree/kinds";
import { readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { contentBelow, contentOf } from "./below";
import { replace } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { delimiterMark, JSON_MESSAGE, shown } from "./words";

export const malformedBracket: ProblemKind<"malformed-bracket"> = {
	severity: "error",

	message(problem) {
		const source = shown(sourceOf(problem));
		switch (problem.detail) {
			case "json":
				return JSON_MESSAGE;
			case "unclosed":
				return "The bracket behind the key is not closed. Write key[N]:, where N is the number of values, rows or items.";
			case "legacy-length":
				return `${source} is the form of an early TOON. Write the number alone: ${lengthSegment(problem)}.`;
			case "leading-zero":
				return `The length in ${source} has a leading zero. Write ${lengthSegment(problem)}.`;
			case "near-miss":
				return `${source} is no length: between the brackets stands the number of values, rows or items alone, then : for a keyed table, then | or a tab where they delimit. Write ${shown(lengthSegment(problem))}.`;
			case "not-a-length":
				return `${source} is no length: between the brackets stands the number of values, rows or items, as in [3]; then : for a keyed table, then | or a tab where they delimit. If the brackets belong to the key, put the key into quotes.`;
		}
	},

	fixes(problem) {
		switch (problem.detail) {
			case "json":
				return [];
			case "unclosed":
				return [closeBracket(problem) ?? writeSegment(problem), quoteKey(problem, false)];
			case "not-a-length": {
				const meant = isListBelow(problem.tree, problem.line) ? writeLength(problem) : closeBracket(problem);
				return [meant, quoteKey(problem, meant === undefined)];
			}
			default:
				return [writeLength(problem)];
		}
	},
};

// ---- a length that is written wrongly

/** The bracket segment as it should be: with what was counted, and the marks that it has. */
function lengthSegment(problem: Problem): string {
	const source = sourceOf(problem);
	const { header } = readParts(problem.tree, problem.line);
	const written = /\||\t|\\t/.exec(source)?.[0].replace("\\t", "\t") ?? ",";
	const mark = delimiterMark(header === undefined ? written : delimiterText(header.delimiter));
	return `[${lengthOf(problem)}${source.includes(":") ? ":" : ""}${mark}]`;
}

/** The number that is written there, as far as the lines below leave it open; else what they count to. */
function lengthOf(problem: Problem): number {
	const { tree, line } = problem;
	const written = Number(/\d+/.exec(sourceOf(problem))?.[0] ?? Number.NaN);
	let least: number;
	let most: number;
	if (tree.kindOf(line) === INLINE) {
		const { values } = readParts(tree, line);
		const last = values[values.length - 1]!;
		most = values.length;
		// A delimiter behind the last value is another mistake.
		least = last[0] === last[1] ? most - 1 : most;
	} else if (tree.opensScope(line)) {
		const scope = tree.lines.top[line]!;
		least = tree.scopes.count[scope]! + tree.scopes.shallow[scope]!;
		most = least + tree.scopes.doubtful[scope]!;
	} else {
		least = contentBelow(tree, line).length;
		most = least;
	}
	return (written >= least && written <= most) || (most === 0 && written > 0) ? written : most;
}

/** Writes the right length; an array without anything as `[]`. */
function writeLength(problem: Problem): Fix {
	const { tree, line, start, end } = problem;
	const { text, contentEnd } = readParts(tree, line);
	const isEmptyArray = /^:\s*(?:\[\])?$/.test(text.slice(end, contentEnd));
	if (isEmptyArray && (lengthOf(problem) === 0 || text.slice(end, contentEnd).endsWith("]"))) {
		const hasKey = /\S/.test(text.slice(0, start).replace(/^\s*-\s/, ""));
		return replace(problem, "Write []", start, contentEnd, hasKey ? ": []" : "[]", true);
	}
	const segment = lengthSegment(problem);
	let rest = text.slice(end);
	// Written-out tabs between the fields too.
	if (segment.includes("\t")) rest = rest.replace(/^\{[^}]*\}/, (fields) => fields.replaceAll("\\t", "\t"));
	return rest === text.slice(end)
		? replace(problem, `Write ${shown(segment)}`, start, end, segment, true)
		: replace(problem, `Write ${shown(segment)}`, start, text.length, segment + rest, true);
}

/** Whether items of a list stand below a line that could not be read, and it ends like a header. */
function isListBelow(tree: Tree, line: number): boolean {
	if (tree.kindOf(line) !== ERROR || !contentOf(tree, line).endsWith("]:")) return false;
	const below = contentBelow(tree, line);
	return below.length > 0 && below.every(({ content }) => /^- |^-$/.test(content));
}

// ---- a bracket that is not closed

/** Closes the bracket behind its number: `a[2: 1,2`, `users[2{id}:`. */
function closeBracket(problem: Problem): Fix | undefined {
	const { tree, line, start } = problem;
	const { text } = readParts(tree, line);
	const open = /^\[\d+(?:[|\t](?=[:{])|:[|\t]?(?=\{)|(?=[:{]))/.exec(text.slice(start));
	if (open === null) return undefined;
	const at = start + open[0].length;
	return replace(problem, "Add the closing bracket", at, at, "]", true);
}

/** Writes all of a bracket segment that is no more than its first bracket: `tags[: a,b`. */
function writeSegment(problem: Problem): Fix | undefined {
	const { tree, line, start } = problem;
	const { text, contentEnd } = readParts(tree, line);
	const found = /^\[(?=[:{])/.exec(text.slice(start, contentEnd));
	if (found === null) return undefined;
	const rest = /^\[:\s*(\S.*)$/.exec(text.slice(start, contentEnd))?.[1];
	const count = rest === undefined ? contentBelow(tree, line).length : cut(rest, ",", true, false).length;
	return replace(problem, `Write [${count}]`, start, start + 1, `[${count}]`, true);
}

// ---- a key with brackets

/** Quotes the key, brackets and all, up to the colon behind it. */
export function quoteKey(problem: Problem, preferred = true): Fix | undefined {
	const { text, contentEnd, indentEnd } = readParts(problem.tree, problem.line);
	const colon = text.indexOf(":", problem.end);
	const marker = /^- +/.exec(text.slice(indentEnd))?.[0].length ?? 0;
	const start = skipSpaces(text, indentEnd + marker, contentEnd);
	if (colon < 0 || colon > contentEnd) return undefined;
	const end = trimEnd(text, start, colon);
	const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(start, end))?.[0] ?? "";
	const key = (quoted === "" ? "" : readKey(quoted, 0, quoted.length)) + text.slice(start + quoted.length, end);
	return replace(problem, "Quote the key", start, end, quote(key), preferred);
}
