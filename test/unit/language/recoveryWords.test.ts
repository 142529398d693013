/** server/src/language/recovery/README.md says the truth: each example gives the diagnostics that it names. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToonDocument } from "../../../server/src/language";

const page = readFileSync(join(process.cwd(), "server/src/language/recovery/README.md"), "utf8");

describe("the words of recovery", () => {
	const sections = page.split(/^## /m).slice(1);
	it("are explained", () => assert.ok(sections.length >= 12));

	for (const section of sections) {
		it(section.slice(0, section.indexOf("\n")), () => {
			const text = /```toon\n([\s\S]*?)```/.exec(section)![1]!;
			const given = [.../^Gives (.*)\.$/m.exec(section)![1]!.matchAll(/`([\w-]+)`/g)].map(([, code]) => code);
			const found = new ToonDocument(text, { indentSize: 2 }).diagnostics().items.map(({ code }) => code);
			assert.deepEqual(found, given);
		});
	}
});
