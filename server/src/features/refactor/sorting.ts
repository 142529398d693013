/** Sorting: the keys of an object, the rows of a table by a column. Comments go with what they stand in front of. */
import type { TextEdit, ToonDocument } from "../../language";
import { lastLineOf } from "../blocks";
import { columnOf, membersOf, numberOf } from "../structure";
import { hasErrors } from "./nodes";
import { isRow, readTable, replaceTable, type WrittenLine } from "./tables";

/** A member with the lines in front of it and all its content. */
interface Part {
	readonly key: string;
	readonly lines: readonly string[];
}

const compareText = new Intl.Collator("en", { numeric: true }).compare;

/** The fields of the object in the order of their keys; undefined where they are in order already. */
export function sortKeys(document: ToonDocument, scope: number): TextEdit[] | undefined {
	const { lines } = document;
	const members = [...membersOf(lines, scope)];
	const [first] = members;
	if (first === undefined || members.length < 2) return undefined;
	const last = numberOf(lines, lastLineOf(document, scope));
	const isItem = lines.itemScope(lines.opener(scope)) === scope;
	const start = isItem ? numberOf(lines, first) : startOf(document, scope, first);
	if (hasErrors(document, lines.lspLine(lines.at(start)), lines.lspLine(lines.at(last)))) return undefined;
	const parts: Part[] = [];
	members.forEach((member, index) => {
		const next = members[index + 1];
		const from = index === 0 ? start : asideStart(document, member);
		const to = next === undefined ? last + 1 : asideStart(document, next);
		const texts: string[] = [];
		for (let number = from; number < to; number++) texts.push(lines.text(lines.at(number)));
		parts.push({ key: lines.key(member) ?? "", lines: texts });
	});
	const marker = columnOf(lines.text(first));
	const step = document.options.indentSize;
	if (isItem)
		parts[0] = { ...parts[0]!, lines: [withoutMarker(parts[0]!.lines[0]!, marker, step), ...parts[0]!.lines.slice(1)] };
	const sorted = [...parts].sort((a, b) => compareText(a.key, b.key) || (a.key < b.key ? -1 : 1));
	if (sorted.every((part, index) => part.key === parts[index]!.key)) return undefined;
	const texts = sorted.flatMap((part) => part.lines);
	// The first line of an item carries its marker: comments in front of that field would stand outside of the item.
	if (isItem) {
		const own = texts.findIndex((text) => !isAside(text));
		const [line] = texts.splice(own, 1);
		texts.unshift(`${" ".repeat(marker)}- ${line!.trimStart()}`);
	}
	const range = {
		start: { line: lines.lspLine(lines.at(start)), character: 0 },
		end: document.line(lines.lspLine(lines.at(last))).range.end,
	};
	return [{ range, newText: texts.join(lines.lineEnd(first) || "\n") }];
}

/** Where the lines in front of the first member begin. */
const startOf = (document: ToonDocument, scope: number, first: number): number =>
	scope === document.lines.rootScope ? numberOf(document.lines, first) : asideStart(document, first);

/** Number of the first of the comments that stand directly in front of a line; its own where there is none. */
function asideStart({ lines }: ToonDocument, line: number): number {
	let number = numberOf(lines, line);
	while (number > 0 && lines.kind(lines.at(number - 1)) === "comment") number--;
	return number;
}

const isAside = (text: string): boolean => text.trim() === "" || text.trimStart().startsWith("#");

const withoutMarker = (text: string, column: number, step: number): string =>
	" ".repeat(column + step) + text.slice(column).replace(/^- */, "");

/** The rows of the table in the order of a column; undefined where they are already. */
export function sortRows(
	document: ToonDocument,
	opener: number,
	column: number,
	descending: boolean,
): TextEdit[] | undefined {
	const table = readTable(document, opener);
	if (table === undefined) return undefined;
	const parts: { readonly lines: WrittenLine[]; readonly cell: string }[] = [];
	let waiting: WrittenLine[] = [];
	for (const line of table.lines) {
		waiting.push(line);
		if (!isRow(line)) continue;
		parts.push({ lines: waiting, cell: line.cells[column] ?? "" });
		waiting = [];
	}
	const sign = descending ? -1 : 1;
	const sorted = [...parts].sort((a, b) => compareCells(a.cell, b.cell, sign));
	if (sorted.every((part, index) => part === parts[index])) return undefined;
	const lines = [...sorted.flatMap((part) => part.lines), ...waiting];
	return replaceTable(document, table, { ...table, lines });
}

/** Numbers by their size, in front of texts; nulls and empty cells last in either direction. */
function compareCells(a: string, b: string, sign: number): number {
	const [left, right] = [rank(a), rank(b)];
	if (left.group === 2 || right.group === 2) return left.group - right.group;
	if (left.group !== right.group) return sign * (left.group - right.group);
	return sign * (left.group === 0 ? left.number - right.number : compareText(left.text, right.text));
}

function rank(cell: string): { readonly group: 0 | 1 | 2; readonly number: number; readonly text: string } {
	if (cell === "" || cell === "null" || cell === '""') return { group: 2, number: 0, text: "" };
	const isNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell);
	return { group: isNumber ? 0 : 1, number: isNumber ? Number(cell) : 0, text: cell.replace(/^"|"$/g, "") };
}
