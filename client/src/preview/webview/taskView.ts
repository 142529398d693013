/** A table of tasks, shown as a list with check boxes. */
import type { PreviewRow, PreviewText } from "../../../../server/src/lsp/protocol";
import type { ViewContext } from "./blockView";
import { element, icon } from "./dom";
import { indentOf, listSpacer, RowsView, type TableBlock } from "./rowsView";
import { appendMarked, appendValue, FOLD_AFTER } from "./text";

export class TaskView extends RowsView {
	readonly #list: HTMLUListElement;

	constructor(block: TableBlock, context: ViewContext) {
		// A list without marks loses its role in some screen readers unless it is said.
		const list = element("ul", { class: "rows", role: "list" });
		super(block, context, element("section", { class: "block tasks" }, list), {
			body: list,
			spacer: listSpacer,
			rowHeight: 28,
		});
		this.#list = list;
		this.start();
	}

	protected override drawFrame(): void {
		this.#list.classList.toggle("fixed", this.virtual);
		this.element.style.marginLeft = indentOf(this.block_.depth);
	}

	protected override drawRow(row: PreviewRow | undefined, index: number): HTMLElement {
		const item = element("li", { "aria-setsize": this.shownRows, "aria-posinset": index + 1 });
		const tasks = this.block_.tasks;
		if (row === undefined || tasks === undefined) {
			item.textContent = "\u00a0";
			return item;
		}
		const done = row.done === true;
		item.classList.toggle("done", done);
		const box = element("span", { class: "box", role: "img", "aria-label": done ? "done" : "open" });
		box.append(icon(done ? "done" : "todo"));
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
		item.append(box, element("div", { class: "task" }, title, this.#details(row)));
		return item;
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
