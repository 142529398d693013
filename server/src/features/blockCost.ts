/** What a line costs with all that belongs to it, and what that is beside JSON: the same in hovers and code lenses. */
import type { ToonDocument } from "../language";
import { BASELINE_NAMES, type Baseline, comparedWith, type Meter } from "../savings";
import { blockAt } from "./blocks";

export interface BlockCost {
	/** Tokens of the lines as they stand. */
	readonly toon: number;
	/** Their share of the same value in the other form; null where it does not fall into lines. */
	readonly other: number | null;
	/** `27 % fewer than JSON`; undefined where there is nothing to compare. */
	readonly words: string | undefined;
}

/**
 * Undefined for lines without content. Shares of YAML are not known, so compact JSON stands for it, by its name.
 * @param meter its counts must be settled
 */
export function blockCost(
	document: ToonDocument,
	meter: Meter,
	line: number,
	baseline: Baseline,
): BlockCost | undefined {
	const block = blockAt(document, line);
	if (block === undefined) return undefined;
	const { toon, json, jsonCompact } = meter.linesShare(block.range.start.line, block.range.end.line);
	const name = baseline === "json" ? "json" : "json-compact";
	const other = name === "json" ? json : jsonCompact;
	return { toon, other, words: other === null ? undefined : comparedWith(toon, other, BASELINE_NAMES[name]) };
}
