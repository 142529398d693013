/** A table: real headers that sort, cells that fold, rows that come as one scrolls. */
import type { PreviewRow } from "../../../../server/src/lsp/protocol";
import type { ViewContext } from "./blockView";
import { element } from "./dom";
import { indentOf, RowsView, type TableBlock, tableSpacer } from "./rowsView";
import { appendMarked, appendValue, lengthOf } from "./text";

/** Widest a column gets where widths are fixed, in characters. */
const WIDEST = 44;
/** Characters of a cell that wraps before it folds. */
const FOLD_WRAPPED = 180;

export class TableView extends RowsView {
	readonly #table: HTMLTableElement;
	readonly #caption = element("caption");
	readonly #columns = element("colgroup");
	readonly #head = element("thead");
	/** The block and order that the headers show. */
	#drawn: unknown[] = [];

	constructor(block: TableBlock, context: ViewContext) {
		const body = element("tbody", { class: "rows" });
		const table = element("table");
		super(block, context, element("section", { class: "block table" }, table), {
			body,
			spacer: tableSpacer,
			rowHeight: 29,
		});
		this.#table = table;
		table.append(this.#caption, this.#columns, this.#head, body);
		this.start();
	}

	protected override drawFrame(): void {
		const { columns, rows } = this.block_;
		this.#table.classList.toggle("fixed", this.virtual);
		this.element.style.marginLeft = indentOf(this.block_.depth);
		this.#table.setAttribute("aria-rowcount", String(this.shownRows + 1));
		const shown = this.shownRows === rows ? count(rows, "row") : `${count(this.shownRows, "row")} of ${count(rows)}`;
		const sorted = this.order ? `, sorted by ${columns[this.order.column]?.label}` : "";
		this.#caption.textContent = `${shown}${sorted}`;
		const state = [columns, this.order, this.context.pattern];
		if (state.every((each, index) => each === this.#drawn[index])) return;
		this.#drawn = state;
		this.#drawWidths();
		this.#drawHead();
	}

	#drawWidths(): void {
		this.#columns.replaceChildren();
		this.#table.style.width = "";
		if (!this.virtual) return;
		const widths = this.block_.columns.map(
			(column) => Math.min(WIDEST, Math.max(column.width, column.label.length)) + 4,
		);
		for (const width of widths) {
			const column = element("col");
			column.style.width = `${width}ch`;
			this.#columns.append(column);
		}
		this.#table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}ch`;
	}

	#drawHead(): void {
		const focused = [...this.#head.querySelectorAll("button")].indexOf(document.activeElement as HTMLButtonElement);
		const row = element("tr", { "aria-rowindex": 1 });
		this.block_.columns.forEach((column, index) => {
			const order = this.order?.column === index ? this.order : undefined;
			const direction = order ? (order.descending ? "descending" : "ascending") : "none";
			const button = element("button", { class: "sort", type: "button", title: `Sort by ${column.label}` });
			const label = element("span", { class: "label" });
			appendMarked(label, column.label, this.context.pattern);
			button.append(label, element("span", { class: "direction", "aria-hidden": "true" }));
			button.addEventListener("click", () => this.#sort(index));
			const header = element("th", { scope: "col", "aria-sort": direction, class: column.numeric && "right" }, button);
			row.append(header);
		});
		this.#head.replaceChildren(row);
		this.#head.querySelectorAll("button")[focused]?.focus();
	}

	/** As written, ascending, descending, as written. */
	#sort(column: number): void {
		if (this.order?.column !== column) this.setOrder({ column, descending: false });
		else this.setOrder(this.order.descending ? undefined : { column, descending: true });
	}

	protected override drawRow(row: PreviewRow | undefined, index: number): HTMLElement {
		const made = element("tr", { "aria-rowindex": index + 2 });
		const { columns, keyed } = this.block_;
		columns.forEach((column, at) => {
			const head = keyed && at === 0;
			const cell = element(head ? "th" : "td", { scope: head && "row", class: column.numeric && "right" });
			const value = row?.cells[at];
			// A row that is not known yet is as high as the others.
			if (value === undefined) cell.textContent = "\u00a0";
			else {
				// Letters are narrower than digits, by which columns are measured.
				const fold = this.virtual ? Math.max(column.width, WIDEST) + 8 : FOLD_WRAPPED;
				if (lengthOf(value) > fold) made.classList.add("long");
				appendValue(cell, value, {
					pattern: this.context.pattern,
					fold,
					onFold: (open) => {
						made.classList.toggle("open", open || made.querySelector("[aria-expanded=true]") !== null);
						this.resized(index);
					},
				});
			}
			made.append(cell);
		});
		return made;
	}
}

const numbers = new Intl.NumberFormat("en");

function count(value: number, noun?: string): string {
	const text = numbers.format(value);
	return noun === undefined ? text : `${text} ${noun}${value === 1 ? "" : "s"}`;
}
