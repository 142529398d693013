/** The results of a run of the bench, as `npm run bench -- --json FILE` writes them. */
import type { Measure } from "../../bench/framework";

export interface Results {
	/** The day of the run, as 2026-11-21. */
	readonly date: string;
	readonly machine: string;
	readonly measures: readonly Measure[];
}

/** The ratio of a measure. Throws if the run has no such measure: a chart with a gap would be a lie. */
export function ratioOf({ measures }: Results, suite: string, name: string): number {
	const found = measures.find((measure) => measure.suite === suite && measure.name === name);
	if (found === undefined) throw new Error(`The run has no measure "${suite}: ${name}". Run the whole bench.`);
	return found.ratio;
}

/** A ratio in as many digits as a reader takes in: 1.9, 35, 640. */
export const rounded = (ratio: number): string =>
	ratio < 10 ? String(Number(ratio.toPrecision(2))) : String(Math.round(Number(ratio.toPrecision(2))));
