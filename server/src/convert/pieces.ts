/** Text that grows by pieces of whole or part lines and remembers which line of the source each of its lines is from. */
import { checkLength } from "./toon/bytes";

/** Pieces are joined when they are this long together, so that few are held. UTF-16 units. */
const CHUNK_LENGTH = 1 << 15;

/** Collects a target text. Whoever adds a piece says how many line breaks it has, so that none are searched for. */
export class Pieces {
	readonly #chunks: string[] = [];
	#chunk = "";
	#length = 0;
	/** Line of the source for each line so far. */
	#sources = new Int32Array(256);
	/** The line that grows, and whether anything stands in it. */
	#line = 0;
	#begun = false;

	/**
	 * A line belongs to the piece that begins it.
	 * @throws ConversionError when the text becomes longer than a string can be
	 */
	add(text: string, source: number, breaks = 0): void {
		this.#chunk += text;
		this.#length += text.length;
		if (this.#chunk.length >= CHUNK_LENGTH) {
			this.#chunks.push(this.#chunk);
			this.#chunk = "";
			checkLength(this.#length);
		}
		if (!this.#begun) this.#sources[this.#line] = source;
		if (breaks === 0) {
			this.#begun = true;
			return;
		}
		this.#reserve(this.#line + breaks + 1);
		for (let left = breaks; left > 0; left--) this.#sources[++this.#line] = source;
		this.#begun = !text.endsWith("\n");
	}

	/** All lines so far, which are whole; what is added from now on stands by itself. */
	take(): { readonly text: string; readonly lines: number } {
		const taken = { text: this.text(), lines: this.#line };
		this.#chunks.length = 0;
		this.#chunk = "";
		this.#length = 0;
		this.#line = 0;
		this.#begun = false;
		return taken;
	}

	text(): string {
		return this.#chunks.join("") + this.#chunk;
	}

	/** For each line of the text its line in the source. After a final break there is no further line. */
	lineMap(): Int32Array {
		return this.#sources.slice(0, this.#begun ? this.#line + 1 : this.#line);
	}

	#reserve(lines: number): void {
		if (lines <= this.#sources.length) return;
		const larger = new Int32Array(Math.max(lines, 2 * this.#sources.length));
		larger.set(this.#sources);
		this.#sources = larger;
	}
}
