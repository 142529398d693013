/** The conversion commands where people look for them: palette, explorer, editor. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import { freshWorkbench, people, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

describe("conversion commands", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	beforeEach(async () => {
		workbench = await freshWorkbench();
	});

	async function assertJson(name: string): Promise<void> {
		await workbench.editor(name).waitFor();
		assert.deepEqual(JSON.parse(await workbench.fileText(name)), { people: [{ id: 1, name: "Ada" }] });
	}

	async function assertToon(name: string): Promise<void> {
		await workbench.editor(name).waitFor();
		assert.deepEqual(decode(await workbench.fileText(name)), people);
	}

	it("converts to JSON from the palette", async () => {
		await workbench.openFile("convert-palette.toon");
		await workbench.runCommand("TOON: Convert to JSON");
		await assertJson("convert-palette.json");
		await workbench.screenshot("6 converted to JSON");
	});

	it("converts to JSON from the explorer's context menu", async () => {
		await workbench.contextMenu(await workbench.explorerItem("convert-explorer.toon"));
		await workbench.screenshot("6 context menu of the explorer");
		await workbench.chooseInMenu("Convert to JSON");
		await assertJson("convert-explorer.json");
	});

	it("converts to JSON from the editor's context menu", async () => {
		await workbench.openFile("convert-editor.toon");
		await workbench.contextMenu(workbench.editor("convert-editor.toon").locator(".view-line").first());
		await workbench.screenshot("6 context menu of the editor");
		await workbench.chooseInMenu("Convert to JSON");
		await assertJson("convert-editor.json");
	});

	it("converts JSON from the palette", async () => {
		await workbench.openFile("from-palette.json");
		await workbench.runCommand("TOON: Convert JSON to TOON");
		await assertToon("from-palette.toon");
		await workbench.screenshot("6 converted to TOON");
	});

	it("converts JSON from the explorer's context menu", async () => {
		await workbench.contextMenu(await workbench.explorerItem("from-explorer.json"));
		await workbench.chooseInMenu("Convert JSON to TOON");
		await assertToon("from-explorer.toon");
	});

	it("converts JSON from the editor's context menu", async () => {
		await workbench.openFile("from-editor.json");
		await workbench.contextMenu(workbench.editor("from-editor.json").locator(".view-line").first());
		await workbench.chooseInMenu("Convert JSON to TOON");
		await assertToon("from-editor.toon");
	});

	it("offers in each menu only what fits the file", async () => {
		const toon = await workbench.contextMenu(await workbench.explorerItem("broken.toon"));
		assert.ok(toon.includes("Convert to JSON") && !toon.includes("Convert JSON to TOON"), toon.join());
		await workbench.press("Escape");
		const json = await workbench.contextMenu(await workbench.explorerItem("from-palette.json"));
		assert.ok(json.includes("Convert JSON to TOON") && !json.includes("Convert to JSON"), json.join());
		await workbench.press("Escape");
	});
});
