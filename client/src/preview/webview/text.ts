/** Shows one value as text: coloured by kind, sought text marked, long strings folded. */
import type { PreviewText } from "../../../../server/src/lsp/protocol";
import { element } from "./dom";

/** Characters that a folded text shows in running text and in tables that wrap. */
export const FOLD_AFTER = 280;

/** The pattern that marks a sought text; null for none. The server seeks by the same rule. */
export function searchPattern(query: string): RegExp | null {
	return query === "" ? null : new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"), "giu");
}

/** Appends text, with what the pattern matches in `<mark>`. */
export function appendMarked(parent: Node, text: string, pattern: RegExp | null): void {
	if (pattern === null) {
		parent.appendChild(document.createTextNode(text));
		return;
	}
	let from = 0;
	for (const match of text.matchAll(pattern)) {
		if (match.index > from) parent.appendChild(document.createTextNode(text.slice(from, match.index)));
		parent.appendChild(element("mark", {}, match[0]));
		from = match.index + match[0].length;
	}
	if (from < text.length) parent.appendChild(document.createTextNode(text.slice(from)));
}

/** How many UTF-16 units a value shows. */
export function lengthOf(text: PreviewText): number {
	return typeof text === "string" ? text.length : text.text.length;
}

export interface TextOptions {
	readonly pattern: RegExp | null;
	/** Strings longer than this fold. */
	readonly fold: number;
	/** Told after a fold was opened or closed. */
	readonly onFold?: (open: boolean) => void;
}

/** Appends a value. A string longer than `fold` shows its beginning and a button for the rest. */
export function appendValue(parent: HTMLElement, value: PreviewText, options: TextOptions): void {
	const { pattern, fold } = options;
	if (typeof value !== "string" && value.kind !== "cut") {
		const shown = element("span", { class: value.kind });
		appendMarked(shown, value.text, pattern);
		parent.append(shown);
		return;
	}
	const text = typeof value === "string" ? value : value.text;
	const rest = typeof value === "string" ? 0 : value.rest;
	if (text === "") {
		parent.append(element("span", { class: "empty-string", title: "empty string" }, "“”"));
	} else if (text.length + rest <= fold) {
		appendMarked(parent, text, pattern);
	} else {
		appendFolded(parent, text, rest, options);
	}
}

function appendFolded(parent: HTMLElement, text: string, rest: number, options: TextOptions): void {
	const { pattern, fold, onFold } = options;
	const body = element("span", { class: "foldable" });
	const button = element("button", { class: "fold", type: "button" });
	const show = (open: boolean): void => {
		body.replaceChildren();
		appendMarked(body, open ? text : text.slice(0, safeCut(text, fold)), pattern);
		button.textContent = open ? "less" : "…";
		button.setAttribute("aria-expanded", String(open));
		button.setAttribute("aria-label", open ? "Show less" : `Show all ${text.length + rest} characters`);
		if (open && rest > 0) {
			body.append(element("span", { class: "left-out" }, ` … ${rest} more characters in the source`));
		}
	};
	// What is sought must be seen.
	show(pattern !== null && text.slice(fold).search(pattern) >= 0);
	button.addEventListener("click", () => {
		const open = button.getAttribute("aria-expanded") !== "true";
		show(open);
		onFold?.(open);
	});
	parent.append(body, button);
}

/** A length near `length` that cuts no surrogate pair. */
function safeCut(text: string, length: number): number {
	const unit = text.charCodeAt(length - 1);
	return unit >= 0xd800 && unit < 0xdc00 ? length - 1 : length;
}
