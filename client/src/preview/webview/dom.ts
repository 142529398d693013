/** Making elements. Nothing here, or anywhere in this script, parses markup: text enters as text nodes only. */

interface Attributes {
	readonly [name: string]: string | number | boolean | undefined;
}

/** An element with attributes (true: present without value; false, undefined: absent) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
	made.append(...children);
	return made;
}

export function setAttribute(target: Element, name: string, value: string | number | boolean | undefined): void {
	if (value === undefined || value === false) target.removeAttribute(name);
	else target.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a grid of 16 × 16. */
const OUTLINES = {
	search: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.5 10.5L14 14",
	up: "M4 10l4-4 4 4",
	down: "M4 6l4 4 4-4",
	filter: "M2.5 3.5h11M4.5 8h7M6.5 12.5h3",
	source: "M6 4L2.5 8 6 12M10 4l3.5 4-3.5 4",
	copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
	open: "M9 2.5H3.5v11h9V6zM9 2.5V6h3.5",
	save: "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
	lock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
	unlock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1",
	error: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5v3.6M8 10.6v.6",
} as const;

export type IconName = keyof typeof OUTLINES;

export function icon(name: IconName): SVGSVGElement {
	const drawing = document.createElementNS(SVG, "svg");
	drawing.setAttribute("viewBox", "0 0 16 16");
	drawing.setAttribute("class", "icon");
	drawing.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", OUTLINES[name]);
	drawing.append(path);
	return drawing;
}

/** A button that shows an icon only; `label` is its name and its tooltip. */
export function iconButton(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
	const button = element("button", { class: "icon-button", type: "button", title: label, "aria-label": label });
	button.append(icon(name));
	button.addEventListener("click", onClick);
	return button;
}
