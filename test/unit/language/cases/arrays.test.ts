/** Inline arrays and lists: headers, items, and what is wrong about them (§6, §9.1, §9.2, §9.4, §10). */
import { type Case, testCases } from "../../../support/marked";

const inline: readonly Case[] = [
	{
		name: "one line of values",
		text: `
			tags[3]: a,b c,"d,e"
			mixed[4]: 1,true,null,""
		`,
		value: { tags: ["a", "b c", "d,e"], mixed: [1, true, null, ""] },
	},
	{ name: "values between tabs", text: "a[2\t]: x,y\tz", value: { a: ["x,y", "z"] } },
	{ name: "values between pipes", text: "a[2|]: x,y|z", value: { a: ["x,y", "z"] } },
	{ name: "an empty value is an empty string", text: "a[3]: x,,", value: { a: ["x", "", ""] } },
	{ name: "spaces around values do not count", text: "a[2]:  x ,  y", value: { a: ["x", "y"] } },
	{ name: "a quoted key", text: '"my key"[1]: x', value: { "my key": ["x"] } },
	{ name: "an empty array", text: "a: []", value: { a: [] } },
	{
		name: "too few values",
		text: `
			a[3]: x,y
			 ^^^ array-length strict
		`,
		looseValue: { a: ["x", "y"] },
	},
	{
		name: "too many values; nothing is cut off",
		text: `
			a[1]: x,y
			 ^^^ array-length strict
		`,
		looseValue: { a: ["x", "y"] },
	},
	{
		name: "each wrong token gets its own diagnostic",
		text: `
			a[3]: "x"y,"\\z",2
			         ^ text-after-quote
			            ^^ invalid-escape
		`,
	},
	{
		name: "an open quote swallows the delimiters behind it, and no count is wrong",
		text: `
			a[3]: x,"y,z
			        ^^^^ unterminated-string
		`,
	},
];

const lists: readonly Case[] = [
	{
		name: "items of every kind",
		text: `
			items[6]:
			  - text
			  - 1
			  -
			  - []
			  - [2]: a,b
			  - x: 1
			    y: 2
		`,
		value: { items: ["text", 1, {}, [], ["a", "b"], { x: 1, y: 2 }] },
	},
	{
		name: "an array with nothing behind its colon is a list, not one empty string",
		text: `
			a[1]:
			  - x
		`,
		value: { a: ["x"] },
	},
	{
		name: "lists in lists",
		text: `
			a[2]:
			  - [2]:
			    - 1
			    - [1]: 2
			  - [1]:
			    - [1]:
			      - x
		`,
		value: { a: [[1, [2]], [["x"]]] },
	},
	{
		name: "a first field with content of its own",
		text: `
			a[3]:
			  - o:
			      x: 1
			    y: 2
			  - t[2]{b}:
			      1
			      2
			    z: 3
			  - l[1]:
			      - 4
			    w: 5
		`,
		value: {
			a: [
				{ o: { x: 1 }, y: 2 },
				{ t: [{ b: 1 }, { b: 2 }], z: 3 },
				{ l: [4], w: 5 },
			],
		},
	},
	{
		name: "more spaces behind the hyphen",
		text: `
			a[1]:
			  -   x: 1
			    y: 2
		`,
		value: { a: [{ x: 1, y: 2 }] },
	},
	{
		name: "a hyphen without a space is no list marker",
		text: `
			a[2]:
			  - -5
			  - -x
		`,
		value: { a: [-5, "-x"] },
	},
	{
		name: "fewer items than declared",
		text: `
			a[3]:
			 ^^^ array-length strict
			  - 1
		`,
		looseValue: { a: [1] },
	},
	{
		name: "more items than declared",
		text: `
			a[1]:
			 ^^^ array-length strict
			  - 1
			  - b: 2
		`,
		looseValue: { a: [1, { b: 2 }] },
	},
	{
		name: "a wrong length of an item",
		text: `
			a[2]:
			  - [3]: 1,2
			    ^^^ array-length strict
			  - [1]:
			    ^^^ array-length strict
			    - 1
			    - 2
		`,
		looseValue: {
			a: [
				[1, 2],
				[1, 2],
			],
		},
	},
	{
		name: "a key of the item again",
		text: `
			a[1]:
			  - x: 1
			    y: 2
			    x: 3
			    ^ duplicate-key strict
		`,
		looseValue: { a: [{ x: 3, y: 2 }] },
	},
	{
		name: "a length in front of nothing",
		text: `
			a[2]:
			 ^^^ array-length strict
			b: 1
		`,
		looseValue: { a: [], b: 1 },
	},
];

const headers: readonly Case[] = [
	{
		name: "lengths that are none",
		text: `
			a[03]: 1
			 ^^^^ malformed-bracket
			b[-1]: 1
			 ^^^^ malformed-bracket
			c[1.0]: 1
			 ^^^^^ malformed-bracket
			d[]: 1
			 ^^ malformed-bracket
			e[x]: 1
			 ^^^ malformed-bracket
			f[ 1]: 1
			 ^^^^ malformed-bracket
			g[1,]: 1
			 ^^^^ malformed-bracket
		`,
	},
	{
		name: "an old length mark",
		text: `
			a[#2]: 1,2
			 ^^^^ malformed-bracket
		`,
	},
	{
		name: "a bracket that is not closed",
		text: `
			a[2: 1,2
			 ^^^^^^^ malformed-bracket
		`,
	},
	{
		name: "no colon",
		text: `
			b: 1
			a[2] 1,2
			        $0 missing-colon
		`,
	},
	{
		name: "text between bracket and colon",
		text: `
			a[2]x: 1,2
			    ^ text-after-header
			b[2] : 1,2
			    ^ text-after-header
			c[1][2]: 1
			    ^^^ text-after-header
		`,
	},
	{
		name: "spaces between key and bracket",
		text: `
			a [2]: 1,2
			 ^ space-before-bracket
			b  [1]: 1
			 ^^ space-before-bracket
		`,
	},
	{
		name: "what stands below a broken header is not looked into",
		text: `
			a[x]:
			 ^^^ malformed-bracket
			  - 1
			    - what
			  "open
			b: 1
		`,
	},
	{
		name: "no key where one is needed",
		text: `
			a:
			  [2]: 1,2
			  ^^^ keyless-header
			  b: 1
		`,
	},
];

describe("cases: arrays", () => {
	describe("inline arrays", () => testCases(inline));
	describe("lists", () => testCases(lists));
	describe("headers", () => testCases(headers));
});
