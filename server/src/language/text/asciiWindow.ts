/**
 * Reading rows from bytes: a loop over a byte array is several times as fast as one over `charCodeAt`.
 *
 * A window holds the bytes of a stretch of the text, as long as it is ASCII, where bytes and UTF-16 code units are the
 * same. It only ever says how far a row is plain; whatever needs a closer look is left to the cell scanner.
 */
import { COLON, COMMA, DIGIT_0, DIGIT_9, DOT, HYPHEN, QUOTE, SPACE } from "./characters";

const SIZE = 1 << 16;
const UPPER_E = 69;
const LOWER_E = 101;
/** Longer numbers may have more digits than a double keeps. */
const LONGEST_NUMBER = 15;
/** `0.0000001` is written `1e-7`; shorter fractions are not. */
const LONGEST_FRACTION = 8;

export class AsciiWindow {
	readonly text: string;
	readonly #bytes = new Uint8Array(SIZE);
	readonly #encoder = new TextEncoder();
	/** The window is `[start, end)` of the text; `isAscii` tells whether the bytes are good. */
	#start = 0;
	#end = 0;
	#isAscii = false;
	/** Cells that `plainCells` counted before it stopped. */
	cells = 0;

	constructor(text: string) {
		this.text = text;
	}

	/** Moves the window so that it has `[start, end)`. False where that is too long or not ASCII. */
	covers(start: number, end: number): boolean {
		if (end > this.#end) {
			if (end - start > SIZE) return false;
			this.#start = start;
			this.#end = Math.min(start + SIZE, this.text.length);
			const { written, read } = this.#encoder.encodeInto(this.text.slice(start, this.#end), this.#bytes);
			this.#isAscii = written === read && read === this.#end - start;
		}
		return this.#isAscii;
	}

	/**
	 * Counts the cells of a row in `[start, end)`, which the window covers. Returns `end`, or the start of the first cell
	 * that needs a closer look (quotes, numbers that may not be canonical), or -1 where the line may be no row.
	 */
	plainCells(start: number, end: number, delimiter: number): number {
		const bytes = this.#bytes;
		const last = end - this.#start;
		let i = start - this.#start;
		for (; i < last; i++) {
			const c = bytes[i]!;
			if (c === delimiter) break;
			if (c === COLON || c === QUOTE) return -1;
		}
		this.cells = 0;
		for (i = start - this.#start; ; i++) {
			while (i < last && bytes[i] === SPACE) i++;
			const cell = i;
			const first = i < last ? bytes[i]! : COMMA;
			if (first === HYPHEN || (first >= DIGIT_0 && first <= DIGIT_9)) {
				let hasDot = false;
				let isNumber = true;
				for (; i < last; i++) {
					const c = bytes[i]!;
					if (c === delimiter) break;
					if (c === DOT) hasDot = true;
					else if (c > DIGIT_9 || c < DIGIT_0) {
						if (c === QUOTE || c === LOWER_E || c === UPPER_E) return cell + this.#start;
						// A date, a version, a name: anything but a number.
						isNumber = i === cell;
					}
				}
				if (isNumber && (i - cell > LONGEST_NUMBER || first === HYPHEN)) return cell + this.#start;
				if (hasDot && (bytes[i - 1] === DIGIT_0 || (first === DIGIT_0 && i - cell > LONGEST_FRACTION))) {
					return cell + this.#start;
				}
			} else {
				for (; i < last; i++) {
					const c = bytes[i]!;
					if (c === delimiter) break;
					if (c === QUOTE) return cell + this.#start;
				}
			}
			this.cells++;
			if (i >= last) return end;
		}
	}
}
