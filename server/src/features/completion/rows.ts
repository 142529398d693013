/** Completion in rows: values of the column, the cells that are missing, whole new rows. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { SyntaxLine, TableHeader, ToonDocument } from "../../language";
import { columnValues, type SeenValue } from "../columns";
import { countAfter } from "../counts";
import { type CellPlace, cellAt, membersOf, rangeOn, tableAt } from "../structure";
import { type CompletionTarget, ITEM_LIMIT, item, literals, place, plainText, sampleValue } from "./items";

/** Values by how often they were seen, and the literals that are not among them. */
export function seenItems(seen: readonly SeenValue[], where: string, target: CompletionTarget): CompletionItem[] {
	const items = seen.map(({ text, count }) =>
		item(
			{
				label: text,
				kind: CompletionItemKind.Value,
				detail: `${count}× ${where}`,
				snippet: plainText(text),
				order: 50_000 - Math.min(count, 49_999),
			},
			target,
		),
	);
	const known = new Set(seen.map(({ text }) => text));
	return [...items, ...literals(target).filter(({ label }) => !known.has(label))];
}

/** In a row, an entry row: what the cell at the cursor may be, and the rest of a row that is too short. */
export function cellItems(
	document: ToonDocument,
	line: SyntaxLine,
	character: number,
	snippets: boolean,
): CompletionItem[] {
	const { lines } = document;
	const { number } = lines.place({ line: line.line, character: 0 });
	const cell = cellAt(line, character);
	const { table } = line;
	if (cell === undefined || table === undefined) return [];
	const target = { range: rangeOn(line.line, cell.start, cell.end), snippets };
	const name = table.leaves[cell.index]?.join(".") ?? `column ${cell.index + 1}`;
	const seen = columnValues(document, lines.scope(lines.at(number)), cell.index, number).top(ITEM_LIMIT);
	// In front of the first delimiter of an entry row stands no value yet: the first needs its space.
	const needsSpace = line.text.charAt(cell.start - 1) === ":";
	const values = seenItems(seen, `in ${name}`, target).map((each) => (needsSpace ? withSpace(each) : each));
	const isLast = cell.index === cell.count - 1 && line.text.slice(Math.max(cell.end, character)).trim() === "";
	if (!isLast) return values;
	return [...values, ...missingCells(table, cell, line, snippets), ...nextRow(document, line, cell, snippets)];
}

/** Behind a row that is complete: the next one. */
function nextRow(document: ToonDocument, line: SyntaxLine, cell: CellPlace, snippets: boolean): CompletionItem[] {
	const { lines } = document;
	if (cell.start === cell.end || cell.count !== line.table?.leaves.length) return [];
	const scope = lines.scope(lines.at(lines.place({ line: line.line, character: 0 }).number));
	const range = rangeOn(line.line, cell.end, cell.end);
	return newRowItems(document, scope, { range, snippets }, `${line.text.slice(cell.start, cell.end)}`);
}

function withSpace(each: CompletionItem): CompletionItem {
	const { textEdit } = each;
	return textEdit === undefined
		? each
		: { ...each, filterText: ` ${each.label}`, textEdit: { ...textEdit, newText: ` ${textEdit.newText}` } };
}

/** The cells behind the last one that is written. */
function missingCells(table: TableHeader, cell: CellPlace, line: SyntaxLine, snippets: boolean): CompletionItem[] {
	const isEmpty = cell.start === cell.end;
	const rest = table.leaves.slice(isEmpty ? cell.index : cell.index + 1);
	if (rest.length === 0 || (isEmpty && rest.length === 1)) return [];
	const written = rest.map((path, index) => place(index + 1, sampleValue(path.at(-1)))).join(table.delimiter);
	const before = isEmpty ? (line.text.charAt(cell.start - 1) === ":" ? " " : "") : table.delimiter;
	return [
		item(
			{
				label: rest.map((path) => path.join(".")).join(", "),
				kind: CompletionItemKind.Snippet,
				detail: rest.length === 1 ? "the missing cell" : `the ${rest.length} missing cells`,
				snippet: before + written,
				filter: line.text.slice(cell.start, cell.end) || " ",
				order: 60_000,
			},
			{ range: rangeOn(line.line, cell.end, cell.end), snippets },
		),
	];
}

/**
 * A new row: all its cells, and the entry key where the table is keyed.
 *
 * @param behind the text in front of the cursor where the row is to stand on a line of its own behind it
 */
export function newRowItems(
	document: ToonDocument,
	scope: number,
	target: CompletionTarget,
	behind?: string,
): CompletionItem[] {
	const { lines } = document;
	const opener = lines.opener(scope);
	const table = tableAt(document, lines.lspLine(opener));
	if (table === undefined) return [];
	const key = table.keyed ? `${place(1, freeKey(document, scope))}: ` : "";
	const first = table.keyed ? 2 : 1;
	const cells = table.leaves.map((path, index) => place(first + index, sampleValue(path.at(-1))));
	const names = table.leaves.map((path) => path.join(".")).join(", ");
	const row = table.keyed ? `key: ${names}` : names;
	const what = behind === undefined ? "a new" : "the next";
	return [
		item(
			{
				label: behind === undefined ? row : `↵ ${row}`,
				kind: CompletionItemKind.Snippet,
				detail: table.keyed ? `${what} entry row` : `${what} row`,
				snippet: (behind === undefined ? "" : "\n") + key + cells.join(table.delimiter),
				...(behind !== undefined && { filter: behind }),
				order: behind === undefined ? 10 : 70_000,
				elsewhere: countAfter(document, opener, 1),
			},
			target,
		),
	];
}

/** An entry key that the table does not have. */
function freeKey(document: ToonDocument, scope: number): string {
	const { lines } = document;
	let number = lines.count(scope) + 1;
	const taken = new Set<string | undefined>();
	for (const line of membersOf(lines, scope)) if (taken.add(lines.key(line)).size > 1000) break;
	while (taken.has(`key${number}`)) number++;
	return `key${number}`;
}
