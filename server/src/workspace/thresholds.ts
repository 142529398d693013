/** From when on the server is slow: what each figure of `toon/metrics` may be. */
import type { OperationFigures } from "./metrics";

export type State = "good" | "warn" | "bad";

/** Milliseconds, of the 95th percentile. */
export interface Threshold {
	readonly warn: number;
	readonly bad: number;
}

/** What is done at each keystroke: later than this, and the person sees it. */
const KEYSTROKE: Threshold = { warn: 20, bad: 50 };
/** What somebody asked for and waits for. */
const CONVERSION: Threshold = { warn: 500, bad: 1000 };

/** The share of hits below which a cache is of little use. */
export const LEAST_HITS = 0.6;

/** Figures of fewer than these say little. */
const ENOUGH = 50;

/** Operations of the server, and its requests by their method; what is not here is not judged. */
const THRESHOLDS: Readonly<Record<string, Threshold>> = {
	reparse: KEYSTROKE,
	diagnose: KEYSTROKE,
	preview: KEYSTROKE,
	convert: CONVERSION,
	"textDocument/diagnostic": KEYSTROKE,
	"textDocument/completion": KEYSTROKE,
	"textDocument/signatureHelp": KEYSTROKE,
	"textDocument/onTypeFormatting": KEYSTROKE,
	"textDocument/documentHighlight": KEYSTROKE,
	"textDocument/semanticTokens/range": KEYSTROKE,
	"toon/convert": CONVERSION,
	"toon/convertFile": CONVERSION,
};

const thresholdOf = (name: string): Threshold | undefined => THRESHOLDS[name];

/** How an operation does; undefined where it has no threshold, or was done too seldom to say. */
function stateOf(name: string, { count, p95 }: Pick<OperationFigures, "count" | "p95">): State | undefined {
	const threshold = thresholdOf(name);
	if (threshold === undefined || count < ENOUGH) return undefined;
	if (p95 >= threshold.bad) return "bad";
	return p95 >= threshold.warn ? "warn" : "good";
}

/** All of these figures that have a threshold. */
export function judge(
	figures: Readonly<Record<string, OperationFigures>>,
): Record<string, { readonly threshold: Threshold; readonly state?: State }> {
	const judged = Object.entries(figures).flatMap(([name, each]) => {
		const threshold = thresholdOf(name);
		if (threshold === undefined) return [];
		const state = stateOf(name, each);
		return [[name, { threshold, ...(state !== undefined && { state }) }] as const];
	});
	return Object.fromEntries(judged);
}

/** Caches with how they do, where they were asked often enough to say. */
export function judgeCaches<Figures extends { readonly hits: number; readonly misses: number }>(
	caches: Readonly<Record<string, Figures>>,
): Record<string, Figures & { readonly state?: State }> {
	const judged = Object.entries(caches).map(([name, cache]) => {
		const asked = cache.hits + cache.misses;
		if (asked < ENOUGH) return [name, cache] as const;
		const state: State = cache.hits / asked < LEAST_HITS ? "warn" : "good";
		return [name, { ...cache, state }] as const;
	});
	return Object.fromEntries(judged);
}
