/** The line that is being parsed, the context it stands in, and what is said of it. */

import type { DiagnosticCode } from "../types";
import { FINDINGS_PER_LINE, type Note } from "./findings";
import { BROKEN_HEADER, ERROR, FOUND, SWALLOWED_SCOPE, UNDECIDED } from "./kinds";
import type { Tree } from "./tree";

export class LineWork {
	/** The innermost scope that is open before the line. */
	top: number;
	/** The same before the previous content line. */
	before: number;
	/** The previous content line, 0 at the start. */
	previous = 0;

	line = 0;
	/** The text that the line stands in, and where it starts there. */
	text = "";
	start = 0;
	contentStart = 0;
	contentEnd = 0;
	hasTrailingSpace = false;
	/** The indentation was reported: what follows from it is not. */
	misplaced = false;
	/** Its indentation as the column of that name has it, where it is no multiple of the size; else -1. */
	indentation = -1;
	/** The line stands deeper than its scope, and lines beside it are to be taken along. */
	shifted = false;

	readonly #tree: Tree;

	constructor(tree: Tree) {
		this.#tree = tree;
		this.top = tree.root;
		this.before = tree.root;
	}

	/** Records what is wrong in `[from, to)` of the text. */
	report(code: DiagnosticCode, from: number, to: number, note: Note = ""): void {
		const { findings, lines } = this.#tree;
		let list = findings.get(this.line);
		if (list === undefined) {
			list = [];
			findings.set(this.line, list);
			lines.flags[this.line]! |= FOUND;
		}
		if (list.length < FINDINGS_PER_LINE) {
			list.push({ code, start: from - this.start, end: to - this.start, note });
		}
	}

	/** Takes back what was reported of the line. */
	unreport(): void {
		this.#tree.findings.delete(this.line);
		this.#tree.lines.flags[this.line]! &= ~FOUND;
	}

	/** Reports what is wrong with the line as a whole, unless its indentation was, of which it may be a consequence. */
	reportLine(code: DiagnosticCode, from: number, to: number, note: Note = ""): void {
		if (!this.misplaced) this.report(code, from, to, note);
	}

	/** Counts a matter of style; `findStyles` finds it again when it is asked for. */
	countStyle(): void {
		const { styles } = this.#tree.lines;
		if (styles[this.line]! < FINDINGS_PER_LINE) styles[this.line]!++;
	}

	/**
	 * An error line: whatever stands deeper than `openDepth` belongs to it and is not looked into; where there is a
	 * `contentDepth`, the lines there are neither.
	 */
	fail(scope: number, openDepth: number, column = ERROR, contentDepth = UNDECIDED): void {
		const { lines, scopes } = this.#tree;
		lines.kind[this.line] = column;
		lines.keyHash[this.line] = 0;
		lines.styles[this.line] = this.hasTrailingSpace ? 1 : 0;
		if (this.text.slice(this.contentStart, this.contentEnd).includes("[")) {
			lines.flags[this.line]! |= BROKEN_HEADER;
		}
		lines.top[this.line] = scopes.add(SWALLOWED_SCOPE, scope, this.line, openDepth, contentDepth, false);
	}
}
