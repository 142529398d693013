/** Exact token counts of text: what tiktoken's `encode_ordinary` gives, by its length. */
import { lastWordEnd } from "./boundaries";
import { type Encoding, PATTERN_OF, PIECE_END_OF } from "./encodings";
import { PieceCounter } from "./pieceCounter";
import { readRanks } from "./rankFormat";
import { RankTable } from "./rankTable";
import type { PieceEnd } from "./scanCommon";
import type { Cuts, TokenCounter } from "./textCounter";

/** UTF-16 units that are turned into bytes at a time; longer texts are cut where words end. */
const WINDOW = 1 << 15;
/** Bytes that a UTF-16 unit needs at most. */
const BYTES_PER_UNIT = 3;
/** Up to this length a loop writes ASCII faster than TextEncoder does. */
const SHORT_TEXT = 48;
const TEXT_END = 0xff;

/**
 * Counts tokens in one encoding. Special tokens are ordinary text, and lone surrogates count as U+FFFD, as in tiktoken.
 * Holds about 10 MB for o200k_base; make one an encoding.
 */
export class EncodingCounter implements TokenCounter {
	readonly encoding: Encoding;
	readonly cuts: Cuts;
	readonly #pieces: PieceCounter;
	readonly #pieceEnd: PieceEnd;
	readonly #encoder = new TextEncoder();
	#bytes = new Uint8Array(WINDOW * BYTES_PER_UNIT + 1);

	constructor(encoding: Encoding, pieces: PieceCounter) {
		this.encoding = encoding;
		this.cuts = { lines: PATTERN_OF[encoding], words: true };
		this.#pieces = pieces;
		this.#pieceEnd = PIECE_END_OF[PATTERN_OF[encoding]];
	}

	/** The exact number of tokens of the text, taken alone. */
	count(text: string): number {
		if (text.length <= SHORT_TEXT) return this.#countShort(text);
		if (text.length <= WINDOW) return this.#countWindow(text);
		let total = 0;
		let start = 0;
		while (start < text.length) {
			const end = windowEnd(text, start);
			total += this.#countWindow(text.slice(start, end));
			start = end;
		}
		return total;
	}

	/**
	 * Where each token of the text, taken alone, starts, in UTF-16 units. A token that begins within a character has the
	 * place of the character.
	 */
	starts(text: string): number[] {
		const bytes = new Uint8Array(text.length * BYTES_PER_UNIT + 1);
		const end = this.#encoder.encodeInto(text, bytes).written;
		bytes[end] = TEXT_END;
		const starts: number[] = [];
		for (let at = 0; at < end; ) {
			const next = this.#pieceEnd(bytes, at);
			this.#pieces.addStarts(bytes, at, next, starts);
			at = next;
		}
		return unitsOf(starts, bytes);
	}

	#countShort(text: string): number {
		const bytes = this.#bytes;
		const length = text.length;
		for (let i = 0; i < length; i++) {
			const unit = text.charCodeAt(i);
			if (unit >= 0x80) return this.#countWindow(text);
			bytes[i] = unit;
		}
		return this.#countBytes(length);
	}

	#countWindow(text: string): number {
		const needed = text.length * BYTES_PER_UNIT + 1;
		const kept = this.#bytes;
		if (needed > kept.length) this.#bytes = new Uint8Array(needed);
		const count = this.#countBytes(this.#encoder.encodeInto(text, this.#bytes).written);
		this.#bytes = kept;
		return count;
	}

	#countBytes(end: number): number {
		const bytes = this.#bytes;
		const pieces = this.#pieces;
		const pieceEnd = this.#pieceEnd;
		bytes[end] = TEXT_END;
		let total = 0;
		for (let i = 0; i < end; ) {
			const next = pieceEnd(bytes, i);
			total += pieces.count(bytes, i, next);
			i = next;
		}
		return total;
	}
}

/** Places in UTF-8, ascending, as places in UTF-16. */
function unitsOf(places: readonly number[], bytes: Uint8Array): number[] {
	let at = 0;
	let units = 0;
	return places.map((place) => {
		// Of a character that reaches over the place, the start.
		while (at + lengthOf(bytes[at]!) <= place) {
			const length = lengthOf(bytes[at]!);
			units += length === 4 ? 2 : 1;
			at += length;
		}
		return units;
	});
}

/** Bytes of the character that begins with a byte. */
const lengthOf = (first: number): number => (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/**
 * Where a window of the text that starts at `start` ends: at a word's end, however far on that is. The counts of all
 * windows add up to the count of the text.
 */
export function windowEnd(text: string, start: number): number {
	let reach = WINDOW;
	let searched = start;
	while (start + reach < text.length) {
		const end = lastWordEnd(text, searched, start + reach);
		if (end >= 0) return end;
		searched = start + reach;
		reach *= 2;
	}
	return text.length;
}

/**
 * A counter from the compact rank table of the encoding (see rankFormat.ts), which it keeps a view of.
 * Throws a RangeError if the bytes are no rank table.
 */
export function createCounter(encoding: Encoding, packedRanks: Uint8Array): EncodingCounter {
	return new EncodingCounter(encoding, new PieceCounter(new RankTable(readRanks(packedRanks))));
}
