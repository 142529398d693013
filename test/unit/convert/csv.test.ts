/** CSV and TSV, both ways. */
import assert from "node:assert/strict";
import type { ConvertOptions, Format } from "../../../server/src/convert/index";
import { convert, converted, refused } from "./converting";

type Case = readonly [name: string, from: Format, to: Format, input: string, output: string, options?: ConvertOptions];

const cases: readonly Case[] = [
	["a table", "toon", "csv", "[2]{a,b}:\n  1,x\n  2,y", "a,b\n1,x\n2,y\n"],
	["groups of fields", "toon", "csv", "[1]{id,c{n,d{e}}}:\n  1,2,3", "id,c.n,c.d.e\n1,2,3\n"],
	["keys in a column of their own", "toon", "csv", "[1:]{a}:\n  ada: 1", "key,a\nada,1\n"],
	["a column that is called key already", "toon", "csv", "[1:]{key,_key}:\n  ada: 1,2", "__key,key,_key\nada,1,2\n"],
	[
		"delimiters, quotes and line breaks",
		"toon",
		"csv",
		'[2|]{a|b}:\n  x,y|"say \\"hi\\""\n  "l1\\nl2"|"\\r"',
		'a,b\n"x,y","say ""hi"""\n"l1\nl2","\r"\n',
	],
	[
		"text that looks like something else",
		"toon",
		"csv",
		'[5]{a}:\n  "1"\n  "true"\n  "null"\n  ""\n  " x"',
		'a\n"1"\n"true"\n"null"\n""\n" x"\n',
	],
	["null is an empty cell", "toon", "csv", "[1]{a,b}:\n  null,true", "a,b\n,true\n"],
	["null alone in its row", "toon", "csv", "[1]{a}:\n  null", "a\nnull\n"],
	["digits that a double cannot hold", "toon", "csv", "[1]{a}:\n  12345678901234567890", "a\n12345678901234567890\n"],
	[
		"a list with the value of a table",
		"toon",
		"csv",
		"[2]:\n  - a: 1\n    b: x\n  - b: y\n    a: 2",
		"a,b\n1,x\n2,y\n",
	],
	["objects with the value of a table", "toon", "csv", "p:\n  a: 1\nq:\n  a: 2", "key,a\np,1\nq,2\n"],
	["no rows", "toon", "csv", "[0]{a,b}:", "a,b\n"],
	["formulas as they are", "toon", "csv", "[1]{a}:\n  =1+1", "a\n=1+1\n"],
	[
		"formulas escaped",
		"toon",
		"csv",
		'[4]{"=a"}:\n  =1+1\n  "+x"\n  -5\n  @y',
		"'=a\n'=1+1\n'+x\n-5\n'@y\n",
		{ escapeFormulas: true },
	],
	["tabs", "toon", "tsv", '[1]{a,b}:\n  "x\\ty","p,q"', 'a\tb\n"x\ty"\tp,q\n'],
	["a table to TOON", "csv", "toon", "a,b\n1,x\n2,y\n", "[2]{a,b}:\n  1,x\n  2,y"],
	["CRLF, and no final line break", "csv", "toon", "a,b\r\n1,x\r\n2,y", "[2]{a,b}:\n  1,x\n  2,y"],
	["a byte order mark", "csv", "toon", "\uFEFFa\n1\n", "[1]{a}:\n  1"],
	["quoted cells are text", "csv", "toon", 'a,b,c\n"1","true",""\n', '[1]{a,b,c}:\n  "1","true",""'],
	["unquoted cells are values", "csv", "toon", "a,b,c,d\n1,true,,null\n", "[1]{a,b,c,d}:\n  1,true,null,null"],
	["leading zeros and signs are text", "csv", "toon", "a,b,c\n007,+1,1_000\n", '[1]{a,b,c}:\n  "007","+1",1_000'],
	["line breaks in cells", "csv", "toon", 'a\n"x\ny"\n', '[1]{a}:\n  "x\\ny"'],
	["empty lines", "csv", "toon", "a\n\n1\n\n", "[1]{a}:\n  1"],
	["columns with dots stay flat", "csv", "toon", "c.n,c.d\n1,2\n", "[1]{c.n,c.d}:\n  1,2"],
	["columns like numbers in their order", "csv", "toon", "b,10,2\n1,2,3\n", '[1]{b,"10","2"}:\n  1,2,3'],
	["columns of prototypes", "csv", "toon", "__proto__,constructor\n1,2\n", "[1]{__proto__,constructor}:\n  1,2"],
	["big digits", "csv", "toon", "a\n12345678901234567890\n", "[1]{a}:\n  12345678901234567890"],
	["nothing", "csv", "toon", "", "[]"],
	["tabs to TOON", "tsv", "toon", 'a\tb\nx,y\t"p\tq"\n', '[1]{a,b}:\n  "x,y","p\\tq"'],
	["CSV to TSV", "csv", "tsv", "a,b\n1,x\n", "a\tb\n1\tx\n"],
	["CSV to JSON", "csv", "json", "a\n1\n", '[\n  {\n    "a": 1\n  }\n]\n'],
];

describe("convert: CSV", () => {
	for (const [name, from, to, input, output, options] of cases) {
		it(`${from} to ${to}: ${name}`, () => assert.equal(converted(input, from, to, options), output));
	}

	it("maps lines, those within a cell too", () => {
		const { lineMap } = convert('# note\n[2]{a}:\n  "x\\ny"\n  z', "toon", "csv");
		assert.deepEqual([...(lineMap ?? [])], [0, 2, 2, 3]);
	});
});

describe("convert: CSV with warnings", () => {
	const warned: readonly (readonly [Format, Format, string, string, RegExp, number | undefined, string | undefined])[] =
		[
			["toon", "csv", "users[1]{a}:\n  1", "a\n1\n", /"users" is left out/, undefined, "users"],
			["csv", "toon", "a,a\n1,2\n", "[1]{a,a_2}:\n  1,2", /Column 2.*"a".*"a_2"/, 0, "a_2"],
			["csv", "toon", "a,a,a_2\n1,2,3\n", "[1]{a,a_3,a_2}:\n  1,2,3", /"a_3"/, 0, "a_3"],
			["csv", "toon", "a,\n1,2\n", "[1]{a,column_2}:\n  1,2", /no name/, 0, "column_2"],
			["csv", "toon", "a,b\n1,2\n3\n", "[2]{a,b}:\n  1,2\n  3,null", /no cell/, 2, "[1].b"],
			["csv", "toon", "v\n1.10\n1.20\n", "[2]{v}:\n  1.1\n  1.2", /no zeros.*1\.10 is 1\.1/, 1, "v"],
			["csv", "toon", "a,b\n", "[]", /no rows/, 0, undefined],
		];
	for (const [from, to, input, output, message, line, path] of warned) {
		it(`${from} to ${to}: ${JSON.stringify(input)}`, () => {
			const { text, warnings } = convert(input, from, to);
			assert.equal(text, output);
			assert.equal(warnings.length, 1);
			assert.match(warnings[0]!.message, message);
			assert.deepEqual([warnings[0]!.line, warnings[0]!.path], [line, path]);
		});
	}
});

describe("convert: what is no table is refused", () => {
	const wrong: readonly (readonly [Format, Format, string, number | undefined, RegExp])[] = [
		["toon", "csv", "a: 1", 0, /"a" stands beside/],
		["toon", "csv", "t[1]{a}:\n  1\nb: 2", 2, /"b" stands beside/],
		["toon", "csv", "t[1]{a}:\n  1\nu[1]{a}:\n  1", 2, /"u" is a second one/],
		["toon", "csv", "a:\n  t[1]{a}:\n    1", 0, /"a" is an object/],
		["toon", "csv", "[2]:\n  - a: 1\n  - b: 2", 0, /array without fields/],
		["toon", "csv", "[2]: 1,2", 0, /array without fields/],
		["toon", "csv", "[]", 0, /no columns/],
		["toon", "csv", "", 0, /has none/],
		["toon", "tsv", "x", 0, /TSV.*beside/],
		["json", "csv", '{"a":[1]}', undefined, /array without fields/],
		["csv", "toon", "a,b\n1,2,3\n", 1, /3 cells and the header 2/],
		["csv", "toon", 'a,b\n1,"x" y\n', 1, /Closing Quote/],
		["csv", "toon", 'a\n"x', 1, /Quote Not Closed/],
	];
	for (const [from, to, input, line, message] of wrong) {
		it(`${from} to ${to}: ${JSON.stringify(input)}`, () => {
			const error = refused(input, from, to);
			assert.match(error.message, message);
			assert.equal(error.place?.line, line);
		});
	}
});
