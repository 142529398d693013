/** The text of Markdown nodes as a person reads it. */
import type { Nodes, PhrasingContent } from "mdast";

/** Reads nodes of one document. */
export class TextReader {
	/** What the nodes were parsed from. */
	readonly source: string;

	constructor(source: string) {
		this.source = source;
	}

	/**
	 * Links with a text of their own and images stay as they are written: their addresses would be lost. Emphasis may be
	 * nested without bounds, hence no recursion but for links, which do not nest.
	 */
	text(nodes: readonly Nodes[]): string {
		let text = "";
		const open: Nodes[] = nodes.toReversed();
		for (let node = open.pop(); node !== undefined; node = open.pop()) {
			switch (node.type) {
				case "emphasis":
				case "strong":
				case "delete":
				case "paragraph":
				case "heading":
				case "tableCell":
					open.push(...node.children.toReversed());
					break;
				default:
					text += this.#leaf(node);
			}
		}
		return text;
	}

	#leaf(node: Nodes): string {
		switch (node.type) {
			case "text":
			case "inlineCode":
			case "code":
				return node.value;
			case "break":
				return "\n";
			case "html":
				return /^<br\s*\/?>$/i.test(node.value) ? "\n" : node.value.startsWith("<!--") ? "" : node.value;
			case "link": {
				const label = this.text(node.children);
				return node.url.endsWith(label) && label !== "" ? label : this.#written(node);
			}
			default:
				return this.#written(node);
		}
	}

	#written(node: Nodes): string {
		return this.source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
	}
}

/** `**key:** value` in parts. */
export interface Labelled {
	readonly key: string;
	readonly value: readonly PhrasingContent[];
}

/** Takes a paragraph, or a line of one, apart; undefined when it does not begin with a key in bold. */
export function labelled(children: readonly PhrasingContent[], reader: TextReader): Labelled | undefined {
	const [first, ...value] = children;
	if (first?.type !== "strong") return undefined;
	const text = reader.text([first]);
	const [next] = value;
	if (text.endsWith(":")) return { key: text.slice(0, -1), value };
	// `**key**: value` is as common.
	if (next?.type !== "text" || !next.value.startsWith(":")) return undefined;
	return { key: text, value: [{ type: "text", value: next.value.slice(1) }, ...value.slice(1)] };
}

/** The lines of a paragraph: at hard breaks, and where a line begins with bold text. */
export function linesOf(children: readonly PhrasingContent[]): PhrasingContent[][] {
	const lines: PhrasingContent[][] = [[]];
	for (const [index, child] of children.entries()) {
		const beginsLine = child.type === "text" && child.value.endsWith("\n") && children[index + 1]?.type === "strong";
		if (child.type !== "break")
			lines[lines.length - 1]!.push(beginsLine ? { type: "text", value: child.value.trimEnd() } : child);
		if (child.type === "break" || beginsLine) lines.push([]);
	}
	return lines;
}
