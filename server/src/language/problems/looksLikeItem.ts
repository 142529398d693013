/** `looks-like-item`: a list marker where no list was opened, which so is a part of a key or of a cell. */

import { quote } from "../text/strings";
import { ROW } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Fix, TextEdit } from "../types";
import { contentBelow } from "./below";
import { SourceLines } from "./foreign/sourceLines";
import { readYamlList } from "./foreign/yamlLists";
import type { Problem, ProblemKind } from "./problem";
import { plural } from "./words";

type ItemProblem = Problem<"looks-like-item">;

export const looksLikeItem: ProblemKind<"looks-like-item"> = {
	severity: "hint",
	reportedByDefault: true,

	message: (problem) =>
		problem.detail === "row"
			? 'Rows of a table have no hyphen: here "- " is a part of the first cell. Remove it.'
			: 'A list item stands here, but no header opens a list: "- " is a part of the key. Declare the list with the number of its items, key[2]:, above them.',

	fixes: (problem) => (problem.detail === "row" ? [removeMarkers(problem)] : [...declare(problem), quoteKeys(problem)]),
};

/** Takes the markers from all rows of the table. */
function removeMarkers({ tree, line }: ItemProblem): Fix {
	const { lines, scopes } = tree;
	const edits: TextEdit[] = [];
	for (const { line: row, content } of contentBelow(tree, scopes.opener[lines.scope[line]!]!)) {
		if (tree.kindOf(row) !== ROW || !/^- /.test(content)) continue;
		const { contentStart, text } = readParts(tree, row);
		const width = /^- +/.exec(text.slice(contentStart))![0].length;
		edits.push({ range: rangeOf(tree, row, contentStart, contentStart + width), newText: "" });
	}
	return { title: `Remove the hyphen from ${plural(edits.length, "row")}`, edits, preferred: false };
}

/** The list with its header: as a table where all items are alike. */
function declare({ tree, line }: ItemProblem): readonly Fix[] {
	const source = new SourceLines(tree);
	const fixes = readYamlList(source, source.numberOf(line))?.fixes() ?? [];
	return fixes
		.filter((fix) => fix !== undefined)
		.reverse()
		.map((fix) => ({ ...fix, preferred: false }));
}

/** Says that the hyphen is a part of the key, of this and of those beside it. */
function quoteKeys({ tree, line }: ItemProblem): Fix | undefined {
	const { lines } = tree;
	const depth = lines.depth[line]!;
	const edits: TextEdit[] = [];
	const add = (item: number): boolean => {
		const { key, text, marker } = readParts(tree, item);
		if (key === undefined || marker >= 0 || !text.startsWith("- ", key[0])) return false;
		edits.push({ range: rangeOf(tree, item, ...key), newText: quote(text.slice(...key)) });
		return true;
	};
	if (!add(line)) return undefined;
	for (const next of tree.contentAfter(line)) {
		if (lines.depth[next]! > depth) continue;
		if (lines.depth[next]! < depth || !add(next)) break;
	}
	return { title: "Put the key into quotes", edits, preferred: false };
}
