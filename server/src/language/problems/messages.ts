/** What a diagnostic says: what is wrong, why, and what to do. One function for each code. */

import { endsLikeHeader } from "../recovery/looks";
import { canonicalNumber } from "../text/numbers";
import { CONFLICT_MARKER } from "../text/scan";
import { delimiterText, readTableHeader } from "../tree/fields";
import {
	ENTRY_ROW,
	ERROR,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYLESS,
	LIST_SCOPE,
	OBJECT_SCOPE,
	OPENS_SCOPE,
	RESUMED,
	SHALLOW,
	STRAY,
} from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { DiagnosticCode, Related } from "../types";
import type { Problem } from "./list";

const LONGEST_QUOTE = 40;

/** Source text for a message: short, and with its tabs visible. */
export function shown(text: string): string {
	const visible = text.replaceAll("\t", "\\t");
	return visible.length > LONGEST_QUOTE ? `${visible.slice(0, LONGEST_QUOTE - 1)}…` : visible;
}

const plural = (count: number, noun: string): string =>
	`${count} ${count === 1 ? noun : noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

const nameOf = (delimiter: string): string => (delimiter === "\t" ? "tab" : delimiter === "|" ? "pipe" : "comma");

export const sourceOf = ({ tree, line, start, end }: Problem): string => tree.lines.textOf(line).slice(start, end);

type MessageOf = (problem: Problem) => string;

const MESSAGES: Readonly<Record<DiagnosticCode, MessageOf>> = {
	"array-length": arrayLength,
	"entry-count": entryCount,
	"row-width": rowWidth,
	"missing-colon": missingColon,
	"invalid-escape": (problem) => {
		const source = sourceOf(problem);
		if (/^\\u[dD][89a-fA-F]/.test(source) && source.length === 6) {
			return `${source} is half of a surrogate pair, which TOON does not allow as an escape. Write the character itself.`;
		}
		return `${shown(source)} is no escape: TOON has only \\\\ \\" \\n \\r \\t and \\uXXXX. For a backslash write \\\\.`;
	},
	"unterminated-string": () =>
		'This string has no closing quote on its line. Add " at its end; a line break inside is written \\n, a quote \\".',
	"text-after-quote": (problem) =>
		`"${shown(sourceOf(problem).trim())}" follows the closing quote, where only a delimiter or the end of the line may. Put it inside the quotes, or write quotes inside a string as \\".`,
	"delimiter-mismatch": (problem) =>
		`The field list is separated by ${nameOf(sourceOf(problem))}, but its bracket segment declares ${nameOf(declaredDelimiter(problem))}. Use the same delimiter in both: [N|]{a|b}, or [N]{a,b}.`,
	"malformed-bracket": malformedBracket,
	"malformed-field-list": (problem) => {
		if (problem.note === "unclosed")
			return "The field list has no closing brace. Write {field,field}: at the end of the header.";
		if (problem.note === "empty-name")
			return 'A field name is missing here. Remove the surplus delimiter, or write "" for an empty name.';
		return "The field list is malformed here. Write it as {id,name,address{city,zip}}: names, delimiters, and groups directly behind their name.";
	},
	"duplicate-field": (problem) =>
		`The field ${shown(sourceOf(problem))} stands twice in this field list, so one cell of each row would be lost. Rename or remove one.`,
	"keyed-without-fields": (problem) =>
		`${sourceOf(problem)} declares entries with keys, which need a field list: write key[N:]{field,field}:. For a plain array write [N] without the colon.`,
	"keyless-header": (problem) =>
		problem.note === "item"
			? strayItem(problem)
			: problem.note === "in-item"
				? "A table as a list item needs a key: write - key[N]{…}:. Without a key only a list or an inline array may stand here."
				: "An array header without a key may stand only at the start of the document or behind a list marker. Put a key before the bracket.",
	"text-after-header": textAfterHeader,
	"space-before-bracket": () => "A space stands between the key and its bracket segment. Remove it: key[N].",
	"indent-not-multiple": ({ tree, line, start, end }) =>
		`The indentation is ${plural(end - start, "space")}, which is no multiple of ${tree.indentSize}. Indent by ${tree.lines.depth[line]! * tree.indentSize} here; rows and items stand one level below their header.`,
	"tab-indent": ({ tree }) => `Tabs cannot indent in TOON. Use ${tree.indentSize} spaces for each level.`,
	"blank-line-in-array": () =>
		"A blank line stands between the lines of an array, where it could end it. Remove it, or put # on it to keep the space.",
	"depth-jump": ({ tree, line }) =>
		`This line is indented by more than one level below the line that opens its block. Indent it by ${expectedIndent({ tree, line })} spaces.`,
	"over-indented": overIndented,
	"trailing-content": () =>
		"The document is complete before this line: an array at the root is the whole document. Give the array a key, or remove what follows.",
	"scalar-line": (problem) => {
		if (/^[[{]/.test(sourceOf(problem))) {
			return JSON_MESSAGE;
		}
		return `"${shown(sourceOf(problem))}" has no colon, so it is a value that stands alone, and more lines follow. Write key: value.`;
	},
	"duplicate-key": (problem) =>
		`The key “${shown(sourceOf(problem))}” stands twice in the same object. Rename or remove one; with strict mode off the last one would count.`,
	"not-utf8": () => "The file is not valid UTF-8, the only encoding of TOON. Save it as UTF-8.",
	"trailing-space": () => "Spaces at the end of a line mean nothing in TOON.",
	"needless-quotes": (problem) => `${shown(sourceOf(problem))} needs no quotes here.`,
	"non-canonical-number": (problem) =>
		`${shown(sourceOf(problem))} is the number ${canonicalNumber(sourceOf(problem)) ?? ""}; the encoder writes it so.`,
	"list-could-be-table": ({ tree, line }) => {
		const scope = tree.lines.top[line]!;
		const count = tree.scopes.count[scope]!;
		return `All ${count} items have the same fields with primitive values: a table (key[${count}]{…}:) would say them once.`;
	},
	"legacy-empty-array": () => "An empty array is written key: [] since TOON 4; [0]: is read, but no longer written.",
	"final-newline": () => "The file does not end with a line end.",
};

const JSON_MESSAGE =
	"This looks like JSON, which TOON does not read. Save it as .json and run “TOON: Convert JSON to TOON”, or paste it as TOON.";

export const makeMessage = (problem: Problem): string => MESSAGES[problem.code](problem);

function arrayLength({ tree, line, start }: Problem): string {
	const { header } = readParts(tree, line);
	const kind = tree.kindOf(line);
	const opens = ((OPENS_SCOPE >> kind) & 1) === 1;
	const scope = tree.lines.top[line]!;
	const declared = header!.declared;
	const count = opens ? tree.scopes.count[scope]! : tree.lines.cells[line]!;
	const noun = !opens ? "value" : header!.fieldsStart >= 0 ? "row" : "item";
	if (shallowContent(tree, line).length > 0) return contentIsShallow(tree, scope, noun);
	const follow = count === 1 ? "follows" : "follow";
	const bracket = tree.lines.textOf(line).slice(start, header!.bracketEnd + 1);
	return `The header declares ${plural(declared, noun)}, but ${plural(count, noun)} ${follow}. Change ${shown(bracket)} to [${count}${bracket.slice(bracket.search(/[^[\d]/))}, or add or remove ${noun}s.`;
}

function entryCount({ tree, line }: Problem): string {
	const scope = tree.lines.top[line]!;
	if (shallowContent(tree, line).length > 0) return contentIsShallow(tree, scope, "entry row");
	const declared = tree.scopes.declared[scope]!;
	const count = tree.scopes.count[scope]!;
	return `The header declares ${plural(declared, "entry")}, but ${plural(count, "entry row")} ${count === 1 ? "follows" : "follow"}. Change [${declared}:] to [${count}:], or add or remove entry rows.`;
}

function contentIsShallow(tree: Tree, scope: number, noun: string): string {
	const declared = plural(tree.scopes.declared[scope]!, noun);
	const indent = plural((tree.scopes.openDepth[scope]! + 1) * tree.indentSize, "space");
	return `The header declares ${declared}, but the ${noun}s behind it do not stand below it. Indent them by ${indent}.`;
}

/** The lines behind a header that are its rows or items, and what hangs below these, although they stand too shallow. */
export function shallowContent(tree: Tree, header: number): readonly number[] {
	const { lines } = tree;
	const found: number[] = [];
	let depth = -1;
	for (const line of tree.contentAfter(header)) {
		const isShallow = (lines.flags[line]! & SHALLOW) !== 0;
		if (depth < 0) depth = lines.depth[line]!;
		if (!isShallow && (lines.depth[line]! <= depth || lines.scope[line] === lines.top[header])) break;
		found.push(line);
	}
	return found;
}

/** The first row of a table that is a misfit: all others have as many cells. */
function firstRow(tree: Tree, header: number): number {
	for (const line of tree.contentAfter(header)) if (tree.lines.scope[line] === tree.lines.top[header]) return line;
	return 0;
}

/** The delimiter that all rows of a misfit use, where it is another than the header declares. */
export function rowsDelimiter(tree: Tree, header: number): string | undefined {
	const wanted = tree.scopes.leaves[tree.lines.top[header]!]!;
	return otherDelimiter(readParts(tree, firstRow(tree, header)), wanted);
}

function misfit({ tree, line }: Problem): string {
	const scope = tree.lines.top[line]!;
	const rows = tree.scopes.count[scope]!;
	const other = rowsDelimiter(tree, line);
	if (other !== undefined) {
		const own = nameOf(delimiterText(tree.scopes.delimiter[scope]!));
		return `All ${rows} rows are separated by ${nameOf(other)}, but the header declares ${own}. Write [N${other === "," ? "" : other}]{…} with the same delimiter between the fields.`;
	}
	const fields = plural(tree.scopes.leaves[scope]!, "field");
	const cells = plural(tree.lines.cells[firstRow(tree, line)]!, "cell");
	return `The header has ${fields}, but each of the ${rows} rows has ${cells}. Add or remove fields here, or cells there.`;
}

function rowWidth(problem: Problem): string {
	const { tree, line } = problem;
	if ((OPENS_SCOPE >> tree.kindOf(line)) & 1) return misfit(problem);
	const parts = readParts(tree, line);
	const scope = tree.lines.scope[line]!;
	const wanted = tree.scopes.leaves[scope]!;
	const cells = tree.lines.cells[line]!;
	const kind = parts.kind === ENTRY_ROW ? "entry row" : "row";
	const delimiter = nameOf(delimiterText(parts.delimiter));
	if (cells < wanted) {
		const other = otherDelimiter(parts, wanted);
		if (other !== undefined) {
			return `The ${kind} is separated by ${nameOf(other)}, but its header declares ${delimiter}. Use ${delimiter} here, or [N${other === "," ? "" : other}] in the header.`;
		}
		const names = readTableHeader(tree, scope)
			.leaves.slice(cells, cells + 4)
			.map((path) => path.join("."));
		return `The ${kind} has ${plural(cells, "cell")}, but the header has ${plural(wanted, "field")}: ${shown(names.join(", "))} ${names.length === 1 ? "is" : "are"} missing. Add the missing ${cells + 1 === wanted ? "cell" : "cells"}; an empty string is "" or nothing between delimiters.`;
	}
	return `The ${kind} has ${plural(cells, "cell")}, but the header has ${plural(wanted, "field")}. Remove what is too much, or quote a value that contains a ${delimiter}.`;
}

/** Another delimiter by which the row would have the right number of cells. */
export function otherDelimiter(parts: LineParts, wanted: number): string | undefined {
	// Without any delimiter there is one cell.
	if (wanted < 2) return undefined;
	const own = delimiterText(parts.delimiter);
	const from = parts.values[0]?.[0] ?? parts.contentStart;
	const source = parts.text.slice(from, parts.contentEnd).replace(/"(?:[^"\\]|\\.)*"/g, "");
	return [",", "\t", "|"].find((delimiter) => delimiter !== own && source.split(delimiter).length === wanted);
}

function missingColon({ tree, line, note }: Problem): string {
	const { text, contentStart, contentEnd } = readParts(tree, line);
	const content = text.slice(contentStart, contentEnd);
	if (CONFLICT_MARKER.test(content)) {
		return "This is a merge conflict marker. Resolve the conflict and remove the markers.";
	}
	if (content.startsWith("//")) return "A comment starts with # in TOON, not with //.";
	if (/^[{}[\]],?$/.test(content))
		return "A brace or bracket alone is JSON. TOON shows nesting by indentation: remove it.";
	if (note === "header") return "The header does not end with a colon. Write key[N]: or key[N]{fields}:.";
	if (note === "entry") return "This entry row has no colon. Write its key, a colon, and its cells: key: cell,cell.";
	if (/^- |^-$/.test(content)) return strayItem({ tree, line });
	if (brokenHeaderAbove(tree, line) !== 0) {
		return "This line would be a row, were the line above a header: it lacks the opening bracket. Write key[N]{fields}: there.";
	}
	if (isStray(tree, line)) {
		return `This looks like a row of the table above, whose rows are indented by ${plural(expectedIndent({ tree, line }), "space")}. Indent it so, or write key: value.`;
	}
	return `"${shown(content)}" has no colon, so it is neither a field nor the start of a block. Write key: value.`;
}

/** Whether the line is a broken field that was perhaps meant as a row or item of an array that it does not stand in. */
export const isStray = (tree: Tree, line: number): boolean => (tree.lines.flags[line]! & STRAY) !== 0;

/** The key above a block's first line, where it ends like a header and so is one that has lost its bracket; or 0. */
export function brokenHeaderAbove(tree: Tree, line: number): number {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	const opener = scopes.opener[scope]!;
	const isFirst = scopes.kind[scope] === OBJECT_SCOPE && tree.contentBefore(line) === opener;
	return isFirst && endsLikeHeader(lines.textOf(opener)) ? opener : 0;
}

function strayItem(problem: Pick<Problem, "tree" | "line">): string {
	if (!isStray(problem.tree, problem.line)) {
		return "A list item stands here without an array header. Write key[N]: above the items, with N their number.";
	}
	return `This list item does not stand beside the items of its list, which are indented by ${plural(expectedIndent(problem), "space")}. Indent it so.`;
}

function malformedBracket(problem: Problem): string {
	const source = sourceOf(problem);
	switch (problem.note) {
		case "json":
			return JSON_MESSAGE;
		case "unclosed":
			return "The bracket segment has no closing bracket. Write key[N]:.";
		case "legacy-length":
			return `${shown(source)} is the form of an early TOON. Write the number alone: ${shown(source.replace("#", ""))}.`;
		case "leading-zero":
			return `The length in ${shown(source)} has a leading zero. Write ${shown(source.replace(/0+(?=\d)/, ""))}.`;
		default:
			return `${shown(source)} is no bracket segment: between the brackets stands the number of items, and perhaps a colon (keyed) and a delimiter mark: [3], [3|], [3:]. Quote a key that contains brackets.`;
	}
}

function textAfterHeader(problem: Problem): string {
	const { tree, line } = problem;
	const source = sourceOf(problem);
	const text = tree.lines.textOf(line);
	if (/^\s*(?:\/\/|#)/.test(source)) {
		return "A comment needs a line of its own in TOON: there are no comments behind content. Move it above, or remove it.";
	}
	if (source.trim() === "") return "A space stands inside the header. Remove it: key[N]{fields}:.";
	if (text.slice(0, problem.start).trimEnd().endsWith(":")) {
		return `A header with a field list has nothing behind its colon: rows stand on the lines below. Move "${shown(source)}" to a line of its own.`;
	}
	return `"${shown(source)}" stands between the parts of the header. Remove it: key[N]{fields}: has nothing in between.`;
}

/** Spaces that a line whose depth is wrong should have. */
export function expectedIndent({ tree, line }: Pick<Problem, "tree" | "line">): number {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	if (scope === tree.root) return 0;
	const { opener } = scopes;
	if (lines.flags[line]! & RESUMED) {
		// It should stand beside the line above, which closed the block that it now seems to be in.
		const above = tree.contentBefore(line);
		return scopes.expectedDepth(lines.scope[above]!) * tree.indentSize;
	}
	const kind = scopes.kind[scope]!;
	// What is no row or item belongs beside the header.
	if (tree.kindOf(line) === ERROR && kind >= LIST_SCOPE && kind <= KEYED_SCOPE && !isStray(tree, line)) {
		return Math.max(0, scopes.openDepth[scope]!) * tree.indentSize;
	}
	const header = opener[scope]!;
	if (kind === ITEM_SCOPE || tree.contentAfter(header).next().value !== line)
		return scopes.expectedDepth(scope) * tree.indentSize;
	const itemLevel = (lines.kind[header]! & (ITEM | KEYLESS)) === ITEM ? 1 : 0;
	return (lines.depth[header]! + itemLevel + 1) * tree.indentSize;
}

function overIndented(problem: Problem): string {
	const { tree, line, note } = problem;
	switch (note) {
		case "colon-in-row":
			return `A colon stands before the first delimiter, so this line is a field and ends the table's rows. If it is a row, quote the cell that has the colon: "${shown(sourceOf(problem))}".`;
		case "key":
			return "This line is a field, but it stands at the depth of the rows or items of an array. Indent it as the header of that array, or write it as one of them.";
		case "keyed":
			return "This row starts with a key, as those of a keyed table do. Write a colon behind the number in the header's bracket, [N:], or remove the keys.";
		case "not-an-item":
			return "Every line at this depth of a list is an item and starts with a hyphen and a space. Put - before it, or indent it as the header of the list.";
		default: {
			const expected = expectedIndent({ tree, line });
			const mend = expected === 0 ? "Remove the indentation" : `Indent it by ${plural(expected, "space")}`;
			return `This line is indented deeper than its block, and the line above opens none. ${mend}, or end the line above with a colon.`;
		}
	}
}

function declaredDelimiter({ tree, line }: Problem): string {
	const text = tree.lines.textOf(line);
	const mark = text.charAt(text.indexOf("]") - 1);
	return mark === "\t" || mark === "|" ? mark : ",";
}

/** The other places that matter to a problem. */
export function makeRelated({ tree, line, code }: Problem): readonly Related[] {
	const { lines, scopes } = tree;
	switch (code) {
		case "duplicate-key": {
			const first = tree.keys.firstOf(tree.keyScopeOf(line), line);
			const [start, end] = tree.keyRange(first, lines.textOf(first));
			return [
				{ range: rangeIn(tree, first, lspLineOf(tree, first), start, end), message: "The key stands here first." },
			];
		}
		case "row-width": {
			if ((OPENS_SCOPE >> tree.kindOf(line)) & 1) return [];
			const header = scopes.opener[lines.scope[line]!]!;
			const scan = readParts(tree, header).header!;
			const range = rangeIn(tree, header, lspLineOf(tree, header), scan.fieldsStart, scan.fieldsEnd + 1);
			return [{ range, message: `The header with ${plural(scan.leaves, "field")}.` }];
		}
		case "over-indented":
		case "depth-jump":
		case "blank-line-in-array":
		case "indent-not-multiple": {
			const scope = lines.scope[line]!;
			const opener = scope === 0 ? 0 : scopes.opener[scope]!;
			if (opener === 0 || opener === line || scope === tree.root) return [];
			const parts = readParts(tree, opener);
			const range = rangeIn(tree, opener, lspLineOf(tree, opener), parts.contentStart, parts.contentEnd);
			return [{ range, message: "The block that it stands in begins here." }];
		}
		default:
			return [];
	}
}
