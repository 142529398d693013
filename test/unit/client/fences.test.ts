/** The words of the meter of Markdown. */
import assert from "node:assert/strict";
import { fenceStatusText } from "../../../client/src/fences/statusText";

describe("the meter of Markdown", () => {
	const counts = { version: 1, encoding: "o200k_base", toon: 120, json: 200, jsonCompact: 150, exact: true } as const;
	const savings = { baseline: "json-compact", baselineTokens: 150, tokens: 30, percent: 20 } as const;
	for (const [what, given, expected] of [
		["a fence", { ...counts, file: 1840, savings }, "fence 120 · file 1,840 tokens"],
		["an estimate", { ...counts, file: 1840, exact: false, savings: null }, "fence ~120 · file ~1,840 tokens"],
		["the file", { ...counts, toon: 1840, savings: null }, "file 1,840 tokens"],
		[
			"TOON that does not pay",
			{ ...counts, file: 1840, savings: { ...savings, baselineTokens: 100, tokens: -20 } },
			"fence 120 (20 % more than compact JSON) · file 1,840 tokens",
		],
	] as const) {
		it(what, () => assert.equal(fenceStatusText(given), expected));
	}
});
