/** Where the tokens go, drawn over the text and listed. */
import assert from "node:assert/strict";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

describe("where the tokens go", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile("orders.toon");
	});

	/** Pieces of text that are drawn over. */
	const drawn = (): Promise<number> =>
		workbench.editor("orders.toon").locator('.view-overlays [class*="ced-"]').count();

	it("is drawn by cell, and taken away", async () => {
		const before = await drawn();
		await workbench.runCommand("TOON: Toggle Heat Map of Tokens");
		await workbench.waitUntil("cells are drawn", async () => (await drawn()) > before);
		await workbench.screenshot("9 heat map");
		await workbench.runCommand("TOON: Toggle Heat Map of Tokens");
		await workbench.waitUntil("nothing is drawn", async () => (await drawn()) === before);
	});

	it("is drawn by token", async () => {
		const before = await drawn();
		await workbench.runCommand("TOON: Toggle Token Boundaries");
		await workbench.waitUntil("tokens are drawn", async () => (await drawn()) > before + 20);
		await workbench.screenshot("9 token boundaries");
		await workbench.runCommand("TOON: Toggle Token Boundaries");
		await workbench.waitUntil("nothing is drawn", async () => (await drawn()) === before);
	});

	it("is listed, the most expensive first", async () => {
		const rows = await workbench.runCommandThatAsks("TOON: Show Where the Tokens Go…");
		await workbench.screenshot("9 where the tokens go");
		const texts = await rows.allInnerTexts();
		assert.ok(
			texts.some((text) => /\d+ tokens · \d+ %/.test(text)),
			texts.join("\n"),
		);
		await workbench.press("Escape");
	});

	it("is measured for the files of the workspace", async () => {
		const rows = await workbench.runCommandThatAsks("TOON: Measure Workspace");
		await workbench.screenshot("9 measured workspace");
		const texts = await rows.allInnerTexts();
		assert.ok(
			texts.some((text) => /\.json.*→ [\d,]+ tokens · \d+ % fewer/s.test(text)),
			texts.join("\n"),
		);
		await workbench.press("Escape");
	});
});
