/** The script of the preview: builds the page, and passes messages between it and the extension. */
import type { PreviewMatches, PreviewResult, PreviewRows } from "../../../../server/src/lsp/protocol";
import type { PreviewNotice, ToWebview } from "../messages";
import { element, icon, iconButton } from "./dom";
import { onMessage, post, savedState, saveState } from "./host";
import { Page } from "./page";
import { ProblemList } from "./problemList";
import { Requests } from "./requests";
import { ScrollSync } from "./scrollSync";
import { type MatchPlace, SearchBar } from "./searchBar";
import { searchPattern } from "./text";

class Preview {
	readonly #rows = new Requests<PreviewRows>();
	readonly #searches = new Requests<PreviewMatches>();
	readonly #page = new Page(
		{
			rows: (params) => this.#rows.ask((request) => post({ type: "rows", request, params })),
			reordered: () => void this.#search(),
			tick: (params) => post({ type: "tick", params }),
			switched: () => {
				this.#scroll.placed();
				this.#remember();
				void this.#search();
			},
		},
		savedState().tables ?? [],
	);
	readonly #search_ = new SearchBar({
		seek: (query, filter) => {
			if ((filter ? query : undefined) !== this.#page.filter) this.#keepHeight();
			this.#page.seek(searchPattern(query), filter ? query : undefined);
			void this.#search();
		},
		end: () => this.#endSearch(),
		show: (place, stays) => this.#showMatch(place, stays ? this.#height : undefined),
		reveal: () => this.#reveal(this.#match?.line() ?? this.#scroll.topLine() ?? 0, 0),
		leave: () => this.#page.element.focus(),
	});
	readonly #problems = new ProblemList(
		(line, character) => this.#reveal(line, character),
		() => post({ type: "action", action: "repair" }),
	);
	readonly #notice = element("p", { class: "notice", role: "status", hidden: true });
	readonly #empty = element(
		"p",
		{ class: "nothing-here", hidden: true },
		"Nothing to show yet: the document is empty.",
	);
	readonly #toolbar = element("header", { class: "toolbar" });
	readonly #lock = iconButton("unlock", "Keep showing this document", () =>
		post({ type: "action", action: "toggleLock" }),
	);
	readonly #scroll = new ScrollSync(
		this.#page,
		() => this.#toolbar.offsetHeight,
		(line) => {
			this.#remember(line);
			post({ type: "scrolled", line });
		},
	);
	#uri = "";
	#locked = false;
	/** Where to scroll once there is something to show: where the view was before a reload. */
	#resumeAt = savedState().line ?? 0;
	/** Where the page was last, as far as its rows are in the order of the source. */
	#topLine = 0;
	#match: (MatchPlace & { readonly line: () => number }) | undefined;
	/** Where the current match was in the window before other rows were shown, in pixels. */
	#height: number | undefined;
	/** Source line at the top before a filter left nothing of it. */
	#lineBefore: number | undefined;
	/** The places that were found, without those that a filter leaves out. */
	#found: readonly MatchPlace[] = [];

	start(): void {
		const actions = element("div", { class: "actions", role: "group", "aria-label": "Document" });
		actions.append(
			iconButton("source", "Show source", () => this.#showSource()),
			iconButton("copy", "Copy as Markdown", () => post({ type: "action", action: "copyMarkdown" })),
			iconButton("open", "Open as Markdown", () => post({ type: "action", action: "openMarkdown" })),
			iconButton("save", "Export to a file…", () => post({ type: "action", action: "export" })),
			this.#lock,
		);
		this.#toolbar.append(this.#search_.element, actions);
		this.#page.element.tabIndex = -1;
		document.body.append(this.#toolbar, this.#notice, this.#problems.element, this.#empty, this.#page.element);
		onMessage((message) => this.#receive(message));
		document.addEventListener("dblclick", (event) => this.#doubleClick(event));
		document.addEventListener("contextmenu", (event) => this.#describePlace(event), true);
		document.addEventListener("keydown", (event) => {
			if (event.key === "f" && (event.ctrlKey || event.metaKey)) {
				event.preventDefault();
				this.#search_.focus();
			}
		});
		post({ type: "ready" });
	}

	#receive(message: ToWebview): void {
		switch (message.type) {
			case "update":
				this.#update(message.uri, message.locked, message.result);
				break;
			case "rows":
				this.#rows.answer(message.request, message.result);
				break;
			case "found":
				this.#searches.answer(message.request, message.result);
				break;
			case "scrollTo":
				this.#scroll.follow(message.line);
				break;
			case "select":
				this.#page.select(message.line);
				break;
			case "fixed":
				this.#page.setFixed(message.reason);
				break;
			case "showSource":
				this.#showSource();
				break;
			case "locked":
				this.#setLocked(message.locked);
				break;
			case "notice":
				this.#setNotice(message.notice);
				break;
		}
	}

	#update(uri: string, locked: boolean, result: PreviewResult): void {
		const another = uri !== this.#uri && this.#uri !== "";
		this.#uri = uri;
		this.#setLocked(locked);
		if (another) {
			this.#page.clear();
			this.#page.tables.clear();
			window.scrollTo(0, 0);
		}
		if (!this.#page.apply(result)) {
			post({ type: "lost" });
			return;
		}
		this.#setNotice(null);
		this.#problems.show(result.problems, result.problemCount);
		this.#empty.hidden = this.#page.view(1) !== undefined || result.problemCount > 0;
		if (!result.more || this.#page.lastLine >= this.#resumeAt) {
			if (this.#resumeAt > 0) this.#scroll.scrollTo(this.#resumeAt);
			this.#resumeAt = 0;
		}
		if (this.#resumeAt === 0) this.#remember(this.#scroll.topLine());
		this.#scroll.placed();
		void this.#search();
	}

	#setLocked(locked: boolean): void {
		if (locked !== this.#locked) this.#lock.replaceChildren(icon(locked ? "lock" : "unlock"));
		this.#locked = locked;
		this.#lock.setAttribute("aria-pressed", String(locked));
	}

	#setNotice(notice: PreviewNotice | null): void {
		this.#notice.hidden = notice === null;
		this.#notice.textContent = notice?.text ?? "";
		if (!notice?.clear) return;
		this.#page.clear();
		this.#problems.show([], 0);
	}

	/** Seeks again what is in the search box, in what is shown now. */
	async #search(): Promise<void> {
		const { query, filtering } = this.#search_;
		const { revision } = this.#page;
		if (query === "" || revision === null) {
			this.#page.showOnly(null);
			return;
		}
		const params = { revision, query, orders: this.#page.orders() };
		const result = await this.#searches.askLast((request) => post({ type: "search", request, params }));
		if (result === null || revision !== this.#page.revision) return;
		this.#page.showOnly(filtering ? new Set(result.matches.map(({ block }) => block)) : null);
		this.#found = placesOf(result);
		this.#search_.found(filtering ? this.#filtered(result) : result);
		this.#restoreLine();
	}

	/** Other rows will be shown: the current match shall stay where it is in the window, or else the line at the top. */
	#keepHeight(): void {
		const row = this.#match && this.#page.view(this.#match.block)?.element.querySelector(".current-match");
		const top = row?.getBoundingClientRect().top;
		this.#height = top !== undefined && top > 0 && top < window.innerHeight ? top : undefined;
		if (this.#page.filter === undefined) this.#lineBefore = this.#scroll.topLine();
	}

	/** Back to where one was, where a filter is over that left nothing to stay at. */
	#restoreLine(): void {
		if (this.#search_.filtering) return;
		if (this.#match === undefined && this.#lineBefore !== undefined) this.#scroll.scrollTo(this.#lineBefore);
		this.#lineBefore = undefined;
	}

	/** All rows are shown again, the match that one was at in its place. */
	#endSearch(): void {
		const match = this.#match;
		const isFiltered = this.#page.filter !== undefined;
		if (isFiltered) this.#keepHeight();
		this.#match = undefined;
		const place = match && isFiltered ? this.#found[this.#filteredIndex(match)] : undefined;
		if (match) this.#page.view(match.block)?.showPlace(null);
		this.#page.seek(null, undefined);
		this.#page.showOnly(null);
		if (place !== undefined) {
			const view = this.#page.view(place.block);
			view?.showPlace(place.place, this.#height);
			view?.showPlace(null);
			this.#page.scrolled();
			this.#scroll.placed();
			this.#lineBefore = undefined;
		}
		this.#restoreLine();
	}

	/** Which of the found places a match is, whose place is counted among the rows that a filter leaves. */
	#filteredIndex({ block, place }: MatchPlace): number {
		const first = this.#found.findIndex((each) => each.block === block);
		const isTable = this.#page.view(block)?.block.kind === "table";
		if (!isTable) return this.#found.findIndex((each) => each.block === block && each.place === place);
		return first + (place < 0 ? 0 : place + (this.#found[first]?.place === -1 ? 1 : 0));
	}

	/** The same matches by their places among the rows that a filter leaves. */
	#filtered(result: PreviewMatches): PreviewMatches {
		const matches = result.matches.map((match) => {
			if (this.#page.view(match.block)?.block.kind !== "table") return match;
			let shown = 0;
			return { ...match, places: match.places.map((place) => (place < 0 ? place : shown++)) };
		});
		return { ...result, matches };
	}

	/** @param height where it is to be in the window, in pixels */
	#showMatch(match: MatchPlace | null, height?: number): void {
		if (this.#match) this.#page.view(this.#match.block)?.showPlace(null);
		this.#match = undefined;
		if (match === null) return;
		const view = this.#page.view(match.block);
		if (view === undefined) return;
		view.showPlace(match.place, height);
		this.#page.scrolled();
		this.#scroll.placed();
		const line = (): number => {
			const found = view.element.querySelector(".current-match");
			return found ? view.lineOf(found) : view.block.line;
		};
		this.#match = { ...match, line };
	}

	#doubleClick(event: MouseEvent): void {
		const target = event.target;
		if (!(target instanceof Element) || target.closest("button, input")) return;
		const line = this.#page.lineOf(target);
		if (line !== null) this.#reveal(line, 0);
	}

	/** Of the current match, the row of the cursor if that is in sight, or the top. */
	#showSource(): void {
		const { selectedLine } = this.#page;
		const row = document.querySelector(".selected")?.getBoundingClientRect();
		const isInSight = row !== undefined && row.bottom > 0 && row.top < window.innerHeight;
		const line = this.#match?.line() ?? (isInSight ? selectedLine : undefined) ?? this.#scroll.topLine();
		this.#reveal(line ?? this.#topLine, 0);
	}

	/** The context menu's commands are told the line that was pressed. */
	#describePlace({ target }: MouseEvent): void {
		const line = target instanceof Element ? this.#page.lineOf(target) : null;
		const context = line === null ? {} : { toonLine: line };
		document.body.setAttribute("data-vscode-context", JSON.stringify(context));
	}

	#reveal(line: number, character: number): void {
		post({ type: "reveal", line: Math.floor(line), character });
	}

	#remember(line = this.#topLine): void {
		this.#topLine = line;
		saveState({ uri: this.#uri, locked: this.#locked, line, tables: [...this.#page.tables] });
	}
}

const placesOf = ({ matches }: PreviewMatches): MatchPlace[] =>
	matches.flatMap(({ block, places }) => places.map((place) => ({ block, place })));

new Preview().start();
