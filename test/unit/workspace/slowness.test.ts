/** What counts as slow, and that it is said once. */
import assert from "node:assert/strict";
import { Metrics, type OperationFigures } from "../../../server/src/workspace/metrics";
import { type MetricsFigures, OPERATIONS } from "../../../server/src/workspace/metricsTypes";
import { Slowness } from "../../../server/src/workspace/slowness";
import { judge, judgeCaches, type State } from "../../../server/src/workspace/thresholds";

/** Figures after `times` of an operation or request that each took so many milliseconds. */
function figuresOf(name: string, milliseconds: number, times: number): Record<string, OperationFigures> {
	const metrics = new Metrics<string>([], () => 0);
	for (let at = 0; at < times; at++) metrics.record(name, milliseconds);
	return metrics.figures();
}

const cases: readonly [name: string, milliseconds: number, times: number, state: State | undefined][] = [
	["reparse", 19, 50, "good"],
	["reparse", 20, 50, "warn"],
	["reparse", 50, 50, "bad"],
	["reparse", 500, 49, undefined],
	["convert", 499, 50, "good"],
	["convert", 500, 50, "warn"],
	["toon/convert", 1000, 50, "bad"],
	["textDocument/completion", 30, 100, "warn"],
];

describe("thresholds", () => {
	for (const [name, milliseconds, times, state] of cases) {
		it(`${name}, ${times} times ${milliseconds} ms: ${state}`, () => {
			assert.equal(judge(figuresOf(name, milliseconds, times))[name]!.state, state);
		});
	}

	it("judge by the 95th percentile: a single long one is none", () => {
		const metrics = new Metrics<string>([], () => 0);
		for (let at = 0; at < 99; at++) metrics.record("reparse", 1);
		metrics.record("reparse", 1000);
		assert.equal(judge(metrics.figures()).reparse!.state, "good");
	});

	it("leave alone what has none", () => assert.deepEqual(judge(figuresOf("workspace/symbol", 5000, 100)), {}));

	it("of caches are shares of hits", () => {
		const { few, poor, rich } = judgeCaches({
			few: { hits: 0, misses: 49 },
			poor: { hits: 59, misses: 41 },
			rich: { hits: 60, misses: 40 },
		});
		assert.deepEqual([few!.state, poor!.state, rich!.state], [undefined, "warn", "good"]);
	});
});

describe("slowness", () => {
	function figures(requests: Record<string, OperationFigures>, cache = { hits: 1, misses: 0 }): MetricsFigures {
		const operations = new Metrics(OPERATIONS, () => 0).figures();
		return {
			operations,
			requests,
			judged: judge({ ...operations, ...requests }),
			caches: judgeCaches({ counts: { ...cache, size: 0 } }),
			memory: { heapUsed: 0, rss: 0 },
			queue: { threads: 0, delay: { p95: 0, max: 0 } },
		};
	}

	it("is said once, and once more when it gets worse", () => {
		const slowness = new Slowness();
		const completion = (milliseconds: number) =>
			slowness.news(figures(figuresOf("textDocument/completion", milliseconds, 60)));
		assert.deepEqual(completion(10), []);
		assert.deepEqual(completion(31), [
			"textDocument/completion is slow: 95 % of the last were done within 31 ms, which should be below 20 ms.",
		]);
		assert.deepEqual(completion(40), []);
		assert.deepEqual(completion(60), [
			"textDocument/completion is slow: 95 % of the last were done within 60 ms, which should be below 50 ms.",
		]);
		assert.deepEqual([completion(10), completion(60)], [[], []]);
	});

	it("of caches is said by name", () => {
		const said = new Slowness().news(figures({}, { hits: 20, misses: 80 }));
		assert.deepEqual(said, ["The cache of counts answers 20 % of what it is asked, which should be over 60 %."]);
	});
});
