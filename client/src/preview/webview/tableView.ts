/** A table: real headers that sort, cells that fold, rows that come as one scrolls. */
import type { PreviewRow } from "../../../../server/src/lsp/protocol";
import type { ViewContext } from "./blockView";
import { element, setAttribute } from "./dom";
import { indentOf, RowsView, type TableBlock, tableSpacer } from "./rowsView";
import { TaskBar } from "./taskBar";
import { appendMarked, appendValue, lengthOf } from "./text";

/** Widest a column gets where widths are fixed, in characters. */
const WIDEST = 44;
/** Characters of a cell that wraps before it folds. */
const FOLD_WRAPPED = 180;

export class TableView extends RowsView {
	readonly #table: HTMLTableElement;
	/** Scrolls sideways where the table is wider than the page. */
	readonly #box: HTMLElement;
	/** Where the rows are tasks. */
	readonly #bar: TaskBar | undefined;
	readonly #caption = element("caption");
	readonly #columns = element("colgroup");
	readonly #head = element("thead");
	/** The block and order that the headers show. */
	#drawn: unknown[] = [];

	constructor(block: TableBlock, context: ViewContext) {
		const body = element("tbody", { class: "rows" });
		const table = element("table");
		const box = element("div", { class: "table-box" }, table);
		const bar = block.tasks && new TaskBar(true, () => context.switchForm(this));
		super(block, context, element("section", { class: "block table" }, ...(bar ? [bar.element] : []), box), {
			body,
			spacer: tableSpacer,
			rowHeight: 29,
		});
		this.#table = table;
		this.#box = box;
		this.#bar = bar;
		table.append(this.#caption, this.#columns, this.#head, body);
		new ResizeObserver(() => this.#fitBox()).observe(table);
		this.start();
	}

	/** The style sheet keeps the header in sight by the height of the rows; a box that scrolls is reached by the keyboard. */
	#fitBox(): void {
		const above = this.#head.offsetTop;
		const rows = Math.max(0, this.#table.offsetHeight - above - this.#head.offsetHeight);
		const below = this.#box.offsetHeight - above - rows;
		for (const [name, pixels] of Object.entries({ above, rows, below })) {
			this.#box.style.setProperty(`--${name}`, `${pixels}px`);
		}
		const isWide = this.#box.scrollWidth > this.#box.clientWidth + 1;
		setAttribute(this.#box, "tabindex", isWide ? 0 : undefined);
		setAttribute(this.#box, "role", isWide ? "region" : undefined);
		setAttribute(this.#box, "aria-label", isWide ? "Wide table" : undefined);
	}

	protected override drawFrame(): void {
		const { columns, rows, tasks } = this.block_;
		if (tasks) this.#bar?.show(tasks, rows);
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
