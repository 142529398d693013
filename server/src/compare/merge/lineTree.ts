/** A TOON text as a tree of its lines, from which it can be written again byte for byte. */
import { type SyntaxLine, type SyntaxToken, ToonDocument } from "../../language";

/** What stands below one parent. */
export interface Node {
	readonly kind: "field" | "entry" | "row" | "item" | "value";
	/** Key of a field or an entry row; undefined where only the place or the content tells it from its siblings. */
	readonly key: string | undefined;
	/** Comments and blank lines above it. */
	readonly lead: readonly string[];
	/** Its own line; undefined for a list item whose first field stands on the hyphen line, which then is a child. */
	readonly line: Line | undefined;
	readonly children: readonly Node[];
	/** The indentation of a list item's hyphen. */
	readonly indent: string;
	/** All its lines, without what is above it: equal texts mean equal nodes. */
	readonly text: string;
}

/** A line with what a merge has to know of it. */
export interface Line {
	/** As it stands, with its indentation; the hyphen before the first field of an item is two spaces here. */
	readonly text: string;
	readonly syntax: Pick<SyntaxLine, "kind" | "table">;
	/** The declared length in `text`, where it is a header. */
	readonly length: { readonly start: number; readonly end: number } | undefined;
	/** Where the delimiters between cells or values stand in `text`, and where the first of them begins. */
	readonly cells: { readonly start: number; readonly delimiters: readonly number[] } | undefined;
}

export interface LineTree {
	readonly roots: readonly Node[];
	/** Comments and blank lines at the end. */
	readonly tail: readonly string[];
	readonly indentSize: number;
}

/** Levels of nesting that are taken; files nested deeper are merged as text. */
const DEEPEST = 200;

/** The tree of a valid text without a lone CR; undefined for others, and for those nested very deep. */
export function lineTree(text: string): LineTree | undefined {
	const document = new ToonDocument(text);
	if (document.hasErrors || /\r(?!\n)/.test(text)) return undefined;
	const root = new Open("value", undefined, [], undefined, -1);
	const stack = [root];
	let lead: string[] = [];
	for (let number = 0; number < document.lineCount; number++) {
		const line = document.line(number);
		if (line.kind === "blank" || line.kind === "comment") {
			lead.push(line.text);
			continue;
		}
		if (line.depth > DEEPEST) return undefined;
		while (stack.at(-1)!.depth >= line.depth) stack.pop();
		for (const node of opened(line, lead)) {
			stack.at(-1)!.children.push(node);
			stack.push(node);
		}
		lead = [];
	}
	return { roots: root.children.map((node) => node.close()), tail: lead, indentSize: document.options.indentSize };
}

/** A node that may get more children. */
class Open {
	readonly children: Open[] = [];

	constructor(
		readonly kind: Node["kind"],
		readonly key: string | undefined,
		readonly lead: readonly string[],
		readonly line: Line | undefined,
		readonly depth: number,
		readonly indent = "",
	) {}

	close(): Node {
		const children = this.children.map((child) => child.close());
		const { kind, key, lead, line, indent } = this;
		return finished({ kind, key, lead, line, indent, children });
	}
}

export const finished = (node: Omit<Node, "text">): Node => ({ ...node, text: linesOf(node, false).join("\n") });

/** The nodes that a line begins: a list item and its first field are two. */
function opened(line: SyntaxLine, lead: readonly string[]): Open[] {
	const { depth, text } = line;
	if (!line.isItem) return [new Open(kindOf(line), line.key, lead, lineOf(line, text), depth)];
	const indent = text.slice(0, line.tokens.find(({ type }) => type === "list-marker")!.start);
	if (line.key === undefined) return [new Open("item", undefined, lead, lineOf(line, text), depth, indent)];
	const field = `${indent}  ${text.slice(indent.length + 2)}`;
	return [
		new Open("item", undefined, lead, undefined, depth, indent),
		new Open("field", line.key, [], lineOf(line, field), depth + 1),
	];
}

function kindOf({ kind, key }: SyntaxLine): Node["kind"] {
	if (kind === "row") return "row";
	if (kind === "entry-row") return "entry";
	return key === undefined ? "value" : "field";
}

function lineOf({ kind, table, tokens }: SyntaxLine, text: string): Line {
	const length = tokens.find(({ type }) => type === "length");
	return { text, syntax: { kind, table }, length, cells: cellsOf(kind, tokens) };
}

function cellsOf(kind: SyntaxLine["kind"], tokens: readonly SyntaxToken[]): Line["cells"] {
	if (kind !== "row" && kind !== "entry-row" && kind !== "inline-array") return undefined;
	const first = kind === "row" ? 0 : tokens.findIndex(({ type }) => type === "colon") + 1;
	const start = kind === "row" ? (tokens[0]?.type === "whitespace" ? tokens[0].end : 0) : tokens[first - 1]!.end;
	const delimiters = tokens.slice(first).filter(({ type }) => type === "delimiter");
	return { start, delimiters: delimiters.map((token) => token.start) };
}

/** The lines of a node, with those above it where `withLead`. */
export function linesOf(node: Omit<Node, "text">, withLead = true): string[] {
	const lead = withLead ? node.lead : [];
	const inside = node.children.flatMap((child) => linesOf(child));
	if (node.line !== undefined) return [...lead, node.line.text, ...inside];
	return [...lead, ...hyphened(inside, node.children[0]?.lead.length ?? 0, node.indent)];
}

/** Puts the hyphen of an item before its first field, which stands below `above` lines of comments. */
export function hyphened(lines: readonly string[], above: number, indent: string): string[] {
	if (lines.length <= above) return [...lines, `${indent}-`];
	return lines.map((line, at) => (at === above ? `${indent}- ${line.slice(indent.length + 2)}` : line));
}
