/** A text that is edited, as a source of lines for live counts: simple and slow. */
import type { LineSource } from "../../../server/src/tokens";
import type { Random } from "../../support/random";

/** Lines `[first, first + removed)` gave way to `inserted` lines. */
export interface Replaced {
	readonly first: number;
	readonly removed: number;
	readonly inserted: number;
}

const withEnds = (text: string): string[] => text.split(/(?<=\n|\r(?!\n))/);

const lineEndOf = (line: string): string => /(?:\r\n|\n|\r)?$/.exec(line)![0];

/** Splits its lines at `\n`, `\r\n` and lone `\r`, as LSP does. */
export class EditedText implements LineSource {
	text: string;
	#lines: string[];

	constructor(text: string) {
		this.text = text;
		this.#lines = this.#split(text);
	}

	get lineCount(): number {
		return this.#lines.length;
	}

	lineContent(line: number): string {
		const text = this.#lines[line]!;
		return text.slice(0, text.length - this.lineEnd(line).length);
	}

	lineEnd(line: number): string {
		return lineEndOf(this.#lines[line]!);
	}

	/** Replaces `[start, end)`; which lines are different then. */
	edit(start: number, end: number, inserted: string): Replaced {
		const before = this.#lines;
		this.text = this.text.slice(0, start) + inserted + this.text.slice(end);
		this.#lines = this.#split(this.text);
		const after = this.#lines;
		let first = 0;
		while (first < before.length && first < after.length && before[first] === after[first]) first++;
		let kept = 0;
		const most = Math.min(before.length, after.length) - first;
		while (kept < most && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
		return { first, removed: before.length - kept - first, inserted: after.length - kept - first };
	}

	editAtRandom(random: Random, inserted: string): Replaced {
		const [start, end] = this.rangeAtRandom(random, random.below(3) === 0 ? 30 : 1);
		return this.edit(start, end, inserted);
	}

	/** Two offsets in order, at most `longest` apart. */
	rangeAtRandom(random: Random, longest = this.text.length): [start: number, end: number] {
		const start = random.below(this.text.length + 1);
		return [start, Math.min(this.text.length, start + random.below(longest + 1))];
	}

	/** The same, but no end of it stands inside a `\r\n`, as no position in an editor does. */
	selectionAtRandom(random: Random): [start: number, end: number] {
		const outside = (offset: number): number =>
			this.text[offset - 1] === "\r" && this.text[offset] === "\n" ? offset + 1 : offset;
		const [start, end] = this.rangeAtRandom(random);
		return [outside(start), outside(end)];
	}

	/** The line of an offset, and the UTF-16 units in it. */
	positionAt(offset: number): { line: number; character: number } {
		let start = 0;
		for (let line = 0; ; line++) {
			const length = this.#lines[line]!.length;
			if (offset < start + length || line === this.#lines.length - 1) {
				return { line, character: offset - start };
			}
			start += length;
		}
	}

	#split(text: string): string[] {
		const lines = withEnds(text);
		if (lines.length === 0 || lineEndOf(lines.at(-1)!) !== "") lines.push("");
		return lines;
	}
}
