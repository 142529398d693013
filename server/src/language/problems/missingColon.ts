/** `missing-colon`: a line that is neither a field nor the start of a block (§5, §8). */

import { CONFLICT_MARKER } from "../text/scan";
import { OBJECT } from "../tree/kinds";
import { readParts } from "../tree/parts";
import { rangeOf } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { expectedIndent, indentBlock } from "./depths";
import { removeLine, replace } from "./edits";
import { maskNames } from "./fieldLists";
import { strayItem } from "./keylessHeader";
import type { Problem, ProblemKind } from "./problem";
import { brokenHeaderAbove, isStray } from "./strays";
import { plural, shown } from "./words";

const LONE_BRACKET = /^[{}[\]],?$/;
const ITEM = /^- |^-$/;

export const missingColon: ProblemKind<"missing-colon"> = {
	severity: "error",

	message({ tree, line, detail }) {
		const content = contentOf(tree, line);
		if (CONFLICT_MARKER.test(content)) {
			return "This is a conflict marker, which git writes where two changes of a file disagree. Keep one of the two sides and remove the markers.";
		}
		if (content.startsWith("//")) return "A comment starts with # in TOON, not with //.";
		if (LONE_BRACKET.test(content)) {
			return "A brace or bracket alone is JSON. TOON shows nesting by indentation: remove it.";
		}
		if (detail === "header")
			return "The header does not end with a colon, so nothing tells it from a text. Write key[N]: or key[N]{fields}:.";
		if (detail === "entry") {
			return "This entry row has no colon. Write its key, a colon, and its cells: key: cell,cell.";
		}
		if (ITEM.test(content)) return strayItem(tree, line);
		if (brokenHeaderAbove(tree, line) !== 0) {
			return "This line would be a row, were the line above a header: it lacks the opening bracket or all of its length. Write key[N]{fields}: there.";
		}
		if (isStray(tree, line)) {
			return `This looks like a row of the table above, whose rows are indented by ${plural(expectedIndent(tree, line), "space")}. Indent it so, or write key: value.`;
		}
		return `"${shown(content)}" has no colon, so it is neither a field nor the start of a block. Write key: value.`;
	},

	fixes(problem) {
		const { tree, line, detail } = problem;
		if (isStray(tree, line)) return [indentBlock(problem, false)];
		const { contentStart, contentEnd } = readParts(tree, line);
		const content = contentOf(tree, line);
		if (CONFLICT_MARKER.test(content)) return [removeLine(problem, "Remove the conflict marker", false)];
		if (content.startsWith("//")) {
			return [replace(problem, "Make it a comment", contentStart, contentStart + 2, "#", true)];
		}
		if (LONE_BRACKET.test(content)) return [removeLine(problem, "Remove the line", true)];
		if (ITEM.test(content)) return [declareList(problem)];
		const above = brokenHeaderAbove(tree, line);
		if (above !== 0) return [openBracket(tree, above)];
		// A header that ends within its field list.
		const fields = /^[^{}"]*\]\{[^{}]*?(?=[,|\t]?$)/.exec(content)?.[0].length;
		if (fields !== undefined) {
			return [replace(problem, "Close the field list", contentStart + fields, contentEnd, "}:", true)];
		}
		// Behind the bracket segment and field list of a header, or behind a first word.
		const head = /^\S*?\[[^\]]*\](?:\{.*\})?(?= )|^[\w.-]+(?= +\S)/.exec(content)?.[0];
		if (head !== undefined && detail !== "header") {
			const at = contentStart + head.length;
			return [replace(problem, "Add the colon", at, at, ":", true)];
		}
		return [replace(problem, "Add a colon", contentEnd, contentEnd, ":", true)];
	},
};

function contentOf(tree: Tree, line: number): string {
	const { text, contentStart, contentEnd } = readParts(tree, line);
	return text.slice(contentStart, contentEnd);
}

/** Puts the bracket before the length of a header that has lost it, `users2]{a,b}:`, or all of it: `users{a,b}:`. */
function openBracket(tree: Tree, header: number): Fix | undefined {
	const text = tree.lines.textOf(header);
	const lost = /^([^\d[\]]*)\d+:?[|\t]?\]/.exec(text)?.[1]?.length;
	if (lost !== undefined) {
		const edits = [{ range: rangeOf(tree, header, lost, lost), newText: "[" }];
		return { title: "Add the opening bracket", edits, preferred: true };
	}
	const brace = /^\s*(?:"(?:[^"\\]|\\.)*"|[^"{[\]]*)(?=\{)/.exec(text)?.[0].length;
	if (brace === undefined || text.slice(0, brace).trim() === "") return undefined;
	const rows = contentBelow(tree, header);
	const mark = /[|\t]/.exec(maskNames(text.slice(brace))[0])?.[0] ?? "";
	const segment = `[${rows.length}${mark}]`;
	const edits = [{ range: rangeOf(tree, header, brace, brace), newText: segment }];
	return { title: `Declare a table of ${plural(rows.length, "row")}`, edits, preferred: true };
}

/** Makes the key above a header of a list with as many items as stand below it. */
function declareList({ tree, line }: Problem): Fix | undefined {
	const { lines } = tree;
	const above = tree.contentBefore(line);
	if (above === 0 || tree.kindOf(above) !== OBJECT) return undefined;
	let items = 1;
	for (const other of tree.contentAfter(line)) {
		if (lines.depth[other]! < lines.depth[line]!) break;
		if (lines.depth[other] === lines.depth[line] && /^\s*-(?: |$)/.test(lines.textOf(other))) items++;
	}
	const { colon } = readParts(tree, above);
	const edits = [{ range: rangeOf(tree, above, colon, colon), newText: `[${items}]` }];
	return { title: `Declare a list of ${items}`, edits, preferred: true };
}
