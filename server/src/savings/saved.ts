/** What TOON saves against another way to write the same value. */

export interface Saved {
	/** Baseline minus TOON: negative where TOON costs more. */
	readonly tokens: number;
	/** `tokens` in per cent of the baseline, unrounded; 0 where the baseline is empty. */
	readonly percent: number;
}

/** @param baseline Tokens of the same value in the other form. */
export function saved(toon: number, baseline: number): Saved {
	const tokens = baseline - toon;
	return { tokens, percent: baseline === 0 ? 0 : (tokens / baseline) * 100 };
}
