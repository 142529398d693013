/** Folding: what belongs to a key, list, table or item; runs of comments; regions. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import type { LineReader, ToonDocument } from "../language";
import { isWithin } from "./structure";

/** Ranges in one answer at most, where the editor names no limit: the outermost come first in such a document. */
export const foldingLimit = 5_000;

/** A scope that is open, and the line that opened it. */
interface Open {
	readonly scope: number;
	readonly line: number;
}

/** The ranges of a document, in one pass. */
export function foldingRanges(
	document: ToonDocument,
	limit = foldingLimit,
	cancelled: () => boolean = () => false,
): FoldingRange[] {
	const folding = new Folding(document.lines);
	const { lineCount } = document.lines;
	for (let number = 0; number < lineCount; number++) {
		if (number % 10_000 === 9_999 && cancelled()) return [];
		folding.line(document.lines.at(number));
	}
	return folding.end().slice(0, limit);
}

const regionStart = /^ *# *region\b/;
const regionEnd = /^ *# *endregion\b/;

class Folding {
	readonly #lines: LineReader;
	readonly #ranges: FoldingRange[] = [];
	readonly #open: Open[] = [];
	readonly #regions: number[] = [];
	/** The last content line. */
	#last = 0;
	/** First and last line of a run of comments; 0 for none. */
	#firstComment = 0;
	#lastComment = 0;

	constructor(lines: LineReader) {
		this.#lines = lines;
	}

	line(line: number): void {
		const lines = this.#lines;
		const scope = lines.scope(line);
		if (scope === 0) {
			this.#aside(line);
			return;
		}
		this.#endComments();
		while (this.#open.length > 0) {
			const { scope: open } = this.#open[this.#open.length - 1]!;
			if (open === scope || isWithin(lines, scope, open)) break;
			this.#close();
		}
		const item = lines.itemScope(line);
		const opened = lines.opened(line);
		if (item !== 0) this.#open.push({ scope: item, line });
		if (opened !== 0) this.#open.push({ scope: opened, line });
		this.#last = line;
	}

	/** @returns the ranges in the order of their lines */
	end(): FoldingRange[] {
		this.#endComments();
		while (this.#open.length > 0) this.#close();
		return this.#ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
	}

	#close(): void {
		const { line } = this.#open.pop()!;
		if (this.#last !== line) this.#add(line, this.#last);
	}

	#add(first: number, last: number, kind?: FoldingRangeKind): void {
		const startLine = this.#lines.lspLine(first);
		const endLine = this.#lines.lspLine(last);
		const previous = this.#ranges[this.#ranges.length - 1];
		// A list item whose first field opens a block: one fold for both, the longer one.
		if (previous !== undefined && previous.startLine === startLine && kind === undefined) this.#ranges.pop();
		this.#ranges.push({ startLine, endLine, ...(kind !== undefined && { kind }) });
	}

	#aside(line: number): void {
		if (this.#lines.kind(line) !== "comment") {
			this.#endComments();
			return;
		}
		const text = this.#lines.text(line);
		if (regionStart.test(text)) {
			this.#endComments();
			this.#regions.push(line);
		} else if (regionEnd.test(text)) {
			this.#endComments();
			const start = this.#regions.pop();
			if (start !== undefined) this.#add(start, line, FoldingRangeKind.Region);
		} else {
			if (this.#firstComment === 0) this.#firstComment = line;
			this.#lastComment = line;
		}
	}

	#endComments(): void {
		if (this.#firstComment !== this.#lastComment)
			this.#add(this.#firstComment, this.#lastComment, FoldingRangeKind.Comment);
		this.#firstComment = 0;
		this.#lastComment = 0;
	}
}
