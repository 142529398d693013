/**
 * The one way to measure here: every figure is a ratio to a peer, or to the full work, taken in the same run.
 *
 * Both sides of a ratio run in turn (A B A B …), so that a machine that changes its speed changes both; the median of
 * each side counts. Absolute times are printed beside, for the curious, and are no bar.
 */
import { performance } from "node:perf_hooks";

/** What a ratio must reach: `atLeast` for speed-ups, `atMost` for shares, sizes and absolute limits. */
export interface Bar {
	readonly kind: "atLeast" | "atMost";
	readonly value: number;
}

export const atLeast = (value: number): Bar => ({ kind: "atLeast", value });
export const atMost = (value: number): Bar => ({ kind: "atMost", value });

/** One row of the table. `ratio` is what is compared with `bar` and with the baseline. */
export interface Measure {
	readonly suite: string;
	readonly name: string;
	readonly ratio: number;
	/** What the ratio counts: "×" for ratios, else a unit such as "ms", "MB". */
	readonly unit: string;
	readonly bar: Bar | null;
	readonly met: boolean | null;
	/** The two sides in words, with their absolute medians. */
	readonly detail: string;
}

export type Work = () => unknown;

export interface Comparison {
	readonly ours: Work;
	readonly peer: Work;
	/** `speedup`: peer time / our time (bigger is better). `share`: our time / peer time (smaller is better). */
	readonly as: "speedup" | "share";
	readonly bar: Bar;
	readonly peerName: string;
	/** Interleaved rounds; default 9. */
	readonly rounds?: number;
	readonly warmup?: number;
}

export interface Latency {
	/** One operation, timed alone. Called `samples` times; preparation belongs in `prepare`. */
	readonly operation: (sample: number) => unknown;
	readonly prepare?: (sample: number) => unknown;
	readonly samples?: number;
	/** Milliseconds of the full work this operation is a share of, or null for an absolute figure in ms. */
	readonly against: { readonly name: string; readonly work: Work } | null;
	readonly percentile?: number;
	readonly bar: Bar;
}

/** A named group of measures: one file each in bench/. */
export interface Suite {
	readonly name: string;
	/** Only where it is named: it takes long. */
	readonly onDemand?: boolean;
	run(bench: Bench): Promise<void>;
}

/** Collects the measures of a run. */
export class Bench {
	readonly measures: Measure[] = [];
	readonly #report: (measure: Measure) => void;
	#suite = "";

	constructor(report: (measure: Measure) => void) {
		this.#report = report;
	}

	async suite(suite: Suite): Promise<void> {
		this.#suite = suite.name;
		await suite.run(this);
	}

	/** Our work against a peer's, in turn; the ratio of the medians. */
	async compare(name: string, comparison: Comparison): Promise<number> {
		const { ours, peer, as, rounds = 9, warmup = 2 } = comparison;
		const times: [number[], number[]] = [[], []];
		for (let round = -warmup; round < rounds; round++) {
			collect();
			const a = await time(ours);
			collect();
			const b = await time(peer);
			if (round >= 0) {
				times[0].push(a);
				times[1].push(b);
			}
		}
		const [a, b] = [median(times[0]), median(times[1])];
		const ratio = as === "speedup" ? b / a : a / b;
		return this.#add(name, ratio, "×", comparison.bar, `${ms(a)} against ${ms(b)} (${comparison.peerName})`);
	}

	/** A percentile of many single operations, as a share of the full work or as milliseconds. */
	async latency(name: string, latency: Latency): Promise<number> {
		const { operation, prepare, samples = 400, percentile = 95 } = latency;
		const times: number[] = [];
		const warmup = Math.min(100, samples);
		for (let sample = -warmup; sample < samples; sample++) {
			await prepare?.(sample);
			const elapsed = await time(() => operation(sample));
			if (sample >= 0) times.push(elapsed);
		}
		const value = quantile(times, percentile / 100);
		if (latency.against === null) {
			return this.#add(name, value, "ms", latency.bar, `p${percentile} of ${samples}, median ${ms(median(times))}`);
		}
		const full: number[] = [];
		for (let round = -2; round < 7; round++) {
			collect();
			const elapsed = await time(latency.against.work);
			if (round >= 0) full.push(elapsed);
		}
		const whole = median(full);
		const detail = `p${percentile} ${ms(value)} against ${ms(whole)} (${latency.against.name})`;
		return this.#add(name, value / whole, "×", latency.bar, detail);
	}

	/** A figure that was measured by the suite itself (sizes, memory, whole processes). */
	amount(name: string, value: number, unit: string, bar: Bar | null, detail = ""): number {
		return this.#add(name, value, unit, bar, detail);
	}

	#add(name: string, ratio: number, unit: string, bar: Bar | null, detail: string): number {
		const met = bar === null ? null : bar.kind === "atLeast" ? ratio >= bar.value : ratio <= bar.value;
		const measure: Measure = { suite: this.#suite, name, ratio, unit, bar, met, detail };
		this.measures.push(measure);
		this.#report(measure);
		return ratio;
	}
}

/**
 * Empties the nursery, so that no side of a ratio pays for the short-lived garbage of the other. Needs --expose-gc. (A
 * full collection would also throw away optimised code, which a program in use has.)
 */
const collect = (): unknown => (globalThis as { gc?: (options: { type: "minor" }) => void }).gc?.({ type: "minor" });

async function time(work: Work): Promise<number> {
	const start = performance.now();
	const result = work();
	if (result instanceof Promise) await result;
	return performance.now() - start;
}

/** Bytes that stay for what `make` gives, on the heap and beside it. Needs --expose-gc. */
export function retained(make: () => object): number {
	const used = (): number => {
		(globalThis as { gc?: () => void }).gc?.();
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return heapUsed + arrayBuffers;
	};
	const before = used();
	const made = make();
	const after = used();
	return made === null ? 0 : after - before;
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds for people: three digits, microseconds below a tenth. */
export function ms(value: number): string {
	return value < 0.1 ? `${(value * 1000).toPrecision(3)} µs` : `${value.toPrecision(3)} ms`;
}
