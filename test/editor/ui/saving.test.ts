/** Convert-on-save, as somebody types and saves. */
import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

describe("convert on save", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	beforeEach(async () => {
		workbench = await freshWorkbench();
	});
	after(() => workbench.writeSettings({}));

	async function exists(name: string): Promise<boolean> {
		return access(join(workbench.folder, name)).then(
			() => true,
			() => false,
		);
	}

	it("writes nothing when it is off", async () => {
		await workbench.openFile("saved-off.toon");
		await workbench.goTo("saved-off.toon", 2, "  1,Ada".length + 1);
		await workbench.type(" Lovelace");
		await workbench.save();
		await sleep(1500);
		assert.match(await workbench.fileText("saved-off.toon"), /Ada Lovelace/);
		assert.equal(await exists("saved-off.md"), false);
	});

	it("writes the Markdown beside it when it is on", async () => {
		await workbench.openFile("saved-on.toon");
		await workbench.runCommand("TOON: Toggle Convert on Save");
		await workbench.untilConvertsOnSave();
		await workbench.goTo("saved-on.toon", 2, "  1,Ada".length + 1);
		await workbench.type(" Lovelace");
		await workbench.save();
		await workbench.waitUntil("the .md is there", () => exists("saved-on.md"));
		assert.match(await workbench.fileText("saved-on.md"), /\| *1 *\| *Ada Lovelace *\|/);
		await workbench.explorerItem("saved-on.md");
		await workbench.screenshot("5 converted on save");
	});
});
