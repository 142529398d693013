/** The nodes that our Markdown trees have beyond mdast's own, and how a tree is printed. */
import type { Node, Nodes, Root } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { defaultHandlers, type Handle, type Handlers, type State, toMarkdown } from "mdast-util-to-markdown";
import { Escaper } from "./escape";

/** The string of a value, in a paragraph. */
export interface ValueText extends Node {
	type: "valueText";
	value: string;
}

/** Lines that are Markdown already: the rows of a table, tasks, the items of a long list. */
export interface PrintedLines extends Node {
	type: "printedLines";
	isTable: boolean;
	lines: string[];
	/** Line of the source for each of `lines`. */
	sources: number[];
}

declare module "mdast" {
	interface PhrasingContentMap {
		valueText: ValueText;
	}
	interface RootContentMap {
		valueText: ValueText;
		printedLines: PrintedLines;
	}
	interface BlockContentMap {
		printedLines: PrintedLines;
	}
	interface Data {
		/** Line of the source, zero-based. */
		line?: number;
	}
}

declare module "mdast-util-to-markdown" {
	interface ConstructNameMap {
		tableCell: "tableCell";
	}
}

/** Blocks that remember their line while they are printed. */
const tracked = ["heading", "paragraph", "listItem", "html", "code"] as const;

const style = { bullet: "-", listItemIndent: "one", fences: true, rule: "-" } as const;
const gfm = gfmToMarkdown({ tablePipeAlign: false });

/** An escaper with the rules that the printer has; lives as long as the conversion. */
export function createEscaper(): Escaper {
	let escaper: Escaper | undefined;
	const capture = (_node: unknown, _parent: unknown, state: State): string => {
		escaper = new Escaper(state);
		return "";
	};
	toMarkdown({ type: "root", children: [] }, { extensions: [gfm], handlers: { root: capture } });
	return escaper!;
}

export interface Printed {
	readonly text: string;
	/** For each line of the text its line in the source. */
	readonly lineMap: Int32Array;
}

/** Prints a tree and notes where its blocks begin. */
export function print(root: Root, escaper: Escaper): Printed {
	const starts: Start[] = [];
	const handlers: Partial<Handlers> = {
		valueText(node: ValueText, parent) {
			return parent?.type === "paragraph" && parent.children[0] === node
				? escaper.start(node.value)
				: escaper.inline(node.value);
		},
		printedLines(node: PrintedLines, _parent, _state, info) {
			starts.push({ line: info.now.line - 1, sources: node.sources });
			return node.lines.join("\n");
		},
	};
	for (const type of tracked) {
		const handle: Handle = defaultHandlers[type];
		handlers[type] = (node: Nodes, parent, state, info) => {
			if (node.data?.line !== undefined) starts.push({ line: info.now.line - 1, sources: [node.data.line] });
			return handle(node, parent, state, info);
		};
	}
	const text = toMarkdown(root, { ...style, extensions: [gfm, { handlers }] });
	return { text, lineMap: fill(starts, text) };
}

/** A printed line, from 0, and the lines in the source of this and those after it. */
interface Start {
	readonly line: number;
	readonly sources: readonly number[];
}

/** Lines between two blocks belong to the one before. */
function fill(starts: readonly Start[], text: string): Int32Array {
	let lines = 0;
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
	const map = new Int32Array(lines).fill(-1);
	for (const { line, sources } of starts) map.set(sources, line);
	let source = 0;
	for (let line = 0; line < lines; line++) {
		if (map[line] === -1) map[line] = source;
		else source = map[line]!;
	}
	return map;
}
