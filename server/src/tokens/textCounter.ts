/** What every counter does, whether its tables are ours or a tokenizer's file. */
import type { Pattern } from "./encodings";

/** Counts tokens exactly, each text taken alone. */
export interface TokenCounter {
	/** Names what is counted: an encoding, or a tokenizer's file. */
	readonly encoding: string;
	/** Where a text may be cut so that the counts of its parts add up (boundaries.ts). */
	readonly cuts: Cuts;
	count(text: string): number;
	/** Where each token of the text starts, in UTF-16 units; absent where the tokenizer does not tell. */
	starts?(text: string): number[];
}

export interface Cuts {
	/** The pattern by whose rule lines may be counted apart; undefined: a text is counted as a whole. */
	readonly lines: Pattern | undefined;
	/** Whether a text may be cut where a word or number ends. */
	readonly words: boolean;
}
