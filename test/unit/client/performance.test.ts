/** The report of the server's figures: tables that are whole, limits and verdicts beside the figures. */
import assert from "node:assert/strict";
import { performancePage } from "../../../client/src/performance/page";
import { performanceReport } from "../../../client/src/performance/report";

const none = { count: 0, p50: 0, p95: 0, p99: 0, max: 0 };
const some = { count: 1234, p50: 0.123, p95: 21.26, p99: 30, max: 1234.5 };

describe("performance report", () => {
	const report = performanceReport({
		operations: { parse: some, reparse: some, diagnose: none, tokens: none, convert: none, preview: none },
		requests: { "textDocument/hover": { ...some, p50: 1 }, "textDocument/completion": { ...some, p50: 2 } },
		judged: {
			reparse: { threshold: { warn: 20, bad: 50 }, state: "warn" },
			diagnose: { threshold: { warn: 20, bad: 50 } },
			"textDocument/completion": { threshold: { warn: 20, bad: 50 }, state: "good" },
		},
		caches: {
			counts: { hits: 75, misses: 25, size: 2 ** 20, state: "good" },
			conversions: { hits: 0, misses: 0, size: 0 },
		},
		memory: { heapUsed: 3 * 2 ** 20, rss: 100 * 2 ** 20 },
		queue: { threads: 2, delay: { p95: 1.5, max: 120 } },
	});
	const lines = report.split("\n");

	const rowOf = (label: string): string[] | undefined =>
		lines
			.find((line) => line.includes(`>${label}<`))
			?.replace(/<[^>]*>/g, "|")
			.split("|")
			.filter((cell) => cell !== "");

	it("has a row for what was done, and none for the rest", () => {
		assert.deepEqual(rowOf("Parsing a document")?.slice(1), ["1,234", "0.12", "21.3", "30.0", "1235"]);
		assert.deepEqual(rowOf("Parsing an edit")?.slice(5), ["1235", "20 and 50", "slow"]);
		assert.equal(rowOf("Diagnostics"), undefined);
	});

	it("lists first the requests that took the most time in all", () => {
		const [completion, hover] = ["completion", "hover"].map((name) => report.indexOf(`textDocument/${name}`));
		assert.ok(0 < completion! && completion! < hover!);
	});

	it("tells caches, memory and what waits", () => {
		assert.deepEqual(rowOf("counts"), ["counts", "75", "25", "75 %", "1.0 MB", "good"]);
		assert.deepEqual(rowOf("conversions"), ["conversions", "0", "0", "0.0 MB"]);
		assert.deepEqual(rowOf("Given to threads, not answered")?.slice(1), ["2"]);
		assert.deepEqual(rowOf("The longest that it has waited")?.slice(1), ["120 ms"]);
	});

	it("opens no element that it does not close", () => {
		const open: string[] = [];
		for (const [, isEnd, name] of report.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
			if (isEnd === "/") assert.equal(open.pop(), name);
			else open.push(name!);
		}
		assert.deepEqual(open, []);
	});

	it("stands in a page that reaches nothing", () => {
		const page = performancePage(report);
		assert.match(page, /default-src 'none'; style-src 'nonce-\w{36}'; script-src 'nonce-\w{36}';/);
		assert.ok(page.includes(`<main>${report}</main>`));
	});
});
