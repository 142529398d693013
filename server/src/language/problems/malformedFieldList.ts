/** `malformed-field-list`: names, delimiters or braces of a field list are missing or misplaced (§6, §9.3). */

import { cut, withoutEdges } from "../text/readings";
import type { Fix } from "../types";
import { contentBelow } from "./below";
import { replace } from "./edits";
import { countLeaves, maskNames, readBrokenHeader, stillFails } from "./fieldLists";
import type { Problem, ProblemKind } from "./problem";
import { freeNames } from "./words";

export const malformedFieldList: ProblemKind<"malformed-field-list"> = {
	severity: "error",

	message({ detail }) {
		switch (detail) {
			case "unclosed":
				return "The field list has no closing brace, so nothing says where it ends. Write {field,field}: at the end of the header.";
			case "empty-name":
				return 'A field name is missing here. Remove the surplus delimiter, or write "" for an empty name.';
			case "brace":
				return "The field list cannot be read here: a brace is too much, or a delimiter or the name of a group is missing. Write names and delimiters, and groups directly behind their name: {id,name,address{city,zip}}.";
		}
	},

	fixes(problem) {
		const mended = problem.detail === "unclosed" ? closeBraces(problem) : mendList(problem);
		return [mended];
	},
};

/** Closes the braces that are open, before the colon of the header. */
function closeBraces(problem: Problem): Fix | undefined {
	const { text, fieldsStart, contentEnd, bracketStart, bracketEnd } = readBrokenHeader(problem);
	const [masked] = maskNames(text.slice(fieldsStart, contentEnd));
	const missing = masked.split("{").length - masked.split("}").length;
	const colon = text.indexOf(":", fieldsStart + text.slice(fieldsStart).search(/[^"{}:]*:|$/));
	const at = colon < 0 ? contentEnd : text.endsWith(":", contentEnd) ? contentEnd - 1 : colon;
	if (missing <= 0) return undefined;
	const fails = stillFails(text.slice(0, at) + "}".repeat(missing) + text.slice(at), bracketStart, problem.code);
	const delimiter = delimiterOf(text, bracketEnd);
	const list = text.slice(fieldsStart + 1, at);
	const width = rowWidth(problem, delimiter);
	const flat = flattened(list, delimiter);
	if (width !== undefined && (fails || countLeaves(list) !== width) && countLeaves(flat) === width) {
		return replace(problem, "Mend the field list", fieldsStart, at, `{${flat}}`, true);
	}
	if (fails) return undefined;
	const title = missing === 1 ? "Add the closing brace" : "Add the closing braces";
	return replace(problem, title, at, at, "}".repeat(missing), true);
}

/** Writes the field list without surplus delimiters and braces, and with the names that its rows show to be missing. */
export function mendList(problem: Problem): Fix | undefined {
	const { text, bracketStart, bracketEnd, fieldsStart, fieldsEnd } = readBrokenHeader(problem);
	if (fieldsEnd < 0) return undefined;
	const delimiter = delimiterOf(text, bracketEnd);
	const list = text.slice(fieldsStart + 1, fieldsEnd);
	const width = rowWidth(problem, delimiter);
	const named = nameColumns(list, delimiter, width);
	const braced = (each: string): string => (each === "" ? "" : `{${each}}`);
	const isMended = (each: string): boolean =>
		(each !== list || each === "") &&
		!stillFails(text.slice(0, fieldsStart) + braced(each) + text.slice(fieldsEnd + 1), bracketStart, problem.code);
	const fits = (each: string): boolean => width === undefined || countLeaves(each) === width;
	const lists = [named, withoutSurplus(list, delimiter), flattened(list, delimiter)].filter(
		(each) => each !== undefined && isMended(each),
	) as readonly string[];
	const mended = lists.find(fits) ?? lists[0];
	if (mended === undefined) return undefined;
	const title =
		mended === "" ? "Leave out the field list" : mended === named ? "Name the fields" : "Mend the field list";
	return replace(problem, title, fieldsStart, fieldsEnd + 1, braced(mended), fits(mended) || mended === "");
}

const delimiterOf = (text: string, bracketEnd: number): string => /[|\t]/.exec(text.charAt(bracketEnd - 1))?.[0] ?? ",";

/** The list with delimiters in place of braces and spaces. */
function flattened(list: string, delimiter: string): string {
	const [masked, unmask] = maskNames(list);
	return withoutSurplus(unmask(masked.replace(/[\s{}]+/g, delimiter)), delimiter);
}

/** Cells of the first row, a delimiter behind the last left out; undefined where no row stands below. */
function rowWidth(problem: Problem, delimiter: string): number | undefined {
	const row = contentBelow(problem.tree, problem.line, 1)[0]?.content;
	if (row === undefined || /^- |^-$/.test(row)) return undefined;
	const { text, bracketStart, bracketEnd } = readBrokenHeader(problem);
	const isKeyed = text.slice(bracketStart, bracketEnd).includes(":");
	const cells = cut(isKeyed ? row.replace(/^[^:]*:/, "") : row, delimiter, true, false);
	return withoutEdges(cells, 1).length;
}

/** The list with names where they are missing, if the rows have a cell for each. */
function nameColumns(list: string, delimiter: string, width: number | undefined): string | undefined {
	if (/[{}]/.test(list) || width === undefined) return undefined;
	if (list.trim() === "") return freeNames("", 0, width).join(delimiter);
	const names = cut(list, delimiter, true, false);
	const isMissing = (name: string): boolean => name.trim() === "";
	if (names.length !== width) return undefined;
	const free = [...freeNames(list, names.findIndex(isMissing), names.filter(isMissing).length)];
	return names.map((name) => (isMissing(name) ? free.shift()! : name)).join(delimiter);
}

function withoutSurplus(list: string, delimiter: string): string {
	const [masked, unmask] = maskNames(list);
	let text = masked.trim();
	// Braces around all: those of a template, `{{id,name}}`.
	while (/^\{[^{}]*\}$/.test(text)) text = text.slice(1, -1).trim();
	for (let before = ""; before !== text; ) {
		before = text;
		text = text
			.replace(/\{\s*\}/g, "")
			.replace(/(^|\{)[\s,|]+/g, "$1")
			.replace(/[\s,|]+(\}|$)/g, "$1")
			.replace(/([,|\t]) *(?:[,|\t] *)+/g, "$1")
			// A space before a group, a group without a name, a name behind a group without a delimiter.
			.replace(/ +\{/g, "{")
			.replace(/(^|[,|\t{])\{/g, "$1group{")
			.replace(/\} *([^\s{},|\t])/g, `}${delimiter}$1`)
			.replace(/\}\{/g, delimiter);
	}
	return unmask(text);
}
