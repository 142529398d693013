/** The preview as a place to work in: ticking tasks, the way to the source, the meter, and what is copied. */
import assert from "node:assert/strict";
import type { Frame, Locator } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const file = "tasklist.toon";
const open = "T-4,pending,Weekly savings report";

describe("working in the preview", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;
	let preview: Frame;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await workbench.openFile(file);
		await workbench.runCommand("TOON: Open Preview to the Side");
		preview = await workbench.webview(".tasks");
	});

	const shown = async (): Promise<string> =>
		(await workbench.editor(file).locator(".view-lines").innerText()).replaceAll("\u00a0", " ");
	const task = () => preview.getByRole("checkbox", { name: "Weekly savings report" });

	it("ticks a task of a document that is not saved, as one undo step", async () => {
		await workbench.goTo(file, 1, 1);
		await workbench.type("# not saved\n");
		const before = await workbench.waitUntil("it is typed", async () => {
			const text = await shown();
			return text.includes("# not saved") ? text : "";
		});
		assert.ok(before.includes(open));
		await preview.getByText("2 of 5 done").waitFor();
		await task().click();
		await preview.getByText("3 of 5 done").waitFor();
		assert.equal(await task().isChecked(), true);
		assert.equal(await shown(), before.replace("T-4,pending", "T-4,done"));
		await workbench.screenshot("6 preview ticked");
		assert.ok((await workbench.fileText(file)).includes(open), "nothing is saved by a tick");
		await workbench.editor(file).locator(".inputarea, .native-edit-context").first().focus();
		await workbench.press("Control+Z");
		await preview.getByText("2 of 5 done").waitFor();
		assert.equal(await shown(), before);
		assert.equal(await task().isChecked(), false);
	});

	it("opens a task again with the word that the file uses", async () => {
		await preview.getByRole("checkbox", { name: "Cache counts (LRU)" }).click();
		await preview.getByText("1 of 5 done").waitFor();
		assert.ok((await shown()).includes("T-2,pending,Cache counts"), await shown());
		await preview.getByRole("checkbox", { name: "Cache counts (LRU)" }).click();
		await preview.getByText("2 of 5 done").waitFor();
	});

	it("shows tasks as a table and as a list again", async () => {
		await preview.getByRole("button", { name: "Show as table" }).click();
		await preview.getByRole("cell", { name: "Weekly savings report" }).waitFor();
		await preview.getByRole("button", { name: "Show as list of tasks" }).click();
		await task().waitFor();
	});

	it("keeps the meter while it has the focus", async () => {
		await workbench.editor(file).locator(".inputarea, .native-edit-context").first().focus();
		const item = await workbench.waitUntil("tokens are counted", () => workbench.tokenItem());
		await focusBy(preview.locator("h1"));
		await workbench.page.waitForTimeout(1000);
		assert.equal(await workbench.tokenItem(), item);
	});

	it("shows the source of a row from its context menu", async () => {
		const row = preview.getByRole("cell", { name: "bob@example.com" });
		await focusBy(row);
		const menu = await workbench.contextMenu(row);
		assert.ok(menu.includes("Show Source"), menu.join());
		await workbench.chooseInMenu("Show Source");
		await untilAtLine("bob: ");
	});

	it("shows the source of what is in sight from the command palette and from the title", async () => {
		const inTitle = workbench.page.locator('.editor-actions [aria-label^="Show Source"]').first();
		await focusBy(preview.getByRole("cell", { name: "bob@example.com" }));
		await workbench.runCommand("TOON: Show Source");
		await untilAtLine("bob: ");
		await focusBy(preview.getByRole("cell", { name: "bob@example.com" }));
		await inTitle.click();
		await untilAtLine("bob: ");
	});

	it("copies Markdown without a marker", async () => {
		await preview.getByRole("button", { name: "Copy as Markdown" }).click();
		const text = await workbench.waitUntil("it is copied", async () => {
			const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
			return copied.includes("toon-integration") ? copied : "";
		});
		assert.match(text, /^# tasklist\.toon\n/);
		assert.doesNotMatch(text, /Generated/);
	});

	/**
	 * A click that gives the preview the focus. VS Code looks four times a second whether a webview has it: if it comes back
	 * sooner than that, as no hand is quick enough to do, VS Code does not learn of it.
	 */
	async function focusBy(target: Locator): Promise<void> {
		await workbench.page.waitForTimeout(600);
		await target.click();
		const active = workbench.page.locator(".editor-group-container.active .tab.active", { hasText: `Preview ${file}` });
		await active.waitFor();
	}

	/** Waits until the cursor is at the line that begins so. */
	async function untilAtLine(start: string): Promise<void> {
		const text = `# not saved\n${await workbench.fileText(file)}`;
		const line = text.split("\n").findIndex((each) => each.trimStart().startsWith(start));
		await workbench.waitUntil(`the cursor is at ${start}`, async () =>
			(await workbench.statusBar()).includes(`Ln ${line + 1}, Col 1`),
		);
		await workbench.page.locator(".tab.active", { hasText: file }).first().waitFor();
	}
});
