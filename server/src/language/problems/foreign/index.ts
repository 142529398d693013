/** Other notations in a TOON document: what a problem is, where the line and those around it are written in one of them. */

import type { DiagnosticCode } from "../../types";
import { mendedRow } from "../mendCells";
import type { Problem } from "../problem";
import { readAssignment, readSection } from "./assignments";
import { readBareItem, readBareItems, readLoneHyphen } from "./bareItems";
import { readComment, readCountedComments } from "./comments";
import { readFence } from "./fences";
import { readJson } from "./json";
import { readMarkdownTable } from "./markdownTables";
import { readProse } from "./prose";
import type { Reading, Recogniser } from "./reading";
import { SourceLines } from "./sourceLines";
import { readYamlList } from "./yamlLists";

/** Who is asked for which code, in this order. */
const RECOGNISERS: Readonly<Partial<Record<DiagnosticCode, readonly Recogniser[]>>> = {
	"scalar-line": [
		readFence,
		readJson,
		readComment,
		readMarkdownTable,
		readSection,
		readYamlList,
		readAssignment,
		readProse,
	],
	"missing-colon": [
		readFence,
		readJson,
		readComment,
		readMarkdownTable,
		readSection,
		readYamlList,
		readAssignment,
		readBareItem,
		readProse,
	],
	"trailing-content": [readFence, readComment, readProse],
	"keyless-header": [readJson, readYamlList],
	"over-indented": [readComment, readJson, readLoneHyphen, readMarkdownTable, readYamlList, readBareItem],
	"depth-jump": [readLoneHyphen, readYamlList],
	"duplicate-key": [readJson, readYamlList],
	"row-width": [readComment, readMarkdownTable],
	"malformed-bracket": [readJson, readSection],
	"text-after-quote": [readJson],
	"array-length": [readMarkdownTable, readBareItems],
};

/** What the problem is in another notation, or undefined where it is a mistake in TOON. */
export function readForeign(problem: Problem): Reading | undefined {
	const recognisers = RECOGNISERS[problem.code];
	if (recognisers === undefined) return undefined;
	// JSON in the first cell of a row.
	const isCell = problem.code === "over-indented" && problem.detail === "colon-in-row";
	if (isCell && mendedRow(problem.tree, problem.line) !== undefined) return undefined;
	const source = new SourceLines(problem.tree);
	const line = source.numberOf(problem.line);
	if (problem.code === "array-length") {
		const scope = problem.tree.lines.top[problem.line]!;
		const opens = problem.tree.opensScope(problem.line);
		const { count, declared } = problem.tree.scopes;
		const counted = opens ? readCountedComments(source, line, count[scope]! - declared[scope]!) : undefined;
		if (counted !== undefined || !opens) return counted;
	}
	for (const recognise of recognisers) {
		const reading = recognise(source, line);
		if (reading !== undefined) return reading;
	}
	return undefined;
}
