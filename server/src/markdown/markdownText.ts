/** The text of a Markdown document by lines, with its fences: an edit reads anew what it touched and what that changes. */
import type { ContentChange, Position } from "../language";
import { type BlockState, NOTHING_OPEN, type ScannedLine, scanLine } from "./blocks";

export interface MarkdownLine extends ScannedLine {
	readonly text: string;
	/** `\n`, `\r\n` or `\r`; nothing after the last line. */
	readonly end: string;
}

/** A fence by its lines, zero-based: its content is `[first, end)`. */
export interface FencePlace {
	/** The line of the opening mark. */
	readonly opening: number;
	readonly first: number;
	readonly end: number;
	/** Whether a closing mark stands in line `end`; if not, the fence ends with its container or the text. */
	readonly isClosed: boolean;
}

/** What an edit did to the fences. */
export interface FenceChange {
	/** Fences `[index, index + removed)`, numbered as before, gave way to as many as `inserted` says. */
	readonly index: number;
	readonly removed: readonly FencePlace[];
	readonly inserted: number;
	/** Lines `[first, first + removedLines.length)` gave way to those up to `end`; all others are what they were. */
	readonly first: number;
	readonly removedLines: readonly MarkdownLine[];
	readonly end: number;
}

const LINE_END = /\r\n|\n|\r/g;

/** Lines of a text with their ends. An empty text has one empty line, and so has what stands behind the last end. */
function linesOf(text: string): (readonly [text: string, end: string])[] {
	const found: (readonly [string, string])[] = [];
	let at = 0;
	for (const { 0: end, index } of text.matchAll(LINE_END)) {
		found.push([text.slice(at, index), end]);
		at = index + end.length;
	}
	found.push([text.slice(at), ""]);
	return found;
}

/** The text of content lines of a fence, with the ends between them. @param isEnd whether they end the document */
export function contentOf(lines: readonly MarkdownLine[], isEnd: boolean): string {
	return lines
		.map(({ text, start, virtual, end }, index) => {
			const content = " ".repeat(virtual) + text.slice(start);
			// To Markdown a lone CR is a line end, to TOON it is content.
			return isEnd && index === lines.length - 1 ? content : content + (end === "\r" ? "\n" : end);
		})
		.join("");
}

/**
 * What lines begin with that are to stand in the same quotes and list items as the block that a line opens: what that line
 * begins with, with spaces for the markers of list items, and without tabs, whose width depends on where they stand.
 */
export const prefixBelow = ({ text, start }: MarkdownLine): string =>
	withoutTabs(text.slice(0, start))
		// A quote takes one space away where there is one.
		.replaceAll(/>(?=[^\s>]|$)/g, "> ")
		.replaceAll(/[^>]/g, " ");

/** Tabs as the spaces that they reach over (CommonMark §2.2). */
export function withoutTabs(text: string): string {
	let written = "";
	for (const character of text) written += character === "\t" ? " ".repeat(4 - (written.length % 4)) : character;
	return written;
}

export class MarkdownText {
	#lines: MarkdownLine[];
	#fences: FencePlace[];

	constructor(text: string) {
		this.#lines = [];
		let state = NOTHING_OPEN;
		for (const [line, end] of linesOf(text)) {
			const scanned = { text: line, end, ...scanLine(line, state) };
			this.#lines.push(scanned);
			state = scanned.after;
		}
		this.#fences = fencesIn(this.#lines, 0, this.#lines.length);
	}

	get lines(): readonly MarkdownLine[] {
		return this.#lines;
	}

	/** In the order of the text. */
	get fences(): readonly FencePlace[] {
		return this.#fences;
	}

	getText(): string {
		return this.#lines.map(({ text, end }) => text + end).join("");
	}

	/** The number of the fence whose content, or whose marks, a line belongs to; -1: none. */
	fenceAt(line: number): number {
		const index = firstWhere(this.#fences, (fence) => endOf(fence) > line);
		const fence = this.#fences[index];
		return fence !== undefined && fence.opening <= line ? index : -1;
	}

	/** Applies a change as LSP says it: places beyond a line or the text are those of its end. */
	update({ range, text }: ContentChange): FenceChange {
		const last = this.#lines.length - 1;
		if (range === undefined) return this.#replace(0, last + 1, text);
		const start = this.#clamped(range.start);
		const end = this.#clamped(range.end);
		let head = this.#lines[start.line]!.text.slice(0, start.character);
		const tail = this.#lines[end.line]!;
		let first = start.line;
		// A line feed right behind a carriage return makes one end of both.
		if (first > 0 && head === "" && this.#lines[first - 1]!.end === "\r") {
			first--;
			head = `${this.#lines[first]!.text}\r`;
		}
		return this.#replace(first, end.line + 1, head + text + tail.text.slice(end.character) + tail.end);
	}

	#clamped({ line, character }: Position): Position {
		const last = this.#lines.length - 1;
		if (line > last) return { line: last, character: this.#lines[last]!.text.length };
		return { line, character: Math.min(character, this.#lines[line]!.text.length) };
	}

	/** Lines `[from, to)` become those of a text, and lines behind are read again for as long as that changes them. */
	#replace(from: number, to: number, text: string): FenceChange {
		const lines = this.#lines;
		let state = this.#stateBefore(from);
		const inserted: MarkdownLine[] = [];
		const read = (line: string, end: string): void => {
			const scanned = { text: line, end, ...scanLine(line, state) };
			inserted.push(scanned);
			state = scanned.after;
		};
		const written = linesOf(text);
		// What ends in a line end goes on in the next line.
		if (to < lines.length && written.at(-1)?.[0] === "" && written.length > 1) written.pop();
		for (const [line, end] of written) read(line, end);
		let next = to;
		for (; next < lines.length && state.name !== this.#stateBefore(next).name; next++) {
			read(lines[next]!.text, lines[next]!.end);
		}
		return this.#splice(from, next, inserted);
	}

	#stateBefore(line: number): BlockState {
		return line === 0 ? NOTHING_OPEN : this.#lines[line - 1]!.after;
	}

	#splice(from: number, to: number, inserted: readonly MarkdownLine[]): FenceChange {
		const fences = this.#fences;
		// One without a closing mark may go on where it ended.
		const index = firstWhere(fences, ({ end }) => end >= from);
		const behind = firstWhere(fences, (fence) => fence.opening >= to);
		// One that had begun before goes on.
		const first = Math.min(from, fences[index]?.opening ?? from);
		const goesOn = to < this.#lines.length && this.#stateBefore(to).leaf.kind === "fence";
		const old = goesOn ? fences[behind - 1] : undefined;

		const removedLines = splice(this.#lines, from, to - from, inserted);
		const end = from + inserted.length;
		const shift = end - to;
		const found = fencesIn(this.#lines, first, end);
		const last = found.at(-1);
		if (old !== undefined && last !== undefined) {
			found[found.length - 1] = { ...last, end: old.end + shift, isClosed: old.isClosed };
		}
		if (shift !== 0) {
			for (let at = behind; at < fences.length; at++) fences[at] = moved(fences[at]!, shift);
		}
		const removed = splice(fences, index, behind - index, found);
		return { index, removed, inserted: found.length, first: from, removedLines, end };
	}
}

/** Line behind the last one of a fence. */
const endOf = ({ end, isClosed }: FencePlace): number => (isClosed ? end + 1 : end);

const moved = ({ opening, first, end, isClosed }: FencePlace, by: number): FencePlace => ({
	opening: opening + by,
	first: first + by,
	end: end + by,
	isClosed,
});

/** The fences that begin in lines `[from, to)`; the last one may end only behind them. */
function fencesIn(lines: readonly MarkdownLine[], from: number, to: number): FencePlace[] {
	const found: FencePlace[] = [];
	let opening = -1;
	const close = (end: number, isClosed: boolean): void => {
		if (opening >= 0) found.push({ opening, first: opening + 1, end, isClosed });
		opening = -1;
	};
	for (let at = from; at < to; at++) {
		const { role } = lines[at]!;
		if (role === "content") continue;
		close(at, role === "closing");
		if (role === "opening") opening = at;
	}
	close(to, false);
	return found;
}

/** The place of the first element that fulfils a condition, which all behind it fulfil as well. */
function firstWhere<Each>(all: readonly Each[], condition: (each: Each) => boolean): number {
	let low = 0;
	let high = all.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (condition(all[middle]!)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** As `Array.splice`, for any number of elements. */
function splice<Each>(all: Each[], at: number, count: number, inserted: readonly Each[]): Each[] {
	if (inserted.length < 10_000) return all.splice(at, count, ...inserted);
	const removed = all.slice(at, at + count);
	const rest = all.slice(at + count);
	all.length = at;
	for (const each of inserted) all.push(each);
	for (const each of rest) all.push(each);
	return removed;
}
