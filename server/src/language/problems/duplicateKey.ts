/** `duplicate-key`: a key stands twice in the same object (§14.4). */

import { KIND_MASK } from "../tree/kinds";
import { lspLineCount, lspLineOf, rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { FindingOf, Fix } from "../types";
import { linesRange } from "./edits";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

export function repeatedKey(tree: Tree, line: number): FindingOf<"duplicate-key"> {
	const [start, end] = tree.keyRange(line, tree.lines.textOf(line));
	return { code: "duplicate-key", start, end, detail: undefined };
}

export const duplicateKey: ProblemKind<"duplicate-key"> = {
	severity: "error",

	message: (problem) =>
		`The key “${shown(sourceOf(problem))}” stands twice in the same object. Rename or remove one; with strict mode off the last one would count.`,

	related({ tree, line }) {
		const first = tree.keys.firstOf(tree.keyScopeOf(line), line);
		const range = rangeOf(tree, first, ...tree.keyRange(first, tree.lines.textOf(first)));
		return [{ range, message: "The key stands here first." }];
	},

	fixes: (problem) => [removeBlock(problem, "Remove this field")],
};

/** Removes a field with all that stands below it. */
function removeBlock({ tree, line, lspLine }: Problem, title: string): Fix | undefined {
	if ((tree.lines.kind[line]! & ~KIND_MASK) !== 0) return undefined;
	let to = lspLine + 1;
	if (tree.opensScope(line)) {
		to = lspLineCount(tree);
		for (const other of tree.contentAfter(line)) {
			if (tree.lines.depth[other]! > tree.lines.depth[line]!) continue;
			to = lspLineOf(tree, other);
			break;
		}
	}
	return { title, edits: [{ range: linesRange(tree, lspLine, to), newText: "" }], preferred: false };
}
