/** `repair`: texts and what becomes of them; a model's answers and the documents in them; prompts to try again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonValue } from "../../../server/src/language/index";
import { documentsIn, repair, repairEdits, retryPrompt } from "../../../server/src/repair/index";

const fixture = join(import.meta.dirname, "../../fixtures/repairs.json");
const { cases } = JSON.parse(readFileSync(fixture, "utf8")) as {
	readonly cases: readonly { readonly kind: string; readonly input: string; readonly value: JsonValue }[];
};

describe("repair", () => {
	for (const { kind, input, value } of cases) {
		it(`${kind}: ${JSON.stringify(input.slice(0, 50))}`, () => {
			const repaired = repair(input);
			assert.deepEqual(repaired.value, value, repaired.text);
			assert.deepEqual(repaired.unsure, []);
			assert.equal(repair(repaired.text).text, repaired.text);
		});
	}

	it("leaves a valid text as it is", () => {
		const text = "b: 1\na: 1.0 \n";
		assert.deepEqual(repair(text), { text, value: { b: 1, a: 1 }, repairs: [], unsure: [] });
	});

	it("says what it did, by places of the text as it was given", () => {
		const { repairs } = repair("a = 1\n\nb\n  c: 1\nt[2]:\n  x\n  y\n");
		assert.deepEqual(
			repairs.map(({ code, range, title }) => `${range.start.line}:${range.start.character} ${code}: ${title}`),
			[
				"0:0 scalar-line: Write a colon",
				"2:1 missing-colon: Add a colon",
				"5:2 over-indented: Make list items of 2 lines",
			],
		);
	});

	it("removes nothing: what cannot be kept is left and said", () => {
		const { text, unsure, value } = repair("t[1]{a,b}:\n  1,2,3\n");
		assert.equal(text, "t[1]{a,b}:\n  1,2,3\n");
		assert.equal(value, undefined);
		assert.deepEqual(
			unsure.map(({ code }) => code),
			["row-width"],
		);
	});

	it("says of a text that was cut off what is missing", () => {
		const { truncated, value } = repair("u[40]{a,b}:\n  1,2\n  3");
		assert.deepEqual(truncated, { declared: 40, found: 2 });
		assert.deepEqual(value, {
			u: [
				{ a: 1, b: 2 },
				{ a: 3, b: "" },
			],
		});
	});

	it("gives its changes as edits that do not touch", () => {
		const text = "a = 1\nb: 2\nc = 3\n";
		assert.deepEqual(repairEdits(text), [
			{ start: 0, end: 5, newText: "a: 1" },
			{ start: 11, end: 16, newText: "c: 3" },
		]);
	});
});

describe("documents in an answer", () => {
	const answers: readonly (readonly [what: string, answer: string, texts: readonly string[]])[] = [
		["a fence", "Sure:\n\n```toon\na: 1\n```\nBye.\n", ["a: 1\n"]],
		["several fences", "```toon\na: 1\n```\nand\n```toon\nb: 2\n```\n", ["a: 1\n", "b: 2\n"]],
		["only fences of TOON, where there are such", "```js\nx()\n```\n```toon\na: 1\n```\n", ["a: 1\n"]],
		["a fence without a name", "Here:\n```\na: 1\n```\n", ["a: 1\n"]],
		["a fence that was cut off", "```toon\nt[9]{a}:\n  1\n  2", ["t[9]{a}:\n  1\n  2"]],
		["a fence in a list", "1. So:\n   ```toon\n   a:\n     b: 1\n   ```\n", ["a:\n  b: 1\n"]],
		["prose around", "Here is what you asked for.\n\na: 1\nb: 2\n\nHope that helps!\n", ["a: 1\nb: 2\n"]],
		["nothing but the document", "t[1]{a}:\n  1\n", ["t[1]{a}:\n  1\n"]],
	];
	for (const [what, answer, texts] of answers) {
		it(what, () => {
			assert.deepEqual(
				documentsIn(answer).map(({ text }) => text.replace(/\n+$/, "\n")),
				texts,
			);
		});
	}
});

describe("a prompt to try again", () => {
	it("says what is wrong where, and no more", () => {
		const text = "t[1]{a,b}:\n  1,2,3\n";
		assert.equal(
			retryPrompt(text, repair(text)),
			"Your TOON has errors. Return the corrected TOON only.\nline 2 `1,2,3`: The row has 3 cells, but the header has 2 fields.\n",
		);
	});

	it("asks for what is missing", () => {
		const text = "t[3]{a}:\n  1\n";
		assert.equal(retryPrompt(text, repair(text)), "It ends after 1 of 3. Return the missing 2 only.\n");
	});

	it("is empty where all is well", () => assert.equal(retryPrompt("a: 1", repair("a: 1")), ""));
});
