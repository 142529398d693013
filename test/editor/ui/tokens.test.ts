/** The status bar's token count, compared with a tokenizer that is not ours. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import { getEncoding } from "js-tiktoken";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const file = "tasklist.toon";
/** The encoding of the default of `toon.tokens.model`. */
const encoding = getEncoding("o200k_base");
const count = (text: string) => encoding.encode(text, [], []).length;

/** The text that the status bar must show: the count, and the saving against compact JSON in per cent. */
function expected(text: string): string {
	const tokens = count(text);
	const json = count(JSON.stringify(decode(text)));
	const percent = Math.round(((json - tokens) / json) * 100);
	assert.ok(percent > 0, "the example saves tokens");
	return `${tokens.toLocaleString("en-US")} tokens · ${percent} % fewer than compact JSON`;
}

describe("token count", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		await workbench.openFile(file);
	});

	async function assertShown(text: string): Promise<void> {
		const wanted = expected(text);
		const shown = async () => (await workbench.tokenItem()) === wanted;
		await workbench.waitUntil(`the status bar shows "${wanted}"`, shown).catch(async () => {
			assert.equal(await workbench.tokenItem(), wanted);
		});
	}

	it("is exact, with what it saves against JSON", async () => {
		await assertShown(await workbench.fileText(file));
		await workbench.screenshot("3 tokens");
	});

	it("changes while typing", async () => {
		const text = await workbench.fileText(file);
		const line = "project: toon-integration";
		await workbench.goTo(file, text.split("\n").indexOf(line) + 1, line.length + 1);
		let added = "";
		for (const word of [" for", " anybody", " naïve — 漢字"]) {
			await workbench.type(word);
			added += word;
			await assertShown(text.replace(line, line + added));
		}
		await workbench.screenshot("3 tokens while typing");
	});

	it("follows the model in the settings", async () => {
		await workbench.reset();
		await workbench.openFile(file);
		const tokens = getEncoding("cl100k_base").encode(await workbench.fileText(file), [], []).length;
		await workbench.writeSettings({ "toon.tokens.model": "gpt-4" });
		try {
			await workbench.waitUntil(`${tokens} tokens are shown`, async () =>
				(await workbench.tokenItem()).startsWith(`${tokens.toLocaleString("en-US")} tokens`),
			);
		} finally {
			await workbench.writeSettings({});
		}
	});
});
