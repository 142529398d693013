/**
 * Keeps the top of the page at the source line at the top of the editor, and tells the editor the other way. Only one
 * side leads at a time: while the person scrolls here, what the editor says is an echo, however late it comes; and
 * only what the person did here is told, never what a script or the layout moved.
 */
import type { Page } from "./page";

/** Milliseconds after a turn of the wheel, a key or a press in which scrolling is the person's: pages glide. */
const GLIDE = 800;
/** Milliseconds between two steps of one movement at most. */
const STEP = 250;
/** Milliseconds after the last movement of the person in which the editor is still on its way. */
const ECHO = 600;

export class ScrollSync {
	readonly #page: Page;
	/** Height of what covers the top of the page. */
	readonly #covered: () => number;
	readonly #told: (line: number) => void;
	/** A button of the pointer is down: perhaps on the scroll bar, which tells nothing but that. */
	#held = false;
	/** When the person last did something that scrolls, and when the page last moved by it. */
	#acted = Number.NEGATIVE_INFINITY;
	#moved = Number.NEGATIVE_INFINITY;
	/** Where a script put the page: being there is nobody's scrolling. */
	#placedAt = 0;
	#frame = 0;

	/** @param told Called with the source line at the top after the person scrolled. */
	constructor(page: Page, covered: () => number, told: (line: number) => void) {
		this.#page = page;
		this.#covered = covered;
		this.#told = told;
		const changed = (): void => {
			this.#frame ||= requestAnimationFrame(() => this.#scrolled());
		};
		window.addEventListener("scroll", changed, { passive: true });
		window.addEventListener("resize", changed, { passive: true });
		this.#listenToPerson();
	}

	/** Brings a source line to the top of the page, unless the person is scrolling here, or no line has a place. */
	follow(line: number): void {
		const now = performance.now();
		if (this.#held || now - this.#acted < ECHO || now - this.#moved < ECHO || this.#page.isReordered(line)) return;
		this.scrollTo(line);
	}

	/** Brings a source line to the top of the page. */
	scrollTo(line: number): void {
		if (line <= 0) {
			window.scrollTo(window.scrollX, 0);
			this.#page.scrolled();
		} else {
			// What comes into sight may have another height than was guessed: again, until it stays.
			for (let tries = 0; tries < 4; tries++) {
				const offset = Math.max(0, this.#page.offsetOf(line) - this.#covered());
				if (tries > 0 && Math.abs(offset - window.scrollY) < 2) break;
				window.scrollTo(window.scrollX, offset);
				this.#page.scrolled();
			}
		}
		this.placed();
	}

	/** The source line at the top of the page; undefined where its rows are not in the order of the source. */
	topLine(): number | undefined {
		return window.scrollY <= 0 ? 0 : this.#page.lineAt(window.scrollY + this.#covered() + 1);
	}

	/** The page is now where a script put it. */
	placed(): void {
		this.#placedAt = window.scrollY;
	}

	#listenToPerson(): void {
		const acted = (): void => {
			this.#acted = performance.now();
		};
		const options = { passive: true, capture: true };
		window.addEventListener("wheel", acted, options);
		window.addEventListener("keydown", acted, options);
		window.addEventListener("touchmove", acted, options);
		window.addEventListener("pointerdown", () => this.#hold(true), options);
		window.addEventListener("pointerup", () => this.#hold(false), options);
		// Where a press ends on the scroll bar, or outside, nothing but the next movement says so.
		window.addEventListener("pointermove", ({ buttons }) => this.#held && buttons === 0 && this.#hold(false), options);
		window.addEventListener("blur", () => this.#hold(false), options);
	}

	#hold(held: boolean): void {
		this.#held = held;
		this.#acted = performance.now();
	}

	#scrolled(): void {
		this.#frame = 0;
		this.#page.scrolled();
		const now = performance.now();
		if (Math.abs(window.scrollY - this.#placedAt) < 1) return;
		if (!this.#held && now - this.#acted > GLIDE && now - this.#moved > STEP) return;
		this.#moved = now;
		const line = this.topLine();
		if (line !== undefined) this.#told(line);
	}
}
