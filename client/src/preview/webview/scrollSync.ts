/** Keeps the top of the page at the source line at the top of the editor, and tells the editor the other way. */
import type { Page } from "./page";

/** Milliseconds after being scrolled from outside in which scrolling is not the person's. */
const ECHO = 250;

export class ScrollSync {
	readonly #page: Page;
	/** Height of what covers the top of the page. */
	readonly #covered: () => number;
	readonly #told: (line: number) => void;
	#quietUntil = 0;
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
	}

	/** Brings a source line to the top of the page. */
	scrollTo(line: number): void {
		this.quiet();
		if (line <= 0) {
			window.scrollTo(window.scrollX, 0);
			this.#page.scrolled();
			return;
		}
		// What comes into sight may have another height than was guessed: again, until it stays.
		for (let tries = 0; tries < 4; tries++) {
			const offset = Math.max(0, this.#page.offsetOf(line) - this.#covered());
			if (tries > 0 && Math.abs(offset - window.scrollY) < 2) break;
			window.scrollTo(window.scrollX, offset);
			this.#page.scrolled();
		}
	}

	/** The source line at the top of the page. */
	topLine(): number {
		return window.scrollY <= 0 ? 0 : this.#page.lineAt(window.scrollY + this.#covered() + 1);
	}

	/** What scrolls now is not the person. */
	quiet(): void {
		this.#quietUntil = performance.now() + ECHO;
	}

	#scrolled(): void {
		this.#frame = 0;
		this.#page.scrolled();
		if (performance.now() > this.#quietUntil) this.#told(this.topLine());
	}
}
