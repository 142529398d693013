/** `indent-size`: a document that is not indented by two spaces a level, which decoders need to be told (§12). */

import { DEFAULT_INDENT_SIZE } from "../text/indentation";
import { COMMENT } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix, TextEdit } from "../types";
import type { ProblemKind } from "./problem";

export const indentSize: ProblemKind<"indent-size"> = {
	severity: "information",
	reportedByDefault: true,

	inDocument(tree) {
		const line = tree.indentSize === DEFAULT_INDENT_SIZE ? 0 : firstIndented(tree);
		if (line === 0) return undefined;
		const { indentStart, indentEnd } = readParts(tree, line);
		return { line, finding: { code: "indent-size", start: indentStart, end: indentEnd, detail: undefined } };
	},

	message: ({ tree }) =>
		`This document is indented by ${tree.indentSize} spaces a level. TOON's size is ${DEFAULT_INDENT_SIZE}, which other decoders expect unless they are told: set their indent option to ${tree.indentSize}, or indent the file by ${DEFAULT_INDENT_SIZE}.`,

	fixes: ({ tree }) => [reindent(tree)],
};

/** The first content line with an indentation, or 0. */
function firstIndented({ lines, order }: Tree): number {
	for (const { handles, count } of order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if (lines.scope[line] !== 0 && lines.depth[line]! > 0) return line;
		}
	}
	return 0;
}

/** Two spaces for each level, with the spaces beyond whole levels as they are; comments move along. */
function reindent(tree: Tree): Fix {
	const edits: TextEdit[] = [];
	for (const { handles, count } of tree.order.chunks) {
		for (let i = 0; i < count; i++) {
			const line = handles[i]!;
			if (!tree.isContent(line) && tree.kindOf(line) !== COMMENT) continue;
			const { text, indentStart, indentEnd } = readParts(tree, line);
			const spaces = /^ */.exec(text.slice(indentStart, indentEnd))![0].length;
			const levels = Math.floor(spaces / tree.indentSize);
			if (levels === 0) continue;
			const range = rangeIn(tree, line, lspLineOf(tree, line), indentStart, indentStart + levels * tree.indentSize);
			edits.push({ range, newText: " ".repeat(levels * DEFAULT_INDENT_SIZE) });
		}
	}
	return { title: `Indent the file by ${DEFAULT_INDENT_SIZE} spaces a level`, edits, preferred: true };
}
