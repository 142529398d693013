/** Tables of tasks as task lists: a title and a status that is known in every row. */
import type { RowReader, TableHeader } from "../../language";
import { boundedNames } from "../columns";
import type { StatusWords } from "../types";
import type { Block } from "./blocks";
import type { Escaper } from "./escape";
import { cellText, TableLines } from "./table";

/** The words of the setting `toon.markdown.statusWords` unless somebody chose others. */
export const defaultStatusWords: StatusWords = {
	done: ["done", "completed", "complete", "closed", "finished", "resolved", "yes", "true", "x"],
	open: [
		...["open", "todo", "pending", "in progress", "in-progress", "in_progress", "active", "blocked"],
		...["started", "new", "planned", "backlog", "no", "false"],
	],
};

/** What status words say. */
export interface TaskStates {
	/** Words in small letters, and whether they mean done. */
	readonly done: ReadonlyMap<string, boolean>;
	/** Words that the box says as well, so that they are not repeated. */
	readonly plain: readonly string[];
}

export function taskStates(words: StatusWords): TaskStates {
	const lower = (list: readonly string[]): string[] => list.map((word) => word.toLowerCase());
	const [done, open] = [lower(words.done), lower(words.open)];
	return {
		done: new Map([...open.map((word) => [word, false] as const), ...done.map((word) => [word, true] as const)]),
		plain: [...done.slice(0, 1), ...open.slice(0, 1), "true", "false"],
	};
}

/** In the order of preference. A name is no title: a list of users with a status is not a task list. */
const titleColumns = ["title", "task", "todo", "summary", "subject"];
const statusColumns = ["status", "state", "done", "completed", "checked"];

/** Where a table has what a task needs; columns of `columnNames`. */
export interface TaskColumns {
	readonly title: number;
	readonly status: number;
}

/** The columns of a task list, or undefined when the table has not both. */
export function taskColumns(header: TableHeader): TaskColumns | undefined {
	const names = boundedNames(header).map((name) => name.toLowerCase());
	const title = titleColumns.map((name) => names.indexOf(name)).find((index) => index >= 0);
	const status = statusColumns.map((name) => names.indexOf(name)).find((index) => index >= 0);
	return title === undefined || status === undefined ? undefined : { title, status };
}

/** Writes a table both ways while the rows say that it is a task list; the first row that does not decides. */
export class TaskLines {
	readonly #table: TableLines;
	readonly #columns: TaskColumns;
	readonly #labels: readonly string[];
	readonly #keys: 0 | 1;
	readonly #states: TaskStates;
	readonly #escaper: Escaper;
	#lines: string[] | undefined = [];
	readonly #sources: number[] = [];

	constructor(header: TableHeader, line: number, columns: TaskColumns, words: StatusWords, escaper: Escaper) {
		this.#table = new TableLines(header, line, escaper);
		this.#columns = columns;
		this.#labels = boundedNames(header).map((name) => escaper.inline(name));
		this.#keys = header.keyed ? 1 : 0;
		this.#states = taskStates(words);
		this.#escaper = escaper;
	}

	row(row: RowReader): void {
		this.#table.row(row);
		const line = this.#lines === undefined ? undefined : this.#task(row);
		if (line === undefined) this.#lines = undefined;
		else {
			this.#lines!.push(line);
			this.#sources.push(row.line);
		}
	}

	/** The task list, or the table that it turned out to be. */
	finish(): Block {
		if (this.#lines === undefined || this.#lines.length === 0) return this.#table.finish();
		return { kind: "other", lines: this.#lines, sources: this.#sources };
	}

	/** One task; undefined when the status is not known or there is no title. */
	#task(row: RowReader): string | undefined {
		const { title, status } = this.#columns;
		const word = this.#text(row, status).toLowerCase();
		const done = this.#states.done.get(word);
		const name = this.#text(row, title);
		if (done === undefined || name.trim() === "") return undefined;
		const details: string[] = [];
		for (let column = 0; column < this.#labels.length; column++) {
			if (column === title || (column === status && this.#states.plain.includes(word))) continue;
			details.push(`${this.#labels[column]}: ${this.#escaper.inline(this.#text(row, column))}`);
		}
		const suffix = details.length === 0 ? "" : ` (${details.join(", ")})`;
		return `- [${done ? "x" : " "}] ${this.#escaper.inline(name)}${suffix}`;
	}

	#text(row: RowReader, column: number): string {
		return this.#keys === 1 && column === 0 ? row.key! : cellText(row, column - this.#keys);
	}
}
