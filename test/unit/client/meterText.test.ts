/** What the meter says, in the status bar, the tooltip and the report. */
import assert from "node:assert/strict";
import { foreignText, meterText, spokenText, tokenReport, tooltipText } from "../../../client/src/meterText";
import type { Savings, TokensResult } from "../../../server/src/lsp/protocol";
import { saved } from "../../../server/src/savings";

const against = (baseline: Savings["baseline"], toon: number, baselineTokens: number): Savings => ({
	baseline,
	baselineTokens,
	...saved(toon, baselineTokens),
});

const plain: TokensResult = {
	version: 1,
	encoding: "o200k_base",
	toon: 1651,
	json: 3000,
	jsonCompact: 2261,
	exact: true,
	savings: against("json-compact", 1651, 2261),
};
const nested: TokensResult = {
	...plain,
	toon: 112,
	json: 200,
	jsonCompact: 100,
	savings: against("json-compact", 112, 100),
};

const METERS: readonly (readonly [name: string, counts: TokensResult, text: string])[] = [
	["fewer", plain, "1,651 tokens · 27 % fewer than compact JSON"],
	["more", nested, "112 tokens · 12 % more than compact JSON"],
	["JSON", { ...plain, savings: against("json", 1651, 3000) }, "1,651 tokens · 45 % fewer than JSON"],
	["YAML", { ...plain, savings: against("yaml", 1651, 1651) }, "1,651 tokens · as many as YAML"],
	["an estimate", { ...plain, exact: false }, "~1,651 tokens · 27 % fewer than compact JSON"],
	["errors", { ...plain, json: null, jsonCompact: null, savings: null }, "1,651 tokens"],
	["nothing", { ...plain, toon: 0, json: 2, jsonCompact: 1, savings: against("json-compact", 0, 1) }, "0 tokens"],
];

describe("meter", () => {
	for (const [name, counts, text] of METERS) {
		it(`says ${name}`, () => {
			assert.equal(meterText(counts), `$(symbol-numeric) ${text}`);
			assert.equal(spokenText(counts), text);
		});
	}

	it("says what a JSON file or a selection would cost as TOON", () => {
		const counts = { encoding: "o200k_base", tokens: 100, exact: true, asToon: 73 };
		assert.equal(foreignText(counts, false), "$(symbol-numeric) 100 tokens · 27 % fewer as TOON");
		assert.equal(
			foreignText({ ...counts, asToon: 112 }, true),
			"$(symbol-numeric) 100 tokens selected · 12 % more as TOON",
		);
		assert.equal(foreignText({ ...counts, asToon: null, exact: false }, false), "$(symbol-numeric) ~100 tokens");
	});
});

describe("tooltip of the meter", () => {
	const other: TokensResult = { ...plain, encoding: "cl100k_base", toon: 1700, json: null, jsonCompact: 2000 };

	it("has a row for each form and a column for each encoding, the baseline marked", () => {
		assert.deepEqual(tooltipText([plain, other], null).split("\n").slice(0, 5), [
			"| Tokens | o200k\\_base | cl100k\\_base |",
			"| :-- | --: | --: |",
			"| TOON | **1,651** | **1,700** |",
			"| **compact JSON** (baseline) | 2,261 · TOON 27 % fewer | 2,000 · TOON 15 % fewer |",
			"| JSON | 3,000 · TOON 45 % fewer | – |",
		]);
	});

	it("has a row for YAML where that is chosen, each encoding with its own count", () => {
		const columns = [
			{ ...plain, savings: against("yaml", 1651, 1800) },
			{ ...other, savings: against("yaml", 1700, 1600) },
		];
		const row = "| **YAML** (baseline) | 1,800 · TOON 8 % fewer | 1,600 · TOON 6 % more |";
		assert.ok(tooltipText(columns, null).includes(row), tooltipText(columns, null));
		assert.ok(!tooltipText([plain], null).includes("YAML"));
	});

	it("has the remedy beside what TOON costs more", () => {
		assert.match(
			tooltipText([nested], null),
			/TOON costs 12 tokens more than compact JSON here: \[optimise it\]\(command:/,
		);
		assert.doesNotMatch(tooltipText([plain], null), /costs .+ more/);
	});

	it("says once that a document is empty", () => {
		const text = tooltipText([{ ...plain, toon: 0, savings: against("json-compact", 0, 1) }], 5);
		assert.match(text, /^The document is empty: there is nothing to compare\.\n\n\[Change model\]/);
	});

	it("is the report, without what can be pressed", () => {
		const report = tokenReport("a_b.toon", [nested], 2);
		assert.match(report, /^# Tokens of a\\_b\\?\.toon\n\n\| Tokens \|/);
		assert.match(report, /here: optimise it, or send/);
		assert.doesNotMatch(report, /command:|\$\(/);
	});
});
