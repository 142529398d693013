/** Text of values as Markdown: whatever a string holds, a reader of GFM sees exactly that string. */
import type { State } from "mdast-util-to-markdown";

/** What could mean something within a line, or is white space at its edge. Most cells have nothing of it. */
const suspicious = /[!&*<[\]\\_`|~@\p{C}\u2028\u2029]|:\/|[Ww]\.|^\s|\s$/u;

/** A string that cannot begin a block either. */
const plainStart = /^(?:\p{L}|-?\d+(?:\.\d+)?$)/u;

/** Escapes with the rules of mdast-util-to-markdown, and passes what needs no escaping as it is. */
export class Escaper {
	readonly #state: State;

	constructor(state: State) {
		this.#state = state;
	}

	/** For a table cell. */
	cell(text: string): string {
		return suspicious.test(text) ? this.#lines(text, " ", "tableCell") : text;
	}

	/** For a paragraph, after something else on its line. */
	inline(text: string): string {
		return suspicious.test(text) ? this.#lines(text, " ", "paragraph") : text;
	}

	/** For the beginning of a paragraph, where `#` or `1.` would begin a block. */
	start(text: string): string {
		if (plainStart.test(text) && !suspicious.test(text)) return text;
		return this.#lines(text, "\n", "paragraph");
	}

	/** A backslash at the end is always escaped: anything may follow. Line breaks become `<br>`, since a cell and a list item are one line. */
	#lines(text: string, before: string, construct: "tableCell" | "paragraph"): string {
		const exitConstruct = this.#state.enter(construct as "paragraph");
		const exitPhrasing = this.#state.enter("phrasing");
		const lines = text.split(/\r\n|\r|\n/);
		const last = lines.length - 1;
		const escaped = lines.map((line, i) => this.#line(line, i === 0 ? before : ">", i === last ? ")" : "<"));
		exitPhrasing();
		exitConstruct();
		return escaped.join("<br>");
	}

	#line(line: string, before: string, after: string): string {
		const [, leading = "", middle = "", trailing = ""] = /^(\s?)(.*?)(\s?)$/su.exec(line)!;
		const inner = this.#state.safe(middle, {
			before: leading === "" ? before : ";",
			after: trailing === "" ? after : "&",
		});
		return reference(leading) + inner.replace(unprintable, visible) + reference(trailing);
	}
}

/** White space at an edge would be trimmed by the reader. */
const reference = (space: string): string =>
	space === "" ? "" : `&#x${space.codePointAt(0)!.toString(16).toUpperCase()};`;

/** Control and format characters: some end lines for some readers, all are invisible. */
const unprintable = /(\\?)([\p{Cc}\u2028\u2029\uFEFF])/gu;

/**
 * Markdown has no way to hold NUL; everything else stands as a character reference. A backslash before it was a plain
 * one, and would escape the reference.
 */
const visible = (_match: string, backslash: string, character: string): string =>
	backslash + backslash + (character === "\0" ? "\uFFFD" : reference(character));
