/** docs/diagnostics.md says the truth: its wrong examples give their code and nothing else, its right ones nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToonDocument } from "../../../server/src/language";

const page = readFileSync(join(process.cwd(), "docs", "diagnostics.md"), "utf8");

const sections = page
	.split(/^## /m)
	.slice(1)
	.map((section) => {
		const examples = [...section.matchAll(/```toon\n([\s\S]*?)\n```/g)].map((match) => match[1]!.replaceAll("·", " "));
		return { code: section.slice(0, section.indexOf("\n")), examples };
	});

const codesOf = (text: string): string[] =>
	new ToonDocument(text, { indentSize: 2 }).diagnostics().items.map(({ code }) => code);

describe("docs/diagnostics.md", () => {
	it("has a section on each code", () => assert.equal(sections.length, 30));

	for (const { code, examples } of sections) {
		const [wrong, right] = examples;
		if (wrong === undefined || right === undefined) continue;
		it(`${code}: the wrong example is wrong once, the right one is right`, () => {
			assert.deepEqual(codesOf(wrong), [code]);
			assert.deepEqual(codesOf(right), []);
		});
	}
});
