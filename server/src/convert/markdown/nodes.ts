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
	/** Pairs of a printed line, from 0, and its line in the source. */
	const starts: [number, number][] = [];
	const note = (node: Nodes, line: number): void => {
		if (node.data?.line !== undefined) starts.push([line - 1, node.data.line]);
	};
	const handlers: Partial<Handlers> = {
		valueText(node: ValueText, parent) {
			return parent?.children[0] === node ? escaper.start(node.value) : escaper.inline(node.value);
		},
		printedLines(node: PrintedLines, _parent, _state, info) {
			const first = info.now.line - 1;
			for (let i = 0; i < node.lines.length; i++) starts.push([first + i, node.sources[i]!]);
			return node.lines.join("\n");
		},
	};
	for (const type of tracked) {
		const handle: Handle = defaultHandlers[type];
		handlers[type] = (node: Nodes, parent, state, info) => {
			note(node, info.now.line);
			return handle(node, parent, state, info);
		};
	}
	const text = toMarkdown(root, { ...style, extensions: [gfm, { handlers }] });
	return { text, lineMap: fill(starts, text) };
}

/** Lines between two blocks belong to the one before. */
function fill(starts: readonly (readonly [number, number])[], text: string): Int32Array {
	let lines = 0;
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
	const map = new Int32Array(lines).fill(-1);
	for (const [line, source] of starts) map[line] = source;
	let source = 0;
	for (let line = 0; line < lines; line++) {
		if (map[line] === -1) map[line] = source;
		else source = map[line]!;
	}
	return map;
}
