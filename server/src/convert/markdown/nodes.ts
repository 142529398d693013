/** What the printer of mdast does for us: escaping, and keys in bold. */
import type { Node } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { type Handlers, type Options, type State, toMarkdown } from "mdast-util-to-markdown";
import { Escaper } from "./escape";

/** The string of a value, in a paragraph. */
export interface ValueText extends Node {
	type: "valueText";
	value: string;
}

declare module "mdast" {
	interface PhrasingContentMap {
		valueText: ValueText;
	}
	interface RootContentMap {
		valueText: ValueText;
	}
}

declare module "mdast-util-to-markdown" {
	interface ConstructNameMap {
		tableCell: "tableCell";
	}
}

const gfm = gfmToMarkdown({ tablePipeAlign: false });

/** `$…$`, mathematics for VS Code and GitHub, and nothing for GFM. */
const NO_MATH: Options = { unsafe: [{ character: "$", inConstruct: "phrasing" }] };

/** An escaper with the rules that the printer has; lives as long as the conversion. */
export function createEscaper(): Escaper {
	let escaper: Escaper | undefined;
	const capture = (_node: unknown, _parent: unknown, state: State): string => {
		escaper = new Escaper(state);
		return "";
	};
	toMarkdown({ type: "root", children: [] }, { extensions: [gfm, NO_MATH], handlers: { root: capture } });
	return escaper!;
}

/** Keys whose bold needs no look at what is around it. */
const PLAIN_START = /^[A-Za-z0-9]/;

/** Writes keys in bold, with a colon. */
export class Labels {
	readonly #escaper: Escaper;
	readonly #handlers: Partial<Handlers>;
	readonly #known = new Map<string, string>();

	constructor(escaper: Escaper) {
		this.#escaper = escaper;
		this.#handlers = { valueText: ({ value }: ValueText) => escaper.inline(value) };
	}

	/** `**key:**` */
	of(key: string): string {
		const shown = key === "" ? '""' : key;
		if (PLAIN_START.test(shown)) return `**${this.#escaper.inline(`${shown}:`)}**`;
		let label = this.#known.get(shown);
		if (label === undefined) {
			label = this.#printed(shown);
			this.#known.set(shown, label);
		}
		return label;
	}

	#printed(key: string): string {
		const strong = { type: "strong" as const, children: [{ type: "valueText" as const, value: `${key}:` }] };
		const root = { type: "root" as const, children: [{ type: "paragraph" as const, children: [strong] }] };
		return toMarkdown(root, { extensions: [gfm, NO_MATH, { handlers: this.#handlers }] }).slice(0, -1);
	}
}
