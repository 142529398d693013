/** `malformed-bracket`: what stands between the brackets is no length (§6). */

import { quote } from "../text/strings";
import { readParts } from "../tree/parts";
import type { Fix } from "../types";
import { replace } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { JSON_MESSAGE, shown } from "./words";

const withoutHash = (source: string): string => source.replace("#", "");
const withoutZeros = (source: string): string => source.replace(/0+(?=\d)/, "");

export const malformedBracket: ProblemKind<"malformed-bracket"> = {
	severity: "error",

	message(problem) {
		const source = sourceOf(problem);
		switch (problem.detail) {
			case "json":
				return JSON_MESSAGE;
			case "unclosed":
				return "The bracket segment has no closing bracket. Write key[N]:.";
			case "legacy-length":
				return `${shown(source)} is the form of an early TOON. Write the number alone: ${shown(withoutHash(source))}.`;
			case "leading-zero":
				return `The length in ${shown(source)} has a leading zero. Write ${shown(withoutZeros(source))}.`;
			case "not-a-length":
				return `${shown(source)} is no bracket segment: between the brackets stands the number of items, and perhaps a colon (keyed) and a delimiter mark: [3], [3|], [3:]. Quote a key that contains brackets.`;
		}
	},

	fixes(problem) {
		const source = sourceOf(problem);
		switch (problem.detail) {
			case "legacy-length":
				return [writeBracket(problem, withoutHash(source))];
			case "leading-zero":
				return [writeBracket(problem, withoutZeros(source))];
			case "not-a-length":
				return [quoteKey(problem)];
			default:
				return [];
		}
	},
};

const writeBracket = (problem: Problem, bracket: string): Fix =>
	replace(problem, "Write the number alone", problem.start, problem.end, bracket, true);

function quoteKey(problem: Problem): Fix | undefined {
	const { text, contentStart, contentEnd } = readParts(problem.tree, problem.line);
	const colon = text.indexOf(":", problem.end);
	if (colon < 0 || colon > contentEnd || text.charAt(contentStart) === '"') return undefined;
	const key = text.slice(contentStart, colon).trimEnd();
	return replace(problem, "Quote the key", contentStart, contentStart + key.length, quote(key));
}
