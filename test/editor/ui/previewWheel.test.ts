/** Fast wheeling over a long table: the preview leads, the editor follows, and neither springs back. */
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

/** Turns of the wheel, the pixels of each, and the milliseconds between two: a hasty hand. */
const TURNS = 90;
const TURN = 700;
const PAUSE = 16;

describe("wheeling over 5,000 rows", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;
	let preview: Frame;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile("many.toon");
		await workbench.runCommand("TOON: Open Preview to the Side");
		preview = await workbench.webview("tr[aria-rowindex='2']");
	});

	/** Line numbers at the top of the editor. */
	const topLine = async (): Promise<number> => {
		const numbers = await workbench.editor("many.toon").locator(".line-numbers").allInnerTexts();
		return Math.min(...numbers.map(Number).filter((number) => number > 0));
	};

	/** The first row of the preview below its header, as its line in the editor. */
	const topRow = (): Promise<number> =>
		preview.evaluate(() => {
			const rows = [...document.querySelectorAll("tr[aria-rowindex]")].filter(
				(row) => row.parentElement?.tagName === "TBODY" && row.getBoundingClientRect().bottom > 80,
			);
			return Number(rows[0]?.getAttribute("aria-rowindex")) + 1;
		});

	async function wheel(target: { x: number; y: number; width: number }, by: number): Promise<void> {
		await workbench.page.mouse.move(target.x + target.width / 2, 400);
		for (let turn = 0; turn < TURNS; turn++) {
			await workbench.page.mouse.wheel(0, by);
			await workbench.page.waitForTimeout(PAUSE);
		}
	}

	/** Records every place that the page is scrolled to. */
	const record = (): Promise<void> =>
		preview.evaluate(() => {
			const places: number[] = [];
			Object.assign(window, { places });
			addEventListener("scroll", () => places.push(window.scrollY));
		});
	const recorded = (): Promise<number[]> =>
		preview.evaluate(() => (window as unknown as { places: number[] }).places.splice(0));

	/** How far a way goes back, at most, in pixels. */
	function backwards(places: readonly number[]): number {
		let [most, furthest] = [0, 0];
		for (const place of places) {
			furthest = Math.max(furthest, place);
			most = Math.max(most, furthest - place);
		}
		return most;
	}

	it("in the preview, it never goes back, and the editor ends at the same row", async () => {
		await record();
		const box = await preview.locator("tbody").boundingBox();
		assert.ok(box);
		await wheel(box, TURN);
		await workbench.page.waitForTimeout(2500);
		const places = await recorded();
		await workbench.screenshot("5 preview wheeled");
		assert.ok((places.at(-1) ?? 0) > 20_000, `it went to ${places.at(-1)}`);
		assert.ok(backwards(places) < 100, `it sprang back by ${backwards(places)} pixels`);
		const [row, line] = [await topRow(), await topLine()];
		assert.ok(Math.abs(row - line) < 12, `row of line ${row} beside line ${line}`);
	});

	it("in the editor, it never goes back, and the preview ends at the same row", async () => {
		await workbench.goTo("many.toon", 1, 1);
		await workbench.page.waitForTimeout(1000);
		await recorded();
		const box = await workbench.editor("many.toon").boundingBox();
		assert.ok(box);
		const before = await topLine();
		await wheel(box, TURN);
		await workbench.page.waitForTimeout(2500);
		const [row, line] = [await topRow(), await topLine()];
		assert.ok(line > before + 150, `the editor went to ${line}`);
		assert.ok(Math.abs(row - line) < 12, `row of line ${row} beside line ${line}`);
		const back = backwards(await recorded());
		assert.ok(back < 100, `the preview sprang back by ${back} pixels`);
	});
});
