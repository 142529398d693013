/**
 * `npm run bench [-- --json FILE] [--accept] [--large] [SUITE…]`: runs the suites, prints the table, compares with
 * baseline.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { barOf, withUnit } from "./figures";
import { Bench, type Measure, type Suite } from "./framework";
import { suites } from "./suites";

/** Accepted ratios by "suite/name". */
type Baseline = Record<string, number>;

const root = process.cwd();
const baselineFile = join(root, "bench", "baseline.json");
/** A ratio that is worse than the accepted one by more than this share is pointed at. */
const tolerance = 0.2;

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: "string" },
		accept: { type: "boolean", default: false },
		// Of the suite `scale`: sizes up to 2 GB.
		large: { type: "boolean", default: false },
	},
});

const describeMachine = (): string => {
	const all = cpus();
	return `Node ${process.version}, ${process.platform} ${process.arch}, ${all.length} × ${all[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
};

const today = (): string => new Date().toISOString().slice(0, "2026-01-01".length);

const readBaseline = (): Baseline => {
	try {
		return JSON.parse(readFileSync(baselineFile, "utf8")) as Baseline;
	} catch {
		return {};
	}
};

const keyOf = (measure: Measure): string => `${measure.suite}/${measure.name}`;

/** How much worse than accepted, as a share; undefined where there is nothing to compare with. */
const worsening = (measure: Measure, baseline: Baseline): number | undefined => {
	const accepted = baseline[keyOf(measure)];
	if (accepted === undefined || measure.bar === null) return undefined;
	return measure.bar.kind === "atLeast" ? accepted / measure.ratio - 1 : measure.ratio / accepted - 1;
};

const row = (measure: Measure, baseline: Baseline): string => {
	const verdict = measure.met === null ? "" : measure.met ? "met" : "**missed**";
	const worse = worsening(measure, baseline);
	const drift = worse !== undefined && worse > tolerance ? `slower by ${Math.round(worse * 100)} %` : "";
	return `| ${measure.suite} | ${measure.name} | ${withUnit(measure.ratio, measure.unit)} | ${barOf(measure)} | ${verdict} | ${drift} | ${measure.detail} |`;
};

const main = async (): Promise<void> => {
	const baseline = readBaseline();
	const chosen: readonly Suite[] =
		positionals.length === 0
			? suites.filter(({ onDemand }) => onDemand !== true)
			: suites.filter(({ name }) => positionals.includes(name));
	console.log(`${describeMachine()}\n`);
	console.log("| suite | measure | figure | bar | | since accepted | medians |\n|---|---|---|---|---|---|---|");
	const bench = new Bench((measure) => console.log(row(measure, baseline)));
	for (const suite of chosen) await bench.suite(suite);

	const missed = bench.measures.filter((measure) => measure.met === false);
	const slower = bench.measures.filter((measure) => (worsening(measure, baseline) ?? 0) > tolerance);
	console.log(
		`\n${bench.measures.length} measures, ${missed.length} below their bar, ${slower.length} slower than accepted by more than a fifth`,
	);
	if (options.json !== undefined) {
		writeFileSync(
			options.json,
			`${JSON.stringify({ date: today(), machine: describeMachine(), measures: bench.measures }, null, 2)}\n`,
		);
	}
	if (options.accept) {
		const accepted: Baseline = { ...baseline };
		for (const measure of bench.measures) accepted[keyOf(measure)] = Number(measure.ratio.toPrecision(4));
		writeFileSync(baselineFile, `${JSON.stringify(accepted, null, 2)}\n`);
	}
};

await main();
