/** The document on the page: a list of block views, patched by updates, drawn where one looks. */
import type {
	PreviewBlock,
	PreviewOrder,
	PreviewResult,
	PreviewRow,
	PreviewRows,
	PreviewRowsParams,
	PreviewTickParams,
} from "../../../../server/src/lsp/protocol";
import type { BlockView, ViewContext, ViewRowsQuestion } from "./blockView";
import { element } from "./dom";
import { TableView } from "./tableView";
import { TaskView } from "./taskView";
import { TextView } from "./textViews";

/** Blocks are drawn when they come this near to the window. */
const MARGIN = 900;

export interface PageServer {
	/** Marks a task; `anchor` names its table. */
	tick(params: Omit<PreviewTickParams, "uri">): void;
	/** Other tables than before are shown in their other form. */
	switched(): void;
	rows(params: Omit<PreviewRowsParams, "uri">): Promise<PreviewRows | null>;
	/** Tables are in another order now. */
	reordered(): void;
}

export class Page implements ViewContext {
	/** The landmark that holds the blocks. */
	readonly element = element("main", { "aria-label": "Preview" });
	pattern: RegExp | null = null;
	filter: string | undefined;
	selectedLine: number | null = null;
	fixed: string | null = "The document is being read.";
	/** Anchors of the tables of tasks that are shown as tables. */
	readonly tables: Set<number>;
	readonly #server: PageServer;
	readonly #viewOf = new WeakMap<Element, BlockView>();
	#views: BlockView[] = [];
	/** Those that a filter leaves. */
	#visible: BlockView[] = [];
	/** The views by the line they begin at: not always the order of the page, where plain members come first. */
	#byLine: BlockView[] = [];
	#revision: number | null = null;
	#selected: BlockView | undefined;

	/** @param tables anchors of the tables of tasks to begin with as tables */
	constructor(server: PageServer, tables: readonly number[]) {
		this.#server = server;
		this.tables = new Set(tables);
	}

	get revision(): number | null {
		return this.#revision;
	}

	/** The last source line that a block begins at. */
	get lastLine(): number {
		return this.#byLine.at(-1)?.block.line ?? 0;
	}

	view(index: number): BlockView | undefined {
		return this.#views[index];
	}

	/** Shows an update. False: it builds on something else than what is shown. */
	apply(result: PreviewResult): boolean {
		const { start, remove, blocks, shift } = result.splice;
		const removed = remove ?? this.#views.length;
		if (start + removed > this.#views.length || (remove !== null && this.#revision === null)) return false;
		const old = this.#views.slice(start, start + removed);
		const later = this.#views.slice(start + removed);
		if (shift !== 0) for (const view of later) view.moveTo({ ...view.block, line: view.block.line + shift });
		const made = this.#reuse(old, blocks);
		this.#views = [...this.#views.slice(0, start), ...made, ...later];
		this.#visible = this.#views.filter(({ element }) => !element.hidden);
		this.#byLine = this.#views.toSorted((a, b) => a.block.line - b.block.line);
		this.#revision = result.revision;
		this.#place(made, later[0]?.element ?? null);
		this.#markSelection();
		this.scrolled();
		return true;
	}

	clear(): void {
		for (const view of this.#views) this.#drop(view);
		this.#views = [];
		this.#visible = [];
		this.#byLine = [];
		this.#revision = null;
	}

	rows(view: BlockView, question: ViewRowsQuestion): Promise<PreviewRows | null> {
		const block = this.#views.indexOf(view);
		if (block < 0 || this.#revision === null) return Promise.resolve(null);
		return this.#server.rows({ ...question, revision: this.#revision, block });
	}

	reordered(): void {
		this.#server.reordered();
	}

	/** The tables that are sorted, and how. */
	orders(): { readonly block: number; readonly order: PreviewOrder }[] {
		return this.#views.flatMap((view, block) =>
			view instanceof TableView && view.currentOrder ? [{ block, order: view.currentOrder }] : [],
		);
	}

	/** @param reason why tasks cannot be ticked; null where they can */
	setFixed(reason: string | null): void {
		if (reason === this.fixed) return;
		this.fixed = reason;
		for (const view of this.#views) if (view instanceof TaskView) view.redraw();
	}

	tick(view: BlockView, { line, cells }: PreviewRow, done: boolean): void {
		const { anchor, line: first } = view.block;
		if (this.#revision === null) return;
		this.#server.tick({ revision: this.#revision, anchor, line: first + line, cells, done });
	}

	switchForm(view: BlockView): void {
		const { block } = view;
		const index = this.#views.indexOf(view);
		if (block.kind !== "table" || index < 0) return;
		if (!this.tables.delete(block.anchor)) this.tables.add(block.anchor);
		const made = this.#make(block);
		view.element.replaceWith(made.element);
		made.element.classList.toggle("current", this.#selected === view);
		if (this.#selected === view) this.#selected = made;
		this.#views = this.#views.with(index, made);
		this.#visible = this.#visible.map((each) => (each === view ? made : each));
		this.#byLine = this.#byLine.map((each) => (each === view ? made : each));
		made.scrolled();
		made.element.querySelector<HTMLElement>(".task-bar button")?.focus({ preventScroll: true });
		this.#server.switched();
	}

	/** Marks a text everywhere, and shows only rows with it if `filter` says so. */
	seek(pattern: RegExp | null, filter: string | undefined): void {
		this.pattern = pattern;
		this.filter = filter;
		for (const view of this.#views) view.redraw();
		this.scrolled();
	}

	/** With a filter, only blocks with matches and headings are shown; null shows all. */
	showOnly(blocks: ReadonlySet<number> | null): void {
		this.#views.forEach((view, index) => {
			view.element.hidden = blocks !== null && view.block.kind !== "heading" && !blocks.has(index);
		});
		this.#visible = this.#views.filter(({ element }) => !element.hidden);
		this.scrolled();
	}

	select(line: number): void {
		const before = this.#selected;
		this.selectedLine = line;
		this.#markSelection();
		before?.redraw();
		if (this.#selected !== before) this.#selected?.redraw();
	}

	/** Draws what is near the window now. What is drawn is seldom as high as was guessed, so it is looked at again. */
	scrolled(): void {
		let drawn = new Set<BlockView>();
		for (let tries = 0; tries < 4; tries++) {
			const near = this.#near();
			// All places are read before anything is drawn: else each block would be laid out by itself.
			const fresh = near.filter((view) => !drawn.has(view));
			if (fresh.length === 0) return;
			for (const view of fresh) view.scrolled();
			drawn = new Set([...drawn, ...near]);
		}
	}

	#near(): BlockView[] {
		const near: BlockView[] = [];
		for (let index = this.#at(-MARGIN); index < this.#visible.length; index++) {
			const view = this.#visible[index]!;
			if (view.element.getBoundingClientRect().top > window.innerHeight + MARGIN) break;
			near.push(view);
		}
		return near;
	}

	/** Index of the last visible block that begins at or above a height in the window; 0 if there is none. */
	#at(height: number): number {
		let low = 0;
		let high = this.#visible.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#visible[middle]!.element.getBoundingClientRect().top <= height) low = middle + 1;
			else high = middle;
		}
		return Math.max(0, low - 1);
	}

	/** Distance of a source line from the top of the page, in pixels. */
	offsetOf(line: number): number {
		const view = this.#viewAt(line);
		if (view === undefined) return 0;
		const top = view.element.getBoundingClientRect().top + window.scrollY;
		const end = view.block.line + view.block.lines;
		return top + (line < end ? view.offsetOf(line) : view.element.offsetHeight);
	}

	/** The source line at a distance from the top of the page; undefined in rows that are sorted or left out. */
	lineAt(offset: number): number | undefined {
		const view = this.#visible[this.#at(offset - window.scrollY)];
		if (view?.reordered) return undefined;
		return view?.lineAt(offset - window.scrollY - view.element.getBoundingClientRect().top) ?? 0;
	}

	/** Whether a source line stands among rows that are sorted or left out, or is not shown. */
	isReordered(line: number): boolean {
		const view = this.#viewAt(line);
		return view !== undefined && (view.reordered || view.element.hidden !== false);
	}

	/** The source line of what was clicked; null outside of all blocks. */
	lineOf(target: Element): number | null {
		const holder = target.closest(".block");
		const view = holder ? this.#viewOf.get(holder) : undefined;
		return view?.lineOf(target) ?? null;
	}

	/** Keeps the views whose place in the structure is still there, so that a sorted table stays sorted. */
	#reuse(old: readonly BlockView[], blocks: readonly PreviewBlock[]): BlockView[] {
		const byAnchor = new Map<number, BlockView[]>();
		for (const view of old) {
			const same = byAnchor.get(view.block.anchor);
			if (same) same.push(view);
			else byAnchor.set(view.block.anchor, [view]);
		}
		const made = blocks.map((block) => {
			const view = byAnchor.get(block.anchor)?.shift();
			if (view && view.block.id === block.id && view.block.kind === block.kind) {
				view.moveTo(block);
				return view;
			}
			if (view?.update(block)) return view;
			if (view) this.#drop(view);
			return this.#make(block);
		});
		for (const views of byAnchor.values()) for (const view of views) this.#drop(view);
		return made;
	}

	#make(block: PreviewBlock): BlockView {
		const view =
			block.kind !== "table"
				? new TextView(block, this)
				: block.tasks && !this.tables.has(block.anchor)
					? new TaskView(block, this)
					: new TableView(block, this);
		this.#viewOf.set(view.element, view);
		return view;
	}

	#drop(view: BlockView): void {
		view.element.remove();
	}

	/** Puts views in order before `end`, moving only those that are not there yet: moving loses the focus. */
	#place(views: readonly BlockView[], end: Element | null): void {
		let next = this.#views[this.#views.indexOf(views[0]!) - 1]?.element.nextSibling ?? this.element.firstChild;
		if (views.length === 0) return;
		for (const { element } of views) {
			if (element === next) next = next.nextSibling;
			else this.element.insertBefore(element, next ?? end);
		}
	}

	#viewAt(line: number): BlockView | undefined {
		let low = 0;
		let high = this.#byLine.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#byLine[middle]!.block.line <= line) low = middle + 1;
			else high = middle;
		}
		return this.#byLine[low - 1];
	}

	#markSelection(): void {
		const view = this.selectedLine === null ? undefined : this.#viewAt(this.selectedLine);
		if (view === this.#selected) return;
		this.#selected?.element.classList.remove("current");
		view?.element.classList.add("current");
		this.#selected = view;
	}
}
