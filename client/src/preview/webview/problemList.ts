/** The errors of the document, above what can be shown of it; a click leads to the place. */
import type { PreviewProblem } from "../../../../server/src/lsp/protocol";
import { element, icon } from "./dom";

export class ProblemList {
	readonly element = element("section", { class: "problems", role: "status", "aria-label": "Errors", hidden: true });
	readonly #reveal: (line: number, character: number) => void;
	readonly #repair: () => void;
	#shown = "";

	constructor(reveal: (line: number, character: number) => void, repair: () => void) {
		this.#reveal = reveal;
		this.#repair = repair;
	}

	/** @param total How many there are; the list may be shorter. */
	show(problems: readonly PreviewProblem[], total: number): void {
		this.element.hidden = total === 0;
		const state = JSON.stringify([problems, total]);
		if (state === this.#shown) return;
		this.#shown = state;
		const heading = element("p", { class: "problems-title" });
		const count = total === 1 ? "1 error" : `${total} errors`;
		const repair = element("button", { class: "text-button", type: "button" }, "Repair");
		repair.addEventListener("click", () => this.#repair());
		heading.append(icon("error"), `${count}. What can be read is shown below. `, repair);
		const list = element("ul", {}, ...problems.map((problem) => this.#item(problem)));
		this.element.replaceChildren(heading, list);
		if (total > problems.length) this.element.append(element("p", {}, `… and ${total - problems.length} more`));
	}

	#item({ range, message }: PreviewProblem): HTMLElement {
		const button = element("button", { type: "button" });
		const place = element("span", { class: "place" }, `Line ${range.start.line + 1}`);
		button.append(place, " ", message);
		button.addEventListener("click", () => this.#reveal(range.start.line, range.start.character));
		return element("li", {}, button);
	}
}
