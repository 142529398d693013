/** The token count of a document that changes: lines are counted in parts that add up exactly, an edit only its own. */
import { endsPart, startsPart } from "./boundaries";
import type { Pattern } from "./encodings";
import { PartTable } from "./partTable";
import type { TokenCounter } from "./textCounter";

/** The lines of a document, as a live count reads them. A new empty document has one empty line. */
export interface LineSource {
	readonly lineCount: number;
	/** Text of a line without its end. */
	lineContent(line: number): string;
	/** The end of a line: `\n`, `\r\n` or `\r`; nothing after the last one. */
	lineEnd(line: number): string;
}

/** Lines `[first, end)`. */
interface LineRange {
	readonly first: number;
	readonly end: number;
}

/** Groups counted between two looks at the clock. */
const GROUPS_PER_LOOK = 64;

/**
 * Counts the text of a source, and keeps the count while lines are replaced. A new one has counted nothing: call `step`
 * until it is done. Positions are zero-based lines and UTF-16 units in them.
 */
export class LiveCount {
	readonly #counter: TokenCounter;
	readonly #source: LineSource;
	readonly #pattern: Pattern | undefined;
	/** In r50k_base and p50k_base the text is cut before line ends, so a unit is a line's content after the end before it. */
	readonly #endsFirst: boolean;
	readonly #parts: PartTable;
	/** Lines before this one are counted; it starts a part, or is the end. */
	#counted = 0;
	#total = 0;
	/** Lines that were replaced since they were counted, in order. */
	#changed: readonly LineRange[] = [];

	constructor(counter: TokenCounter, source: LineSource) {
		this.#counter = counter;
		this.#source = source;
		this.#pattern = counter.cuts.lines;
		this.#endsFirst = this.#pattern === "r50k";
		this.#parts = new PartTable(source.lineCount);
	}

	/** Tokens of all lines that are counted so far. */
	get total(): number {
		return this.#total;
	}

	/** Whether `total` is the count of the whole document as it stands. */
	get done(): boolean {
		return this.#changed.length === 0 && this.#counted === this.#parts.length;
	}

	/** Counts what has changed, and goes on with a first count for about `budget` milliseconds; true when done. */
	step(budget = Number.POSITIVE_INFINITY): boolean {
		for (const { first, end } of this.#changed) this.#settle(first, end);
		this.#changed = [];
		const deadline = performance.now() + budget;
		const lines = this.#parts.length;
		while (this.#counted < lines) {
			for (let groups = 0; groups < GROUPS_PER_LOOK && this.#counted < lines; groups++) this.#countNext();
			if (performance.now() >= deadline) break;
		}
		return this.done;
	}

	/**
	 * Tells that `removed` lines from `first` on gave way to `inserted` ones. Several may be told one after another, each
	 * in the numbers that the one before left; the source has the last state by the time of `step`.
	 */
	replaced(first: number, removed: number, inserted: number): void {
		if (this.#counted < this.#parts.length && first + removed >= this.#counted - 1) this.#rewind(first);
		else this.#counted += inserted - removed;
		this.#total -= this.#parts.splice(first, removed, inserted);
		this.#changed = mergeRange(this.#changed, first, removed, inserted);
	}

	/** Tokens of the text between two positions, taken alone. What has changed must have been counted. */
	range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): number {
		const parts = this.#parts;
		const head = parts.startFrom(startLine + 1);
		const tail = parts.startBefore(Math.min(endLine, this.#counted) + 1);
		if (head > tail || head > this.#counted) {
			return this.#counter.count(this.#text(startLine, startCharacter, endLine, endCharacter));
		}
		let total = parts.sum(head, tail);
		const [headLine, headCharacter] = this.#cutBefore(head);
		if (headLine > startLine || headCharacter > startCharacter) {
			total += this.#counter.count(this.#text(startLine, startCharacter, headLine, headCharacter));
		}
		const [tailLine, tailCharacter] = this.#cutBefore(tail);
		return total + this.#counter.count(this.#text(tailLine, tailCharacter, endLine, endCharacter));
	}

	/** Where the text is cut for a part that starts with `line`. */
	#cutBefore(line: number): readonly [line: number, character: number] {
		return this.#endsFirst ? [line - 1, this.#source.lineContent(line - 1).length] : [line, 0];
	}

	#isStart(line: number): boolean {
		if (line === 0) return true;
		if (this.#pattern === undefined) return false;
		const source = this.#source;
		if (this.#endsFirst) return endsPart(source.lineContent(line - 1));
		return startsPart(source.lineContent(line), source.lineEnd(line), this.#pattern);
	}

	/** Counts the next part after what is counted, and finds out where it ends. */
	#countNext(): void {
		const parts = this.#parts;
		const start = this.#counted;
		let end = start + 1;
		parts.setStart(start, true);
		while (end < parts.length && !this.#isStart(end)) parts.setStart(end++, false);
		if (end < parts.length) parts.setStart(end, true);
		this.#counted = end;
		this.#recount(start);
	}

	/** Counts the lines `[first, end)` that came in, and the parts beside them, which may have changed with them. */
	#settle(first: number, end: number): void {
		const parts = this.#parts;
		if (end >= this.#counted && this.#counted < parts.length) {
			this.#rewind(first);
			return;
		}
		const last = Math.min(end, parts.length - 1);
		for (let line = first; line <= last; line++) parts.setStart(line, this.#isStart(line));
		const to = parts.startFrom(end + 1);
		for (let line = parts.startBefore(first); line < to; ) line = this.#recount(line);
	}

	/** Counts the part that starts at `start` again; the line after it. */
	#recount(start: number): number {
		const parts = this.#parts;
		const end = parts.startFrom(start + 1);
		let text = this.#unit(start);
		for (let line = start + 1; line < end; line++) {
			text += this.#unit(line);
			this.#total += parts.setCount(line, 0);
		}
		this.#total += parts.setCount(start, this.#counter.count(text));
		return end;
	}

	#unit(line: number): string {
		const source = this.#source;
		if (!this.#endsFirst) return source.lineContent(line) + source.lineEnd(line);
		return line === 0 ? source.lineContent(0) : source.lineEnd(line - 1) + source.lineContent(line);
	}

	/** Forgets all from the part on that `line`, or the line before it, belongs to. */
	#rewind(line: number): void {
		const start = this.#parts.startBefore(Math.min(line, this.#counted));
		if (start >= this.#counted) return;
		for (let line = start; line < this.#counted; line++) this.#total += this.#parts.setCount(line, 0);
		this.#counted = start;
	}

	#text(startLine: number, startCharacter: number, endLine: number, endCharacter: number): string {
		const source = this.#source;
		if (startLine === endLine) return source.lineContent(startLine).slice(startCharacter, endCharacter);
		let text = source.lineContent(startLine).slice(startCharacter) + source.lineEnd(startLine);
		for (let line = startLine + 1; line < endLine; line++) text += source.lineContent(line) + source.lineEnd(line);
		return text + source.lineContent(endLine).slice(0, endCharacter);
	}
}

/** Ranges of changed lines, in order and apart, after one more replacement. */
function mergeRange(ranges: readonly LineRange[], first: number, removed: number, inserted: number): LineRange[] {
	const merged: LineRange[] = [];
	const shift = inserted - removed;
	let start = first;
	let end = first + inserted;
	const after: LineRange[] = [];
	for (const range of ranges) {
		if (range.end < first) merged.push(range);
		else if (range.first > first + removed) after.push({ first: range.first + shift, end: range.end + shift });
		else {
			start = Math.min(start, range.first);
			end = Math.max(end, range.end + shift);
		}
	}
	merged.push({ first: start, end }, ...after);
	return merged;
}
