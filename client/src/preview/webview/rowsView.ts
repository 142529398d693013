/** What a table and a list of tasks share: rows that come from the server as one scrolls, their order, their places. */
import type { PreviewBlock, PreviewOrder, PreviewRow } from "../../../../server/src/lsp/protocol";
import type { Block, BlockView, ViewContext } from "./blockView";
import { element } from "./dom";
import { RowSource } from "./rowSource";
import { RowWindow } from "./rowWindow";

export type TableBlock = Block<"table">;

/** Tables up to this many rows are drawn whole, and their cells wrap. */
const WHOLE_UP_TO = 100;

/** Pixels at the top of the window that the toolbar and a table's header cover. */
const COVERED_TOP = 80;

/** The pieces of a page that show the rows; a table or a list. */
export interface RowsShell {
	readonly body: HTMLElement;
	readonly spacer: () => { readonly element: HTMLElement; readonly setHeight: (pixels: number) => void };
	/** Pixels, a first guess. */
	readonly rowHeight: number;
}

export abstract class RowsView implements BlockView {
	readonly element: HTMLElement;
	protected readonly context: ViewContext;
	protected block_: TableBlock;
	protected order: PreviewOrder | undefined;
	readonly #source: RowSource;
	readonly #window: RowWindow;
	#filter: string | undefined;
	#currentPlace: number | null = null;
	/** A match and the height in the window that it is to have once the rows are here. */
	#kept: { readonly place: number; readonly height: number } | undefined;

	constructor(block: TableBlock, context: ViewContext, element: HTMLElement, shell: RowsShell) {
		this.block_ = block;
		this.context = context;
		this.element = element;
		this.#source = new RowSource(
			(start, count) =>
				context.rows(this, {
					start,
					count,
					...(this.order && { order: this.order }),
					...(this.#filter !== undefined && { filter: this.#filter }),
				}),
			(total) => this.#arrived(total),
		);
		this.#window = new RowWindow({
			...shell,
			draw: (index) => this.#draw(index),
			drawn: (start, end) => this.#source.want(start, end),
		});
	}

	get block(): TableBlock {
		return this.block_;
	}

	get currentOrder(): PreviewOrder | undefined {
		return this.order;
	}

	get reordered(): boolean {
		return !this.#asWritten;
	}

	/** Rows are single lines of one height, and columns have fixed widths. */
	protected get virtual(): boolean {
		return this.block_.rows > WHOLE_UP_TO;
	}

	/** Rows that are shown with the present filter. */
	protected get shownRows(): number {
		return this.#window.total;
	}

	update(block: PreviewBlock): boolean {
		if (block.kind !== "table" || (block.tasks === undefined) !== (this.block_.tasks === undefined)) return false;
		const before = this.block_;
		this.block_ = block;
		if (this.order && before.columns[this.order.column]?.label !== block.columns[this.order.column]?.label) {
			this.order = undefined;
		}
		this.#source.invalidate();
		if (this.#asWritten) this.#source.setHead(block.rows === 0 ? [] : block.head);
		this.#show(this.#filter === undefined ? block.rows : this.#window.total);
		return true;
	}

	moveTo(block: PreviewBlock): void {
		this.block_ = block as TableBlock;
	}

	redraw(): void {
		const { filter } = this.context;
		if (filter !== this.#filter) {
			this.#filter = filter;
			this.#restart();
		} else {
			this.drawFrame();
			this.#window.redraw();
		}
	}

	scrolled(): void {
		this.#window.scrolled();
	}

	offsetOf(line: number): number {
		if (!this.#asWritten || line <= this.block_.line) return 0;
		const place = this.#placeOf(line);
		const index = Math.floor(place);
		return this.#bodyOffset + this.#window.offsetOf(index) + (place - index) * this.#window.heightOf(index);
	}

	lineAt(offset: number): number {
		const inside = offset - this.#bodyOffset;
		if (inside < 0 || this.#window.total === 0) return this.block_.line;
		const { index, share } = this.#window.at(inside);
		const row = this.#source.get(index);
		if (row) return this.block_.line + row.line + share;
		return this.block_.line + 1 + (index / this.#window.total) * (this.block_.lines - 1);
	}

	lineOf(target: Element): number {
		const index = this.#window.indexOf(target);
		const row = index === undefined ? undefined : this.#source.get(index);
		return this.block_.line + (row?.line ?? 0);
	}

	showPlace(place: number | null, height?: number): void {
		this.#kept = place === null || height === undefined ? undefined : { place, height };
		if (this.#currentPlace !== null) this.#window.element(this.#currentPlace)?.classList.remove("current-match");
		this.#currentPlace = place;
		if (place === null) return;
		if (place < 0) this.element.scrollIntoView({ block: "start" });
		else this.#bringTo(place, height);
	}

	#bringTo(place: number, height: number | undefined): void {
		// Where the row is, is a guess until it is drawn.
		for (let tries = 0; tries < 4; tries++) {
			const top = this.#window.offsetOf(place) + this.#bodyOffset + this.element.getBoundingClientRect().top;
			const isThere =
				height === undefined
					? top >= COVERED_TOP && top <= window.innerHeight - 60
					: Math.abs(top - height) < 1 || tries === 3;
			if (isThere && this.#window.element(place)) break;
			window.scrollBy(0, top - (height ?? window.innerHeight / 2));
			this.#window.scrolled();
		}
		this.#window.element(place)?.classList.add("current-match");
	}

	/** Sorts, or goes back to the order as written. */
	protected setOrder(order: PreviewOrder | undefined): void {
		this.order = order;
		this.#restart();
		this.context.reordered();
	}

	/** Draws what is around the rows: headers, caption, widths. */
	protected abstract drawFrame(): void;

	/** Draws one row; undefined: it is not known yet. */
	protected abstract drawRow(row: PreviewRow | undefined, index: number): HTMLElement;

	/** A cell of a row was opened or closed. */
	protected resized(index: number): void {
		this.#window.remeasure(index);
	}

	/** To be called by the constructors of the kinds, once everything is in place. */
	protected start(): void {
		this.#filter = this.context.filter;
		this.#restart();
	}

	get #asWritten(): boolean {
		return this.order === undefined && this.#filter === undefined;
	}

	get #bodyOffset(): number {
		const body = this.element.querySelector(".rows") ?? this.element;
		return body.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
	}

	#restart(): void {
		this.#source.clear();
		if (this.#asWritten) this.#source.setHead(this.block_.head);
		this.#show(this.block_.rows);
	}

	#show(total: number): void {
		this.#window.reset(total, !this.virtual);
		this.drawFrame();
	}

	#arrived(total: number): void {
		const kept = this.#kept;
		this.#kept = undefined;
		if (total === this.#window.total) this.#window.redraw();
		else this.#show(total);
		this.drawFrame();
		// The table is as long as it stays only now.
		if (kept !== undefined && kept.place < total && kept.place === this.#currentPlace) {
			this.#bringTo(kept.place, kept.height);
		}
	}

	#draw(index: number): HTMLElement {
		const row = this.#source.get(index);
		const made = this.drawRow(row, index);
		made.classList.toggle("odd", index % 2 === 1);
		made.classList.toggle("current-match", index === this.#currentPlace);
		const selected = row !== undefined && this.block_.line + row.line === this.context.selectedLine;
		made.classList.toggle("selected", selected);
		return made;
	}

	/** Place of the row at a source line, with a fraction for lines between two rows. */
	#placeOf(line: number): number {
		const { lines, line: first, rows } = this.block_;
		const guess = Math.floor(((line - first - 1) / Math.max(1, lines - 1)) * rows);
		let index = Math.min(rows - 1, Math.max(0, guess));
		let row = this.#source.get(index);
		if (row === undefined) return index;
		while (row && first + row.line > line && index > 0) row = this.#source.get(--index);
		while (index + 1 < rows) {
			const next = this.#source.get(index + 1);
			if (next === undefined || first + next.line > line) break;
			index++;
		}
		return index + (line % 1);
	}
}

/** The margin of a block that stands in lists; "" outside of them. */
export function indentOf(depth: number): string {
	return depth === 0 ? "" : `${depth * 1.5 - 1}em`;
}

/** Empty space in a table's body. */
export function tableSpacer(): { readonly element: HTMLElement; readonly setHeight: (pixels: number) => void } {
	const cell = element("td");
	const row = element("tr", { class: "spacer", "aria-hidden": "true" }, cell);
	return {
		element: row,
		setHeight(pixels) {
			row.hidden = pixels < 1;
			cell.style.height = `${pixels}px`;
		},
	};
}

/** Empty space in a list. */
export function listSpacer(): { readonly element: HTMLElement; readonly setHeight: (pixels: number) => void } {
	const space = element("li", { class: "spacer", "aria-hidden": "true" });
	return {
		element: space,
		setHeight(pixels) {
			space.hidden = pixels < 1;
			space.style.height = `${pixels}px`;
		},
	};
}
