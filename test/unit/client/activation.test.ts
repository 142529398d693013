/** The extension is activated for every language whose files it may have work with, and a fence of TOON is seen. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { holdsToonFence } from "../../../client/src/activation/fences";
import { countedFormat, formatOfDocument, VALUE_FORMATS } from "../../../client/src/documentFormat";
import { MARKDOWN_LANGUAGES } from "../../../server/src/lsp/protocol";

const { activationEvents } = JSON.parse(readFileSync("package.json", "utf8")) as {
	readonly activationEvents: readonly string[];
};

describe("activation events", () => {
	it("are there for every format and for Markdown; CSV has no language, and comes as plain text", () => {
		const expected = [...VALUE_FORMATS, "plaintext", ...MARKDOWN_LANGUAGES].map((language) => `onLanguage:${language}`);
		assert.deepEqual([...activationEvents].sort(), [...expected, "onWebviewPanel:toon.preview"].sort());
	});
});

const FENCES: readonly (readonly [text: string, holds: boolean])[] = [
	["# A\n\n```toon\na: 1\n```\n", true],
	["- x\n\n  ~~~~ TOON title\n  a: 1\n  ~~~~\n", true],
	["> ```toon\n> a: 1\n> ```\n", true],
	["```{.toon}\na: 1\n```\n", true],
	["```json\n{}\n```\n", false],
	["```toonish\n```\n", false],
	["a word on toon\n", false],
	["`toon`\n", false],
];

describe("holdsToonFence", () => {
	for (const [text, holds] of FENCES) {
		it(JSON.stringify(text), () => assert.equal(holdsToonFence(text), holds));
	}
});

const DOCUMENTS: readonly (readonly [languageId: string, path: string, format?: string, counted?: string])[] = [
	["json", "/a.txt", "json", "json"],
	["plaintext", "/a.csv", "csv", "csv"],
	["plaintext", "/A.TSV", "tsv", "tsv"],
	["csv (semicolon)", "/a.csv", "csv", "csv"],
	["toon", "/a.toon", "toon"],
	["markdown", "/a.md", "markdown"],
	["plaintext", "/a.txt"],
];

describe("the format of a document", () => {
	for (const [languageId, path, format, counted] of DOCUMENTS) {
		it(`${languageId} ${path}`, () => {
			const document = { languageId, uri: { path } };
			assert.equal(formatOfDocument(document), format);
			assert.equal(countedFormat(document), counted);
		});
	}
});
