/** A source that is read for its text: whole lines at a time, to whoever wants them. */
import { Bytes, decodeSpan } from "../toon/bytes";
import { Warnings } from "../warnings";
import type { StreamConversion } from "./types";

const LINE_FEED = 0x0a;

export class LineStream implements StreamConversion {
	readonly passes = 1;
	readonly out = new Bytes(0);
	readonly warnings = new Warnings();
	readonly #take: (text: string) => void;

	/** @param take is given the text in parts, in order; it may throw, which ends the reading */
	constructor(take: (text: string) => void) {
		this.#take = take;
	}

	begin(): void {}

	push(data: Uint8Array, end: number, isFinal: boolean): number {
		const to = isFinal ? end : data.subarray(0, end).lastIndexOf(LINE_FEED) + 1;
		if (to > 0) this.#take(decodeSpan(data, 0, to));
		return to;
	}

	end(): void {}
}
