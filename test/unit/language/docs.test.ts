/** docs/diagnostics.md says the truth: its wrong examples give their code and nothing else, its right ones nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ADVICE_CODE } from "../../../server/src/features/advice";
import {
	DIAGNOSTIC_CODES,
	type DiagnosticCode,
	STYLE_CODES,
	severityOf,
	ToonDocument,
} from "../../../server/src/language";
import { OVER_BUDGET_CODE } from "../../../server/src/savings";
import { applyEdits } from "../../support/fixes";

const page = readFileSync(join(process.cwd(), "docs", "diagnostics.md"), "utf8");

const sections = page
	.split(/^## /m)
	.slice(1)
	.map((section) => {
		const examples = [...section.matchAll(/```toon\n([\s\S]*?)\n```/g)].map((match) => match[1]!.replaceAll("·", " "));
		return { code: section.slice(0, section.indexOf("\n")) as DiagnosticCode, section, examples };
	});

const codesOf = (text: string): string[] =>
	new ToonDocument(text, { indentSize: 2 }).diagnostics().items.map(({ code }) => code);

describe("docs/diagnostics.md", () => {
	it("has a section on each code", () =>
		assert.deepEqual(
			sections.map(({ code }) => code).sort(),
			[...DIAGNOSTIC_CODES, OVER_BUDGET_CODE, ADVICE_CODE].sort(),
		));

	const ofLanguage = sections.filter(({ code }) => ![OVER_BUDGET_CODE, ADVICE_CODE].includes(code));
	for (const { code, section } of ofLanguage.filter(({ code }) => severityOf(code) !== "error")) {
		it(`${code}: the section says how grave it is`, () => assert.match(section, new RegExp(severityOf(code), "i")));
	}

	// A file's bytes, and how much it may cost: what is said of them stands in their sections.
	const withoutFix: ReadonlySet<string> = new Set(["not-utf8", OVER_BUDGET_CODE]);
	for (const { code, section, examples } of ofLanguage) {
		it(`${code}: a quick fix is described, or why there is none`, () =>
			assert.match(section, withoutFix.has(code) ? /No quick fix/ : /^Mend: [\s\S]*\(quick\s+fix/m));
		const [wrong] = examples;
		if (wrong === undefined || withoutFix.has(code)) continue;
		it(`${code}: the first fix of the wrong example takes it away, and adds nothing`, () => {
			const [problem] = new ToonDocument(wrong, { indentSize: code === "indent-size" ? "auto" : 2 }).diagnostics()
				.items;
			assert.ok(problem?.fixes[0] !== undefined);
			assert.deepEqual(codesOf(applyEdits(wrong, problem.fixes[0].edits)), []);
		});
	}

	for (const { code, examples } of sections) {
		const [wrong, right] = examples;
		if (wrong === undefined || right === undefined) continue;
		it(`${code}: the wrong example is wrong once, the right one is right`, () => {
			assert.deepEqual(codesOf(wrong), [code]);
			assert.deepEqual(codesOf(right), []);
		});
	}
});

describe("package.json", () => {
	const manifest = JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8"));
	const settings = Object.assign(
		{},
		...manifest.contributes.configuration.map((part: object) => part["properties" as never]),
	);

	it("lets the severity of each matter of style be chosen, and of nothing else", () => {
		const { properties } = settings["toon.validation.severities"];
		assert.deepEqual(Object.keys(properties).sort(), [...STYLE_CODES].sort());
	});
});
