import assert from "node:assert/strict";
import { Metrics } from "../../../server/src/workspace/metrics";

describe("metrics", () => {
	it("give percentiles in milliseconds, and zeros before anything happened", () => {
		const metrics = new Metrics(["parse", "convert"], () => 0);
		for (let duration = 1; duration <= 100; duration++) metrics.record("parse", duration);
		const { parse, convert } = metrics.figures();
		assert.deepEqual(parse, { count: 100, p50: 51, p95: 96, p99: 100, max: 100 });
		assert.deepEqual(convert, { count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
	});

	it("look at the last thousand, but remember the count and the longest", () => {
		const metrics = new Metrics(["parse"], () => 0);
		metrics.record("parse", 500);
		for (let i = 0; i < 2000; i++) metrics.record("parse", 1);
		assert.deepEqual(metrics.figures().parse, { count: 2001, p50: 1, p95: 1, p99: 1, max: 500 });
	});

	it("time work that throws, too", () => {
		let now = 0;
		const metrics = new Metrics(["parse"], () => now);
		const work = () => {
			now += 7;
			throw new Error("no");
		};
		assert.throws(() => metrics.time("parse", work), /no/);
		assert.equal(metrics.figures().parse.max, 7);
	});
});
