/** How it looks in dark, light and high contrast: pictures to be looked at, of what must be there in each. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const THEMES = [
	["dark", "Dark Modern"],
	["light", "Light Modern"],
	["high contrast", "Default High Contrast"],
] as const;

describe("looks", function () {
	this.timeout(3 * suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
	});
	after(() => workbench.writeSettings({}));

	for (const [name, theme] of THEMES) {
		it(`${name}: many columns, lists, errors, hover, completion, rename, preview`, async () => {
			await workbench.reset();
			await workbench.writeSettings({ "workbench.colorTheme": theme });
			const isHigh = name === "high contrast";
			await workbench.page
				.locator(`.monaco-workbench.${isHigh ? "hc-black" : name === "light" ? "vs" : "vs-dark"}`)
				.waitFor();

			await workbench.openFile("columns.toon");
			await workbench.waitUntil("columns are coloured apart", async () => {
				const [, line = []] = await workbench.colouredLines("columns.toon");
				return new Set(line.map(({ colour }) => colour)).size >= 4;
			});
			await workbench.screenshot(`20 ${name} columns`);

			await workbench.goTo("columns.toon", 3, 8);
			await workbench.press("Control+K", "Control+I");
			await shown(".monaco-hover-content");
			await workbench.screenshot(`21 ${name} hover`);
			await workbench.press("Escape");

			await workbench.goTo("columns.toon", 3, 8);
			await workbench.press("Control+Space");
			await shown(".suggest-widget .monaco-list-row");
			await workbench.screenshot(`22 ${name} completion`);
			await workbench.press("Escape", "Escape");

			await workbench.goTo("columns.toon", 1, 16);
			await workbench.press("F2");
			await shown(".rename-box input, .rename-box .rename-input");
			await workbench.screenshot(`23 ${name} rename`);
			await workbench.press("Escape");

			await workbench.openFile("mistakes.toon");
			await workbench.waitUntil(
				"the errors are marked",
				async () => (await workbench.squiggles("mistakes.toon")).length > 2,
			);
			await workbench.screenshot(`24 ${name} errors`);

			await workbench.openFile("tasklist.toon");
			await workbench.runCommand("TOON: Open Preview to the Side");
			await workbench.webview(".tasks");
			await workbench.screenshot(`25 ${name} preview`);
		});
	}

	it("shows columns under each other, and the text is unchanged", async () => {
		await workbench.reset();
		await workbench.openFile("columns.toon");
		const text = await workbench.fileText("columns.toon");
		const lefts = (): Promise<number[]> =>
			workbench.editor("columns.toon").evaluate((editor) => {
				const found: number[] = [];
				for (const line of editor.querySelectorAll(".view-line")) {
					const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
					for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
						const at = (node.textContent ?? "").search(/GB|US|DE/);
						if (at < 0) continue;
						const range = document.createRange();
						range.setStart(node, at);
						range.setEnd(node, at + 1);
						found.push(Math.round(range.getBoundingClientRect().left));
						break;
					}
				}
				return found;
			});
		await workbench.waitUntil("the rows are drawn", async () => (await lefts()).length === 4);
		assert.ok(new Set(await lefts()).size > 1);
		await workbench.runCommand("TOON: Toggle Alignment of Columns");
		await workbench.waitUntil("they stand under each other", async () => new Set(await lefts()).size === 1);
		await workbench.screenshot("26 columns aligned");
		assert.equal(await workbench.page.locator(".tab.dirty").count(), 0);
		await workbench.runCommand("TOON: Toggle Alignment of Columns");
		await workbench.waitUntil("they stand as written", async () => new Set(await lefts()).size > 1);
		assert.equal(await workbench.fileText("columns.toon"), text);
	});

	it("goes to a row by its number and by the text of its first cell", async () => {
		await workbench.openFile("columns.toon");
		await workbench.goTo("columns.toon", 2, 5);
		for (const [wanted, line] of [
			["4", 5],
			["1002", 3],
		] as const) {
			await workbench.press("F1");
			await workbench.page.locator(".quick-input-widget input").first().waitFor();
			await workbench.type("TOON: Go to Row");
			await workbench.press("Enter");
			await workbench.page.locator('.quick-input-widget input[aria-label^="Go to Row"]').waitFor();
			await workbench.type(wanted);
			await workbench.press("Enter");
			await workbench.waitUntil(`the cursor is in line ${line}`, async () =>
				(await workbench.statusBar()).some((item) => item.startsWith(`Ln ${line}, `)),
			);
		}
	});

	it("takes a text that is dropped, as TOON", async () => {
		await workbench.openFile("drop.toon");
		const editor = workbench.editor("drop.toon");
		await drop(editor.locator(".view-lines"), '[{"id":3,"name":"Cy"}]');
		await workbench.waitUntil("a row is added", async () =>
			(await editor.locator(".view-lines").innerText()).replaceAll("\u00a0", " ").includes("3,Cy"),
		);
		const text = (await editor.locator(".view-lines").innerText()).replaceAll("\u00a0", " ");
		assert.match(text, /t\[3\]\{id,name\}:\s+1,Ada\s+2,Bob\s+3,Cy/);
	});

	async function shown(selector: string): Promise<void> {
		await workbench.page.locator(selector).first().waitFor();
	}

	/** Drops a text in the third line of an editor, as the browser tells it. */
	async function drop(lines: Locator, text: string): Promise<void> {
		await lines.evaluate((target, data) => {
			const transfer = new DataTransfer();
			transfer.setData("text/plain", data);
			const line = [...target.querySelectorAll(".view-line")].sort(
				(a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
			)[3]!;
			const { left, top, height } = line.getBoundingClientRect();
			const place = { clientX: left + 40, clientY: top + height / 2, bubbles: true, cancelable: true };
			for (const type of ["dragenter", "dragover", "drop"]) {
				line.dispatchEvent(new DragEvent(type, { ...place, dataTransfer: transfer }));
			}
		}, text);
	}
});
