/** The figures of the server, renewed while somebody looks at them. */
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";

describe("performance", function () {
	this.timeout(suiteTimeout);

	it("is shown, and follows what the server does", async () => {
		const workbench = await freshWorkbench();
		await workbench.openFile("long.toon");
		await workbench.runCommand("TOON: Show Performance");
		const page = await workbench.webview("main h1");
		const times = async (frame: Frame): Promise<number> => {
			const row = frame.locator("tr", { has: frame.getByRole("rowheader", { name: "Parsing a document" }) });
			return Number(await row.locator("td").first().innerText());
		};
		const before = await times(page);
		assert.ok(before > 0);
		await page.getByRole("rowheader", { name: "textDocument/diagnostic" }).waitFor();
		await workbench.screenshot("9 performance");
		await workbench.openFile("saved-on.toon");
		await workbench.runCommand("TOON: Show Performance");
		const shown = await workbench.webview("main h1");
		await workbench.waitUntil("the figures are newer", async () => (await times(shown)) > before);
	});
});
