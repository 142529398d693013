/** A TOON table as the lines of a GFM table, made row by row while the document is visited. */
import type { RowReader, TableHeader } from "../../language";
import { boundedNames, isNumber } from "../columns";
import type { Block } from "./blocks";
import type { Escaper } from "./escape";

const QUOTE = 34;

export class TableLines {
	readonly #escaper: Escaper;
	readonly #names: readonly string[];
	/** Columns that have held nothing but numbers, `null` and nothing. */
	readonly #numeric: boolean[];
	/** Columns that have held a number. */
	readonly #numbered: boolean[];
	readonly #keys: 0 | 1;
	readonly #cells: string[] = [];
	readonly #lines: string[] = ["", ""];
	readonly #sources: number[];

	constructor(header: TableHeader, line: number, escaper: Escaper) {
		this.#escaper = escaper;
		this.#names = boundedNames(header);
		this.#keys = header.keyed ? 1 : 0;
		this.#numeric = this.#names.map((_, column) => column >= this.#keys);
		this.#numbered = this.#names.map(() => false);
		this.#sources = [line, line];
	}

	row(row: RowReader): void {
		const columns = this.#names.length;
		// Joined at once, since strings that are added up are kept in parts; the first and the last cell are none.
		const cells = this.#cells;
		cells.length = columns + 2;
		cells[0] = cells[columns + 1] = "";
		if (row.key !== undefined) cells[1] = this.#escaper.cell(row.key);
		for (let i = this.#keys; i < columns; i++) cells[i + 1] = this.#cell(row, i - this.#keys);
		this.#lines.push(cells.join(" | ").slice(1, -1));
		this.#sources.push(row.line);
	}

	/** The whole table; numbers stand at the right. */
	finish(): Block {
		this.#lines[0] = `| ${this.#names.map((name) => this.#escaper.cell(name)).join(" | ")} |`;
		const rules = this.#names.map((_, i) => (this.#numeric[i] && this.#numbered[i] ? "---:" : "---"));
		this.#lines[1] = `| ${rules.join(" | ")} |`;
		return { kind: "table", lines: this.#lines, sources: this.#sources };
	}

	#cell(row: RowReader, index: number): string {
		const text = row.text(index);
		if (text.charCodeAt(0) === QUOTE) {
			this.#numeric[index + this.#keys] = false;
			return this.#escaper.cell(String(row.cell(index).value));
		}
		const column = index + this.#keys;
		if (!this.#numeric[column]) return this.#escaper.cell(text);
		if (isNumber(text)) {
			this.#numbered[column] = true;
			return text;
		}
		if (text !== "" && text !== "null") this.#numeric[column] = false;
		return this.#escaper.cell(text);
	}
}
