/** The Markdown blocks that values are shown as. */
import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";

export const list = (items: ListItem[]): List => ({ type: "list", ordered: false, spread: false, children: items });

export const paragraph = (line: number, children: PhrasingContent[]): Paragraph => ({
	type: "paragraph",
	children,
	data: { line },
});

export const heading = (depth: number, key: string, line: number): RootContent => ({
	type: "heading",
	depth: depth as 2 | 3 | 4 | 5 | 6,
	children: [valueText(key === "" ? '""' : key)],
	data: { line },
});

export const valueText = (value: string): PhrasingContent => ({ type: "valueText", value });

/** `**key:** value`; the value alone where there is no key. */
export function labelled(key: string | undefined, ...value: PhrasingContent[]): PhrasingContent[] {
	if (key === undefined) return value;
	const label: PhrasingContent = { type: "strong", children: [valueText(`${key === "" ? '""' : key}:`)] };
	return value.length === 0 ? [label] : [label, { type: "text", value: " " }, ...value];
}
