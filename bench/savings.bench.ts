/** The value as JSON, counted beside the TOON: what the first count takes, and what an edit does. */
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { encode } from "@toon-format/toon";
import type { TiktokenBPE } from "js-tiktoken/lite";
import { ToonDocument } from "../server/src/language";
import { Meter } from "../server/src/savings";
import { createCounter, packRanks, type TokenCounter } from "../server/src/tokens";
import { Random } from "../test/support/random";
import { atMost, type Bench, ms, quantile, type Suite } from "./framework";
import { prettyJson, toonTable } from "./tokenTexts";

const require = createRequire(import.meta.url);

const tableSize = 5_000_000;
const nestedSize = 2_000_000;
/** What the event loop may be blocked for at most. */
const slice = 50;

const o200k = (): TokenCounter => {
	const table = require("js-tiktoken/ranks/o200k_base") as { default?: TiktokenBPE } & TiktokenBPE;
	return createCounter("o200k_base", packRanks((table.default ?? table).bpe_ranks));
};

/** Orders that differ too much for a table: each a block of lines, with blocks inside. */
const nestedToon = (): string => {
	const random = new Random(4);
	const { orders } = JSON.parse(prettyJson(nestedSize * 2)) as { orders: { note: string }[] };
	const nested = orders.map((order, index) => ({
		...order,
		...(index % 3 === 0
			? {
					history: [
						{ at: index, by: "Ada" },
						{ at: index + 1, reason: order.note },
					],
				}
			: {}),
		delivery: { address: { city: "London", lines: [order.note, "2nd floor"] }, [`slot${random.below(9)}`]: index },
	}));
	let text = "";
	for (let count = nested.length; ; count = Math.floor((count * nestedSize) / text.length)) {
		text = encode({ orders: nested.slice(0, count) });
		if (text.length <= nestedSize * 1.02) return text;
	}
};

/** One character typed into a line that keeps the document valid, and taken out again. */
const edits = async (bench: Bench, name: string, text: string, counter: TokenCounter, bar: number): Promise<void> => {
	const document = new ToonDocument(text);
	if (document.hasErrors) throw new Error(`${name} is not valid`);
	const meter = new Meter(document, counter);
	const start = performance.now();
	const slices: number[] = [];
	for (let done = false; !done; ) {
		const sliceStart = performance.now();
		done = meter.step(slice / 5);
		slices.push(performance.now() - sliceStart);
	}
	bench.amount(`first count of ${name}`, performance.now() - start, "ms", null, `${slices.length} slices`);
	const detail = `p95, asked for ${slice / 5} ms, longest ${ms(Math.max(...slices))}`;
	bench.amount(`slice of the first count of ${name}`, quantile(slices, 0.95), "ms", atMost(slice), detail);
	const random = new Random(5);
	const lines = text.split("\n");
	await bench.latency(`one character in ${name}`, {
		operation: () => {
			let line = 1 + random.below(lines.length - 2);
			while (!/[a-z]{3}$/.test(lines[line]!)) line = 1 + random.below(lines.length - 2);
			const character = lines[line]!.length;
			const range = { start: { line, character }, end: { line, character } };
			meter.update(document.update([{ range, text: "x" }]));
			lines[line] += "x";
			meter.step();
			if (!meter.counts.exact || meter.counts.json === null) throw new Error("not exact");
		},
		against: null,
		samples: 2000,
		bar: atMost(bar),
	});
	const { json, jsonCompact } = meter.counts;
	const value = document.decode();
	if (json !== counter.count(JSON.stringify(value, null, 2)) || jsonCompact !== counter.count(JSON.stringify(value))) {
		throw new Error(`${name}: the counts are wrong`);
	}
};

export const savings: Suite = {
	name: "savings",
	async run(bench) {
		const counter = o200k();
		await edits(bench, "a 5 MB table", toonTable(tableSize), counter, 1);
		await edits(bench, "a nested document of 2 MB", nestedToon(), counter, 10);
	},
};
