/** One mistake, one diagnostic: over however many lines it goes, and one repair that keeps all that the text says. */
import assert from "node:assert/strict";
import { type JsonValue, parse } from "../../../server/src/language/index";
import { repair } from "../../../server/src/repair/index";

interface Mistake {
	readonly what: string;
	readonly text: string;
	readonly code: string;
	/** What the repair leads to; without it, there is none that is surely right. */
	readonly value?: JsonValue;
}

const MISTAKES: readonly Mistake[] = [
	{ what: "a fence around all", text: "```toon\na: 1\n```\n", code: "scalar-line", value: { a: 1 } },
	{
		what: "a fence around a table, and text",
		text: "text\n```\nt[1]{a,b}:\n  1,2\n```\nmore text\n",
		code: "scalar-line",
		value: { t: [{ a: 1, b: 2 }] },
	},
	{
		what: "a fence in the document: what stands outside is part of it",
		text: "a: 1\n```\nb: 2\n```\nc: 3\n",
		code: "missing-colon",
		value: { a: 1, b: 2, c: 3 },
	},
	{
		what: "fields with an equals sign, one below the other",
		text: "name = Ada\nage = 3\n\n# more\nb = x\n",
		code: "scalar-line",
		value: { name: "Ada", age: 3, b: "x" },
	},
	{
		what: "fields with an equals sign in an item",
		text: "l[1]:\n  - a: 1\n    b = 2\n    c = 3\n",
		code: "missing-colon",
		value: { l: [{ a: 1, b: 2, c: 3 }] },
	},
	{
		what: "JSON as the value of a key",
		text: 'a: {\n  "x": 1,\n  "y": [1,2]\n}\nb: 3\n',
		code: "over-indented",
		value: { a: { x: 1, y: [1, 2] }, b: 3 },
	},
	{
		what: "JSON as the value of a key in an object",
		text: "o:\n  a: [\n    1,\n    2\n  ]\n  b: 3\n",
		code: "over-indented",
		value: { o: { a: [1, 2], b: 3 } },
	},
	{
		what: "a string over lines of a table",
		text: 't[2]{a,b}:\n  1,"x\n  y\n  z"\n  2,w\n',
		code: "unterminated-string",
		value: {
			t: [
				{ a: 1, b: "x\ny\nz" },
				{ a: 2, b: "w" },
			],
		},
	},
	{
		what: "a string over lines that leave the table",
		text: 't[2]{a,b}:\n  1,"x\ny\nz\nw"\n  2,w\n',
		code: "unterminated-string",
		value: {
			t: [
				{ a: 1, b: "x\ny\nz\nw" },
				{ a: 2, b: "w" },
			],
		},
	},
	{
		what: "paths that end in a backslash",
		text: 't[2]{a,b}:\n  "C:\\dir\\","D:\\x"\n  1,2\n',
		code: "invalid-escape",
		value: {
			t: [
				{ a: "C:\\dir\\", b: "D:\\x" },
				{ a: 1, b: 2 },
			],
		},
	},
	{
		what: "items of YAML with one field",
		text: "users:\n  - name: Ada\n  - name: Bob\n  - name: Cy\n",
		code: "duplicate-key",
		value: { users: [{ name: "Ada" }, { name: "Bob" }, { name: "Cy" }] },
	},
	{
		what: "lines of JSON",
		text: '{"a":1}\n{"a":2}\n{"a":3}\n',
		code: "duplicate-key",
		value: [{ a: 1 }, { a: 2 }, { a: 3 }],
	},
	{
		what: "a block below a text, with keys that are there already",
		text: "a: x\n  b: 1\n  c: 2\nb: 2\nc: 3\n",
		code: "over-indented",
	},
	{
		what: "a header in a list without its colon",
		text: "items[2]:\n  - rows[2]{x,y}\n      1,2\n      3,4\n    label: z\n  - b\n",
		code: "over-indented",
		value: {
			items: [
				{
					rows: [
						{ x: 1, y: 2 },
						{ x: 3, y: 4 },
					],
					label: "z",
				},
				"b",
			],
		},
	},
	{
		what: "an item of YAML whose first key opens a block",
		text: "list:\n- first:\n    x: 1\n  second: 2\n",
		code: "depth-jump",
		value: { list: [{ first: { x: 1 }, second: 2 }] },
	},
];

describe("lone carriage returns", () => {
	it("are said, and mended by the fix and by the repair", () => {
		for (const text of ["a: 1\rb: 2\r", "a: x y\rb:\r  c: 1", "a: 1\rt[1]{a,b}:\r  1,2\r"]) {
			const document = parse(text);
			const [first, ...others] = document.diagnostics().items;
			assert.deepEqual([first?.code, others], ["looks-like-lines", []]);
			const lines = text.replaceAll("\r", "\n");
			assert.equal(repair(text).text.trimEnd(), lines.trimEnd());
			document.update([{ text: lines }]);
			assert.deepEqual(document.diagnostics().items, []);
		}
	});

	it("in a string, or at the end, are none of that", () => {
		for (const text of ['a: "x\ry"', "a: 1\r", "a: 1\nb: x\ry\n"]) {
			const codes = parse(text)
				.diagnostics()
				.items.map(({ code }) => code);
			assert.ok(!codes.includes("looks-like-lines"), JSON.stringify(text));
		}
	});
});

describe("one mistake, one diagnostic", () => {
	for (const { what, text, code, value } of MISTAKES) {
		it(what, () => {
			const { items } = parse(text, { styles: [] }).diagnostics();
			assert.deepEqual(
				items.map((each) => each.code),
				[code],
			);
			const repaired = repair(text);
			assert.deepEqual(repaired.value, value);
			assert.equal(repaired.repairs.length, value === undefined ? 0 : 1);
		});
	}
});
