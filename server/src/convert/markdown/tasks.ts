/** Tables of tasks as task lists, while every row has a title and a known status. */
import type { RowReader, TableHeader } from "../../language";
import { boundedNames, cellText } from "../columns";
import { type TaskColumns, type TaskStates, taskStates } from "../taskList";
import type { StatusWords } from "../types";
import type { Block } from "./blocks";
import type { Escaper } from "./escape";
import { TableLines } from "./table";

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
