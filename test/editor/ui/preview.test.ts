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

	/** The texts of the cells of all tables. */
	async function cells(): Promise<string[]> {
		return (await preview.locator("table").locator("th, td").allInnerTexts()).map((text) => text.trim());
	}

	it("shows tables as tables", async () => {
		const shown = await cells();
		for (const text of ["role", "lead", "bob@example.com", "customer.name", "Ada", "149.5"]) {
			assert.ok(shown.includes(text), `${text} is a cell of ${JSON.stringify(shown)}`);
		}
		await workbench.screenshot("4 preview");
	});

	it("shows text as text", async () => {
		const text = (await preview.locator("body").allInnerTexts()).join("\n");
		assert.match(text, /toon-integration/);
		assert.match(text, /Escape a \| pipe, a "quote" and a/);
		assert.doesNotMatch(text, /tasks\[5\]/);
	});

	it("shows a table of tasks as a list of tasks", async () => {
		const tasks = await preview.getByRole("listitem").allInnerTexts();
		assert.ok(
			tasks.some((task) => task.includes("Count tokens exactly")),
			tasks.join("\n"),
		);
	});

	it("follows the typing", async () => {
		const text = await workbench.fileText(file);
		const row = "  1,Ada";
		const line = text.split("\n").findIndex((each) => each.startsWith(`${row},DK`));
		await workbench.goTo(file, line + 1, row.length + 1);
		await workbench.type(" Lovelace");
		await workbench.waitUntil("the cell shows what was typed", async () => (await cells()).includes("Ada Lovelace"));
		await workbench.screenshot("4 preview while typing");
	});

	it("leaves the details of a task room beside a long title", async () => {
		for (const task of await preview.getByRole("listitem").all()) {
			const height = (await task.boundingBox())?.height ?? 0;
			assert.ok(height < 100, `${height} pixels for ${await task.allInnerTexts()}`);
		}
	});
});
