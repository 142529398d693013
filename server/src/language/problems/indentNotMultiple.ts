/** `indent-not-multiple`: an indentation that is no multiple of the indentation size (§12). */
import { openerOf, reindentBlock } from "./depths";
import type { ProblemKind } from "./problem";
import { plural } from "./words";

export const indentNotMultiple: ProblemKind<"indent-not-multiple"> = {
	severity: "error",

	message({ tree, line, start, end }) {
		const wanted = tree.lines.depth[line]! * tree.indentSize;
		return `The indentation is ${plural(end - start, "space")}, which is no multiple of ${tree.indentSize}. Indent to ${wanted} here; rows and items stand one level below their header.`;
	},

	related: openerOf,
	fixes: reindentBlock,
};
