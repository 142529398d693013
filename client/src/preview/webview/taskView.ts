/** A table of tasks, shown as a list with check boxes. */
import type { PreviewRow, PreviewText } from "../../../../server/src/lsp/protocol";
import type { ViewContext } from "./blockView";
import { element } from "./dom";
import { indentOf, listSpacer, RowsView, type TableBlock } from "./rowsView";
import { TaskBar } from "./taskBar";
import { appendMarked, appendValue, FOLD_AFTER } from "./text";

export class TaskView extends RowsView {
	readonly #list: HTMLUListElement;
	readonly #bar: TaskBar;

	constructor(block: TableBlock, context: ViewContext) {
		// A list without marks loses its role in some screen readers unless it is said.
		const list = element("ul", { class: "rows", role: "list" });
		const bar = new TaskBar(false, () => context.switchForm(this));
		super(block, context, element("section", { class: "block tasks" }, bar.element, list), {
			body: list,
			spacer: listSpacer,
			rowHeight: 28,
		});
		this.#list = list;
		this.#bar = bar;
		this.start();
	}

	protected override drawFrame(): void {
		this.#list.classList.toggle("fixed", this.virtual);
		this.element.style.marginLeft = indentOf(this.block_.depth);
		if (this.block_.tasks) this.#bar.show(this.block_.tasks, this.block_.rows);
	}

	protected override drawRow(row: PreviewRow | undefined, index: number): HTMLElement {
		const item = element("li", { "aria-setsize": this.shownRows, "aria-posinset": index + 1 });
		const tasks = this.block_.tasks;
		if (row === undefined || tasks === undefined) {
			item.textContent = "\u00a0";
			return item;
		}
		item.classList.toggle("done", row.done === true);
		const title = element("span", { class: "title" });
		const options = {
			pattern: this.context.pattern,
			fold: FOLD_AFTER,
			onFold: (open: boolean) => {
				item.classList.toggle("open", open);
				this.resized(index);
			},
		};
		appendValue(title, row.cells[tasks.title] ?? "", options);
		const label = plain(row.cells[tasks.title]);
		item.append(this.#box(row, label), element("div", { class: "task" }, title, this.#details(row)));
		return item;
	}

	/** Shows what the document says: a tick is seen once it is written there. */
	#box(row: PreviewRow, label: string): HTMLInputElement {
		const { fixed } = this.context;
		const box = element("input", { class: "box", type: "checkbox", "aria-label": label, disabled: fixed !== null });
		box.checked = row.done === true;
		box.title = fixed ?? (box.checked ? "Mark as open" : "Mark as done");
		box.addEventListener("change", () => {
			const wanted = box.checked;
			box.checked = !wanted;
			this.context.tick(this, row, wanted);
		});
		return box;
	}

	/** The other columns, small. */
	#details(row: PreviewRow): HTMLElement {
		const { columns, tasks } = this.block_;
		const details = element("span", { class: "details" });
		columns.forEach((column, at) => {
			const text = plain(row.cells[at]);
			if (at === tasks?.title || text === "") return;
			if (at === tasks?.status && tasks.plain.includes(text.toLowerCase())) return;
			const detail = element("span", { class: "detail" });
			if (at !== tasks?.status) detail.append(element("span", { class: "detail-label" }, `${column.label} `));
			appendMarked(detail, text, this.context.pattern);
			details.append(detail);
		});
		return details;
	}
}

/** A value as plain text; "" for nothing worth showing. */
function plain(value: PreviewText | undefined): string {
	if (value === undefined) return "";
	if (typeof value === "string") return value;
	return value.kind === "null" ? "" : value.text;
}
