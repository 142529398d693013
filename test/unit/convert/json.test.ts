/** JSON, JSON with comments and JSON Lines, both ways. */
import assert from "node:assert/strict";
import type { ConvertOptions, Format } from "../../../server/src/convert/index";
import { convert, converted, refused } from "./converting";

/** From, to, input, expectation, options. */
type Case = readonly [name: string, from: Format, to: Format, input: string, output: string, options?: ConvertOptions];

const cases: readonly Case[] = [
	// TOON to JSON
	["an object", "toon", "json", "a: 1\nb: x", '{\n  "a": 1,\n  "b": "x"\n}\n'],
	["on one line", "toon", "json", "a: 1\nb[2]: 1,x", '{"a":1,"b":[1,"x"]}\n', { pretty: false }],
	[
		"indented by four",
		"jsonc",
		"json",
		'{"a":{"b":[]}}',
		'{\n    "a": {\n        "b": []\n    }\n}\n',
		{ indentSize: 4 },
	],
	["a root scalar", "toon", "json", "hello", '"hello"\n'],
	["a root array", "toon", "json", "[2]: 1,2", "[\n  1,\n  2\n]\n"],
	["an empty document", "toon", "json", "", "{}\n"],
	["empty values", "toon", "json", 'a: []\nb:\nc: ""', '{"a":[],"b":{},"c":""}\n', { pretty: false }],
	["a table", "toon", "json", "[1]{a,b}:\n  1,x", '[\n  {\n    "a": 1,\n    "b": "x"\n  }\n]\n'],
	[
		"groups of fields",
		"toon",
		"json",
		"[1]{id,c{n,d{e}},t}:\n  1,2,3,4",
		'[{"id":1,"c":{"n":2,"d":{"e":3}},"t":4}]\n',
		{ pretty: false },
	],
	[
		"groups of fields on many lines",
		"toon",
		"json",
		"[1]{c{n},t}:\n  1,2",
		'[\n  {\n    "c": {\n      "n": 1\n    },\n    "t": 2\n  }\n]\n',
	],
	["a keyed table", "toon", "json", "u[1:]{a}:\n  x y: 1", '{"u":{"x y":{"a":1}}}\n', { pretty: false }],
	["a list", "toon", "json", "[2]:\n  - 1\n  - a: 2\n    b: 3", '[1,{"a":2,"b":3}]\n', { pretty: false }],
	[
		"keys like numbers in their order",
		"toon",
		"json",
		'b: 1\n"10": 2\n"2": 3',
		'{"b":1,"10":2,"2":3}\n',
		{ pretty: false },
	],
	[
		"keys of prototypes",
		"toon",
		"json",
		"__proto__: 1\nconstructor: 2",
		'{"__proto__":1,"constructor":2}\n',
		{ pretty: false },
	],
	[
		"digits that a double cannot hold",
		"toon",
		"json",
		"n: 12345678901234567890",
		'{"n":12345678901234567890}\n',
		{ pretty: false },
	],
	["numbers as JSON prints them", "toon", "json", "[4]: 1.50,-0,1e3,0.1", "[1.5,0,1000,0.1]\n", { pretty: false }],
	["no byte order mark", "toon", "json", "\uFEFFa: 1", '{"a":1}\n', { pretty: false }],
	["CRLF", "toon", "json", "a: 1\r\nb: 2\r\n", '{"a":1,"b":2}\n', { pretty: false }],
	["JSON with comments has none", "toon", "jsonc", "# note\na: 1", '{\n  "a": 1\n}\n'],
	// TOON to JSON Lines
	["items on lines", "toon", "jsonl", "[2]{a,b}:\n  1,x\n  2,y", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n'],
	["any items", "toon", "jsonl", "[3]:\n  - 1\n  - [1]: 2\n  -", "1\n[2]\n{}\n"],
	["an object is one line", "toon", "jsonl", "a:\n  b: 1", '{"a":{"b":1}}\n'],
	["no items, no lines", "toon", "jsonl", "[]", ""],
	// JSON to TOON
	["an object to TOON", "json", "toon", '{"a": 1, "b": [true, null]}', "a: 1\nb[2]: true,null"],
	["a table to TOON", "json", "toon", '[{"a":1,"b":"x"},{"a":2,"b":"y"}]', "[2]{a,b}:\n  1,x\n  2,y"],
	["another delimiter", "json", "toon", '[{"a":1,"b":"x,y"}]', "[1|]{a|b}:\n  1|x,y", { delimiter: "pipe" }],
	["another indentation", "json", "toon", '{"a":{"b":1}}', "a:\n    b: 1", { indentSize: 4 }],
	["keys like numbers in their order, to TOON", "json", "toon", '{"b":1,"10":2,"2":3}', 'b: 1\n"10": 2\n"2": 3'],
	["columns like numbers in their order", "json", "toon", '[{"b":1,"0":2},{"b":3,"0":4}]', '[2]{b,"0"}:\n  1,2\n  3,4'],
	[
		"keys of prototypes, to TOON",
		"json",
		"toon",
		'{"__proto__":{"a":1},"constructor":2}',
		"__proto__:\n  a: 1\nconstructor: 2",
	],
	[
		"big digits, to TOON",
		"json",
		"toon",
		'{"n":[12345678901234567890,0.1234567890123456789]}',
		"n[2]: 12345678901234567890,0.1234567890123456789",
	],
	["big digits in a table", "json", "toon", '[{"n":9007199254740993}]', "[1]{n}:\n  9007199254740993"],
	[
		"numbers that only look long",
		"json",
		"toon",
		"[1.0,1e2,100000000000000000000,0.10]",
		"[4]: 1,100,100000000000000000000,0.1",
	],
	["zero has no sign", "json", "toon", "[-0, -0.0]", "[2]: 0,0"],
	["an empty key", "json", "toon", '{"":{"":1}}', '"":\n  "": 1'],
	["escapes", "json", "toon", '{"a":"\\u00e9\\n\\"\\ud83d\\ude00"}', 'a: "é\\n\\"😀"'],
	["a byte order mark before JSON", "json", "toon", "\uFEFF[1]", "[1]: 1"],
	["comments", "jsonc", "toon", '// a\n{"a": /* b */ 1,}', "a: 1"],
	["lines of JSON", "jsonl", "toon", '{"a":1}\r\n\r\n{"a":2}\r\n', "[2]{a}:\n  1\n  2"],
	["no lines of JSON", "jsonl", "toon", "\n", "[]"],
	// Through TOON
	["JSON to JSON Lines", "json", "jsonl", "[1,[2]]", "1\n[2]\n"],
	["JSON to JSON", "json", "json", '{"2":1,"1":2}', '{\n  "2": 1,\n  "1": 2\n}\n'],
	["TOON to TOON", "toon", "toon", "# note\na[1]{x}:\n  1", "a[1\t]{x}:\n  1", { delimiter: "tab" }],
];

describe("convert: JSON", () => {
	for (const [name, from, to, input, output, options] of cases) {
		it(`${from} to ${to}: ${name}`, () => assert.equal(converted(input, from, to, options), output));
	}
});

describe("convert: JSON with warnings", () => {
	const warned: readonly (readonly [Format, Format, string, string, string | undefined, number | undefined, RegExp])[] =
		[
			["json", "toon", '{"a":1,\n"b":{"x":0,\n"x":1}}', "a: 1\nb:\n  x: 1", "b.x", 2, /more than once.*last/],
			["json", "toon", '["a\\ud800"]', "[1]: a\uFFFD", "[0]", 0, /surrogate/],
			["json", "toon", '{"\\udfff":1}', '"\uFFFD": 1', undefined, 0, /surrogate.*key/],
			["json", "toon", '[{"n":1},\n{"n":1e400}]', '[2]{n}:\n  1\n  "1e400"', "[1].n", 1, /kept as text/],
		];
	for (const [from, to, input, output, path, line, message] of warned) {
		it(`${from} to ${to}: ${JSON.stringify(input)}`, () => {
			const { text, warnings } = convert(input, from, to);
			assert.equal(text, output);
			assert.equal(warnings.length, 1);
			assert.match(warnings[0]!.message, message);
			assert.equal(warnings[0]!.line, line);
			if (path !== undefined) assert.equal(warnings[0]!.path, path);
		});
	}

	it("keeps the last of duplicate keys at the place of the first, in non-strict mode", () => {
		const toon = "a: 1\nb:\n  x: 1\nc: 2\nb:\n  z: 2\nt[1]{k}:\n  1\na: 3";
		for (const [to, expected] of [
			["json", '{"a":3,"b":{"z":2},"c":2,"t":[{"k":1}]}\n'],
			["jsonl", '{"a":3,"b":{"z":2},"c":2,"t":[{"k":1}]}\n'],
			["yaml", "a: 3\nb:\n  z: 2\nc: 2\nt:\n  - k: 1\n"],
			["toon", "a: 3\nb:\n  z: 2\nc: 2\nt[1]{k}:\n  1"],
		] as const) {
			const { text, warnings } = convert(toon, "toon", to, { strict: false, pretty: false });
			assert.equal(text, expected);
			assert.deepEqual(
				warnings.map(({ path, line }) => [path, line]),
				[
					["b", 4],
					["a", 8],
				],
			);
		}
	});

	it("lists twenty warnings of a kind and counts the rest", () => {
		const { warnings } = convert(`{${'"a":1,'.repeat(100)}"b":2}`, "json", "toon");
		assert.equal(warnings.length, 21);
		assert.match(warnings[20]!.message, /79 more/);
	});
});

describe("convert: what is not JSON is refused", () => {
	const wrong: readonly (readonly [Format, string, number | undefined, number | undefined, RegExp])[] = [
		["json", "", 0, 0, /empty/],
		["json", " \n ", 1, 1, /empty/],
		["json", '{"a":1,}', 0, 7, /comma before a closing bracket.*jsonc/],
		["json", "// x\n1", 0, 0, /no comments.*jsonc/],
		["json", '{"a":1}\n{"a":2}', 1, 0, /JSON Lines/],
		["json", '{"a" 1}', 0, 5, /colon/],
		["json", "{a:1}", 0, 1, /double quotes/],
		["json", "['a']", 0, 1, /value/],
		["json", '["a]', 0, 1, /closing quote/],
		["json", '["a\tb"]', 0, 1, /control characters/],
		["json", '["\\x"]', 0, 1, /escape/],
		["json", "[1,,2]", 0, 3, /value/],
		["json", "[01]", 0, 2, /comma/],
		["json", "[1", 0, 2, /comma or \]/],
		["json", "[1}", 0, 2, /comma or \]/],
		["json", "]", 0, 0, /value/],
		["json", "NaN", 0, 0, /value/],
		["json", "[".repeat(100_000), 0, 1001, /deeper than 1000 levels/],
		["jsonc", "/* x", 0, 0, /comment/],
		["jsonl", '{"a":1}\n{"a":}', 1, 5, /value/],
		["jsonl", "1 2", 0, 2, /after it/],
	];
	for (const [from, text, line, character, message] of wrong) {
		it(`${from}: ${JSON.stringify(text.slice(0, 20))}`, () => {
			const error = refused(text, from, "toon");
			assert.match(error.message, message);
			assert.doesNotMatch(error.message, /^line/i);
			assert.deepEqual([error.place?.line, error.place?.character ?? character], [line, character]);
		});
	}
});

describe("convert: lines of JSON", () => {
	it("come from lines of TOON", () => {
		const { text, lineMap } = convert("a: 1\n# note\nt[2]{x,y}:\n  1,2\n  3,4\nb:\n  c: 5\n", "toon", "json");
		const lines = text.trimEnd().split("\n");
		assert.equal(lineMap?.length, lines.length);
		const at = (content: string): number => lineMap![lines.findIndex((line) => line.includes(content))]!;
		assert.deepEqual(['"a"', '"t"', '"x": 1', '"y": 4', '"b"', '"c"'].map(at), [0, 2, 3, 4, 5, 6]);
	});
});
