/** Gathers what the preview must know of a table while its rows are visited: lines, kinds of columns, its digest. */
import { columnNames, isNumber, type TaskColumns, type TaskStates, taskColumns } from "../../convert";
import type { RowReader, TableHeader } from "../../language";
import { Digest } from "./hash";
import type { PreviewColumn, PreviewRow, PreviewTasks } from "./types";
import { cellValue, plainText, shownCells } from "./values";

/** Rows that are sent with the block. */
const HEAD_ROWS = 100;
/** Every how many rows the widths of cells are looked at, behind the head. */
const SAMPLE_STEP = 64;
const WIDEST_COLUMN = 60;

const QUOTE = 34;

/** A table as the server keeps it: enough to find its rows again. */
export interface TableContent {
	readonly header: TableHeader;
	readonly columns: readonly PreviewColumn[];
	readonly head: readonly PreviewRow[];
	/** Line of each row, from the first line of the table. */
	readonly lines: Int32Array;
	readonly tasks: PreviewTasks | undefined;
	readonly digest: number;
}

export class TableBuilder {
	readonly #header: TableHeader;
	readonly #line: number;
	readonly #labels: readonly string[];
	/** Undefined where tables of tasks stay tables. */
	readonly #states: TaskStates | undefined;
	readonly #digest = new Digest();
	readonly #head: PreviewRow[] = [];
	readonly #widths: number[];
	/** Columns that have held nothing but numbers, `null` and nothing; and those that have held a number. */
	readonly #numeric: boolean[];
	readonly #numbered: boolean[];
	#tasks: TaskColumns | undefined;
	#done = 0;
	#lines = new Int32Array(64);
	#count = 0;

	/** @param line of the header */
	constructor(header: TableHeader, line: number, states: TaskStates | undefined) {
		this.#header = header;
		this.#line = line;
		this.#labels = columnNames(header);
		this.#states = states;
		this.#tasks = states && taskColumns(header);
		this.#widths = this.#labels.map((label) => label.length);
		this.#numeric = this.#labels.map((_, column) => !(header.keyed && column === 0));
		this.#numbered = this.#labels.map(() => false);
		for (const label of this.#labels) this.#digest.text(label);
	}

	row(row: RowReader): void {
		const { keyed } = this.#header;
		const keys = keyed ? 1 : 0;
		this.#digest.number(row.line - this.#line);
		if (row.key !== undefined) this.#digest.text(row.key);
		const cells = Math.min(row.length, this.#labels.length - keys);
		for (let index = 0; index < cells; index++) this.#cell(row.text(index), index + keys);
		if (this.#tasks) this.#task(row, this.#tasks);
		if (this.#count < HEAD_ROWS) this.#keep(row);
		else if (this.#count % SAMPLE_STEP === 0) this.#measure(row, cells, keys);
		if (this.#count === this.#lines.length) {
			const wider = new Int32Array(this.#count * 2);
			wider.set(this.#lines);
			this.#lines = wider;
		}
		this.#lines[this.#count++] = row.line - this.#line;
	}

	finish(): TableContent {
		const columns = this.#labels.map((label, column) => ({
			label,
			numeric: this.#numeric[column]! && this.#numbered[column]!,
			width: Math.min(WIDEST_COLUMN, this.#widths[column]!),
		}));
		const tasks = this.#count > 0 ? this.#tasks : undefined;
		const keys = this.#header.keyed ? 1 : 0;
		return {
			header: this.#header,
			columns,
			head: tasks ? this.#head.map((row) => withDone(row, tasks, this.#states)) : this.#head,
			lines: this.#lines.slice(0, this.#count),
			tasks: tasks && { ...tasks, plain: this.#states?.plain ?? [], done: this.#done },
			digest: this.#digest.number(tasks ? 2 + keys : keys).number(tasks ? this.#done : 0).value,
		};
	}

	#task(row: RowReader, tasks: TaskColumns): void {
		const done = taskDone(row, tasks, this.#states);
		if (done === undefined) this.#tasks = undefined;
		else if (done) this.#done++;
	}

	#cell(text: string, column: number): void {
		this.#digest.text(text);
		if (!this.#numeric[column]) return;
		if (text.charCodeAt(0) !== QUOTE && isNumber(text)) this.#numbered[column] = true;
		else if (text !== "" && text !== "null") this.#numeric[column] = false;
	}

	#keep(row: RowReader): void {
		const cells = shownCells(row, this.#labels.length);
		cells.forEach((cell, column) => {
			this.#widths[column] = Math.max(this.#widths[column]!, plainText(cell).length);
		});
		this.#head.push({ line: row.line - this.#line, cells });
	}

	#measure(row: RowReader, cells: number, keys: number): void {
		if (row.key !== undefined) this.#widths[0] = Math.max(this.#widths[0]!, row.key.length);
		for (let index = 0; index < cells; index++) {
			this.#widths[index + keys] = Math.max(this.#widths[index + keys]!, row.text(index).length);
		}
	}
}

/** Whether a task is done; undefined when its status is no known word or it has no title: then it is no task. */
function taskDone(row: RowReader, tasks: TaskColumns, states: TaskStates | undefined): boolean | undefined {
	if (cellValue(row, tasks.title).trim() === "") return undefined;
	return states?.done.get(cellValue(row, tasks.status).toLowerCase());
}

/** The row with its check box. */
export function withDone(row: PreviewRow, tasks: TaskColumns, states: TaskStates | undefined): PreviewRow {
	const status = row.cells[tasks.status];
	return { ...row, done: status !== undefined && states?.done.get(plainText(status).toLowerCase()) === true };
}
