/** Reports: what follows from the sums, and what they look like elsewhere. */
import assert from "node:assert/strict";
import { convertOnce } from "../../../server/src/convert";
import { EXPORT_FORMATS, exportReport, type LedgerAnswer, savingsReport } from "../../../server/src/ledger";

const answer: LedgerAnswer = {
	encoding: "~o200k_base",
	encodings: ["~o200k_base", "cl100k_base"],
	total: { states: 3, toon: 1000, json: 3000, jsonCompact: 900 },
	days: { first: 20_776, last: 20_780 },
	weeks: [{ day: 20_773, states: 3, toon: 1000, json: 3000, jsonCompact: 900 }],
	files: [{ folder: "/a", name: "=cmd|b*.toon", states: 3, toon: 1000, json: 3000, jsonCompact: 900 }],
	folders: [{ name: "/a", states: 3, toon: 1000, json: 3000, jsonCompact: 900 }],
	forms: [{ name: "json", states: 3, toon: 1000, json: 3000, jsonCompact: 900 }],
};
const today = 20_785;
const report = savingsReport(answer, { kind: "all" }, { pricePerMillion: 2.5, project: 100, today });

describe("report", () => {
	it("is negative where TOON costs more", () => {
		assert.equal(report.total.savedJson, 2000);
		assert.equal(report.total.savedJsonCompact, -100);
		assert.equal(report.exact, false);
	});

	it("names money only with a price", () => {
		assert.deepEqual(report.money, { pricePerMillion: 2.5, savedJson: 0.005, savedJsonCompact: -0.00025 });
		const without = savingsReport(answer, { kind: "all" }, { pricePerMillion: null, today });
		assert.equal(without.money, undefined);
		assert.equal(without.projection, undefined);
	});

	it("projects only from a week on, and says what that assumes", () => {
		assert.deepEqual(report.projection, {
			days: 100,
			savedJson: 20_000,
			savedJsonCompact: -1000,
			assumption: "the next 100 days are like the 10 days from 2026-11-19 to 2026-11-28",
		});
		const early = savingsReport(answer, { kind: "all" }, { pricePerMillion: null, project: 100, today: 20_781 });
		assert.equal(early.projection, undefined);
	});

	it("is the same value in JSON and TOON", () => {
		const json = JSON.parse(exportReport(report, "json"));
		assert.deepEqual(json, JSON.parse(JSON.stringify(report)));
		const back = convertOnce({ text: exportReport(report, "toon"), from: "toon", to: "json" }).text;
		assert.deepEqual(JSON.parse(back), json);
	});

	it("is one table in CSV, which runs nothing in a spreadsheet", () => {
		const [head, ...rows] = exportReport(report, "csv").trimEnd().split(/\r?\n/);
		assert.equal(head, "by,name,states,toon,json,jsonCompact,savedJson,savedJsonCompact");
		assert.deepEqual(rows[0]?.split(",").slice(2), ["3", "1000", "3000", "900", "2000", "-100"]);
		assert.equal(rows.length, 5);
		assert.ok(rows.every((row) => !/(^|,)=/.test(row)));
	});

	it("is text in Markdown, whatever files are called", () => {
		const markdown = exportReport(report, "markdown");
		assert.match(
			markdown,
			/\| \/a\/=cmd\\\|b\\\*\.toon \| ~1,000 \| ~3,000 \| ~2,000 \(66\.7 %\) \| ~900 \| ~−100 \(−11\.1 %\) \|/,
		);
		assert.match(markdown, /At \$2\.5 for a million tokens, each read once: \$0\.01 against JSON/);
		assert.match(markdown, /if the next 100 days are like/);
	});

	it("says so where nothing has been recorded", () => {
		const none = { states: 0, toon: 0, json: 0, jsonCompact: 0 };
		const lists = { weeks: [], files: [], folders: [], forms: [] };
		const empty = { encoding: null, encodings: [], total: none, days: null, ...lists };
		const nothing = savingsReport(empty, { kind: "all" }, { pricePerMillion: 1, project: 5, today });
		assert.match(exportReport(nothing, "markdown"), /Nothing has been recorded yet\./);
		for (const format of EXPORT_FORMATS) assert.ok(exportReport(nothing, format).length > 0);
	});
});
