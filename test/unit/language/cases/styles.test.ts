/** What is no error, and still worth a hint: each can be turned off, and none changes a value. */
import assert from "node:assert/strict";
import { type StyleCode, ToonDocument } from "../../../../server/src/language/index";
import { type Case, testCases } from "../../../support/marked";

const trailingSpace: readonly Case[] = [
	{
		name: "behind content, also where the line opens something",
		styles: ["trailing-space"],
		text: "a: 1  \n    ^^ trailing-space\nb:\n  c: 2 \n      ^ trailing-space\nt[1]{x}: \n        ^ trailing-space\n  1",
		value: { a: 1, b: { c: 2 }, t: [{ x: 1 }] },
	},
];

const needlessQuotes: readonly Case[] = [
	{
		name: "values and keys that would mean the same without",
		styles: ["needless-quotes"],
		text: `
			a: "plain words"
			   ^^^^^^^^^^^^^ needless-quotes
			"b": 1
			^^^ needless-quotes
			c[2]: "x",y
			      ^^^ needless-quotes
			l[1]:
			  - "item"
			    ^^^^^^ needless-quotes
		`,
		value: { a: "plain words", b: 1, c: ["x", "y"], l: ["item"] },
	},
	{
		name: "quotes that are needed",
		styles: ["needless-quotes"],
		text: `
			a[9]: "1","true","null","","a,b","-x"," x","- y","[]"
			b[4]: "a: b","line\\nbreak","say \\"hi\\"","{x}"
			"k: v": 1
			"[1]": 2
			"": 3
			"# no comment": 4
		`,
	},
	{
		name: "a comma needs no quotes where the delimiter is another",
		styles: ["needless-quotes"],
		text: `
			t[1|]{a|b}:
			  x y|"a|b"
		`,
		value: { t: [{ a: "x y", b: "a|b" }] },
	},
];

const numbers: readonly Case[] = [
	{
		name: "numbers that the encoder writes otherwise",
		styles: ["non-canonical-number"],
		text: `
			a[5]: 1.50,1e3,-0,1E-2,12e+1
			      ^^^^ non-canonical-number
			           ^^^ non-canonical-number
			               ^^ non-canonical-number
			                  ^^^^ non-canonical-number
			                       ^^^^^ non-canonical-number
		`,
		value: { a: [1.5, 1000, 0, 0.01, 120] },
	},
	{
		name: "canonical numbers, and strings that only look like numbers",
		styles: ["non-canonical-number"],
		text: "a[8]: 0,-1,1.5,0.01,1e-7,007,1.,1e999",
	},
];

const shapes: readonly Case[] = [
	{
		name: "a list of objects that all have the same fields",
		styles: ["list-could-be-table"],
		text: `
			l[2]:
			 ^^^ list-could-be-table
			  - a: 1
			    b: x
			  - a: 2
			    b: y
		`,
	},
	{
		name: "fields in another order are the same fields",
		styles: ["list-could-be-table"],
		text: `
			l[2]:
			 ^^^ list-could-be-table
			  - a: 1
			    b: x
			  - b: y
			    a: 2
		`,
	},
	{
		name: "lists that cannot be tables",
		styles: ["list-could-be-table"],
		text: `
			k[2]:
			  - a: 1
			  - b: 1
			l[2]:
			  - a: 1
			  - 2
			m[2]:
			  - a[1]: 1
			  - a[1]: 2
			n[2]:
			  -
			  -
		`,
	},
	{
		name: "an empty array as version 3 wrote it",
		styles: ["legacy-empty-array"],
		text: `
			a[0]:
			 ^^^^ legacy-empty-array
			b: []
			t[0]{x}:
		`,
		value: { a: [], b: [], t: [] },
	},
];

const finalNewline: readonly Case[] = [
	{
		name: "no line end behind the last line",
		styles: ["final-newline"],
		text: `
			a: 1
			b: 2
			    $0 final-newline
		`,
	},
	{ name: "a line end behind the last line", styles: ["final-newline"], text: "a: 1\n" },
	{ name: "an empty document needs none", styles: ["final-newline"], text: "" },
];

const ON_BY_DEFAULT: readonly (readonly [StyleCode, string, boolean])[] = [
	["trailing-space", "a: 1 ", true],
	["needless-quotes", 'a: "x"', true],
	["non-canonical-number", "a: 1.0", true],
	["list-could-be-table", "a[2]:\n  - b: 1\n  - b: 2", true],
	["legacy-empty-array", "a[0]:", true],
	["final-newline", "a: 1", false],
];

describe("cases: styles", () => {
	describe("trailing spaces", () => testCases(trailingSpace));
	describe("needless quotes", () => testCases(needlessQuotes));
	describe("numbers", () => testCases(numbers));
	describe("shapes", () => testCases(shapes));
	describe("the last line end", () => testCases(finalNewline));

	for (const [code, text, on] of ON_BY_DEFAULT) {
		it(`${code} is ${on ? "on" : "off"} by default, never an error, and can be set`, () => {
			const found = (styles?: readonly StyleCode[]) => new ToonDocument(text, { styles }).diagnostics().items;
			assert.deepEqual(
				found().map((diagnostic) => diagnostic.code),
				on ? [code] : [],
			);
			assert.deepEqual(found([]), []);
			assert.deepEqual(
				found([code]).map((diagnostic) => diagnostic.code),
				[code],
			);
			assert.notEqual(found([code])[0]?.severity, "error");
			assert.equal(new ToonDocument(text, { styles: [code] }).hasErrors, false);
		});
	}
});
