/** Guesses about the line at work that need the open scopes: what it would fit, and whether it is the rest of a line. */

import { unclosedQuote } from "../text/scan";
import { KEYED_SCOPE, TABLE_SCOPE } from "../tree/kinds";
import type { LineAtWork } from "../tree/lineAtWork";
import type { Scopes } from "../tree/scopes";
import { cellsOf, UNCLOSED_STRING } from "../tree/trace";
import { type ArrayShape, countCells, fits, fitsArray } from "./looks";

export class Judge {
	readonly #scopes: Scopes;
	readonly #work: LineAtWork;

	constructor(scopes: Scopes, work: LineAtWork) {
		this.#scopes = scopes;
		this.#work = work;
	}

	/** Whether the content could be a line of the scope. */
	fits(scope: number, start: number, end: number): boolean {
		const scopes = this.#scopes;
		const real = scopes.realScope(scope);
		return fits(scopes.kind[real]!, scopes.delimiter[real]!, this.#work.text, start, end);
	}

	/** The same, more strictly: rows must have as many cells as their table has fields. False for objects. */
	fitsArray(array: number, start: number, end: number): boolean {
		return fitsArray(this.#shapeOf(array), this.#work.text, start, end);
	}

	#shapeOf(array: number): ArrayShape {
		const scopes = this.#scopes;
		const kind = scopes.kind[array]!;
		const width = kind === TABLE_SCOPE || kind === KEYED_SCOPE ? scopes.askWidth(array) : 0;
		return { kind, delimiter: scopes.delimiter[array]!, width };
	}

	/**
	 * Whether a line break has cut the content off from the line above, which was reported: it closes the string that was
	 * open there, or has the cells that are missing there.
	 */
	isRest(start: number, end: number): boolean {
		const scopes = this.#scopes;
		const { open, seen, text } = this.#work;
		if (seen & UNCLOSED_STRING) return unclosedQuote(text, start, end) >= 0;
		const cells = cellsOf(seen);
		if (cells < 0) return false;
		const table = scopes.realScope(open);
		// The cell at the break is in both parts.
		const missing = scopes.askWidth(table) - cells + (cells === 0 ? 0 : 1);
		return missing > 1 && countCells(text, start, end, scopes.delimiter[table]!) === missing;
	}
}
