/** `needless-quotes`: quotes that the encoder would not write (§7.2, §7.3). */

import { QUOTE } from "../text/characters";
import { isPlainValue, needsNoQuotes } from "../text/plain";
import { closingQuote } from "../text/scan";
import { unescapeText } from "../text/strings";
import type { LineParts } from "../tree/parts";
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export function isNeedlesslyQuotedKey(text: string, start: number): boolean {
	if (text.charCodeAt(start) !== QUOTE) return false;
	return needsNoQuotes(unescapeText(text, start + 1, closingQuote(text, start, text.length)));
}

export function isNeedlesslyQuoted({ text, delimiter }: LineParts, start: number, end: number): boolean {
	if (text.charCodeAt(start) !== QUOTE || closingQuote(text, start, end) !== end - 1) return false;
	return isPlainValue(unescapeText(text, start + 1, end - 1), delimiter);
}

export const needlessQuotes: ProblemKind<"needless-quotes"> = {
	severity: "hint",
	reportedByDefault: true,

	message: (problem) =>
		`${shown(sourceOf(problem))} needs no quotes here: it means the same without them. Remove them.`,

	fixes(problem) {
		const source = sourceOf(problem);
		const plain = unescapeText(source, 1, source.length - 1);
		return [replace(problem, "Remove the quotes", problem.start, problem.end, plain, true)];
	},
};
