/**
 * The order of the lines: chunks of about 200 handles, each with the number of its first line.
 *
 * Inserting a line touches one chunk and renumbers the bases of those behind it, which are few hundreds in a large
 * document. Chunks also sum up what is asked of ranges: diagnostics, LSP lines, UTF-16 code units.
 */

import { CR } from "../text/characters";
import { EOL_CR, LONE_CR } from "./kinds";
import type { LineColumns } from "./lineColumns";

export const CHUNK_SIZE = 192;
const CHUNK_LIMIT = 384;

export class Chunk {
	handles: Int32Array;
	count = 0;
	/** Its place among the chunks, the number of its first line, and the offset of that line in the text. */
	index = 0;
	base = 0;
	offset = 0;
	/** LSP lines before the chunk, and those in it beyond one a line: a lone CR ends a line for LSP only. */
	lspBase = 0;
	extraLines = 0;
	/** UTF-16 code units, line ends included. */
	units = 0;
	errors = 0;
	styles = 0;
	/** What problems/list.ts keeps of its lines, until anything changes that may change their diagnostics. */
	listing: unknown;

	constructor(
		readonly id: number,
		capacity: number,
	) {
		this.handles = new Int32Array(capacity);
	}

	addErrors(by: number): void {
		this.errors += by;
		this.listing = undefined;
	}

	addStyles(by: number): void {
		this.styles += by;
		this.listing = undefined;
	}

	indexOf(line: number): number {
		const { handles, count } = this;
		for (let i = 0; i < count; i++) if (handles[i] === line) return i;
		return -1;
	}
}

/** A place in the order: a chunk and an index in it. */
export interface Place {
	chunk: number;
	index: number;
}

export class Order {
	readonly chunks: Chunk[] = [];
	readonly #byId: (Chunk | undefined)[] = [];

	newChunk(capacity: number): Chunk {
		const chunk = new Chunk(this.#byId.length, capacity);
		this.#byId.push(chunk);
		return chunk;
	}

	chunkOf(lines: LineColumns, line: number): Chunk {
		return this.#byId[lines.chunk[line]!]!;
	}

	/** How many lines TOON counts, where only LF ends a line. */
	get lineCount(): number {
		const last = this.chunks[this.chunks.length - 1]!;
		return last.base + last.count;
	}

	/** Negative when `a` stands before `b`. */
	compare(lines: LineColumns, a: number, b: number): number {
		const chunkA = this.chunkOf(lines, a);
		if (lines.chunk[a] === lines.chunk[b]) return chunkA.indexOf(a) - chunkA.indexOf(b);
		return chunkA.index - this.chunkOf(lines, b).index;
	}

	/** Number of the line as TOON counts. */
	numberOf(lines: LineColumns, line: number): number {
		const chunk = this.chunkOf(lines, line);
		return chunk.base + chunk.indexOf(line);
	}

	/** Index of the last chunk whose `key` is at most `value`. */
	findChunk(key: "base" | "lspBase" | "offset", value: number): number {
		const { chunks } = this;
		let low = 0;
		let high = chunks.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (chunks[middle]![key] <= value) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	at(number: number): number {
		const chunk = this.chunks[this.findChunk("base", number)]!;
		return chunk.handles[number - chunk.base]!;
	}

	/** Bases from the chunk `from` on, after lines or units were added or removed in it. */
	renumber(from: number): void {
		const { chunks } = this;
		for (let i = from; i < chunks.length; i++) {
			const chunk = chunks[i]!;
			const before = i === 0 ? undefined : chunks[i - 1]!;
			chunk.index = i;
			chunk.base = before === undefined ? 0 : before.base + before.count;
			chunk.lspBase = before === undefined ? 0 : before.lspBase + before.count + before.extraLines;
			chunk.offset = before === undefined ? 0 : before.offset + before.units;
		}
	}

	/**
	 * Puts `fresh` in place of the lines from `from` to `to` (both included). The counts of the removed lines must
	 * have been taken out of their chunks before; those of the moved ones move along.
	 */
	replace(lines: LineColumns, from: Place, to: Place, fresh: readonly number[]): void {
		const { chunks } = this;
		const first = chunks[from.chunk]!;
		const last = chunks[to.chunk]!;
		const tail = last.handles.slice(to.index + 1, last.count);
		const count = from.index + fresh.length + tail.length;
		if (count > first.handles.length) {
			const wider = new Int32Array(count + (count >> 2) + 8);
			wider.set(first.handles.subarray(0, from.index));
			first.handles = wider;
		}
		for (let i = 0; i < fresh.length; i++) {
			const line = fresh[i]!;
			first.handles[from.index + i] = line;
			lines.chunk[line] = first.id;
		}
		first.handles.set(tail, from.index + fresh.length);
		first.count = count;
		first.listing = undefined;
		if (first !== last) {
			for (const line of tail) lines.chunk[line] = first.id;
			first.errors += last.errors;
			first.styles += last.styles;
			first.units += last.units;
			first.extraLines += last.extraLines;
			for (const chunk of chunks.splice(from.chunk + 1, to.chunk - from.chunk)) this.#byId[chunk.id] = undefined;
		}
		if (count > CHUNK_LIMIT) this.#split(lines, from.chunk);
		else if (count === 0 && chunks.length > 1) {
			chunks.splice(from.chunk, 1);
			this.#byId[first.id] = undefined;
		}
	}

	#split(lines: LineColumns, at: number): void {
		const whole = this.chunks[at]!;
		const parts: Chunk[] = [];
		const size = Math.ceil(whole.count / Math.ceil(whole.count / CHUNK_SIZE));
		for (let start = 0; start < whole.count; start += size) {
			const end = Math.min(start + size, whole.count);
			const part = this.newChunk(end - start + 32);
			part.handles.set(whole.handles.subarray(start, end));
			part.count = end - start;
			for (let i = 0; i < part.count; i++) this.#adopt(lines, part, part.handles[i]!);
			parts.push(part);
		}
		this.#byId[whole.id] = undefined;
		this.chunks.splice(at, 1, ...parts);
	}

	#adopt(lines: LineColumns, part: Chunk, line: number): void {
		lines.chunk[line] = part.id;
		part.errors += lines.errors[line]!;
		part.styles += lines.styles[line]!;
		part.units += unitsOf(lines, line);
		part.extraLines += extraLinesOf(lines, line);
	}
}

/** UTF-16 code units of a line with its end. */
export function unitsOf(lines: LineColumns, line: number): number {
	return lines.length[line]! + lines.endOf(line).length;
}

/** LSP lines that the line holds beyond one. */
export function extraLinesOf(lines: LineColumns, line: number): number {
	let extra = lines.eolOf(line) === EOL_CR ? 1 : 0;
	if ((lines.flags[line]! & LONE_CR) === 0) return extra;
	const text = lines.textOf(line);
	for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === CR) extra++;
	return extra;
}
