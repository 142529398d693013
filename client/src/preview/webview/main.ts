/** The script of the preview: builds the page, and passes messages between it and the extension. */
import type { PreviewMatches, PreviewResult, PreviewRows } from "../../../../server/src/lsp/protocol";
import type { PreviewNotice, ToWebview } from "../messages";
import { element, icon, iconButton } from "./dom";
import { onMessage, post, savedState, saveState } from "./host";
import { Page } from "./page";
import { ProblemList } from "./problemList";
import { Requests } from "./requests";
import { ScrollSync } from "./scrollSync";
import { SearchBar } from "./searchBar";
import { searchPattern } from "./text";

class Preview {
	readonly #rows = new Requests<PreviewRows>();
	readonly #searches = new Requests<PreviewMatches>();
	readonly #page = new Page({
		rows: (params) => this.#rows.ask((request) => post({ type: "rows", request, params })),
		reordered: () => void this.#search(),
	});
	readonly #search_ = new SearchBar({
		seek: (query, filter) => {
			this.#page.seek(searchPattern(query), filter ? query : undefined);
			void this.#search();
		},
		show: (place) => this.#showMatch(place),
		reveal: () => this.#reveal(this.#match?.line() ?? this.#scroll.topLine(), 0),
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
	#match: { readonly block: number; readonly line: () => number } | undefined;

	start(): void {
		const actions = element("div", { class: "actions", role: "group", "aria-label": "Document" });
		actions.append(
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
				this.#scroll.scrollTo(message.line);
				break;
			case "select":
				this.#page.select(message.line);
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
			window.scrollTo(0, 0);
		}
		this.#scroll.quiet();
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
		this.#search_.found(filtering ? this.#filtered(result) : result);
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

	#showMatch(match: { readonly block: number; readonly place: number } | null): void {
		if (this.#match) this.#page.view(this.#match.block)?.showPlace(null);
		this.#match = undefined;
		if (match === null) return;
		const view = this.#page.view(match.block);
		if (view === undefined) return;
		this.#scroll.quiet();
		view.showPlace(match.place);
		this.#page.scrolled();
		const line = (): number => {
			const found = view.element.querySelector(".current-match");
			return found ? view.lineOf(found) : view.block.line;
		};
		this.#match = { block: match.block, line };
	}

	#doubleClick(event: MouseEvent): void {
		const target = event.target;
		if (!(target instanceof Element) || target.closest("button, input")) return;
		const line = this.#page.lineOf(target);
		if (line !== null) this.#reveal(line, 0);
	}

	#reveal(line: number, character: number): void {
		post({ type: "reveal", line: Math.floor(line), character });
	}

	#remember(line: number): void {
		saveState({ uri: this.#uri, locked: this.#locked, line });
	}
}

new Preview().start();
