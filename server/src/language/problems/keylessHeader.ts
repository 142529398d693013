/** `keyless-header`: an array header without a key where it needs one, or a list item without a list (§6). */

import type { Tree } from "../tree/tree";
import { expectedIndent, indentBlock } from "./depths";
import type { ProblemKind } from "./problem";
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
				return "An array header without a key may stand only at the start of the document or behind a list marker. Put a key before the bracket.";
		}
	},

	fixes: (problem) => [isStray(problem.tree, problem.line) ? indentBlock(problem, false) : undefined],
};

/** What is said of a list item that stands in no list. */
export function strayItem(tree: Tree, line: number): string {
	return isStray(tree, line)
		? `This list item does not stand beside the items of its list, which are indented by ${plural(expectedIndent(tree, line), "space")}. Indent it so.`
		: "A list item stands here without an array header. Write key[N]: above the items, with N their number.";
}
