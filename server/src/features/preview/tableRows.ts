/** The rows of one table, read again from the document: the preview keeps their lines only. */
import type { RowReader, ToonDocument, Visitor } from "../../language";
import type { Slices } from "./slices";
import type { TableContent } from "./tableBuilder";

/** Rows that are read between two looks at the clock. */
const BATCH = 256;

/** Receives a row and its number; the row is valid only during the call. */
export type RowVisit = (row: RowReader, number: number) => void;

export class TableRows {
	readonly content: TableContent;
	readonly #document: ToonDocument;
	/** Line of the header. */
	readonly #line: number;

	constructor(document: ToonDocument, content: TableContent, line: number) {
		this.#document = document;
		this.content = content;
		this.#line = line;
	}

	get count(): number {
		return this.content.lines.length;
	}

	/** Whether a line of the document is one of the rows. */
	holds(line: number): boolean {
		return this.content.lines.includes(line - this.#line);
	}

	/** Visits the rows from `start` to before `end`. */
	read(start: number, end: number, visit: RowVisit): void {
		if (start >= end) return;
		const { lines } = this.content;
		let number = start;
		const visitor = new RowsOnly((row) => {
			while (number < end && this.#line + lines[number]! < row.line) number++;
			if (number < end && this.#line + lines[number]! === row.line) visit(row, number);
		});
		this.#document.walk(visitor, {
			startLine: this.#line + lines[start]!,
			endLine: this.#line + lines[end - 1]!,
		});
	}

	/**
	 * Visits all rows, in slices.
	 * @throws Abandoned
	 */
	async readAll(slices: Slices, visit: RowVisit): Promise<void> {
		for (let start = 0; start < this.count; start += BATCH) {
			this.read(start, Math.min(this.count, start + BATCH), visit);
			if (slices.isOver) await slices.next();
		}
	}
}

/** Hears nothing but rows. */
class RowsOnly implements Visitor {
	readonly row: (row: RowReader) => void;

	constructor(row: (row: RowReader) => void) {
		this.row = row;
	}

	beginObject(): void {}
	endObject(): void {}
	beginArray(): void {}
	endArray(): void {}
	beginTable(): void {}
	endTable(): void {}
	scalar(): void {}
}
