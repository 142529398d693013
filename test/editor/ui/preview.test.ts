/** The preview beside the editor: rendered, with tables as tables, and up to date while somebody types. */
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const file = "tasklist.toon";

describe("preview", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;
	let preview: Frame;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile(file);
		await workbench.runCommand("TOON: Open Preview to the Side");
		preview = await workbench.webview("table");
	});

	/** The texts of the cells of each row of each table. */
	async function rows(): Promise<string[][]> {
		const found: string[][] = [];
		for (const row of await preview.locator("table tr").all()) {
			found.push((await row.locator("th, td").allInnerTexts()).map((text) => text.trim()));
		}
		return found;
	}

	it("shows tables as tables", async () => {
		const cells = (await rows()).flat();
		for (const text of ["status", "Count tokens exactly", "in progress", "lead", "Ada"]) {
			assert.ok(cells.includes(text), `${text} is a cell of ${JSON.stringify(cells)}`);
		}
		await workbench.screenshot("4 preview");
	});

	it("shows text as text", async () => {
		const text = (await preview.locator("body").allInnerTexts()).join("\n");
		assert.match(text, /toon-integration/);
		assert.match(text, /Escape a \| pipe, a "quote" and a/);
		assert.doesNotMatch(text, /tasks\[5\]/);
	});

	it("follows the typing", async () => {
		const text = await workbench.fileText(file);
		const line = text.split("\n").findIndex((each) => each.startsWith("  T-1,"));
		await workbench.goTo(file, line + 1, "  T-1,done,Count tokens exactly".length + 1);
		await workbench.type(" and live");
		await workbench.waitUntil("the cell shows what was typed", async () =>
			(await rows()).flat().includes("Count tokens exactly and live"),
		);
		await workbench.screenshot("4 preview while typing");
	});
});
