/** `looks-like-lines`: a document whose lines end with lone carriage returns, and so is one line for TOON (§5). */

import { EOL_LF, LONE_CR } from "../tree/kinds";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { ProblemKind } from "./problem";

export const looksLikeLines: ProblemKind<"looks-like-lines"> = {
	severity: "warning",
	reportedByDefault: true,

	inDocument(tree) {
		const line = onlyLine(tree);
		if (line === 0) return undefined;
		const text = tree.lines.textOf(line);
		const cut = text.indexOf("\r");
		// Within a string it is a character like others, and nothing behind it is no line.
		const isInString = (text.slice(0, cut).replace(/\\./g, "").split('"').length - 1) % 2 === 1;
		if (cut < 0 || isInString || text.slice(cut).trim() === "") return undefined;
		return { line, finding: { code: "looks-like-lines", start: 0, end: cut, detail: undefined } };
	},

	message: () =>
		"The lines of this file end with a carriage return alone, as on old Macs. TOON ends lines with LF or CR LF, so all of the file is one line, and one value. End the lines with LF.",

	fixes({ tree, line }) {
		const text = tree.lines.textOf(line);
		const edits = [{ range: rangeOf(tree, line, 0, text.length), newText: text.replaceAll("\r", "\n") }];
		return [{ title: "End the lines with LF", edits, preferred: true }];
	},
};

/** The line that is all of a document without errors, if a carriage return stands in it; or 0. */
function onlyLine(tree: Tree): number {
	const { lines, order } = tree;
	if (tree.errors > 0 || tree.contentCount !== 1 || order.chunks.length !== 1) return 0;
	const { handles, count } = order.chunks[0]!;
	const line = handles[0]!;
	const isAlone = count === 1 || (count === 2 && lines.length[handles[1]!] === 0);
	return isAlone && lines.eolOf(line) !== EOL_LF && (lines.flags[line]! & LONE_CR) !== 0 ? line : 0;
}
