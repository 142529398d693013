/** Tables and keyed tables: field lists, rows, entry rows, and what is wrong about them (§6, §9.3, §9.5). */
import { type Case, testCases } from "../../../support/marked";

const tables: readonly Case[] = [
	{
		name: "rows of a table",
		text: `
			users[2]{id,name}:
			  1,Ada
			  2,"Bob, Jr."
			after: 1
		`,
		value: {
			users: [
				{ id: 1, name: "Ada" },
				{ id: 2, name: "Bob, Jr." },
			],
			after: 1,
		},
	},
	{ name: "tabs between cells", text: "t[1\t]{a\tb}:\n  1,x\t2", value: { t: [{ a: "1,x", b: 2 }] } },
	{ name: "pipes between cells", text: "t[1|]{a|b}:\n  1,x|2", value: { t: [{ a: "1,x", b: 2 }] } },
	{
		name: "nested field groups",
		text: `
			orders[2]{id,customer{name,address{city}},total}:
			  1,Ada,Oslo,9.5
			  2,Bob,Bonn,7
		`,
		value: {
			orders: [
				{ id: 1, customer: { name: "Ada", address: { city: "Oslo" } }, total: 9.5 },
				{ id: 2, customer: { name: "Bob", address: { city: "Bonn" } }, total: 7 },
			],
		},
	},
	{
		name: "names that need quotes",
		text: `
			t[1]{"a,b","c{d}"{"e\\"f"}}:
			  1,2
		`,
		value: { t: [{ "a,b": 1, "c{d}": { 'e"f': 2 } }] },
	},
	{
		name: "a bracket pair in a row is the string",
		text: `
			t[1]{a}:
			  []
		`,
		value: { t: [{ a: "[]" }] },
	},
	{
		name: "a row may have colons behind its first delimiter",
		text: `
			t[2]{a,b}:
			  1,x: y
			  "k: v",2
		`,
		value: {
			t: [
				{ a: 1, b: "x: y" },
				{ a: "k: v", b: 2 },
			],
		},
	},
	{
		name: "a quote inside a cell protects its delimiters",
		text: `
			t[1]{a,b}:
			  x"y,z",1
		`,
		value: { t: [{ a: 'x"y,z"', b: 1 }] },
	},
	{
		name: "no rows",
		text: `
			t[0]{a,b}:
			u: 1
		`,
		value: { t: [], u: 1 },
	},
	{
		name: "prototype keys as fields",
		text: `
			t[1]{__proto__,constructor{prototype}}:
			  1,2
		`,
		value: JSON.parse('{"t":[{"__proto__":1,"constructor":{"prototype":2}}]}'),
	},
];

const rows: readonly Case[] = [
	{
		name: "more rows than declared",
		text: `
			t[1]{a}:
			 ^^^ array-length strict
			  1
			  2
		`,
		looseValue: { t: [{ a: 1 }, { a: 2 }] },
	},
	{
		name: "fewer rows than declared",
		text: `
			t[3]{a}:
			 ^^^ array-length strict
			  1
			u: 1
		`,
		looseValue: { t: [{ a: 1 }], u: 1 },
	},
	{
		name: "surplus cells are marked",
		text: `
			t[1]{a,b}:
			  1,2,3,4
			     ^^^^ row-width
		`,
	},
	{
		name: "a short row is marked at its last cell",
		text: `
			t[1]{a,b,c}:
			  1,two
			    ^^^ row-width
		`,
	},
	{
		name: "every wrong row gets its own diagnostic, and they count as rows",
		text: `
			t[3]{a,b}:
			  1
			  ^ row-width
			  1,2
			  1,2,3
			     ^^ row-width
		`,
	},
	{
		name: "wrong tokens in cells",
		text: `
			t[2]{a,b}:
			  "x"y,"\\z"
			     ^ text-after-quote
			        ^^ invalid-escape
			  1,"open
			    ^^^^^ unterminated-string
		`,
	},
	{
		name: "an open quote swallows the cells behind it, and no width is wrong",
		text: `
			t[1]{a,b,c}:
			  1,"open,2
			    ^^^^^^^ unterminated-string
		`,
	},
	{
		name: "a row deeper than the others",
		text: `
			t[3]{a}:
			  1
			    2
			^^^^ over-indented
			  3
		`,
	},
];

const fieldLists: readonly Case[] = [
	{
		name: "another delimiter than the bracket segment says",
		text: `
			t[1|]{a,b}:
			       ^ delimiter-mismatch
			  1|2
			u[1]{a|b}:
			      ^ delimiter-mismatch
			  1,2
		`,
	},
	{
		name: "no names, and names that are empty",
		text: `
			t[1]{}:
			    ^^ malformed-field-list
			u[1]{a,,b}:
			      ^^ malformed-field-list
			v[1]{,a}:
			    ^^ malformed-field-list
		`,
	},
	{
		name: "braces that do not match",
		text: `
			t[1]{a,b:
			    ^^^^^ malformed-field-list
			  1,2
			u[1]{a{b}:
			    ^^^^^^ malformed-field-list
			  1
		`,
	},
	{
		name: "groups that are none",
		text: `
			t[1]{a {b}}:
			      ^ malformed-field-list
			u[1]{a{b}c}:
			         ^ malformed-field-list
			v[1]{a{}}:
			      ^^ malformed-field-list
		`,
	},
	{
		name: "a field name twice",
		text: `
			t[1]{a,b,a}:
			         ^ duplicate-field strict
			  1,2,3
		`,
		looseValue: { t: [{ a: 3, b: 2 }] },
	},
	{
		name: "a field name twice in a group, or as field and group",
		text: `
			t[0]{a{x,x}}:
			         ^ duplicate-field strict
			u[0]{a,a{x}}:
			       ^ duplicate-field strict
			v[0]{a{x},b{x}}:
		`,
		looseValue: { t: [], u: [], v: [] },
	},
	{
		name: "wrong tokens in names",
		text: `
			t[1]{"a"b}:
			        ^ text-after-quote
			u[1]{"\\q"}:
			      ^^ invalid-escape
		`,
	},
	{
		name: "text where the header ends",
		text: `
			t[1]{a}: 1
			         ^ text-after-header
			u[1]{a} :
			       ^ text-after-header
			  1
			v[1] {a}:
			    ^ text-after-header
			  1
		`,
	},
	{
		name: "no colon",
		text: `
			z: 1
			t[1]{a}
			       $0 missing-colon
			  1
		`,
	},
	{
		name: "a table without a key as an item",
		text: `
			list[1]:
			  - [1]{a}:
			    ^^^ keyless-header
			      1
		`,
	},
];

const keyed: readonly Case[] = [
	{
		name: "an object in keyed form",
		text: `
			users[2:]{age,city}:
			  ada: 36,London
			  "bob, jr": 40,Paris
			after: 1
		`,
		value: { users: { ada: { age: 36, city: "London" }, "bob, jr": { age: 40, city: "Paris" } }, after: 1 },
	},
	{ name: "pipes between the cells", text: "m[1:|]{a|b}:\n  k: 1|2", value: { m: { k: { a: 1, b: 2 } } } },
	{ name: "tabs between the cells", text: "m[1:\t]{a\tb}:\n  k: 1\t2", value: { m: { k: { a: 1, b: 2 } } } },
	{
		name: "groups, and a delimiter in an entry key",
		text: `
			m[2:]{a{b,c}}:
			  x,y: 1,2
			  z: 3,4
		`,
		value: { m: { "x,y": { a: { b: 1, c: 2 } }, z: { a: { b: 3, c: 4 } } } },
	},
	{
		name: "a wrong number of entries",
		text: `
			m[3:]{v}:
			 ^^^^ entry-count strict
			  a: 1
			  b: 2
		`,
		looseValue: { m: { a: { v: 1 }, b: { v: 2 } } },
	},
	{
		name: "an entry key twice",
		text: `
			m[2:]{v}:
			  a: 1
			  a: 2
			  ^ duplicate-key strict
		`,
		looseValue: { m: { a: { v: 2 } } },
	},
	{
		name: "wrong widths",
		text: `
			m[2:]{v,w}:
			  a: 1
			     ^ row-width
			  b: 1,2,3
			        ^^ row-width
		`,
	},
	{
		name: "an entry without a colon",
		text: `
			m[2:]{v}:
			  a: 1
			  b 2
			     $0 missing-colon
		`,
	},
	{
		name: "no field list",
		text: `
			m[1:]:
			 ^^^^ keyed-without-fields
			  a: 1
		`,
	},
	{
		name: "a mark in the wrong place",
		text: `
			m[1 :]{v}:
			 ^^^^^ malformed-bracket
			n[1|:]{v}:
			 ^^^^^ malformed-bracket
		`,
	},
	{
		name: "no key where one is needed",
		text: `
			a:
			  [1:]{v}:
			  ^^^^ keyless-header
			    x: 1
			list[1]:
			  - [1:]{v}:
			    ^^^^ keyless-header
			      x: 1
		`,
	},
];

describe("cases: tables", () => {
	describe("tables", () => testCases(tables));
	describe("rows", () => testCases(rows));
	describe("field lists", () => testCases(fieldLists));
	describe("keyed form", () => testCases(keyed));
});
