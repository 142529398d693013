/** ```toon fences inside Markdown, by VS Code's own Markdown grammar with the injection. */

import assert from "node:assert/strict";
import type { IGrammar } from "vscode-textmate";
import { loadGrammar, tokenize } from "./registry";

const inside = "meta.embedded.block.toon";

/** Each document, and the lines (by text) that are TOON in it; all others must not be. */
const documents: readonly (readonly [name: string, text: string, toon: readonly string[]])[] = [
	["backticks", "text\n\n```toon\nkey: 1\n```\nafter: 2", ["key: 1"]],
	["tildes", "~~~toon\nkey: 1\n~~~\nafter: 2", ["key: 1"]],
	["tildes around backticks", "~~~ toon\nkey: 1\n```\nlast: 3\n~~~\nafter: 2", ["key: 1", "```", "last: 3"]],
	["four backticks", "````toon\nkey: 1\n````\nafter: 2", ["key: 1"]],
	["upper case, attributes", '``` TOON {.numbers} title="x"\nkey: 1\n```\nafter: 2', ["key: 1"]],
	["right after a paragraph", "text\n```toon\nkey: 1\n```\nafter: 2", ["key: 1"]],
	["indented by two", "  ```toon\n  key: 1\n  ```\nafter: 2", ["  key: 1"]],
	[
		"in a list",
		"- one\n\n  ```toon\n  rows[1]{a,b}:\n    1,2\n  key: 1\n  ```\n\n  after: 2",
		["  rows[1]{a,b}:", "    1,2", "  key: 1"],
	],
	["in a quotation", "> ```toon\n> key: 1\n> ```\n> after: 2", ["> key: 1"]],
	["an unfinished table before the end", "```toon\nrows[9]{a}:\n  1\n```\nafter: 2", ["rows[9]{a}:", "  1"]],
	["blank lines inside", "```toon\na: 1\n\nb: 2\n```\nafter: 2", ["a: 1", "b: 2"]],
	["another language", "```toonish\nkey: 1\n```\nafter: 2", []],
	["a fence shown in a fence", "~~~md\n```toon\nkey: 1\n```\n~~~\nafter: 2", []],
	["indented code", "text\n\n    ```toon\n    key: 1\n    ```\nafter: 2", []],
];

describe("grammar in Markdown", () => {
	let grammar: IGrammar;
	before(async () => {
		grammar = await loadGrammar("text.html.markdown");
	});

	for (const [name, text, toon] of documents) {
		it(name, () => {
			const lines = text.split("\n");
			const actual = tokenize(grammar, text)
				.map((tokens, i) => (tokens.some(({ scopes }) => scopes.includes(inside)) ? lines[i] : undefined))
				.filter((line) => line !== undefined);
			assert.deepEqual(actual, toon);
		});
	}

	// A list takes up to four spaces of each line, which may be more of a row than of its header.
	const embedded = ["rows[1|]{a|b}:", "  x,y|2", "items[1]:", "  - t[1]{a}:", "      2", "    key: [1]", "key: 1"];
	for (const [name, prefix, indent] of [
		["no container", "", ""],
		["an indented fence", "   ", "   "],
		["a list", "- ", "  "],
		["a numbered list", "1. ", "   "],
		["a quotation", "> ", "> "],
	] as const) {
		it(`tells rows from keys in ${name}`, () => {
			const text = [`${prefix}\`\`\`toon`, ...embedded.map((line) => indent + line), `${indent}\`\`\``].join("\n");
			const kinds = tokenize(grammar, text)
				.slice(1, -1)
				.map((tokens) => tokens.flatMap(({ scopes }) => scopes).filter((scope) => /^meta\.(?!embedded)/.test(scope)))
				.map((scopes) => (scopes.includes("meta.row.toon") ? "row" : scopes[0]));
			assert.deepEqual(kinds, [
				"meta.table.toon",
				"row",
				"meta.array.toon",
				"meta.table.toon",
				"row",
				"meta.key-value.toon",
				"meta.key-value.toon",
			]);
		});
	}

	it("names the fence and its language", () => {
		const [open, , close] = tokenize(grammar, "```toon\nkey: 1\n```");
		assert.deepEqual(
			open?.map(({ text, scopes }) => [text, scopes.at(-1)]),
			[
				["```", "punctuation.definition.markdown"],
				["toon", "fenced_code.block.language.markdown"],
			],
		);
		assert.equal(close?.[0]?.scopes.at(-1), "punctuation.definition.markdown");
	});
});
