/** What each column of a table costs: the tokens that its rows would have fewer without it. */
import type { Position, RowReader, TableHeader, ToonDocument, Visitor } from "../language";
import type { TokenCounter } from "../tokens";

/** Lines read between two looks at the clock. */
const LINES_PER_LOOK = 64;

/**
 * Counts the columns of one table in slices of time. It is about one version of the document: make a new one after an
 * edit. Costs of columns do not add up to that of the table, since neighbours share tokens.
 */
export class ColumnCosts {
	readonly #document: ToonDocument;
	readonly #lastLine: number;
	readonly #reader: ColumnReader;
	#line: number;

	/** The table whose header stands on `headerLine` and whose last row stands on `lastLine` (LSP lines). */
	constructor(document: ToonDocument, counter: TokenCounter, headerLine: Position["line"], lastLine: Position["line"]) {
		this.#document = document;
		this.#lastLine = lastLine;
		this.#line = headerLine;
		this.#reader = new ColumnReader(counter, headerLine);
	}

	/** Tokens of each leaf field's cells with their delimiters, in the order of the header; empty before the first step. */
	get costs(): readonly number[] {
		return this.#reader.costs;
	}

	get done(): boolean {
		return this.#line > this.#lastLine;
	}

	/** Goes on for about `budget` milliseconds; true when done. */
	step(budget = Number.POSITIVE_INFINITY): boolean {
		const deadline = performance.now() + budget;
		while (!this.done) {
			const endLine = Math.min(this.#line + LINES_PER_LOOK - 1, this.#lastLine);
			this.#document.walk(this.#reader, { startLine: this.#line, endLine });
			this.#line = endLine + 1;
			if (performance.now() >= deadline) break;
		}
		return this.done;
	}
}

/** Adds up the rows of one table. */
class ColumnReader implements Visitor {
	costs: number[] = [];
	readonly #counter: TokenCounter;
	readonly #headerLine: number;
	#delimiter = ",";
	#inTable = false;

	constructor(counter: TokenCounter, headerLine: number) {
		this.#counter = counter;
		this.#headerLine = headerLine;
	}

	beginTable(_key: string | undefined, header: TableHeader, line: number): void {
		this.#inTable = line === this.#headerLine;
		if (!this.#inTable) return;
		this.#delimiter = header.delimiter;
		if (this.costs.length === 0) this.costs = header.leaves.map(() => 0);
	}

	endTable(): void {
		this.#inTable = false;
	}

	row(row: RowReader): void {
		if (!this.#inTable || row.length !== this.costs.length) return;
		const start = row.key === undefined ? "  " : `  ${row.key}: `;
		const cells = this.costs.map((_, index) => row.text(index));
		const write = (kept: readonly string[]): number => this.#counter.count(`${start}${kept.join(this.#delimiter)}\n`);
		const whole = write(cells);
		for (let index = 0; index < cells.length; index++) {
			this.costs[index]! += whole - write(cells.filter((_, other) => other !== index));
		}
	}

	beginObject(): void {}
	endObject(): void {}
	beginArray(): void {}
	endArray(): void {}
	scalar(): void {}
}
