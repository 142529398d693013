/** What happens to a Markdown file that somebody else wrote when the source beside it is saved. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const notes = "# My own notes\n";

describe("a target that was not generated", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	/** Saves a document beside whose source somebody's notes stand. Each test has files of its own. */
	async function saveBesideNotes(name: string): Promise<void> {
		workbench = await freshWorkbench();
		await workbench.writeSettings({ "toon.convertOnSave.enabled": true });
		await workbench.openFile(`${name}.toon`);
		await workbench.untilConvertsOnSave();
		await workbench.goTo(`${name}.toon`, 2, "  1,Ada".length + 1);
		await workbench.type(" Lovelace");
		await workbench.save();
		// A save says nothing but by the sign in the status bar; its list asks.
		await workbench.waitUntil("the sign counts it", async () => (await workbench.statusBar()).includes("TOON 1"));
		assert.deepEqual(await workbench.notifications(), []);
		await ask(name);
	}

	async function ask(name: string): Promise<void> {
		await workbench.page.locator(".statusbar-item", { hasText: "TOON 1" }).first().click();
		await workbench.page
			.locator(".quick-input-list .monaco-list-row", { hasText: `${name}.toon` })
			.first()
			.click();
		await workbench.waitUntil("a message asks", async () =>
			(await workbench.notifications()).find((text) => text.includes(`${name}.md`)),
		);
	}
	afterEach(() => workbench.writeSettings({}));

	// With the keyboard: the tooltip of the sign, where the pointer is, may lie over the message.
	const answer = (label: string) =>
		workbench.page.locator(".notifications-toasts .monaco-button", { hasText: label }).first().press("Enter");

	it("is left alone by Keep", async () => {
		await saveBesideNotes("conflict-keep");
		await workbench.screenshot("9 conflict");
		await answer("Keep");
		assert.equal(await workbench.fileText("conflict-keep.md"), notes);
		// Kept for this content: the next save is quiet, and counts nothing.
		await workbench.type(" too");
		await workbench.save();
		await sleep(1500);
		assert.ok(!(await workbench.statusBar()).includes("TOON 1"));
		assert.deepEqual(await workbench.notifications(), []);
	});

	it("is shown beside the new text by Compare, which asks again", async () => {
		await saveBesideNotes("conflict-compare");
		await answer("Compare");
		await workbench.page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
		await workbench.screenshot("10 conflict compared");
		assert.equal(await workbench.fileText("conflict-compare.md"), notes);
		await answer("Keep");
	});

	it("is replaced by Overwrite", async () => {
		await saveBesideNotes("conflict-overwrite");
		await answer("Overwrite");
		await workbench.waitUntil("the file is ours", async () =>
			(await workbench.fileText("conflict-overwrite.md")).includes("Ada Lovelace"),
		);
	});
});

describe("high contrast", function () {
	this.timeout(suiteTimeout);
	it("has its colours in the preview", async () => {
		const workbench = await freshWorkbench();
		await workbench.writeSettings({ "workbench.colorTheme": "Default High Contrast" });
		await workbench.page.locator(".monaco-workbench.hc-black").waitFor();
		await workbench.openFile("tasklist.toon");
		await workbench.runCommand("TOON: Open Preview to the Side");
		const preview = await workbench.webview("table");
		const colour = await preview.locator("h1").evaluate((heading) => getComputedStyle(heading).color);
		await workbench.screenshot("11 high contrast");
		await workbench.writeSettings({});
		assert.equal(colour, "rgb(255, 255, 255)");
	});
});
