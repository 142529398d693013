/** Marks a task as done or open: finds its row again, and writes the status word that the file uses. */
import type { TaskStates } from "../../convert";
import type { SyntaxToken, ToonDocument } from "../../language";
import type { Model } from "./model";
import type { Slices } from "./slices";
import type { TableRows } from "./tableRows";
import type { PreviewTasks, TickAnswer, TickQuestion } from "./types";
import { cellValue, shownCells } from "./values";

const CHANGED = "The document has changed meanwhile";

/** Words for done and for open that belong together. */
const PAIRS = [
	["true", "false"],
	["yes", "no"],
	["closed", "open"],
	["resolved", "open"],
	["completed", "pending"],
	["complete", "incomplete"],
	["finished", "started"],
	["done", "todo"],
] as const;

/** Words for work that has begun: a task that is opened again is not yet there, where the file has another word. */
const BEGUN: ReadonlySet<string> = new Set([
	"in progress",
	"in-progress",
	"in_progress",
	"active",
	"blocked",
	"started",
]);

/**
 * The edit that makes a row done, or open again.
 * @throws Abandoned
 */
export async function tick(
	document: ToonDocument,
	model: Model,
	question: TickQuestion,
	slices: Slices,
): Promise<TickAnswer> {
	const index = model.blocks.findIndex(({ kind, anchor }) => kind === "table" && anchor === question.anchor);
	const table = model.tables.get(index);
	const tasks = table?.content.tasks;
	if (table === undefined || tasks === undefined || model.states === undefined) {
		return { refused: `${CHANGED}: its tasks are no list of tasks any more. Nothing was written.` };
	}
	const isPresent = question.revision === model.revision && table.holds(question.line);
	const place = isPresent ? { line: question.line } : await findRow(table, question, slices);
	if ("refused" in place) return place;
	const cell = statusCell(document, place.line, tasks, table);
	if (cell === undefined)
		return { refused: "The row has no cell for its status: mend the row first. Nothing was written." };
	const word = await statusWord(table, model.states, tasks, question.done, cell.text, slices);
	return { edit: { range: cell.range, newText: word } };
}

/** The row with the cells that were shown, wherever it is now. */
async function findRow(
	table: TableRows,
	{ cells }: TickQuestion,
	slices: Slices,
): Promise<{ readonly line: number } | { readonly refused: string }> {
	const wanted = JSON.stringify(cells);
	const found: number[] = [];
	await table.readAll(slices, (row) => {
		if (JSON.stringify(shownCells(row, cells.length)) === wanted) found.push(row.line);
	});
	const [line] = found;
	if (line === undefined) return { refused: `${CHANGED}, and the task with it. Nothing was written.` };
	if (found.length === 1) return { line };
	return { refused: `${CHANGED}, and several rows are the same as this task. Nothing was written: try again.` };
}

/** Where the status of a row stands in the text. */
function statusCell(
	document: ToonDocument,
	line: number,
	{ status }: PreviewTasks,
	{ content }: TableRows,
): (Pick<SyntaxToken, "range"> & { readonly text: string }) | undefined {
	const { tokens, text } = document.line(line);
	const column = status - (content.header.keyed ? 1 : 0);
	const own = tokens.filter(({ cell, type }) => cell === column && type !== "key" && type !== "whitespace");
	const [first, last] = [own[0], own.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	const range = { start: first.range.start, end: last.range.end };
	return { range, text: text.slice(first.start, last.end) };
}

/**
 * The word as the table writes it: the one that most of its rows have; else the counterpart of the present word, or the
 * first of the setting.
 */
async function statusWord(
	table: TableRows,
	states: TaskStates,
	{ status }: PreviewTasks,
	done: boolean,
	present: string,
	slices: Slices,
): Promise<string> {
	const used = new Map<string, { readonly begun: boolean; count: number }>();
	const column = status - (table.content.header.keyed ? 1 : 0);
	await table.readAll(slices, (row) => {
		const word = cellValue(row, status).toLowerCase();
		if (states.done.get(word) !== done) return;
		const text = row.text(column);
		const known = used.get(text);
		if (known) known.count++;
		else used.set(text, { begun: BEGUN.has(word), count: 1 });
	});
	const [best] = [...used].sort(([, a], [, b]) => Number(a.begun) - Number(b.begun) || b.count - a.count);
	return best?.[0] ?? counterpart(present, states, done);
}

function counterpart(present: string, states: TaskStates, done: boolean): string {
	const own = present.replaceAll('"', "");
	const isKnown = (word: string): boolean => states.done.get(word) === done;
	const pair = PAIRS.find((words) => words[done ? 1 : 0] === own.toLowerCase())?.[done ? 0 : 1];
	const word = pair !== undefined && isKnown(pair) ? pair : [...states.done.keys()].find(isKnown);
	if (word === undefined) return present;
	const spelled = sameCase(word, own);
	return present.startsWith('"') ? `"${spelled}"` : spelled;
}

/** `Done` beside `Open`, `DONE` beside `OPEN`. */
function sameCase(word: string, model: string): string {
	if (model === model.toLowerCase()) return word;
	if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
	return word.charAt(0).toUpperCase() + word.slice(1);
}
