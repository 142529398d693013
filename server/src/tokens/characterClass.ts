/** The class of every character (Unicode 16), looked up by code point or in UTF-8 bytes. */
import { BEYOND_ASCII, END } from "./classCodes";
import { UNICODE_CLASS_RUNS } from "./unicodeClassRuns";

const BLOCK_BITS = 8;
const BLOCK = 1 << BLOCK_BITS;
const BLOCK_MASK = BLOCK - 1;

/** Classes of 256 code points each; blocks of one class only are shared. */
const blocks: readonly Uint8Array[] = decode(UNICODE_CLASS_RUNS);

/** The class of a byte at which a character starts: ASCII, or BEYOND_ASCII, or END. */
export const byteClass: Uint8Array = new Uint8Array(256).fill(BEYOND_ASCII);
byteClass.set(blocks[0]!.subarray(0, 0x80));
byteClass[0xff] = END;

/** The class of a code point, one of the codes of classCodes.ts up to OTHER. Surrogates are OTHER, as U+FFFD is. */
export function classOfCodePoint(codePoint: number): number {
	return blocks[codePoint >> BLOCK_BITS]![codePoint & BLOCK_MASK]!;
}

/**
 * The character whose first byte stands at `i` in valid UTF-8: its class and its length in bytes, packed as
 * `length << 4 | class`. At the byte 0xff it is END, of length 0.
 */
export function characterAt(bytes: Uint8Array, i: number): number {
	const lead = bytes[i]!;
	if (lead < 0x80) return (1 << 4) | byteClass[lead]!;
	if (lead < 0xe0) {
		const codePoint = ((lead & 0x1f) << 6) | (bytes[i + 1]! & 0x3f);
		return (2 << 4) | classOfCodePoint(codePoint);
	}
	if (lead < 0xf0) {
		const codePoint = ((lead & 0x0f) << 12) | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f);
		return (3 << 4) | classOfCodePoint(codePoint);
	}
	if (lead === 0xff) return END;
	const high = ((lead & 0x07) << 18) | ((bytes[i + 1]! & 0x3f) << 12);
	return (4 << 4) | classOfCodePoint(high | ((bytes[i + 2]! & 0x3f) << 6) | (bytes[i + 3]! & 0x3f));
}

/** Class and length of a packed character. */
export const classOf = (character: number): number => character & 0x0f;
export const lengthOf = (character: number): number => character >> 4;

function decode(runs: string): Uint8Array[] {
	const decoded: Uint8Array[] = [];
	const uniform = new Map<number, Uint8Array>();
	let codePoint = 0;
	for (const [, digits, letter] of runs.matchAll(/([0-9a-z]+)([A-Z])/g)) {
		const code = letter!.charCodeAt(0) - 0x40;
		let left = Number.parseInt(digits!, 36);
		while (left > 0) {
			const block = codePoint >> BLOCK_BITS;
			const offset = codePoint & BLOCK_MASK;
			const length = Math.min(left, BLOCK - offset);
			if (length === BLOCK) {
				const shared = uniform.get(code) ?? new Uint8Array(BLOCK).fill(code);
				uniform.set(code, shared);
				decoded[block] = shared;
			} else {
				decoded[block] ??= new Uint8Array(BLOCK);
				decoded[block]!.fill(code, offset, offset + length);
			}
			codePoint += length;
			left -= length;
		}
	}
	return decoded;
}
