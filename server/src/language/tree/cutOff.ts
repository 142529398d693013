/** What a tree knows of its text ending too early: see findCutOff.ts. */

export interface CutOff {
	/** The line with the error that is kept. */
	readonly line: number;
	/** Arrays whose wrong length is held back, the innermost first. */
	readonly held: readonly number[];
}

/** No array is held back. */
export const NOT_CUT_OFF: CutOff = { line: 0, held: [] };
