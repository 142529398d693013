/** `entry-count`: N of a keyed table is not the number of its entry rows (§9.5). */
import { setLength } from "./arrayLength";
import { contentIsShallow, indentContent, shallowContent } from "./depths";
import type { ProblemKind } from "./problem";
import { plural } from "./words";

export const entryCount: ProblemKind<"entry-count"> = {
	severity: "error",

	message({ tree, line }) {
		if (shallowContent(tree, line).length > 0) return contentIsShallow(tree, line, "entry row");
		const scope = tree.lines.top[line]!;
		const declared = tree.scopes.declared[scope]!;
		const count = tree.scopes.count[scope]!;
		return `The header declares ${plural(declared, "entry")}, but ${plural(count, "entry row")} ${count === 1 ? "follows" : "follow"}. Change [${declared}:] to [${count}:], or add or remove entry rows.`;
	},

	fixes: (problem) => [indentContent(problem) ?? setLength(problem)],
};
