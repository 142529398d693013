/** Pasting other formats, and copying parts of a document as others. */
import assert from "node:assert/strict";
import type { ConversionError } from "../../../server/src/convert/index";
import { paste } from "../../../server/src/features/paste";
import { readForeign } from "../../../server/src/features/paste/foreign";
import { replaced } from "../../../server/src/features/replace";
import { selectedDocument } from "../../../server/src/features/selection";
import { ToonDocument } from "../../../server/src/language";
import { applied, marked } from "../../support/cursors";

/** The document after the paste, or undefined where the text stays as it is. */
function pasted(text: string, clipboard: string): string | undefined {
	const { document, range } = marked(text);
	const result = paste(document, range, clipboard);
	if (result === undefined) return undefined;
	const after = applied(document, [{ range, newText: result.text }, ...result.edits]);
	assert.equal(new ToonDocument(after).errorCount, 0, after);
	return after;
}

describe("what a pasted text is", () => {
	for (const [text, format] of [
		['{"a": 1}', "json"],
		["[1, 2]", "json"],
		['{\n  // note\n  "a": 1,\n}', "jsonc"],
		['{"a": 1}\n{"a": 2}', "jsonl"],
		['"a": 1, "b": [2],', "json"],
		["```json\n[1]\n```", "json"],
		["a,b\n1,2\n", "csv"],
		["a\tb\n1\t2\n", "tsv"],
		["| a | b |\n|---|---|\n| 1 | 2 |", "markdown"],
		["a:\n  - 1\n  - 2\n", "yaml"],
		["---\na: 1\n", "yaml"],
		["a: 1", undefined],
		["a: 1\nb: 2\n", undefined],
		["[2]: a,b", undefined],
		["[1]{a,b}:\n  1,2", undefined],
		["some words", undefined],
		["two lines\nof words, of course", undefined],
		["{not json", undefined],
		["", undefined],
	] as const) {
		it(`${JSON.stringify(text)} is ${format ?? "left alone"}`, () => assert.equal(readForeign(text)?.format, format));
	}
});

describe("pasting", () => {
	const rows = '[{"a":1,"b":"x,y"},{"a":2,"b":"z"}]';
	for (const [what, text, clipboard, expected] of [
		["into an empty document", "$0", rows, '[2]{a,b}:\n  1,"x,y"\n  2,z'],
		["over the whole document", "$0a: 1\n$0", '{"b":2}', "b: 2"],
		["rows into a table, by their columns", "t[1]{b,a}:\n  q,9\n  $0\n", rows, 't[3]{b,a}:\n  q,9\n  "x,y",1\n  z,2\n'],
		["CSV into a table", "t[1|]{a|b}:\n  1|2\n  $0\n", "b,a\n3,4\n", "t[2|]{a|b}:\n  1|2\n  4|3\n"],
		[
			"a Markdown table into a table",
			"t[1]{a,b}:\n  1,2\n  $0",
			"| a | b |\n|---|---|\n| 3 | x |",
			"t[2]{a,b}:\n  1,2\n  3,x",
		],
		["one object into a table", "t[1]{a,b}:\n  1,2\n  $0", '{"a":3,"b":null}', "t[2]{a,b}:\n  1,2\n  3,null"],
		[
			"entries into a keyed table",
			"t[1:]{a,b}:\n  k: 1,2\n  $0",
			'{"m n":{"a":3,"b":4}}',
			't[2:]{a,b}:\n  k: 1,2\n  "m n": 3,4',
		],
		["groups", "t[1]{a,g{b}}:\n  1,2\n  $0", '[{"g":{"b":4},"a":3}]', "t[2]{a,g{b}}:\n  1,2\n  3,4"],
		["items into a list", "l[1]:\n  - 1\n  $0\n", '[2,{"a":[3]}]', "l[3]:\n  - 1\n  - 2\n  - a[1]: 3\n"],
		["into an item", "l[2]:\n  - 1\n  - $0\n", '{"a":1,"b":{"c":2}}', "l[2]:\n  - 1\n  - a: 1\n    b:\n      c: 2\n"],
		["fields into an object", "o:\n  a: 1\n  $0\n", '{"b":2,"c":[1,2]}', "o:\n  a: 1\n  b: 2\n  c[2]: 1,2\n"],
		["an array where fields are", "a: 1\n$0", rows, 'a: 1\nitems[2]{a,b}:\n  1,"x,y"\n  2,z'],
		["behind a key", "o:\n  k:$0\n", rows, 'o:\n  k[2]{a,b}:\n    1,"x,y"\n    2,z\n'],
		["an object behind a key", "k: $0\n", '{"a":1}', "k: \n  a: 1\n"],
		["values behind a key", "k:$0\n", "[1,2]", "k[2]: 1,2\n"],
		["an empty array behind a key", "k:$0\n", "[]", "k: []\n"],
	] as const) {
		it(what, () => assert.equal(pasted(text, clipboard), expected));
	}

	for (const [what, text, clipboard] of [
		["other columns", "t[1]{a,b}:\n  1,2\n  $0", '[{"a":1,"c":2}]'],
		["values within", "t[1]{a,b}:\n  1,2\n  $0", '[{"a":1,"b":[2]}]'],
		["TOON", "a: 1\n$0", "b: 2"],
		["the middle of a value", "a: x$0y\n", '{"b":1}'],
		["a key that has content", "a:$0\n  b: 1\n", '{"c":1}'],
	] as const) {
		it(`leaves alone: ${what}`, () => assert.equal(pasted(text, clipboard), undefined));
	}

	it("names what it does", () => {
		const { document, range } = marked("t[1]{a,b}:\n  1,2\n  $0");
		assert.equal(paste(document, range, '[{"a":1,"b":2}]')?.title, "Paste JSON as rows");
	});
});

describe("the value of a selection", () => {
	for (const [what, text, expected] of [
		[
			"rows",
			"t[3]{a,b}:\n$0  1,2\n  3,4\n$0  5,6\n",
			[
				{ a: 1, b: 2 },
				{ a: 3, b: 4 },
			],
		],
		["a part of a row takes the row", "t[2]{a,b}:\n  1,$02$0\n  3,4\n", [{ a: 1, b: 2 }]],
		[
			"the table at the cursor",
			"t[2]{a,b}:\n  1,$02\n  3,4\n",
			[
				{ a: 1, b: 2 },
				{ a: 3, b: 4 },
			],
		],
		["the table of the header", "$0t[1]{a,b}:\n  1,2\n", [{ a: 1, b: 2 }]],
		["entry rows", "t[2:]{a,b}:\n  k: 1,2\n$0  m: 3,4$0\n", { m: { a: 3, b: 4 } }],
		["fields", "a: 1\n$0b: 2\nc:\n  d: 3$0\n", { b: 2, c: { d: 3 } }],
		["a field at the cursor", "a: 1\nb: $02\n", { b: 2 }],
		["items", "l[3]:\n  - 1\n$0  - a: 2\n    b: 3\n  - 4$0\n", [{ a: 2, b: 3 }, 4]],
		["fields of an item", "l[1]:\n  - a: 1\n$0    b: 2\n    c: 3$0\n", { b: 2, c: 3 }],
		["the document where nothing is", "a: 1\n$0\nb: 2\n", { a: 1, b: 2 }],
		["all", "$0a: 1\nb: 2\n$0", { a: 1, b: 2 }],
		["an inline array", "$0a[2]: 1,2\n", [1, 2]],
	] as const) {
		it(what, () => {
			const { document, range } = marked(text);
			const found = selectedDocument(document, range);
			assert.ok(found instanceof ToonDocument, JSON.stringify(found));
			assert.deepEqual(found.decode(), expected);
		});
	}

	it("is none while there is an error in it", () => {
		const { document, range } = marked("$0a: 1\nb\n$0c: 1\n");
		assert.ok("reason" in selectedDocument(document, range));
	});
	it("is there while errors are elsewhere", () => {
		const { document, range } = marked("t[1]{a,b}:\n  $01,2\nbroken\n");
		const found = selectedDocument(document, range);
		assert.ok(found instanceof ToonDocument && !found.hasErrors);
	});
});

describe("replacing a selection", () => {
	for (const [text, to, expected] of [
		['[{"a": 1}, {"a": 2}]', "toon", "[2]{a}:\n  1\n  2"],
		['    {\n      "a": {"b": 1}\n    }\n', "toon", "    a:\n      b: 1\n"],
		["a: 1", "json", '{\n  "a": 1\n}'],
		["  a[2]: 1,2\n", "json", '  {\n    "a": [\n      1,\n      2\n    ]\n  }\n'],
	] as const) {
		it(`${JSON.stringify(text)} by ${to}`, () => assert.equal(replaced(text, to).text, expected));
	}
	it("knows the indentation of the first line by what stands in front of it", () => {
		const rows = "[2]{a}:\n  1\n  2\n";
		assert.equal(replaced(rows, "json", undefined, "").text, '[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  }\n]\n');
		assert.equal(replaced("x:\n  y: 1", "json", undefined, "  ").text, '{\n    "x": {},\n    "y": 1\n  }');
		assert.equal(replaced("x:\n    y: 1", "json", undefined, "  ").text, '{\n    "x": {\n      "y": 1\n    }\n  }');
	});
	it("says what it wants", () => assert.throws(() => replaced("just words", "toon"), /none of JSON/));
	it("says what is wrong, and where in the selection", () =>
		assert.throws(
			() => replaced("a", "json") && replaced("a: 1\nb", "json"),
			({ message, place }: ConversionError) => message.includes("colon") && place?.line === 1,
		));
});
