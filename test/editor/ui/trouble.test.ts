/** What somebody sees when a file or the server is in trouble. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

/** Process ids of the language servers of the installed extension of one workbench. */
function servers(workbench: Workbench): number[] {
	const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
	return lines
		.filter((line) => /dist\/server\.js/.test(line) && line.includes(workbench.serverFolder))
		.map((line) => Number.parseInt(line, 10));
}

describe("trouble", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	beforeEach(async () => {
		workbench = await freshWorkbench();
	});

	it("says that a file is not UTF-8", async () => {
		await workbench.openFile("latin1.toon");
		const said = await workbench.waitUntil("a notification is shown", async () => {
			const notifications = await workbench.notifications();
			return notifications.find((text) => text.includes("latin1.toon"));
		});
		assert.match(said, /not valid UTF-8/);
		await workbench.screenshot("7 not UTF-8");
	});

	it("shows the same squiggle after the server was killed", async () => {
		await workbench.openFile("broken.toon");
		const marked = () => workbench.squiggles("broken.toon");
		await workbench.waitUntil("the squiggle is shown", async () => isDeepStrictEqual(await marked(), ["[2]"]));
		const before = await marked();
		const old = servers(workbench);
		assert.equal(old.length, 1);
		for (const pid of old) process.kill(pid, "SIGKILL");
		await workbench.waitUntil("another server runs", async () => {
			const now = servers(workbench);
			return now.length === 1 && now[0] !== old[0];
		});
		await workbench.waitUntil("the squiggle is back", async () => isDeepStrictEqual(await marked(), before));
		await workbench.goTo("broken.toon", 1, "a[2]: 1".length + 1);
		await workbench.type(",2");
		await workbench.waitUntil("the squiggle is gone", async () => (await marked()).length === 0);
	});
});

describe("themes", function () {
	this.timeout(suiteTimeout);
	it("look right in a light theme", async () => {
		const workbench = await freshWorkbench();
		await workbench.writeSettings({ "workbench.colorTheme": "Light Modern" });
		await workbench.page.locator(".monaco-workbench.vs").waitFor();
		await workbench.openFile("tasklist.toon");
		await workbench.runCommand("TOON: Open Preview to the Side");
		const preview = await workbench.webview("table");
		const background = await preview.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
		await workbench.screenshot("8 light theme");
		await workbench.writeSettings({});
		assert.match(background, /rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/);
	});
});
