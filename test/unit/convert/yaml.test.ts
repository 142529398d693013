/** YAML, both ways. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ConvertOptions, Format } from "../../../server/src/convert/index";
import { convert, converted, refused } from "./converting";

type Case = readonly [name: string, from: Format, to: Format, input: string, output: string, options?: ConvertOptions];

const cases: readonly Case[] = [
	["objects within objects", "toon", "yaml", "a: 1\nb:\n  c: x\nd:\ne: []", "a: 1\nb:\n  c: x\nd: {}\ne: []\n"],
	[
		"indented by four",
		"json",
		"yaml",
		'{"b":{"c":[1,2]}}',
		"b:\n    c:\n        - 1\n        - 2\n",
		{ indentSize: 4 },
	],
	["a table", "toon", "yaml", "t[1]{a,c{k,m}}:\n  1,2,3", "t:\n  - a: 1\n    c:\n      k: 2\n      m: 3\n"],
	["a keyed table", "toon", "yaml", "[2:]{a}:\n  x: 1\n  z: 2", "x:\n  a: 1\nz:\n  a: 2\n"],
	["tables without rows", "toon", "yaml", "a[0]{x}:\nb[0:]{x}:", "a: []\nb: {}\n"],
	[
		"lists within lists",
		"toon",
		"yaml",
		"[3]:\n  - [2]: 1,2\n  -\n  - a: 1\n    b[1]:\n      - []",
		"- - 1\n  - 2\n- {}\n- a: 1\n  b:\n    - []\n",
	],
	["a root scalar", "toon", "yaml", "hello world", "hello world\n"],
	["an empty document", "toon", "yaml", "", "{}\n"],
	["an empty root array", "toon", "yaml", "[]", "[]\n"],
	[
		"words that YAML reads otherwise",
		"toon",
		"yaml",
		'[8]: "true",no,"null",2025-01-01,"12",~,.inf,"0x1F"',
		'- "true"\n- "no"\n- "null"\n- "2025-01-01"\n- "12"\n- "~"\n- ".inf"\n- "0x1F"\n',
	],
	[
		"text with marks",
		"toon",
		"yaml",
		'[6]: "a: b","x:",a # b,"- c","[d]","line\\nbreak"',
		'- "a: b"\n- "x:"\n- "a # b"\n- "- c"\n- "[d]"\n- "line\\nbreak"\n',
	],
	[
		"text that needs no quotes",
		"toon",
		"yaml",
		'[4]: ada@example.com,"https://x.org/a?b=1","O\'Neill, jr.",größe',
		"- ada@example.com\n- https://x.org/a?b=1\n- O'Neill, jr.\n- größe\n",
	],
	[
		"numbers",
		"toon",
		"yaml",
		"[4]: 12345678901234567890,1e21,-0.5,1e-7",
		"- 12345678901234567890\n- 1e+21\n- -0.5\n- 1e-7\n",
	],
	[
		"keys",
		"toon",
		"yaml",
		'"": 1\n"a b": 2\n"10": 3\n"2": 4\n"- x": 5\nno: 6',
		'"": 1\na b: 2\n"10": 3\n"2": 4\n"- x": 5\n"no": 6\n',
	],
	["an object to TOON", "yaml", "toon", "a: 1\nb:\n  - x\n  - y\n", "a: 1\nb[2]: x,y"],
	[
		"comments, quotes and blocks",
		"yaml",
		"toon",
		"# c\na: 'x: y' # d\nb: |\n  l1\n  l2\nc: >-\n  f1\n  f2\n",
		'a: "x: y"\nb: "l1\\nl2\\n"\nc: f1 f2',
	],
	["flow", "yaml", "toon", '{a: [1, {b: null}], "c": ~}', "a[2]:\n  - 1\n  - b: null\nc: null"],
	[
		"dates stay text",
		"yaml",
		"toon",
		"d: 2025-01-01\nt: 2025-01-01T00:00:00Z\n",
		'd: 2025-01-01\nt: "2025-01-01T00:00:00Z"',
	],
	["words of YAML 1.1 stay text", "yaml", "toon", "[yes, no, on, off, y]", "[5]: yes,no,on,off,y"],
	[
		"numbers of all kinds",
		"yaml",
		"toon",
		"[0x1F, 0o17, +5, .5, 5., 007, 1e3, -0, 1_000, 0xFFFFFFFFFFFFFFFFFF]",
		"[10]: 31,15,5,0.5,5,7,1000,0,1_000,4722366482869645213695",
	],
	[
		"digits that a double cannot hold",
		"yaml",
		"toon",
		"[12345678901234567890, 0.12345678901234567890]",
		"[2]: 12345678901234567890,0.12345678901234567890",
	],
	["tags", "yaml", "toon", '[!!str 5, !!int "7"]', '[2]: "5",7'],
	["aliases", "yaml", "toon", "a: &x {k: 1}\nb: *x\nc: [*x]\n", "a:\n  k: 1\nb:\n  k: 1\nc[1]{k}:\n  1"],
	["an anchor that is set again", "yaml", "toon", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "a: 1\nb: 1\nc: 2\nd: 2"],
	[
		"merge keys",
		"yaml",
		"toon",
		"base: &b {x: 1, z: 2}\nown:\n  x: 9\n  <<: *b\n  w: 3\n",
		"base:\n  x: 1\n  z: 2\nown:\n  x: 9\n  z: 2\n  w: 3",
	],
	[
		"several merged",
		"yaml",
		"toon",
		"- &a {x: 1}\n- &b {x: 2, z: 3}\n- {<<: [*a, *b]}\n",
		"[3]:\n  - x: 1\n  - x: 2\n    z: 3\n  - x: 1\n    z: 3",
	],
	["a quoted merge key is a key", "yaml", "toon", '"<<": {x: 1}', '"<<":\n  x: 1'],
	["keys that are no text", "yaml", "toon", "1: a\ntrue: b\nnull: c\n1.50: d\n", '"1": a\ntrue: b\nnull: c\n"1.50": d'],
	["keys of prototypes", "yaml", "toon", "__proto__: {a: 1}\nconstructor: 2", "__proto__:\n  a: 1\nconstructor: 2"],
	["keys like numbers in their order", "yaml", "toon", "b: 1\n10: 2\n2: 3", 'b: 1\n"10": 2\n"2": 3'],
	["CRLF and a byte order mark", "yaml", "toon", "\uFEFFa: 1\r\nb: x\r\n", "a: 1\nb: x"],
	["a null document", "yaml", "toon", "null", "null"],
];

describe("convert: YAML", () => {
	for (const [name, from, to, input, output, options] of cases) {
		it(`${from} to ${to}: ${name}`, () => assert.equal(converted(input, from, to, options), output));
	}

	it("writes long keys in a way that every reader takes", () => {
		const key = "k".repeat(2000);
		assert.deepEqual(parse(converted(`${key}:\n  ${key}: 1`, "toon", "yaml")), { [key]: { [key]: 1 } });
	});

	it("maps lines", () => {
		const { lineMap } = convert("# note\na: 1\nt[1]{x,c{d}}:\n  1,2\nb:\n  c: 5", "toon", "yaml");
		assert.deepEqual([...(lineMap ?? [])], [1, 2, 3, 3, 3, 4, 5]);
	});
});

describe("convert: YAML with warnings", () => {
	const warned: readonly (readonly [string, string, RegExp, number | undefined, string | undefined])[] = [
		["a: 1\na: 2", "a: 2", /last value/, 1, "a"],
		["- .nan\n- -.inf", "[2]: null,null", /\.nan.*null/, 0, "[0]"],
		["n: 1e400", 'n: "1e400"', /kept as text/, 0, "n"],
		["a: !thing x", "a: x", /!thing/, undefined, undefined],
		["a\n---\nb", "[2]: a,b", /2 documents/, undefined, undefined],
		['"\\ud800"', "\uFFFD", /surrogate/, 0, "(root)"],
	];
	for (const [input, output, message, line, path] of warned) {
		it(JSON.stringify(input), () => {
			const { text, warnings } = convert(input, "yaml", "toon");
			assert.equal(text, output);
			assert.match(warnings[0]!.message, message);
			assert.deepEqual([warnings[0]!.line, warnings[0]!.path], [line, path]);
		});
	}
});

describe("convert: what YAML means nothing by is refused", () => {
	const laughs = [..."bcdefgh"].map((name, i) => `${name}: &${name} [${`*${"abcdefgh"[i]},`.repeat(9)}]`).join("\n");
	const wrong: readonly (readonly [string, string, number | undefined, RegExp])[] = [
		["nothing", "", undefined, /empty/],
		["an open bracket", "a: [", 0, /sequence/],
		["an unknown alias", "a: *x", 0, /no anchor|[Uu]nresolved alias/],
		["a sequence within itself", "&a [*a]", 0, /no end/],
		["a mapping within itself", "&a {k: *a}", 0, /no end/],
		["a mapping merged into itself", "&a {<<: *a}", 0, /no end/],
		["a merged scalar", "a: {<<: 1}", 0, /merges mappings/],
		["a mapping as a key", "? {a: 1}\n: 2", 0, /keys of TOON are text/],
		["a billion laughs", `a: &a [x,x,x,x,x,x,x,x,x]\n${laughs}`, 0, /1000000 values/],
		["values nested too deeply", "[".repeat(20_000), 0, /too deeply|sequence/],
	];
	for (const [name, input, line, message] of wrong) {
		it(name, () => {
			const error = refused(input, "yaml", "toon");
			assert.match(error.message, message);
			assert.equal(error.place?.line, line);
		});
	}
});
