/** Conversions of sources that are larger than memory: part by part, byte for byte what the whole would give. */
import type { Bytes } from "../toon/bytes";
import type { Warnings } from "../warnings";

export interface StreamConversion {
	/** How often the source is read: twice where a length stands in front of what it counts. */
	readonly passes: 1 | 2;
	/** What was written and not yet taken; of the last pass. */
	readonly out: Bytes;
	readonly warnings: Warnings;
	/** A pass begins. */
	begin(pass: number): void;
	/**
	 * Takes a part of the source, UTF-8 from its first byte up to `end`, which begins where the last part was taken to.
	 * @returns how many bytes were taken; the rest comes again, with more behind it
	 * @throws ConversionError
	 */
	push(data: Uint8Array, end: number, isFinal: boolean): number;
	/**
	 * The source of this pass is at its end.
	 * @throws ConversionError
	 */
	end(): void;
}
