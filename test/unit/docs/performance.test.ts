/** What is said of our speed is what docs/performance.json holds: `npm run performance` writes all of it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "../../../scripts/performance/chart";
import type { Results } from "../../../scripts/performance/results";
import { type Scale, scaleChart } from "../../../scripts/performance/scale";
import { performancePage, withSpeed } from "../../../scripts/performance/texts";

const text = (name: string): string => readFileSync(join(import.meta.dirname, "../../..", name), "utf8");

describe("docs of the speed", () => {
	const results = JSON.parse(text("docs/performance.json")) as Results;
	const scale = JSON.parse(text("docs/scale.json")) as Scale;
	const written: readonly (readonly [name: string, content: string])[] = [
		["docs/performance.md", performancePage(results, scale)],
		["README.md", withSpeed(text("README.md"), results)],
		["images/performance-light.svg", chart(results, "light")],
		["images/performance-dark.svg", chart(results, "dark")],
		["images/scale-light.svg", scaleChart(scale, "light")],
		["images/scale-dark.svg", scaleChart(scale, "dark")],
	];
	for (const [name, content] of written) {
		it(`${name} says what was measured`, () => assert.equal(text(name), content));
	}

	it("is not made from a run of one suite", () => {
		const part = { ...results, measures: results.measures.filter(({ suite }) => suite === "tokens") };
		assert.throws(() => chart(part, "light"), /The run has no measure "language: full parse/);
		assert.throws(() => withSpeed(text("README.md"), part), /Run the whole bench/);
	});
});
