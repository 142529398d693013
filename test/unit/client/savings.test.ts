/** What the client makes of savings without the editor: the report of a comparison. */
import assert from "node:assert/strict";
import { bar, comparisonReport } from "../../../client/src/savings/comparisonReport";

describe("comparison report", () => {
	const formats = {
		toon: 38,
		toonTab: 36,
		toonPipe: 43,
		json: 1020,
		jsonCompact: 53,
		yaml: 68,
		csv: 28,
		markdown: null,
	};

	it("names the cheapest, lists the cheapest first, and says what is no form", () => {
		const report = comparisonReport("a_b.toon", { encoding: "o200k_base", exact: true, formats, cheapest: "csv" });
		const lines = report.split("\n");
		assert.equal(lines[0], "# Formats of a\\_b\\.toon");
		assert.equal(lines[2], "TOON is not the cheapest here: CSV costs 28 tokens, TOON 38. Counted with o200k\\_base.");
		assert.match(lines[6]!, /^\| \*\*CSV\*\* \| 28 \| 26 % fewer \| /);
		assert.match(lines.at(-4)!, /^\| JSON \| 1,020 \| 2,584 % more \| █{30} \|$/);
		assert.match(report, /Not one table, so there is no form as Markdown table\.\n$/);
	});

	it("marks estimates, and a document without a value", () => {
		const counts = { encoding: "~o200k_base", exact: false } as const;
		assert.match(
			comparisonReport("a", { ...counts, formats, cheapest: "toonTab" }),
			/The cheapest is TOON, tabs: ~36 tokens\. .+ estimate/,
		);
		const none = {
			...formats,
			toon: null,
			toonTab: null,
			toonPipe: null,
			json: null,
			jsonCompact: null,
			yaml: null,
			csv: null,
		};
		assert.match(comparisonReport("a", { ...counts, formats: none, cheapest: null }), /The document has errors/);
	});

	it("draws bars in eighths", () => {
		assert.deepEqual([bar(1), bar(0.5), bar(1 / 240), bar(0)], ["█".repeat(30), "█".repeat(15), "▏", "▏"]);
	});
});
