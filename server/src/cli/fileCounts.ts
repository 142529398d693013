/** What `count` knows of a file, and of all files together. */
import { addComparisons, type Comparison, type Costliest, type Saved, saved } from "../savings";
import type { MarkdownCounts, TokenCounts } from "../workspace/tasks";

/** What is known of one file, or of all. */
export interface FileCounts {
	readonly tokens: TokenCounts;
	/** Where it was asked for. */
	readonly comparison?: Comparison | undefined;
	readonly costliest?: Costliest | undefined;
	/** Of a Markdown file, whose fences are counted together. */
	readonly markdown?: MarkdownCounts | undefined;
	/** Tokens over the budget. */
	readonly over?: number | undefined;
}

/** What TOON saves against a baseline, per cent to one decimal; null where one of the two has no count. */
export function savedAgainst(baseline: number | null, toon: number | null): Saved | null {
	if (baseline === null || toon === null) return null;
	const { tokens, percent } = saved(toon, baseline);
	return { tokens, percent: Math.round(percent * 10) / 10 };
}

/** Adds files up. A total of what can be compared: a file without a value counts on neither side. */
export class CountTotal {
	files = 0;
	readonly #tokens = { toon: 0, json: 0, jsonCompact: 0 };
	#comparison: Comparison | undefined;

	add({ tokens: { toon, json, jsonCompact }, comparison }: FileCounts): void {
		if (toon === null || json === null || jsonCompact === null) return;
		this.files++;
		this.#tokens.toon += toon;
		this.#tokens.json += json;
		this.#tokens.jsonCompact += jsonCompact;
		if (comparison !== undefined) this.#comparison = addComparisons(this.#comparison, comparison);
	}

	get counts(): FileCounts {
		return { tokens: this.#tokens, comparison: this.#comparison };
	}
}
