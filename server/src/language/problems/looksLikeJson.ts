/** `looks-like-json`: JSON on one line, which TOON reads as text, or as a key with a brace in it. */

import { isJsonLike } from "../text/jsonLike";
import { quote, readKey } from "../text/strings";
import { ITEM, LIST } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { editOf, replace } from "./edits";
import { readFlow } from "./foreign/flow";
import { jsonItem, jsonLines } from "./foreign/jsonLines";
import type { JsonNode } from "./foreign/nodeReader";
import { SourceLines } from "./foreign/sourceLines";
import { type Problem, type ProblemKind, sourceOf } from "./problem";
import { shown } from "./words";

type JsonProblem = Problem<"looks-like-json">;

export const looksLikeJson: ProblemKind<"looks-like-json"> = {
	severity: "hint",
	reportedByDefault: true,

	inDocument(tree) {
		if (!tree.isLoneScalar) return undefined;
		const line = tree.scopes.opener[tree.scopes.root]!;
		const { text, contentStart, contentEnd } = readParts(tree, line);
		if (tree.findings.has(line) || !isJsonLike(text.slice(contentStart, contentEnd))) return undefined;
		const finding = { code: "looks-like-json", start: contentStart, end: contentEnd, detail: "document" } as const;
		return { line, finding };
	},

	message(problem) {
		const source = shown(sourceOf(problem));
		switch (problem.detail) {
			case "comma":
				return "A comma ends the line, as in JSON. In TOON it is a part of the value, which so is text: remove it.";
			case "value":
				return `${source} looks like JSON, but is read as text. Write it as TOON, or put it into quotes if the text is meant.`;
			default:
				return `${source} looks like JSON, but TOON reads ${problem.detail === "line" ? "its start as a key" : "it as text"}. Write it as TOON.`;
		}
	},

	fixes(problem) {
		if (problem.detail === "comma") return [replace(problem, "Remove the comma", problem.start, problem.end, "")];
		const node = readFlow(sourceOf(problem));
		const asToon = node && [wholeList(problem), jsonLinesAsArray(problem), write(problem, node)];
		if (problem.detail !== "value") return asToon ?? [];
		const quoted = quote(sourceOf(problem));
		return [...(asToon ?? []), replace(problem, "Put it into quotes", problem.start, problem.end, quoted)];
	},
};

/** The JSON of the problem's line as lines of TOON. */
function write(problem: JsonProblem, node: JsonNode): Fix | undefined {
	const { tree, line } = problem;
	const { text, key, marker, indentStart, indentEnd } = readParts(tree, line);
	const size = tree.indentSize;
	const isField = problem.detail === "value" && key !== undefined;
	const indent = indentEnd - indentStart + (marker >= 0 && isField ? size : 0);
	let lines: readonly string[];
	if (isField) lines = jsonLines(node, readKey(text, ...key), indent, size);
	else if (marker >= 0) lines = jsonItem(node, indent, size);
	else if (problem.detail === "document" || (node.kind === "object" && node.members.length > 0)) {
		lines = jsonLines(node, undefined, indent, size);
	} else return undefined;
	const start = isField ? key[0] : indentEnd;
	const eol = tree.lines.endOf(line) === "\r\n" ? "\r\n" : "\n";
	return {
		title: "Write it as TOON",
		edits: [editOf(problem, start, problem.end, joined(lines, eol))],
		preferred: false,
	};
}

const joined = (lines: readonly string[], eol: string): string => lines.join(eol).trimStart();

/** All items of the list around, if each of them is JSON: as a table where they are alike. */
function wholeList(problem: JsonProblem): Fix | undefined {
	const { tree, line } = problem;
	if ((tree.lines.kind[line]! & ITEM) === 0) return undefined;
	const header = listAbove(tree, line);
	if (header === undefined) return undefined;
	const parts = readParts(tree, header);
	const below = contentBelow(tree, header);
	const items = below.map(({ content }) => (content.startsWith("- ") ? readFlow(content.slice(2).trim()) : undefined));
	if (items.length < 2 || !items.every((item): item is JsonNode => item?.kind === "object")) return undefined;
	const indent = parts.indentEnd - parts.indentStart + (parts.marker >= 0 ? tree.indentSize : 0);
	const key = parts.key && readKey(parts.text, ...parts.key);
	if (parts.marker >= 0 && key === undefined) return undefined;
	const lines = jsonLines({ kind: "array", items }, key, indent, tree.indentSize);
	const last = below.at(-1)!.line;
	const range = {
		start: rangeOf(tree, header, parts.contentStart, parts.contentStart).start,
		end: rangeOf(tree, last, 0, readParts(tree, last).contentEnd).end,
	};
	const eol = tree.lines.endOf(header) === "\r\n" ? "\r\n" : "\n";
	return {
		title: `Write all ${items.length} items as TOON`,
		edits: [{ range, newText: joined(lines, eol) }],
		preferred: false,
	};
}

/** The whole document, if each of its lines is a JSON object: an array of them. */
function jsonLinesAsArray({ tree, detail }: JsonProblem): Fix | undefined {
	if (detail !== "line") return undefined;
	const items: JsonNode[] = [];
	const source = new SourceLines(tree);
	let last = -1;
	for (let line = 0; line < source.count; line++) {
		const content = source.content(line);
		if (content === "") continue;
		const item = content.startsWith("{") ? readFlow(content) : undefined;
		if (item?.kind !== "object") return undefined;
		items.push(item);
		last = line;
	}
	if (items.length < 2) return undefined;
	const lines = jsonLines({ kind: "array", items }, undefined, 0, tree.indentSize);
	return {
		title: `Write all ${items.length} lines as an array`,
		edits: [source.replaceLines(0, last + 1, lines)],
		preferred: false,
	};
}

/** The header of the list that a line is an item of. */
function listAbove(tree: Tree, line: number): number | undefined {
	const { lines, scopes } = tree;
	let scope = lines.scope[line]!;
	while (scope !== 0 && (tree.kindOf(scopes.opener[scope]!) !== LIST || scopes.opener[scope] === line)) {
		scope = scopes.parent[scope]!;
	}
	const header = scope === 0 ? undefined : scopes.opener[scope]!;
	return header === undefined || lines.depth[header]! >= lines.depth[line]! ? undefined : header;
}
