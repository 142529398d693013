/** Text that grows by pieces of whole or part lines and remembers which line of the source each of its lines is from. */

/** Collects a target text. A piece counts its line breaks, so that nothing has to be searched for them. */
export class Pieces {
	readonly #texts: string[] = [];
	/** Line of the source for each piece. */
	readonly #sources: number[] = [];
	/** Line breaks within each piece. */
	readonly #breaks: number[] = [];

	add(text: string, source: number, breaks = 0): void {
		this.#texts.push(text);
		this.#sources.push(source);
		this.#breaks.push(breaks);
	}

	text(): string {
		return this.#texts.join("");
	}

	/** A line belongs to the piece that begins it. After a final break there is no further line. */
	lineMap(): Int32Array {
		let lines = 1;
		for (const breaks of this.#breaks) lines += breaks;
		const map = new Int32Array(lines);
		let line = 0;
		let begun = false;
		for (let piece = 0; piece < this.#texts.length; piece++) {
			const source = this.#sources[piece]!;
			if (!begun) map[line] = source;
			for (let left = this.#breaks[piece]!; left > 0; left--) map[++line] = source;
			begun = !this.#texts[piece]!.endsWith("\n");
		}
		return begun ? map : map.subarray(0, line);
	}
}
