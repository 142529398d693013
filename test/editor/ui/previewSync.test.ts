/** The preview and its editor together: scrolling along, going to the source, following, and coming back. */
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

describe("preview beside its editor", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;
	let preview: Frame;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile("long.toon");
		await workbench.runCommand("TOON: Open Preview to the Side");
		preview = await workbench.webview("tr[aria-rowindex='2']");
	});

	/** Text of the first line that the editor shows. */
	const topLine = async (): Promise<number> => {
		const numbers = await workbench.editor("long.toon").locator(".line-numbers").allInnerTexts();
		return Math.min(...numbers.map(Number).filter((number) => number > 0));
	};

	it("scrolls with the editor", async () => {
		await workbench.goTo("long.toon", 300, 1);
		const row = preview.locator('tr[aria-rowindex="299"]');
		await workbench.waitUntil("the row of the cursor is in sight", async () => {
			const box = await row.boundingBox().catch(() => null);
			return box !== null && box.y > 0 && box.y < 800;
		});
		await preview.locator("tr.selected", { hasText: "person 297" }).waitFor();
		await workbench.screenshot("5 preview scrolled along");
	});

	it("takes the editor along", async () => {
		const before = await topLine();
		const box = await preview.locator("tbody").boundingBox();
		assert.ok(box);
		await workbench.page.mouse.move(box.x + 40, 400);
		await workbench.page.mouse.wheel(0, -3000);
		await workbench.waitUntil("the editor scrolls up", async () => (await topLine()) < before - 30);
	});

	it("goes to the source by a double click", async () => {
		const name = await workbench.waitUntil("a row in the middle is there", async () => {
			const cells = await preview.locator("tbody tr:not(.spacer)").nth(30).locator("td").allInnerTexts();
			return cells[1]?.trim(); // empty until its text arrives
		});
		// By its name: the rows may still move.
		await preview.getByRole("cell", { name, exact: true }).dblclick();
		const id = Number(name.replace("person ", ""));
		await workbench.waitUntil("the cursor is at the row's line", async () =>
			(await workbench.statusBar()).some((item) => item.startsWith(`Ln ${id + 3}, Col 1`)),
		);
	});

	it("opens the document as Markdown", async () => {
		await preview.getByRole("button", { name: "Open as Markdown" }).click();
		await workbench.tab("Untitled-1").waitFor();
		await workbench.waitUntil("the editor shows Markdown", async () =>
			(await workbench.page.locator(".view-line").allInnerTexts()).some((text) =>
				/\|\s*id\s*\|/.test(text.replaceAll("\u00a0", " ")),
			),
		);
	});

	it("follows the active editor unless it is locked", async () => {
		await workbench.openFile("tasklist.toon");
		await workbench.tab("Preview tasklist.toon").waitFor();
		preview = await workbench.webview(".tasks");
		await preview.getByRole("button", { name: "Keep showing this document" }).click();
		await workbench.tab("[Preview] tasklist.toon").waitFor();
		await workbench.goTo("tasklist.toon", 1, 1); // the other file shall open beside the preview, not over it
		await workbench.openFile("long.toon");
		await workbench.tab("[Preview] tasklist.toon").waitFor();
		assert.ok(await preview.locator(".tasks").isVisible());
	});

	it("comes back after a reload of the window", async () => {
		await workbench.reload();
		await workbench.tab("[Preview] tasklist.toon").waitFor({ timeout: 60_000 });
		await workbench.tab("[Preview] tasklist.toon").click();
		preview = await workbench.webview(".tasks");
		assert.match((await preview.locator("body").allInnerTexts()).join(), /Count tokens exactly/);
	});
});
