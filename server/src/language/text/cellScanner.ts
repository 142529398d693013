/** Cells, values and quoted tokens: counting them and reporting what is wrong in them, in one pass (§7, §11). */

import type { DiagnosticCode } from "../types";
import { BACKSLASH, HYPHEN, QUOTE, SPACE } from "./characters";
import { escapeEnd, escapeIsValid } from "./escapes";
import { canonicalNumber, mayBeNonCanonical } from "./numbers";
import { isPlainValue } from "./plain";
import { closingQuote, endOfCell, trimEnd } from "./scan";
import { unescapeText } from "./strings";

/** Who is told of mistakes and of matters of style. */
export interface CellListener {
	report(code: DiagnosticCode, from: number, to: number): void;
	countStyle(): void;
}

export class CellScanner {
	readonly #listener: CellListener;
	readonly #needlessQuotes: boolean;
	readonly #numbers: boolean;

	constructor(listener: CellListener, needlessQuotes: boolean, numbers: boolean) {
		this.#listener = listener;
		this.#needlessQuotes = needlessQuotes;
		this.#numbers = numbers;
	}

	/** Number of cells in `[start, end)`, which has no spaces at its end, and `before` more. */
	scan(text: string, start: number, end: number, delimiter: number, before = 0): number {
		let cells = before + 1;
		let i = start;
		for (;;) {
			while (i < end && text.charCodeAt(i) === SPACE) i++;
			const c = i < end ? text.charCodeAt(i) : 0;
			if (c === QUOTE) i = this.#quotedCell(text, i, end, delimiter);
			else if (c <= 57 && c >= HYPHEN && this.#numbers) i = this.#numberCell(text, i, end, delimiter);
			else {
				for (; i < end; i++) {
					const d = text.charCodeAt(i);
					if (d === delimiter) break;
					if (d === QUOTE) {
						i = closingQuote(text, i, end);
						if (i < 0) return cells;
					}
				}
			}
			if (i >= end) return cells;
			cells++;
			i++;
		}
	}

	/** A cell that starts like a number; returns its end. */
	#numberCell(text: string, start: number, end: number, delimiter: number): number {
		let i = start + 1;
		// Digits alone are canonical, unless they are very many.
		while (i < end && isDigit(text.charCodeAt(i))) i++;
		if ((i >= end || text.charCodeAt(i) === delimiter) && i - start < 16 && text.charCodeAt(start) !== HYPHEN) return i;
		i = endOfCell(text, i, end, delimiter);
		this.#number(text, start, trimEnd(text, start, i));
		return i;
	}

	#number(text: string, start: number, end: number): void {
		if (mayBeNonCanonical(text, start, end) && canonicalNumber(text.slice(start, end)) !== undefined) {
			this.#listener.countStyle();
		}
	}

	#quotedCell(text: string, open: number, end: number, delimiter: number): number {
		const close = this.quoted(text, open, end);
		if (close < 0) {
			this.#listener.report("unterminated-string", open, end);
			return end;
		}
		let i = close + 1;
		while (i < end && text.charCodeAt(i) === SPACE) i++;
		if (i < end && text.charCodeAt(i) !== delimiter) {
			i = endOfCell(text, i, end, delimiter);
			this.#listener.report("text-after-quote", close + 1, i);
		} else this.#plain(text, open, close, delimiter);
		return i;
	}

	/** A single value in `[start, end)`, without spaces around it. */
	value(text: string, start: number, end: number, delimiter: number): void {
		const c = text.charCodeAt(start);
		if (c === QUOTE) {
			const close = this.quoted(text, start, end);
			if (close < 0) this.#listener.report("unterminated-string", start, end);
			else if (close !== end - 1) this.#listener.report("text-after-quote", close + 1, end);
			else this.#plain(text, start, close, delimiter);
		} else if (c <= 57 && c >= HYPHEN && this.#numbers) this.#number(text, start, end);
	}

	#plain(text: string, open: number, close: number, delimiter: number): void {
		if (this.#needlessQuotes && isPlainValue(unescapeText(text, open + 1, close), delimiter)) {
			this.#listener.countStyle();
		}
	}

	/**
	 * The closing quote of the string opened at `open`, or -1. Reports the first invalid escape of a string that is closed:
	 * as a rule the others have the same cause, and are mended with it.
	 */
	quoted(text: string, open: number, end: number): number {
		let bad = -1;
		for (let i = open + 1; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === QUOTE) {
				if (bad >= 0) this.#listener.report("invalid-escape", bad, escapeEnd(text, bad, end));
				return i;
			}
			if (c !== BACKSLASH) continue;
			if (i + 1 >= end) return -1;
			if (bad < 0 && !escapeIsValid(text, i, end)) bad = i;
			i++;
		}
		return -1;
	}
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
