/** The search box: what is sought, how many places have it, and the way from one to the next. */
import type { PreviewMatches } from "../../../../server/src/lsp/protocol";
import { element, iconButton } from "./dom";

/** Milliseconds without typing before the server is asked. */
const PATIENCE = 150;

export interface MatchPlace {
	readonly block: number;
	readonly place: number;
}

export interface SearchTarget {
	/** The text or the filter changed. */
	seek(query: string, filter: boolean): void;
	/** Nothing is sought any more. */
	end(): void;
	/** Goes to a match, or from the last one when null. `stays`: the page is to stay where it is as far as can be. */
	show(place: MatchPlace | null, stays?: boolean): void;
	/** Goes to the source of the current match. */
	reveal(): void;
	/** Back to the document. */
	leave(): void;
}

export class SearchBar {
	readonly element: HTMLElement;
	readonly #target: SearchTarget;
	readonly #input: HTMLInputElement;
	readonly #count: HTMLElement;
	readonly #filter: HTMLButtonElement;
	#places: MatchPlace[] = [];
	#total = 0;
	#current = -1;
	/** Jump to the first match when it is found: after typing, not after an edit of the document. */
	#eager = false;
	/** Other rows are shown than before: the current match keeps its height in the window. */
	#stays = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(target: SearchTarget) {
		this.#target = target;
		this.#input = element("input", {
			type: "search",
			placeholder: "Search",
			"aria-label": "Search in the preview",
			spellcheck: "false",
		});
		this.#count = element("output", { class: "count", "aria-live": "polite" });
		this.#filter = iconButton("filter", "Show only rows that match", () => this.#toggleFilter());
		this.#filter.setAttribute("aria-pressed", "false");
		this.element = element(
			"search",
			{},
			this.#input,
			this.#count,
			iconButton("up", "Previous match (Shift+Enter)", () => this.step(-1)),
			iconButton("down", "Next match (Enter)", () => this.step(1)),
			this.#filter,
		);
		this.#input.addEventListener("input", () => this.#typed());
		this.#input.addEventListener("keydown", (event) => this.#key(event));
	}

	get query(): string {
		return this.#input.value;
	}

	get filtering(): boolean {
		return this.#filter.getAttribute("aria-pressed") === "true" && this.query !== "";
	}

	focus(): void {
		this.#input.focus();
		this.#input.select();
	}

	/** Goes to the next (1) or the previous (-1) match, around the ends. */
	step(by: 1 | -1): void {
		if (this.#places.length === 0) return;
		this.#current = (this.#current + by + this.#places.length) % this.#places.length;
		this.#show();
	}

	/** Shows what was found. */
	found(result: PreviewMatches): void {
		this.#places = result.matches.flatMap(({ block, places }) => places.map((place) => ({ block, place })));
		this.#total = result.total;
		this.#current = Math.min(this.#current, this.#places.length - 1);
		if (this.#eager && this.#places.length > 0) this.#current = 0;
		if (this.#eager) this.#target.show(this.#places[this.#current] ?? null);
		else if (this.#stays) this.#target.show(this.#places[this.#current] ?? null, true);
		this.#eager = false;
		this.#stays = false;
		this.#describe();
	}

	#typed(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#eager = this.query !== "";
			this.#places = [];
			this.#current = -1;
			if (this.query === "") {
				this.#target.end();
				this.#describe();
			} else {
				this.#target.show(null);
				this.#target.seek(this.query, this.filtering);
			}
		}, PATIENCE);
	}

	#toggleFilter(): void {
		this.#filter.setAttribute("aria-pressed", String(this.#filter.getAttribute("aria-pressed") !== "true"));
		if (this.query === "") return;
		this.#stays = true;
		this.#target.seek(this.query, this.filtering);
	}

	#key(event: KeyboardEvent): void {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#target.reveal();
		else if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
		else if (event.key === "Escape") this.#escape();
		else return;
		event.preventDefault();
	}

	#escape(): void {
		if (this.query === "") {
			this.#target.leave();
			return;
		}
		this.#input.value = "";
		this.#typed();
	}

	#show(): void {
		this.#target.show(this.#places[this.#current] ?? null);
		this.#describe();
	}

	#describe(): void {
		const { query } = this;
		this.element.classList.toggle("nothing", query !== "" && this.#total === 0);
		if (query === "") this.#count.textContent = "";
		else if (this.#total === 0) this.#count.textContent = "No results";
		else this.#count.textContent = `${this.#current + 1} of ${this.#total.toLocaleString("en")}`;
	}
}
