/** `list-could-be-table`: a list of uniform objects, which the encoder writes as a table (§9.3). */

import { quote, readKey } from "../text/strings";
import { delimiterText } from "../tree/fields";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Fix } from "../types";
import type { Problem, ProblemKind } from "./problem";

export const listCouldBeTable: ProblemKind<"list-could-be-table"> = {
	severity: "hint",
	reportedByDefault: true,

	message({ tree, line }) {
		const count = tree.scopes.count[tree.lines.top[line]!]!;
		return `All ${count} items have the same fields with primitive values: a table (key[${count}]{…}:) would say them once.`;
	},

	fixes: (problem) => [writeTable(problem)],
};

/** Rewrites a list of uniform objects as a table, with the texts of keys and values as they stand. */
function writeTable({ tree, line, lspLine }: Problem): Fix | undefined {
	const { lines, scopes } = tree;
	const list = lines.top[line]!;
	const width = scopes.plainFields[list]! / scopes.count[list]!;
	const { header, text } = readParts(tree, line);
	const delimiter = delimiterText(header!.delimiter);

	const names: string[] = [];
	const rows: string[][] = [];
	let last = line;
	for (const field of tree.contentAfter(line)) {
		if (lines.depth[field]! <= scopes.openDepth[list]!) break;
		last = field;
		const parts = readParts(tree, field);
		// Broken lines in between: there is nothing to rewrite before they are mended.
		if (parts.key === undefined || parts.values[0] === undefined) return undefined;
		const name = parts.text.slice(...parts.key);
		if (names.length < width) names.push(name);
		if (rows.length === 0 || rows[rows.length - 1]!.length === width) rows.push([]);
		const row = rows[rows.length - 1]!;
		const key = readKey(name, 0, name.length);
		const at = names.findIndex((other) => readKey(other, 0, other.length) === key);
		row[at < 0 ? row.length : at] = cellText(parts.text.slice(...parts.values[0]), delimiter);
	}

	const indent = " ".repeat((scopes.openDepth[list]! + 1) * tree.indentSize);
	const head = `${text.slice(0, header!.bracketEnd + 1)}{${names.map(fieldName).join(delimiter)}}:`;
	const newText = [head, ...rows.map((row) => indent + row.join(delimiter))].join("\n");
	const range = { start: { line: lspLine, character: 0 }, end: rangeOf(tree, last, 0, lines.length[last]!).end };
	return { title: "Write the list as a table", edits: [{ range, newText }], preferred: true };
}

/** A value as a cell: quoted if the delimiter is in it. */
const cellText = (source: string, delimiter: string): string =>
	source.startsWith('"') || !source.includes(delimiter) ? source : quote(source);

/** A key as a field name: quoted if it has characters that mean something in a field list. */
const fieldName = (source: string): string =>
	source.startsWith('"') || !/[{}|,\t:]/.test(source) ? source : quote(source);
