/** Keeps only those rows of a long table in the page that are near the window, with empty space for the others. */

/** Rows drawn above and below what is seen. */
const OVERSCAN = 25;

export interface RowWindowOptions {
	/** Holds the rows: a table's body, or a list. */
	readonly body: HTMLElement;
	/** Makes the empty space before and after the rows drawn. */
	readonly spacer: () => { readonly element: HTMLElement; readonly setHeight: (pixels: number) => void };
	readonly draw: (index: number) => HTMLElement;
	/** Told which rows are drawn now. */
	readonly drawn: (start: number, end: number) => void;
	/** Pixels; replaced by the measured height after the first drawing. */
	readonly rowHeight: number;
}

export class RowWindow {
	readonly #options: RowWindowOptions;
	readonly #before: ReturnType<RowWindowOptions["spacer"]>;
	readonly #after: ReturnType<RowWindowOptions["spacer"]>;
	readonly #rows = new Map<number, HTMLElement>();
	/** Pixels that an opened row is higher than the others, by index. */
	readonly #extra = new Map<number, number>();
	#rowHeight: number;
	#total = 0;
	#start = 0;
	#end = 0;
	/** All rows are drawn, each as high as its text wants. */
	#whole = true;

	constructor(options: RowWindowOptions) {
		this.#options = options;
		this.#rowHeight = options.rowHeight;
		this.#before = options.spacer();
		this.#after = options.spacer();
	}

	get total(): number {
		return this.#total;
	}

	/** How many rows there are; `whole` draws them all. */
	reset(total: number, whole: boolean): void {
		if (total !== this.#total || whole !== this.#whole) this.#extra.clear();
		this.#total = total;
		this.#whole = whole;
		const focused = this.#indexOfFocus();
		this.#clear();
		this.scrolled();
		this.#focus(focused);
	}

	/** Draws the rows in sight anew. */
	redraw(): void {
		const { body } = this.#options;
		const focused = this.#indexOfFocus();
		for (const [index, old] of this.#rows) {
			const made = this.#options.draw(index);
			body.replaceChild(made, old);
			this.#rows.set(index, made);
		}
		this.#focus(focused);
	}

	/** A row grew or shrank, since a cell in it was opened or closed. */
	remeasure(index: number): void {
		const row = this.#rows.get(index);
		if (row === undefined || this.#whole) return;
		const extra = row.getBoundingClientRect().height - this.#rowHeight;
		if (extra > 1) this.#extra.set(index, extra);
		else this.#extra.delete(index);
	}

	element(index: number): HTMLElement | undefined {
		return this.#rows.get(index);
	}

	indexOf(target: Element): number | undefined {
		for (const [index, row] of this.#rows) if (row.contains(target)) return index;
		return undefined;
	}

	/** Pixels from the top of the body to the top of a row. */
	offsetOf(index: number): number {
		const row = this.#rows.get(index);
		if (row) return row.getBoundingClientRect().top - this.#top();
		let offset = index * this.#rowHeight;
		for (const [opened, extra] of this.#extra) if (opened < index) offset += extra;
		return offset;
	}

	heightOf(index: number): number {
		return this.#rows.get(index)?.getBoundingClientRect().height ?? this.#rowHeight;
	}

	/** The row at a distance from the top of the body, and how far into it (0 to 1). */
	at(offset: number): { readonly index: number; readonly share: number } {
		for (const index of this.#rows.keys()) {
			const into = offset - this.offsetOf(index);
			if (into >= 0 && into < this.heightOf(index)) return { index, share: into / this.heightOf(index) };
		}
		const index = this.#estimate(offset);
		return { index, share: 0 };
	}

	/** Draws what the window shows now. */
	scrolled(): void {
		let start = 0;
		let end = this.#total;
		if (!this.#whole) {
			const top = this.#top();
			const first = this.#estimate(-top);
			const last = this.#estimate(window.innerHeight - top);
			if (first >= this.#start && last < this.#end && this.#end - this.#start <= last - first + 4 * OVERSCAN) {
				this.#options.drawn(this.#start, this.#end);
				return;
			}
			start = Math.max(0, first - OVERSCAN);
			end = Math.min(this.#total, last + 1 + OVERSCAN);
		}
		this.#show(start, end);
		this.#options.drawn(start, end);
	}

	#show(start: number, end: number): void {
		const { body, draw } = this.#options;
		for (const [index, row] of this.#rows) {
			if (index < start || index >= end) {
				row.remove();
				this.#rows.delete(index);
			}
		}
		if (!this.#before.element.isConnected || this.#before.element.parentElement !== body) {
			body.replaceChildren(this.#before.element, this.#after.element);
		}
		let previous: HTMLElement = this.#before.element;
		for (let index = start; index < end; index++) {
			let row = this.#rows.get(index);
			if (row === undefined) {
				row = draw(index);
				this.#rows.set(index, row);
				previous.after(row);
			}
			previous = row;
		}
		this.#start = start;
		this.#end = end;
		this.#measure();
		this.#space();
	}

	/** The mean height of the rows that are drawn: a single one is rounded to pixels. */
	#measure(): void {
		let sum = 0;
		let count = 0;
		for (const [index, row] of this.#rows) {
			if (this.#extra.has(index)) continue;
			sum += row.getBoundingClientRect().height;
			count++;
		}
		if (sum > 0) this.#rowHeight = sum / count;
	}

	#space(): void {
		let before = this.#start * this.#rowHeight;
		let after = (this.#total - this.#end) * this.#rowHeight;
		for (const [index, extra] of this.#extra) {
			if (index < this.#start) before += extra;
			else if (index >= this.#end) after += extra;
		}
		this.#before.setHeight(before);
		this.#after.setHeight(Math.max(0, after));
	}

	#estimate(offset: number): number {
		let left = offset;
		for (const [index, extra] of this.#extra) if (index * this.#rowHeight < left) left -= extra;
		return Math.min(Math.max(0, this.#total - 1), Math.max(0, Math.floor(left / this.#rowHeight)));
	}

	#top(): number {
		return this.#options.body.getBoundingClientRect().top;
	}

	#indexOfFocus(): number | undefined {
		const focused = document.activeElement;
		return focused && this.#options.body.contains(focused) ? this.indexOf(focused) : undefined;
	}

	/** Gives the focus back to a row that was drawn anew. */
	#focus(index: number | undefined): void {
		if (index === undefined) return;
		this.#rows.get(index)?.querySelector<HTMLElement>("input, button")?.focus({ preventScroll: true });
	}

	#clear(): void {
		for (const row of this.#rows.values()) row.remove();
		this.#rows.clear();
		this.#start = 0;
		this.#end = 0;
	}
}
