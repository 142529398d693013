/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Functions that run in the workbench's page. Each is sent there as text, so it must stand alone: what it calls stands
 * inside it.
 */

/** A piece of a line in one colour. */
export interface ColouredText {
	readonly text: string;
	/** As the browser computes it: `rgb(…)`. */
	readonly colour: string;
}

/** The visible lines of an editor from top to bottom, each as pieces of one colour. */
export function colouredLines(editor: Element): ColouredText[][] {
	const top = (line: Element) => line.getBoundingClientRect().top;
	const lines = [...editor.querySelectorAll(".view-line")].sort((a, b) => top(a) - top(b));
	return lines.map((line) => {
		const pieces: { text: string; colour: string }[] = [];
		for (const span of line.querySelectorAll("span > span")) {
			const text = (span.textContent ?? "").replaceAll("\u00a0", " ");
			const colour = getComputedStyle(span).color;
			const last = pieces.at(-1);
			if (last?.colour === colour) last.text += text;
			else pieces.push({ text, colour });
		}
		return pieces;
	});
}

/** The texts under the error squiggles of an editor, in the order of the lines. */
export function squiggledTexts(editor: Element): string[] {
	const squiggles = [...editor.querySelectorAll(".squiggly-error")].map((each) => each.getBoundingClientRect());
	const found: { top: number; left: number; text: string }[] = [];
	for (const line of editor.querySelectorAll(".view-line")) {
		const box = line.getBoundingClientRect();
		for (const squiggle of squiggles) {
			const middle = (squiggle.top + squiggle.bottom) / 2;
			if (middle < box.top || middle > box.bottom) continue;
			let text = "";
			const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
				const content = node.textContent ?? "";
				for (let index = 0; index < content.length; index++) {
					const range = document.createRange();
					range.setStart(node, index);
					range.setEnd(node, index + 1);
					const character = range.getBoundingClientRect();
					const centre = (character.left + character.right) / 2;
					if (centre > squiggle.left && centre < squiggle.right) text += content[index];
				}
			}
			found.push({ top: box.top, left: squiggle.left, text: text.replaceAll("\u00a0", " ") });
		}
	}
	return found.sort((a, b) => a.top - b.top || a.left - b.left).map((each) => each.text);
}
