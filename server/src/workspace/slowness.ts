/** Says once, in the log, what has become slow. */
import type { MetricsFigures } from "./metricsTypes";
import { LEAST_HITS, type State } from "./thresholds";

const RANK: Readonly<Record<State, number>> = { good: 0, warn: 1, bad: 2 };

/** Remembers what was said, so that each is said once, and once more when it gets worse. */
export class Slowness {
	readonly #said = new Map<string, State>();

	/** What is to be said now, a line each. */
	news({ operations, requests, judged, caches }: MetricsFigures): readonly string[] {
		const figures = { ...operations, ...requests };
		const lines: string[] = [];
		for (const [name, { threshold, state }] of Object.entries(judged)) {
			if (state === undefined || state === "good" || !this.#isNews(name, state)) continue;
			const p95 = Math.round(figures[name as keyof typeof figures]!.p95);
			lines.push(
				`${name} is slow: 95 % of the last were done within ${p95} ms, which should be below ${threshold[state]} ms.`,
			);
		}
		for (const [name, { hits, misses, state }] of Object.entries(caches)) {
			if (state === undefined || !this.#isNews(`cache ${name}`, state)) continue;
			const share = Math.round((100 * hits) / (hits + misses));
			lines.push(
				`The cache of ${name} answers ${share} % of what it is asked, which should be over ${100 * LEAST_HITS} %.`,
			);
		}
		return lines;
	}

	#isNews(name: string, state: State): boolean {
		if (RANK[state] <= RANK[this.#said.get(name) ?? "good"]) return false;
		this.#said.set(name, state);
		return true;
	}
}
