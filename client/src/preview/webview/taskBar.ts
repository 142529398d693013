/** Above a list of tasks: how many are done, and the switch between list and table. */
import type { PreviewTasks } from "../../../../server/src/lsp/protocol";
import { element } from "./dom";

const numbers = new Intl.NumberFormat("en");

export class TaskBar {
	readonly element = element("div", { class: "task-bar" });
	readonly #said = element("span", { class: "done-count" });
	readonly #share = element("span", { class: "share" });

	/** @param isTable what is shown now */
	constructor(isTable: boolean, onSwitch: () => void) {
		const track = element("span", { class: "track", "aria-hidden": "true" }, this.#share);
		const button = element(
			"button",
			{ class: "text-button", type: "button" },
			isTable ? "Show as list of tasks" : "Show as table",
		);
		button.addEventListener("click", onSwitch);
		this.element.append(this.#said, track, button);
	}

	/** @param rows of the whole table */
	show({ done }: PreviewTasks, rows: number): void {
		const text = `${numbers.format(done)} of ${numbers.format(rows)} done`;
		if (this.#said.textContent === text) return;
		this.#said.textContent = text;
		this.#share.style.width = `${rows === 0 ? 0 : (100 * done) / rows}%`;
	}
}
