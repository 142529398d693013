/** Commas at the ends of lines, as JSON has them between members. */

import { QUOTE } from "../text/characters";
import { readPrimitive } from "../text/numbers";
import { FIELD } from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Fix } from "../types";
import { replace } from "./edits";
import type { Problem } from "./problem";

/** Removes the comma behind a quoted value, and those behind the other fields of the object where they are JSON's too. */
export function removeJsonCommas(problem: Problem): Fix {
	const { tree, line } = problem;
	// Behind a key the comma is a slip of its own.
	if (tree.kindOf(line) !== FIELD) return replace(problem, "Remove the comma", problem.start, problem.end, "", true);
	const fields = fieldsBeside(problem).filter((other) => other === line || endsLikeJson(readParts(tree, other)));
	const edits = fields.map((other) => {
		const { contentEnd } = readParts(tree, other);
		return { range: rangeOf(tree, other, contentEnd - 1, contentEnd), newText: "" };
	});
	return { title: edits.length > 1 ? "Remove the commas" : "Remove the comma", edits, preferred: true };
}

/** The fields of the line's object with a value, this one included. */
function fieldsBeside({ tree, line }: Problem): readonly number[] {
	const object = tree.keyScopeOf(line);
	const { depth } = tree.lines;
	const isBeside = (other: number): boolean => tree.kindOf(other) === FIELD && tree.keyScopeOf(other) === object;
	const fields = [line];
	for (let other = tree.contentBefore(line); other !== 0; other = tree.contentBefore(other)) {
		if (depth[other]! < depth[line]! && !isBeside(other)) break;
		if (isBeside(other)) fields.unshift(other);
	}
	for (const other of tree.contentAfter(line)) {
		if (depth[other]! < depth[line]!) break;
		if (isBeside(other)) fields.push(other);
	}
	return fields;
}

/** Whether a comma follows a value of JSON: a quoted key tells, or a value that would be no text. */
function endsLikeJson({ text, key, values }: LineParts): boolean {
	const value = values[0];
	if (key === undefined || value === undefined || text.charAt(value[1] - 1) !== ",") return false;
	const isText = typeof readPrimitive(text, value[0], value[1] - 1) === "string";
	return text.charCodeAt(key[0]) === QUOTE || !isText || text.charCodeAt(value[0]) === QUOTE;
}
