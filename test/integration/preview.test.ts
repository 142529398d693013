/** The preview's page in a real browser: what a person sees, clicks and types, without VS Code around it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { hasBrowser, launchBrowser, PreviewPage } from "../support/previewPage";

const root = join(__dirname, "../..");

const shop = `store: Corner Shop
open: true
orders[3]{id,customer{name,country},total}:
  1,Ada,DK,99
  2,Bob,UK,149.5
  10,Cy,DE,7
staff[2:]{role,since}:
  ada: lead,2019
  bob: clerk,2023
tags[3]: red,green,blue
`;

const taskTable = `tasks[2]{id,status,title}:
  T-1,done,Write it
  T-2,pending,Read it
`;

/** Runs in the page: texts whose colour is too near to that of what is behind them. */
const faintTexts = `(() => {
	const channels = (colour) => {
		const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
		return [...canvas.getImageData(0, 0, 1, 1).data];
	};
	const light = (rgb) => {
		const [r, g, b] = rgb.map((value) => value / 255).map((value) =>
			value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const over = (top, below) => [0, 1, 2].map((i) => (top[i] * top[3] + below[i] * (255 - top[3])) / 255);
	const behind = (element) => {
		if (element === null) return [255, 255, 255];
		return over(channels(getComputedStyle(element).backgroundColor), behind(element.parentElement));
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const faint = [];
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const element = node.parentElement;
		if (node.data.trim() === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
		const ground = behind(element);
		const text = over(channels(getComputedStyle(element).color), ground);
		const [high, low] = [light(text), light(ground)].sort((a, b) => b - a);
		const contrast = (high + 0.05) / (low + 0.05);
		if (contrast < 4.5) faint.push(node.data.trim() + ": " + contrast.toFixed(2));
	}
	return faint;
})()`;

/** A table of `count` rows, the header at line 1. */
const longTable = (count: number): string => {
	const rows = Array.from({ length: count }, (_, i) => `  ${i},name ${(i * 7919) % count},${(i * 31) % 1000}\n`);
	return `title: long\nrows[${count}]{id,name,score}:\n${rows.join("")}end: here\n`;
};

(hasBrowser ? describe : describe.skip)("preview page", function () {
	this.timeout(30_000);
	let browser: Browser;
	let opened: PreviewPage[] = [];

	before(async () => {
		browser = await launchBrowser();
	});
	after(() => browser?.close());

	const open = async (
		...parameters: Parameters<typeof PreviewPage.open> extends [Browser, ...infer Rest] ? Rest : never
	) => {
		const preview = await PreviewPage.open(browser, ...parameters);
		opened.push(preview);
		return preview;
	};

	/** Nothing broke the policy, and the script met no error. */
	afterEach(async () => {
		const all = opened;
		opened = [];
		for (const { page, complaints } of all) {
			await page.close();
			assert.deepEqual(complaints, []);
		}
	});

	/** Texts of the column of a table, as shown. */
	const column = ({ page }: PreviewPage, index: number): Promise<string[]> =>
		page.locator(`tbody tr:not(.spacer) > :nth-child(${index})`).allInnerTexts();

	it("shows headings, scalars, tables and lists as such", async () => {
		const { page } = await open(shop);
		assert.deepEqual(await page.locator("h1, h2").allInnerTexts(), ["example", "orders", "staff"]);
		assert.deepEqual(await page.locator(".fields p").allInnerTexts(), ["store: Corner Shop", "open: true", "tags:"]);
		assert.deepEqual(await page.locator("li").allInnerTexts(), ["red", "green", "blue"]);
		const heads = page.locator("table").first().locator("thead th[scope=col][aria-sort=none]");
		assert.deepEqual(await heads.allInnerTexts(), ["id", "customer.name", "customer.country", "total"]);
		assert.deepEqual(await page.locator("tbody th[scope=row]").allInnerTexts(), ["ada", "bob"]);
		const aligned = await page
			.locator("table")
			.first()
			.locator("tbody tr:not(.spacer)")
			.first()
			.locator("td.right")
			.allInnerTexts();
		assert.deepEqual(aligned, ["1", "99"]);
	});

	it("leaves hostile text as text", async () => {
		const attacks = [
			"<script>window.hacked = 1</script>",
			"<img src=x onerror=window.hacked=1>",
			"[a](javascript:window.hacked=1)",
			"javascript:window.hacked=1",
			"</main><iframe srcdoc='x'></iframe>",
			"&lt;b&gt; &#60;",
		];
		const quoted = attacks.map((attack) => JSON.stringify(attack));
		const text = [
			...quoted.map((key, i) => `${key}: ${quoted[i]}`),
			`list[${quoted.length}]: ${quoted.join(",")}`,
			`table[2]{${quoted.map((name) => name).join(",")}}:`,
			`  ${quoted.join(",")}`,
			`  ${quoted.join(",")}`,
			`keyed[2:]{status,title}:`,
			...quoted.slice(0, 2).map((key) => `  ${key}: done,${quoted[0]}`),
			"",
		].join("\n");
		const preview = await open(text, { settings: { title: attacks[0]! } });
		const { page } = preview;
		const shown = await page.locator("body").innerText();
		for (const attack of attacks) assert.ok(shown.includes(attack), `${attack} is shown`);
		await page.getByRole("searchbox").fill("<img");
		await page.locator("mark").first().waitFor();
		assert.equal(await page.evaluate("window.hacked"), undefined);
		assert.equal(await page.locator("img, iframe, a, main script").count(), 0);
	});

	it("sorts by a click on a header: ascending, descending, as written", async () => {
		const preview = await open(shop);
		const head = preview.page.locator("th", { hasText: "total" });
		const orders = [];
		for (let click = 0; click < 3; click++) {
			await head.getByRole("button").click();
			const direction = await head.getAttribute("aria-sort");
			await preview.page.waitForTimeout(120);
			orders.push([direction, (await column(preview, 4)).join(" ")]);
		}
		assert.deepEqual(orders, [
			["ascending", "7 99 149.5"],
			["descending", "149.5 99 7"],
			["none", "99 149.5 7"],
		]);
	});

	it("draws only the rows in sight of a table of 100,000", async () => {
		const preview = await open(longTable(100_000));
		const { page } = preview;
		const drawn = await page.locator("tbody tr").count();
		assert.ok(drawn < 200, `${drawn} rows are drawn`);
		assert.equal(await page.locator("table").getAttribute("aria-rowcount"), "100001");
		await page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)");
		const head = await page.locator("thead th").first().boundingBox();
		assert.ok(head && head.y >= 0 && head.y < 60, `the header stays in sight: ${JSON.stringify(head)}`);
		await page.evaluate("document.querySelector('.block.table').scrollIntoView({ block: 'end' })");
		await page.getByText("99999", { exact: true }).waitFor();
		const last = await page.locator("tbody tr:not(.spacer)").last().getAttribute("aria-rowindex");
		assert.equal(last, "100001");
	});

	it("sorts the whole of a long table", async () => {
		const preview = await open(longTable(20_000));
		const { page } = preview;
		await page.locator("th", { hasText: "score" }).getByRole("button").click();
		await page.locator("tbody tr:not(.spacer)").first().getByText("0", { exact: true }).first().waitFor();
		await page.locator("th", { hasText: "score" }).getByRole("button").click();
		await page.locator("tbody tr:not(.spacer)").first().getByText("999", { exact: true }).waitFor();
		assert.match(await page.locator("caption").innerText(), /20,000 rows, sorted by score/);
	});

	it("shows edits where they are and leaves the rest alone", async () => {
		const preview = await open(shop);
		const { page } = preview;
		await page.evaluate("document.querySelectorAll('table').forEach((table) => { table.mine = true; })");
		await page.locator("th", { hasText: "total" }).getByRole("button").click();
		const line = { line: 4, character: 4 };
		await preview.edit({ range: { start: line, end: { line: 4, character: 7 } }, text: "Barbara" });
		await page.getByText("Barbara").waitFor();
		assert.deepEqual(await column(preview, 2), ["Cy", "Ada", "Barbara", "lead", "clerk"]);
		assert.equal(await page.evaluate("[...document.querySelectorAll('table')].every((table) => table.mine)"), true);
		await preview.edit({
			range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
			text: "# note\nnew: 1\n",
		});
		await page.getByText("new: 1").waitFor();
		assert.equal(await page.evaluate("[...document.querySelectorAll('table')].every((table) => table.mine)"), true);
		await page.getByText("clerk").dblclick();
		assert.deepEqual(preview.told.at(-1), { type: "reveal", line: 10, character: 0 });
	});

	it("finds text everywhere, goes from match to match, and filters", async () => {
		const preview = await open(longTable(5000));
		const { page } = preview;
		const box = page.getByRole("searchbox");
		await page.keyboard.press("Control+f");
		await box.pressSequentially("NAME 12");
		await page.getByText("1 of 111").waitFor();
		await box.press("Enter");
		await page.getByText("2 of 111").waitFor();
		await page.locator("tr.current-match mark").waitFor();
		await box.press("Shift+Enter");
		await box.press("Shift+Enter");
		await page.getByText("111 of 111").waitFor();
		await page.locator("tr.current-match mark").waitFor();
		await page.getByRole("button", { name: "Show only rows that match" }).click();
		await page.getByText("111 rows of 5,000").waitFor();
		assert.equal(await page.locator("mark").first().innerText(), "name 12");
		await box.press("Escape");
		await page.getByText("5,000 rows").waitFor();
		assert.equal(await page.locator("mark").count(), 0);
	});

	it("folds long cells", async () => {
		const long = "word ".repeat(200).trim();
		const preview = await open(`rows[2]{id,text}:\n  1,${long}\n  2,short\n`);
		const { page } = preview;
		const button = page.getByRole("button", { name: /Show all 999 characters/ });
		assert.ok((await page.locator("tr:not(.spacer) td").nth(1).innerText()).length < 300);
		await button.focus();
		await page.keyboard.press("Enter");
		assert.ok((await page.locator("tr:not(.spacer) td").nth(1).innerText()).includes(long));
		await page.keyboard.press("Enter");
		assert.ok((await page.locator("tr:not(.spacer) td").nth(1).innerText()).length < 300);
	});

	it("lists errors above what can be shown, and leads to them", async () => {
		const preview = await open(shop.replace("2,Bob,UK,149.5", "2,Bob,UK"));
		const { page } = preview;
		const problem = page.locator(".problems li button");
		assert.equal(await problem.count(), 1);
		assert.ok(await page.getByText("Corner Shop").isVisible());
		await problem.click();
		const told = preview.told.at(-1);
		assert.equal(told?.type, "reveal");
		assert.equal(told.line, 4);
		const end = { line: 4, character: 10 };
		await preview.edit({ range: { start: end, end }, text: ",149.5" });
		await page.locator(".problems").waitFor({ state: "hidden" });
	});

	it("scrolls with the editor, and tells the editor", async () => {
		const preview = await open(longTable(3000));
		const { page } = preview;
		for (const line of [1500, 40, 2900, 0]) {
			await preview.post({ type: "scrollTo", line });
			await page.waitForTimeout(120);
			const top = await page.evaluate("window.scrollY");
			if (line === 0) assert.equal(top, 0);
			else {
				const box = await page.locator(`tr[aria-rowindex="${line}"]`).boundingBox();
				assert.ok(box && box.y > 0 && box.y < 140, `line ${line} is at the top: ${JSON.stringify(box)}`);
			}
		}
		await page.waitForTimeout(300);
		await page.mouse.move(300, 400);
		await page.mouse.wheel(0, 4000);
		await page.waitForTimeout(200);
		const told = preview.told.findLast((message) => message.type === "scrolled");
		assert.ok(told && told.line > 100 && told.line < 200, JSON.stringify(told));
	});

	it("marks the block and the row of the selection", async () => {
		const preview = await open(shop);
		const { page } = preview;
		await preview.post({ type: "select", line: 4 });
		await page.locator(".block.current tr.selected", { hasText: "Bob" }).waitFor();
		await preview.post({ type: "select", line: 0 });
		await page.locator(".fields.current").waitFor();
		assert.equal(await page.locator(".current").count(), 1);
		assert.equal(await page.locator("tr.selected").count(), 0);
	});

	it("is where it was after a reload", async () => {
		const preview = await open(longTable(3000), { state: { uri: "file:///example.toon", locked: false, line: 2000 } });
		const { page } = preview;
		await page.locator('tr[aria-rowindex="2000"]').waitFor();
		const state = (await page.evaluate("window.savedState")) as { uri: string; line: number };
		assert.equal(state.uri, "file:///example.toon");
		assert.ok(Math.abs(state.line - 2000) < 4, `line ${state.line}`);
	});

	it("is reached by the keyboard in reading order, with names for everything", async () => {
		const { page } = await open(shop.replace("2,Bob,UK,149.5", "2,Bob,UK"));
		const names: string[] = [];
		for (let i = 0; i < 13; i++) {
			await page.keyboard.press("Tab");
			const name = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText";
			names.push(String(await page.evaluate(name)));
			const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
			assert.notEqual(outline, "none", `the focus is seen on ${names.at(-1)}`);
		}
		assert.deepEqual(names.slice(0, 10), [
			"Search in the preview",
			"Previous match (Shift+Enter)",
			"Next match (Enter)",
			"Show only rows that match",
			"Show source",
			"Copy as Markdown",
			"Open as Markdown",
			"Export to a file…",
			"Keep showing this document",
			"Repair",
		]);
		assert.match(names[10]!, /^Line 5/);
		assert.deepEqual(names.slice(11), ["id", "customer.name"]);
		assert.equal(await page.getByRole("main").count(), 1);
	});

	it("says once that the document is empty", async () => {
		for (const text of ["", "# nothing but a comment\n"]) {
			const { page } = await open(text);
			await page.getByText("Nothing to show yet").waitFor();
			assert.equal(await page.locator("main").innerText(), "example");
			const notes = await page.locator(".notice, .problems, .nothing-here").filter({ visible: true }).allInnerTexts();
			assert.deepEqual(notes, ["Nothing to show yet: the document is empty."]);
		}
	});

	it("is not taken along while a table is sorted, nor takes the editor along", async () => {
		const preview = await open(longTable(3000));
		const { page } = preview;
		await page.locator("th", { hasText: "score" }).getByRole("button").click();
		await page.getByText("sorted by score").waitFor();
		await page.waitForTimeout(1000);
		await preview.post({ type: "scrollTo", line: 1500 });
		await page.waitForTimeout(200);
		assert.equal(await page.evaluate("window.scrollY"), 0);
		await page.mouse.move(300, 400);
		await page.mouse.wheel(0, 4000);
		await page.waitForTimeout(300);
		assert.ok(Number(await page.evaluate("window.scrollY")) > 3000);
		const inTable = preview.told.filter((message) => message.type === "scrolled" && message.line > 10);
		assert.deepEqual(inTable, []);
	});

	it("does not go back while the person scrolls, whatever the editor says", async () => {
		const preview = await open(longTable(5000));
		const { page } = preview;
		await page.mouse.move(300, 400);
		let last = 0;
		for (let turn = 0; turn < 20; turn++) {
			await page.mouse.wheel(0, 900);
			await page.waitForTimeout(20);
			await preview.post({ type: "scrollTo", line: 3 + turn }); // the editor, far behind
			const now = Number(await page.evaluate("window.scrollY"));
			assert.ok(now >= last, `from ${last} to ${now}`);
			last = now;
		}
		const told = preview.told.flatMap((message) => (message.type === "scrolled" ? [message.line] : []));
		assert.ok(told.length > 1 && told.every((line, index) => index === 0 || line >= told[index - 1]!), String(told));
		await page.waitForTimeout(1000);
		await preview.post({ type: "scrollTo", line: 40 });
		await page.locator('tr[aria-rowindex="40"]').waitFor();
		await page.waitForTimeout(300);
		const after = preview.told.filter((message) => message.type === "scrolled").length;
		assert.equal(after, told.length, "being taken along is not told as scrolling");
	});

	it("counts tasks that are done, ticks them, and shows them as a table", async () => {
		const preview = await open(taskTable);
		const { page } = preview;
		await page.getByText("1 of 2 done").waitFor();
		const box = page.getByRole("checkbox", { name: "Read it" });
		assert.equal(await box.isDisabled(), true);
		await preview.post({ type: "fixed", reason: "It is read-only." });
		await page.waitForTimeout(150);
		assert.equal(await box.getAttribute("title"), "It is read-only.");
		await preview.post({ type: "fixed", reason: null });
		await box.and(page.locator(":enabled")).waitFor();
		await box.focus();
		await page.keyboard.press("Space");
		await page.waitForTimeout(150);
		const told = preview.told.at(-1);
		assert.ok(told?.type === "tick");
		assert.deepEqual(
			{ line: told.params.line, cells: told.params.cells, done: told.params.done },
			{ line: 2, cells: ["T-2", "pending", "Read it"], done: true },
		);
		assert.equal(await box.isChecked(), false, "it is not ticked before the document says so");
		await preview.edit({
			range: { start: { line: 2, character: 6 }, end: { line: 2, character: 13 } },
			text: "done",
		});
		await page.getByText("2 of 2 done").waitFor();
		assert.equal(await box.isChecked(), true);
		assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-label')"), "Read it");
		await page.getByRole("button", { name: "Show as table" }).click();
		assert.deepEqual(await column(preview, 2), ["done", "done"]);
		const { tables } = (await page.evaluate("window.savedState")) as { tables: number[] };
		assert.equal(tables.length, 1);
		const again = await open(taskTable, { state: { uri: "file:///example.toon", line: 0, tables } });
		assert.equal(await again.page.locator("table").count(), 1);
		await page.getByRole("button", { name: "Show as list of tasks" }).click();
		assert.equal(await page.getByRole("checkbox").count(), 2);
	});

	it("scrolls wide tables in a box of their own, the header in sight", async () => {
		const names = Array.from({ length: 40 }, (_, index) => `column_${index}`);
		const rows = Array.from({ length: 60 }, (_, row) => `  ${names.map((_, at) => `cell ${row}-${at}`).join(",")}\n`);
		const { page } = await open(`a: 1\nwide[60]{${names.join(",")}}:\n${rows.join("")}z[1]{b}:\n  1\n`);
		assert.equal(await page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), true);
		await page.evaluate("document.querySelector('.table-box').scrollLeft = 1200");
		await page.evaluate("window.scrollTo(0, 900)");
		await page.waitForTimeout(200);
		const tops = (await page.evaluate(`(() => {
			const top = (selector) => document.querySelector(selector).getBoundingClientRect().top;
			const left = (selector) => document.querySelector(selector).getBoundingClientRect().left;
			return { bar: document.querySelector('.toolbar').offsetHeight, head: top('thead th'),
				apart: left('thead th:nth-child(20)') - left('tbody tr:nth-child(30) > :nth-child(20)') };
		})()`)) as { bar: number; head: number; apart: number };
		assert.ok(Math.abs(tops.head - tops.bar) < 2, JSON.stringify(tops));
		assert.ok(Math.abs(tops.apart) < 1, JSON.stringify(tops));
		assert.equal(await page.locator(".table-box").first().getAttribute("tabindex"), "0");
		assert.equal(await page.locator(".table-box").last().getAttribute("tabindex"), null);
		await page.screenshot({ path: join(root, "test", "output", "preview page wide.png") });
	});

	it("keeps the current match and its place when a filter comes and goes", async () => {
		const preview = await open(longTable(5000));
		const { page } = preview;
		const box = page.getByRole("searchbox");
		await box.fill("name 12");
		await page.getByText("1 of 111").waitFor();
		for (let step = 0; step < 40; step++) await box.press("Enter");
		await page.getByText("41 of 111").waitFor();
		await page.locator("tr.current-match mark").waitFor();
		const current = async (): Promise<{ text: string; top: number }> => {
			const row = page.locator("tr.current-match");
			return { text: await row.innerText(), top: (await row.boundingBox())?.y ?? Number.NaN };
		};
		const before = await current();
		const filter = page.getByRole("button", { name: "Show only rows that match" });
		await filter.click();
		await page.getByText("111 rows of 5,000").waitFor();
		await page.waitForTimeout(200);
		const filtered = await current();
		assert.equal(filtered.text, before.text);
		assert.ok(Math.abs(filtered.top - before.top) < 3, `${before.top} and ${filtered.top}`);
		assert.ok(await page.getByText("41 of 111").isVisible());
		await filter.click();
		await page.locator("caption", { hasText: /^5,000 rows/ }).waitFor();
		await page.waitForTimeout(200);
		const after = await current();
		assert.equal(after.text, before.text);
		assert.ok(Math.abs(after.top - before.top) < 3, `${before.top} and ${after.top}`);
		// The search ends while the filter is on: the row stays where it is.
		await filter.click();
		await page.getByText("111 rows of 5,000").waitFor();
		await page.waitForTimeout(200);
		await box.press("Escape");
		await page.locator("caption", { hasText: /^5,000 rows/ }).waitFor();
		const [name = ""] = /name \d+/.exec(before.text) ?? [];
		const row = page.locator("tbody tr").filter({ has: page.getByText(name, { exact: true }) });
		await row.waitFor();
		await page.waitForTimeout(200);
		assert.ok(Math.abs(((await row.boundingBox())?.y ?? 0) - before.top) < 3);
	});

	it("comes back to its place from a filter that left nothing", async () => {
		const preview = await open(longTable(5000));
		const { page } = preview;
		await preview.post({ type: "scrollTo", line: 2000 });
		await page.locator('tr[aria-rowindex="2000"]').waitFor();
		const box = page.getByRole("searchbox");
		await page.getByRole("button", { name: "Show only rows that match" }).click();
		await box.fill("nowhere to be found");
		await page.getByText("No results").waitFor();
		await box.press("Escape");
		await page.locator('tr[aria-rowindex="2000"]').waitFor();
		await page.waitForTimeout(200);
		const top = (await page.locator('tr[aria-rowindex="2000"]').boundingBox())?.y ?? -1;
		assert.ok(top > 0 && top < 140, String(top));
	});

	it("tells the context menu the line that was pressed, and shows the source of what is in sight", async () => {
		const preview = await open(shop);
		const { page } = preview;
		await page.getByText("Cy").click({ button: "right" });
		assert.equal(await page.evaluate("document.body.dataset.vscodeContext"), '{"toonLine":5}');
		await preview.post({ type: "select", line: 4 });
		await page.locator("tr.selected").waitFor();
		await preview.post({ type: "showSource" });
		await page.waitForTimeout(100);
		assert.deepEqual(preview.told.at(-1), { type: "reveal", line: 4, character: 0 });
	});

	for (const theme of ["light", "dark", "high-contrast"] as const) {
		it(`can be read in the ${theme} theme: every text has a contrast of at least 4.5`, async () => {
			const text = `${shop.replace("2,Bob,UK,149.5", "2,Bob,UK")}empty:\nnothing: null\nblank: ""\n${taskTable}`;
			const { page } = await open(text, { theme });
			await page.locator(".tasks li.done").waitFor();
			const faint = (await page.evaluate(faintTexts)) as string[];
			assert.deepEqual(faint, []);
			// Keys and done tasks differ from text by more than their colour.
			const style = (selector: string, name: string): Promise<unknown> =>
				page.evaluate(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${name}')`);
			assert.equal(await style(".key", "font-weight"), "600");
			assert.notEqual(await style(".key", "color"), await style(".fields p", "color"));
			assert.match(String(await style("li.done .title", "text-decoration-line")), /line-through/);
			assert.doesNotMatch(String(await style("li:not(.done, .spacer) .title", "text-decoration-line")), /line-through/);
			await page.screenshot({ path: join(root, "test", "output", `preview page ${theme}.png`) });
		});
	}
});
