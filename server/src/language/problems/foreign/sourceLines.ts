/** The lines of a document as text, by number: other notations know nothing of the tree that TOON made of them. */

import { BYTE_ORDER_MARK, SPACE, TAB } from "../../text/characters";
import { trimEnd } from "../../text/scan";
import { lspLineOf, rangeIn } from "../../tree/positions";
import type { Tree } from "../../tree/tree";
import type { Range, TextEdit } from "../../types";

export class SourceLines {
	readonly tree: Tree;
	readonly count: number;

	constructor(tree: Tree) {
		this.tree = tree;
		const last = tree.order.chunks[tree.order.chunks.length - 1]!;
		this.count = last.base + last.count;
	}

	/** Number of a line of the tree: of lines that end for TOON, not for LSP. */
	numberOf(handle: number): number {
		const chunk = this.tree.order.chunkOf(this.tree.lines, handle);
		return chunk.base + chunk.indexOf(handle);
	}

	handle(line: number): number {
		const { order } = this.tree;
		const chunk = order.chunks[order.findChunk("base", line)]!;
		return chunk.handles[line - chunk.base]!;
	}

	text(line: number): string {
		return this.tree.lines.textOf(this.handle(line));
	}

	/** Column at which the indentation starts: behind a byte order mark. */
	start(line: number): number {
		return line === 0 && this.text(0).charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
	}

	/** Characters of indentation. */
	indent(line: number): number {
		const text = this.text(line);
		const start = this.start(line);
		let end = start;
		while (text.charCodeAt(end) === SPACE || text.charCodeAt(end) === TAB) end++;
		return end - start;
	}

	/** The line without its indentation and without spaces at its end; empty for blank lines. */
	content(line: number): string {
		const text = this.text(line);
		const start = this.start(line) + this.indent(line);
		// Spaces of other kinds are content.
		return text.slice(start, Math.max(start, trimEnd(text, start, text.length)));
	}

	/** Whether the line is neither blank nor a comment. */
	isContent(line: number): boolean {
		const content = this.content(line);
		return content !== "" && !content.startsWith("#");
	}

	/** The nearest content line behind `line` (before `end`), or -1. */
	next(line: number, end = this.count): number {
		for (let i = line + 1; i < end; i++) if (this.isContent(i)) return i;
		return -1;
	}

	/** The nearest content line before `line`, or -1. */
	previous(line: number): number {
		for (let i = line - 1; i >= 0; i--) if (this.isContent(i)) return i;
		return -1;
	}

	/** The line behind the last one that stands deeper than `indent`, or at it while `goesOn`; from `line` on. */
	blockEnd(line: number, indent: number, goesOn: (line: number) => boolean = () => false): number {
		let end = line;
		for (let i = line; i < this.count; i++) {
			if (!this.isContent(i)) continue;
			const own = this.indent(i);
			if (own < indent || (own === indent && !goesOn(i))) break;
			end = i + 1;
		}
		return end;
	}

	/** The line end that the text uses. */
	get eol(): string {
		return this.tree.lines.endOf(this.handle(0)) || "\n";
	}

	// ---- edits

	edit(line: number, start: number, end: number, newText: string): TextEdit {
		return { range: this.#range(line, start, end), newText };
	}

	/** Puts text before the content of a line. */
	prefix(line: number, newText: string): TextEdit {
		const at = this.start(line) + this.indent(line);
		return this.edit(line, at, at, newText);
	}

	/** Puts `newText` in place of the content of a line; its indentation stays. */
	rewrite(line: number, newText: string): TextEdit {
		const at = this.start(line) + this.indent(line);
		return this.edit(line, at, this.text(line).length, newText);
	}

	/** Gives a line another indentation; undefined where it has it already. */
	reindent(line: number, indent: number): TextEdit | undefined {
		const start = this.start(line);
		const own = this.indent(line);
		const wanted = " ".repeat(Math.max(0, indent));
		if (this.text(line).slice(start, start + own) === wanted) return undefined;
		return this.edit(line, start, start + own, wanted);
	}

	/** Moves the lines that are not blank by `by` spaces. */
	shift(from: number, to: number, by: number): TextEdit[] {
		if (by === 0) return [];
		const edits: TextEdit[] = [];
		for (let i = from; i < to; i++) {
			if (this.content(i) === "") continue;
			const edit = this.reindent(i, this.indent(i) + by);
			if (edit !== undefined) edits.push(edit);
		}
		return edits;
	}

	/** Makes one line of this and the next: what is between the content of both becomes `between`. */
	join(line: number, next: number, between: string): TextEdit {
		const from = this.#range(line, this.text(line).trimEnd().length, this.text(line).length);
		const at = this.start(next) + this.indent(next);
		return { range: { start: from.start, end: this.#range(next, at, at).end }, newText: between };
	}

	/** Puts lines in place of those from `from` to `to`, which is left out. */
	replaceLines(from: number, to: number, lines: readonly string[]): TextEdit {
		const start = this.#range(from, this.start(from), this.start(from)).start;
		const last = to - 1;
		const length = this.text(last).length;
		return { range: { start, end: this.#range(last, length, length).end }, newText: lines.join(this.eol) };
	}

	/** Makes a comment of a line. Behind a tab, `#` would be content. */
	comment(line: number): TextEdit {
		const start = this.start(line);
		const indentation = this.text(line).slice(start, start + this.indent(line));
		return indentation.includes("\t") ? this.edit(line, start, start, "# ") : this.prefix(line, "# ");
	}

	#range(line: number, start: number, end: number): Range {
		const handle = this.handle(line);
		return rangeIn(this.tree, handle, lspLineOf(this.tree, handle), start, end);
	}
}
