/** Pasting as people do it, with the keyboard: JSON becomes TOON in the form of its place, and can be had back. */
import assert from "node:assert/strict";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

describe("pasting", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	});
	beforeEach(async () => {
		workbench = await freshWorkbench();
	});

	/** Puts a text into the clipboard of the browser, and pastes it where the cursor is. */
	async function paste(text: string): Promise<void> {
		await workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text);
		await workbench.press("Control+V");
	}

	/** The text of a file after it was saved. */
	async function saved(name: string): Promise<string> {
		await workbench.save();
		return workbench.fileText(name);
	}

	it("makes rows of JSON in a table, and counts them", async () => {
		await workbench.openFile("paste-table.toon");
		await workbench.goTo("paste-table.toon", 3, 3);
		await paste('[{"b":"y","a":2},{"a":3,"b":"u,v"}]');
		await workbench.waitUntil("the rows are there", async () =>
			(await workbench.editor("paste-table.toon").innerText()).includes("u,v"),
		);
		assert.equal(await saved("paste-table.toon"), 't[3]{a,b}:\n  1,x\n  2,y\n  3,"u,v"');
		await workbench.runCommand("TOON: Toggle Alignment of Columns");
		await workbench.screenshot("13 rows pasted, columns aligned");
		await workbench.runCommand("TOON: Toggle Alignment of Columns");
	});

	it("makes the value of a key, at its depth", async () => {
		await workbench.openFile("paste-key.toon");
		await workbench.goTo("paste-key.toon", 2, 5);
		await paste('[{"a":1,"b":2},{"a":3,"b":4}]');
		await workbench.waitUntil("the rows are there", async () =>
			(await workbench.editor("paste-key.toon").innerText()).includes("3,4"),
		);
		assert.equal(await saved("paste-key.toon"), "o:\n  k[2]{a,b}:\n    1,2\n    3,4\nz: 1\n");
	});
});
