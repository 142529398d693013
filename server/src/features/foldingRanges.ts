/** Folding: what belongs to a key, list, table or item; runs of comments; regions. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import type { LineReader, ToonDocument } from "../language";
import { isWithin } from "./structure";

/** Ranges in one answer at most, where the editor names no limit. */
const FOLDING_LIMIT = 5_000;

/** A scope that is open, with the range that it will be. */
interface Open {
	readonly scope: number;
	/** Number of its line as TOON counts. */
	readonly line: number;
	/** Place of its range in the answer; -1 where the answer is full, or the line has one already. */
	readonly index: number;
}

/** The ranges of a document in the order of their first lines, in one pass: the first `limit` of them. */
export function foldingRanges(
	document: ToonDocument,
	limit = FOLDING_LIMIT,
	cancelled: () => boolean = () => false,
): FoldingRange[] {
	const folding = new Folding(document, limit);
	let number = 0;
	for (const line of document.lines.from(0)) {
		folding.line(line, number);
		if (++number % 10_000 === 0 && cancelled()) return [];
	}
	return folding.end();
}

const REGION_START = /^ *# *region\b/;
const REGION_END = /^ *# *endregion\b/;

class Folding {
	readonly #document: ToonDocument;
	readonly #lines: LineReader;
	readonly #limit: number;
	/** First and last line, as TOON counts; the last one is -1 while the range is open. */
	readonly #ranges: { readonly first: number; last: number; readonly kind: FoldingRangeKind | undefined }[] = [];
	readonly #open: Open[] = [];
	/** Places of the regions that are open. */
	readonly #regions: number[] = [];
	/** Number of the last content line. */
	#last = 0;
	/** The table whose rows come next, which open nothing; 0 outside of tables. */
	#rows = 0;
	/** First and last line of a run of comments; -1 for none. */
	#firstComment = -1;
	#lastComment = -1;

	constructor(document: ToonDocument, limit: number) {
		this.#document = document;
		this.#lines = document.lines;
		this.#limit = limit;
	}

	/** @param number of the line as TOON counts */
	line(line: number, number: number): void {
		const lines = this.#lines;
		const scope = lines.scope(line);
		if (scope === 0) {
			this.#aside(line, number);
			return;
		}
		if (this.#firstComment >= 0) this.#endComments();
		if (scope === this.#rows) {
			this.#last = number;
			return;
		}
		while (this.#open.length > 0) {
			const { scope: open } = this.#open[this.#open.length - 1]!;
			if (open === scope || isWithin(lines, scope, open)) break;
			this.#close();
		}
		this.#last = number;
		this.#rows = 0;
		if (this.#ranges.length >= this.#limit) return;
		const item = lines.itemScope(line);
		const opened = lines.opened(line);
		if (item !== 0) this.#open.push({ scope: item, line: number, index: this.#begin(number) });
		if (opened === 0) return;
		// Of an item whose first field opens a block, one range for both, the longer one.
		this.#open.push({ scope: opened, line: number, index: item === 0 ? this.#begin(number) : -1 });
		const kind = lines.scopeKind(opened);
		if (kind === "table" || kind === "keyed-table") this.#rows = opened;
	}

	end(): FoldingRange[] {
		this.#endComments();
		while (this.#open.length > 0) this.#close();
		const { lineCount } = this.#lines;
		// TOON and the editor count lines alike, unless a CR stands inside of one.
		const isPlain = lineCount === this.#document.lineCount;
		const lspLine = (number: number): number => (isPlain ? number : this.#lines.lspLine(this.#lines.at(number)));
		const found: FoldingRange[] = [];
		for (const { first, last, kind } of this.#ranges) {
			if (last <= first) continue;
			const range = { startLine: lspLine(first), endLine: lspLine(last) };
			found.push(kind === undefined ? range : { ...range, kind });
		}
		return found;
	}

	/** @returns the place of the range */
	#begin(first: number, kind?: FoldingRangeKind): number {
		return this.#ranges.push({ first, last: -1, kind }) - 1;
	}

	#close(): void {
		const { index } = this.#open.pop()!;
		if (index >= 0) this.#ranges[index]!.last = this.#last;
	}

	#aside(line: number, number: number): void {
		if (this.#lines.kind(line) !== "comment" || this.#ranges.length >= this.#limit) {
			this.#endComments();
			return;
		}
		const text = this.#lines.text(line);
		if (REGION_START.test(text)) {
			this.#endComments();
			this.#regions.push(this.#begin(number, FoldingRangeKind.Region));
		} else if (REGION_END.test(text)) {
			this.#endComments();
			const index = this.#regions.pop();
			if (index !== undefined) this.#ranges[index]!.last = number;
		} else {
			if (this.#firstComment < 0) this.#firstComment = number;
			this.#lastComment = number;
		}
	}

	#endComments(): void {
		if (this.#firstComment !== this.#lastComment) {
			this.#ranges[this.#begin(this.#firstComment, FoldingRangeKind.Comment)]!.last = this.#lastComment;
		}
		this.#firstComment = -1;
		this.#lastComment = -1;
	}
}
