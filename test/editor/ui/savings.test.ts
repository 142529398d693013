/** The savings report: what was saved in this window, as a person sees it. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import { getEncoding } from "js-tiktoken";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const file = "saved-off.toon";
const encoding = getEncoding("o200k_base");
const count = (text: string): number => encoding.encode(text, [], []).length;

describe("savings report", function () {
	this.timeout(2 * suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile(file);
		await workbench.goTo(file, 2, 8);
		await workbench.type("!");
		await workbench.runCommand("File: Save");
		const isSaved = async () => (await workbench.fileText(file)).includes("Ada!");
		await workbench.waitUntil("the file is saved", isSaved);
	});

	it("shows what was saved, in a table and a chart", async () => {
		const text = await workbench.fileText(file);
		const wanted = [count(text), count(JSON.stringify(decode(text), null, 2)), count(JSON.stringify(decode(text)))];
		await workbench.runCommand("TOON: Show Savings Report");
		const report = await workbench.webview("table");
		const row = report.locator("tr", { hasText: file });
		await row.waitFor();
		const cells = await row.locator("td").allInnerTexts();
		assert.deepEqual(
			[cells[0], cells[1], cells[3]],
			wanted.map((tokens) => tokens.toLocaleString("en-US")),
		);
		assert.ok((await report.locator("svg.chart rect").count()) >= 1);
		await workbench.screenshot("savings report");
	});

	it("changes with the baseline and the range", async () => {
		const report = await workbench.webview("table");
		await report.getByLabel("Baseline").selectOption("json");
		await report.locator(".headline", { hasText: "tokens fewer than as JSON" }).waitFor();
		await report.getByLabel("Range").selectOption("session");
		await report.locator("tr", { hasText: file }).waitFor();
		await workbench.screenshot("savings report against JSON");
	});
});
