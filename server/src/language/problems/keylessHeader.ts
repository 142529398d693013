/** `keyless-header`: an array header without a key where it needs one, or a list item without a list (§6). */

import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { expectedIndent, indentBlock } from "./depths";
import { SourceLines } from "./foreign/sourceLines";
import type { Problem, ProblemKind } from "./problem";
import { isStray } from "./strays";
import { plural } from "./words";

export const keylessHeader: ProblemKind<"keyless-header"> = {
	severity: "error",

	message({ tree, line, detail }) {
		switch (detail) {
			case "item":
				return strayItem(tree, line);
			case "in-item":
				return "A table as a list item needs a key: write - key[N]{…}:. Without a key only a list or an inline array may stand here.";
			case "misplaced":
				return "An array header without a key may stand only at the start of the document or behind the hyphen of a list item. Put a key before the bracket.";
		}
	},

	fixes(problem) {
		if (isStray(problem.tree, problem.line)) return [indentBlock(problem, false)];
		return problem.detail === "item" ? [] : [joinToKey(problem), nameIt(problem)];
	},
};

/** Puts the header onto the key above, if that has nothing else below it. */
function joinToKey({ tree, line, detail }: Problem<"keyless-header">): Fix | undefined {
	const source = new SourceLines(tree);
	const number = source.numberOf(line);
	const key = source.previous(number);
	if (detail !== "misplaced" || key < 0 || !LONE_KEY.test(source.content(key))) return undefined;
	const indent = source.indent(number);
	const end = source.blockEnd(number + 1, indent);
	const next = source.next(end - 1);
	if (source.indent(key) >= indent || (next >= 0 && source.indent(next) >= indent)) return undefined;
	const head = source.text(key).trimEnd().slice(0, -1);
	const joined = head.slice(source.start(key)) + source.content(number);
	return {
		title: "Put it onto the key above",
		edits: [
			source.replaceLines(key, number + 1, [joined]),
			...source.shift(number + 1, end, source.indent(key) - indent),
		],
		preferred: true,
	};
}

const LONE_KEY = /^(?:- +)?(?:"(?:[^"\\]|\\.)*"|[^":[\]{}]+):$/;

/** Gives the header a key; what stands below that of an item moves with it. */
function nameIt({ tree, line, detail }: Problem<"keyless-header">): Fix {
	const source = new SourceLines(tree);
	const number = source.numberOf(line);
	const content = source.content(number);
	const named = content.replace(/^(- +)?/, "$1items");
	const end = source.blockEnd(number + 1, source.indent(number));
	const moved = detail === "in-item" ? source.shift(number + 1, end, tree.indentSize) : [];
	return { title: 'Give it the key "items"', edits: [source.rewrite(number, named), ...moved], preferred: false };
}

/** What is said of a list item that stands in no list. */
export function strayItem(tree: Tree, line: number): string {
	return isStray(tree, line)
		? `This list item does not stand beside the items of its list, which are indented by ${plural(expectedIndent(tree, line), "space")}. Indent it so.`
		: "A list item stands here without an array header. Write key[N]: above the items, with N their number.";
}
