/** Counters and their oracle for tests: rank tables packed from js-tiktoken, tiktoken's WASM build as the truth. */
import { get_encoding, type Tiktoken } from "tiktoken";
import { createCounter, ENCODINGS, type Encoding, packRanks, type TokenCounter } from "../../../server/src/tokens";

const counters = new Map<Encoding, TokenCounter>();
const oracles = new Map<Encoding, Tiktoken>();

/** js-tiktoken's rank table in the compact form. */
export function ranksOf(encoding: Encoding): Uint8Array {
	const table = require(`js-tiktoken/ranks/${encoding}`) as { default?: { bpe_ranks: string }; bpe_ranks: string };
	return packRanks((table.default ?? table).bpe_ranks);
}

/** One counter an encoding for the whole run. */
export function counterOf(encoding: Encoding): TokenCounter {
	const counter = counters.get(encoding) ?? createCounter(encoding, ranksOf(encoding));
	counters.set(encoding, counter);
	return counter;
}

/** The count of tiktoken's `encode_ordinary`. */
export function tiktokenCount(encoding: Encoding, text: string): number {
	const oracle = oracles.get(encoding) ?? get_encoding(encoding);
	oracles.set(encoding, oracle);
	return oracle.encode_ordinary(text).length;
}

/** Where each token of `encode_ordinary` starts, in UTF-16 units; within a character, at its start. */
export function tiktokenStarts(encoding: Encoding, text: string): number[] {
	const oracle = oracles.get(encoding) ?? get_encoding(encoding);
	oracles.set(encoding, oracle);
	const unitOfByte: number[] = [];
	let units = 0;
	for (const character of text) {
		for (let byte = 0; byte < Buffer.byteLength(character); byte++) unitOfByte.push(units);
		units += character.length;
	}
	const starts: number[] = [];
	let byte = 0;
	for (const token of oracle.encode_ordinary(text)) {
		starts.push(unitOfByte[byte]!);
		byte += oracle.decode_single_token_bytes(token).length;
	}
	return starts;
}

export { ENCODINGS };
