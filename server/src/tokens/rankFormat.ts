/**
 * The compact form of an encoding's rank table: what the package carries, and what a counter is made from.
 *
 * Bytes: number of tokens n (4, little-endian); the length of each token (n bytes), lowest rank first; all tokens
 * without a separator. Counting needs the order of the ranks only, so the gap in p50k_base's numbers is left out.
 */

const HEADER = 4;

/** A rank table as it stands in the compact form. The index of a token is its place in the order of ranks. */
export interface Ranks {
	readonly count: number;
	/** Length in bytes of each token. */
	readonly lengths: Uint8Array;
	/** All tokens, one after the other. */
	readonly pool: Uint8Array;
}

/**
 * The compact form of a table as js-tiktoken has it: lines of `! RANK TOKEN TOKEN …`, tokens in base64, their ranks
 * counted up from the line's. Throws a RangeError if the ranks do not rise or a token is longer than 255 bytes.
 */
export function packRanks(bpeRanks: string): Uint8Array {
	const tokens: string[] = [];
	let rank = -1;
	for (const line of bpeRanks.split("\n")) {
		const [, first, ...encoded] = line.split(" ");
		if (first === undefined) continue;
		if (Number(first) <= rank) throw new RangeError(`rank ${first} does not follow ${rank}`);
		rank = Number(first) + encoded.length - 1;
		for (const token of encoded) tokens.push(atob(token));
	}
	const poolStart = HEADER + tokens.length;
	const packed = new Uint8Array(poolStart + tokens.reduce((sum, token) => sum + token.length, 0));
	new DataView(packed.buffer).setUint32(0, tokens.length, true);
	let at = poolStart;
	tokens.forEach((token, index) => {
		if (token.length > 255) throw new RangeError(`token ${index} has ${token.length} bytes`);
		packed[HEADER + index] = token.length;
		for (let i = 0; i < token.length; i++) packed[at++] = token.charCodeAt(i);
	});
	return packed;
}

/** Views into the compact form, without copying. Throws a RangeError if the bytes are no rank table. */
export function readRanks(packed: Uint8Array): Ranks {
	const count = packed.length < HEADER ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
	if (count === 0 || packed.length < HEADER + count) throw new RangeError("not a rank table");
	return {
		count,
		lengths: packed.subarray(HEADER, HEADER + count),
		pool: packed.subarray(HEADER + count),
	};
}

/** The compact form of a table's first `count` tokens. */
export function firstRanks(packed: Uint8Array, count: number): Uint8Array {
	const ranks = readRanks(packed);
	const lengths = ranks.lengths.subarray(0, count);
	const bytes = lengths.reduce((sum, length) => sum + length, 0);
	const first = new Uint8Array(HEADER + count + bytes);
	new DataView(first.buffer).setUint32(0, count, true);
	first.set(lengths, HEADER);
	first.set(ranks.pool.subarray(0, bytes), HEADER + count);
	return first;
}
