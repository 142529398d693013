/** The count of each line of a document, and which lines start a part. Lines that start none have a count of 0. */

const SPARE = 64;

/** A list by lines in typed arrays, which costs a block move to insert into. */
export class PartTable {
	#length: number;
	#counts: Int32Array;
	#starts: Uint8Array;

	constructor(length: number) {
		this.#length = length;
		this.#counts = new Int32Array(length + SPARE);
		this.#starts = new Uint8Array(length + SPARE);
	}

	get length(): number {
		return this.#length;
	}

	/** The line after the last one is taken to start a part. */
	isStart(line: number): boolean {
		return line >= this.#length || this.#starts[line] === 1;
	}

	setStart(line: number, start: boolean): void {
		this.#starts[line] = start ? 1 : 0;
	}

	/** Sets the count of a line; returns by how much it grew. */
	setCount(line: number, count: number): number {
		const grown = count - this.#counts[line]!;
		this.#counts[line] = count;
		return grown;
	}

	/** The last line before `line` that starts a part, or 0. */
	startBefore(line: number): number {
		let start = Math.min(line, this.#length) - 1;
		while (start > 0 && this.#starts[start] === 0) start--;
		return Math.max(start, 0);
	}

	/** The first line from `line` on that starts a part, or the number of lines. */
	startFrom(line: number): number {
		let start = line;
		while (start < this.#length && this.#starts[start] === 0) start++;
		return Math.min(start, this.#length);
	}

	/** The counts of the lines `[from, to)`. */
	sum(from: number, to: number): number {
		let total = 0;
		for (let line = from; line < to; line++) total += this.#counts[line]!;
		return total;
	}

	/** Replaces `removed` lines from `first` on by `inserted` empty ones that start no part; returns their old counts. */
	splice(first: number, removed: number, inserted: number): number {
		const gone = this.sum(first, first + removed);
		const length = this.#length + inserted - removed;
		if (length > this.#counts.length) this.#grow(length + (length >> 2) + SPARE);
		if (inserted !== removed) {
			this.#counts.copyWithin(first + inserted, first + removed, this.#length);
			this.#starts.copyWithin(first + inserted, first + removed, this.#length);
		}
		this.#counts.fill(0, first, first + inserted);
		this.#starts.fill(0, first, first + inserted);
		this.#length = length;
		return gone;
	}

	#grow(capacity: number): void {
		const counts = new Int32Array(capacity);
		counts.set(this.#counts);
		this.#counts = counts;
		const starts = new Uint8Array(capacity);
		starts.set(this.#starts);
		this.#starts = starts;
	}
}
