/** What monitoring is told of the ledger: names and meanings as docs/monitoring.md lists them. */
import type { LedgerFigures, SavingsReport } from "../ledger";

export interface Measurement {
	readonly name: string;
	readonly help: string;
	/** As OpenTelemetry writes units. */
	readonly unit: string;
	readonly labels: readonly string[];
	readonly points: readonly MeasuredPoint[];
}

export interface MeasuredPoint {
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

/** @param reports one of each encoding */
export function measurementsOf(reports: readonly SavingsReport[], figures: LedgerFigures): readonly Measurement[] {
	const rows = reports.flatMap(({ encoding, forms }) => forms.map((row) => ({ encoding: encoding ?? "", ...row })));
	return [
		{
			name: "toon_savings_tokens",
			help: "Tokens of the latest state of each file on each day that the ledger keeps: as TOON, as JSON, as compact JSON.",
			unit: "{token}",
			labels: ["encoding", "form", "as"],
			points: rows.flatMap(({ encoding, form, toon, json, jsonCompact }) =>
				Object.entries({ toon, json, json_compact: jsonCompact }).map(([as, value]) => {
					return { labels: { encoding, form, as }, value };
				}),
			),
		},
		{
			name: "toon_savings_states",
			help: "How many states of files these are: one a file and day.",
			unit: "{state}",
			labels: ["encoding", "form"],
			points: rows.map(({ encoding, form, states }) => ({ labels: { encoding, form }, value: states })),
		},
		{
			name: "toon_operation_seconds",
			help: "How long operations took yesterday and today, in the slowest process; percentile 100 is the longest.",
			unit: "s",
			labels: ["operation", "percentile"],
			points: figures.timings.flatMap(({ operation, p50, p95, p99, max }) =>
				Object.entries({ "50": p50, "95": p95, "99": p99, "100": max }).map(([percentile, milliseconds]) => {
					return { labels: { operation, percentile }, value: milliseconds / 1000 };
				}),
			),
		},
		{
			name: "toon_operations",
			help: "How many operations these were, over all processes.",
			unit: "{operation}",
			labels: ["operation"],
			points: figures.timings.map(({ operation, count }) => ({ labels: { operation }, value: count })),
		},
		{
			name: "toon_cache_requests",
			help: "Questions to caches yesterday and today, over all processes.",
			unit: "{request}",
			labels: ["cache", "result"],
			points: figures.caches.flatMap(({ cache, hits, misses }) => [
				{ labels: { cache, result: "hit" }, value: hits },
				{ labels: { cache, result: "miss" }, value: misses },
			]),
		},
		{
			name: "toon_report_timestamp_seconds",
			help: "When this report was made.",
			unit: "s",
			labels: [],
			points: [{ labels: {}, value: Math.floor(Date.now() / 1000) }],
		},
	];
}
