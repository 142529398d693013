/** A broken row is marked where it is wrong, listed in Problems, and neither once it is mended. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const file = "tasklist.toon";
const row = "  T-2,done,Cache counts (LRU),P0,2";

describe("a broken row", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile(file);
	});

	it("has no squiggle before", async () => {
		await workbench.waitUntil("the tokens are counted", () => workbench.tokenItem());
		assert.deepEqual(await workbench.squiggles(file), []);
	});

	it("is marked at the surplus cell and listed in Problems", async () => {
		const line = (await workbench.fileText(file)).split("\n").indexOf(row) + 1;
		await workbench.goTo(file, line, row.length + 1);
		await workbench.type(",surplus");
		const started = Date.now();
		await workbench.waitUntil("the surplus cell, and only that, is marked", async () =>
			isDeepStrictEqual(await workbench.squiggles(file), [",surplus"]),
		);
		const waited = Date.now() - started;
		assert.ok(waited < 2000, `it took ${waited} ms`);
		await workbench.showProblems();
		const problems = await workbench.problems();
		assert.match(problems.join("\n"), new RegExp(`row-width.*\\[Ln ${line}, Col ${row.length + 1}\\]`));
		await workbench.screenshot("2 squiggle and problem");
	});

	it("is unmarked once it is mended", async () => {
		const line = (await workbench.fileText(file)).split("\n").indexOf(row) + 1;
		await workbench.goTo(file, line, row.length + ",surplus".length + 1);
		for (let count = 0; count < ",surplus".length; count++) await workbench.press("Backspace");
		await workbench.waitUntil("the squiggle is gone", async () => (await workbench.squiggles(file)).length === 0);
		await workbench.waitUntil("Problems is empty", async () => !/row-width/.test((await workbench.problems()).join()));
		await workbench.screenshot("2 mended");
	});
});
