/** Indentation, blank lines, comments, line ends and the form of the root (§5, §8, §12). */
import { type Case, testCases } from "../../../support/marked";

const indentation: readonly Case[] = [
	{
		name: "another size",
		indentSize: 4,
		text: `
			a:
			    b:
			        c: 1
		`,
		value: { a: { b: { c: 1 } } },
	},
	{
		name: "no multiple of the size",
		text: `
			a:
			  b: 1
			   c: 2
			^^^ indent-not-multiple strict
		`,
		looseValue: { a: { b: 1, c: 2 } },
	},
	{
		name: "rows indented by one space: one mistake, shown at its first line",
		text: `
			t[2]{a,b}:
			 1,2
			^ indent-not-multiple strict
			 3,4
		`,
		only: "strict",
	},
	{
		name: "a tab",
		text: "a:\n\tb: 1\n^ tab-indent strict",
		looseValue: { a: { b: 1 } },
	},
	{
		name: "a tab behind spaces",
		text: "a:\n  b:\n  \tc: 1\n  ^ tab-indent strict",
		looseValue: { a: { b: { c: 1 } } },
	},
	{
		name: "two levels at once",
		text: `
			a:
			    b: 1
			^^^^ depth-jump strict
			    c: 2
		`,
		looseValue: { a: { b: 1, c: 2 } },
	},
	{
		name: "two levels at once in arrays",
		text: `
			t[1]{a}:
			    1
			^^^^ depth-jump strict
			l[1]:
			    - 1
			^^^^ depth-jump strict
			m[1:]{v}:
			    k: 1
			^^^^ depth-jump strict
		`,
		looseValue: { t: [{ a: 1 }], l: [1], m: { k: { v: 1 } } },
	},
	{
		name: "deeper than a field that opens nothing",
		text: `
			a: 1
			  b: 2
			^^ over-indented
			c: 3
		`,
	},
	{
		name: "deeper than its siblings",
		text: `
			a:
			  b: 1
			    c: 2
			^^^^ over-indented
			  d: 3
		`,
	},
	{
		name: "the first line",
		text: `
			  a: 1
			^^ over-indented
		`,
	},
];

const blanks: readonly Case[] = [
	{
		name: "blank lines between fields, before and behind arrays",
		text: `

			a: 1

			b:

			  c: 2

			  d: 3

			l[1]:

			  - 1

			e: 4

		`,
		value: { a: 1, b: { c: 2, d: 3 }, l: [1], e: 4 },
	},
	{
		name: "inside a list",
		text: `
			l[2]:
			  - 1

			$0 blank-line-in-array strict
			  - 2
		`,
		looseValue: { l: [1, 2] },
	},
	{
		name: "inside a table and a keyed table",
		text: `
			t[2]{a}:
			  1

			$0 blank-line-in-array strict
			  2
			m[2:]{a}:
			  k: 1

			$0 blank-line-in-array strict
			  l: 2
		`,
		looseValue: { t: [{ a: 1 }, { a: 2 }], m: { k: { a: 1 }, l: { a: 2 } } },
	},
	{
		name: "inside the object of an item",
		text: `
			l[1]:
			  - a: 1

			$0 blank-line-in-array strict
			    b: 2
		`,
		looseValue: { l: [{ a: 1, b: 2 }] },
	},
	{
		name: "between the header of an inner array and its content, inside an outer one",
		text: `
			l[1]:
			  - [1]:

			$0 blank-line-in-array strict
			    - 1
		`,
		looseValue: { l: [[1]] },
	},
	{
		name: "only spaces",
		text: "l[2]:\n  - 1\n  \n^^ blank-line-in-array strict\n  - 2",
		looseValue: { l: [1, 2] },
	},
];

const comments: readonly Case[] = [
	{
		name: "comments count as nothing, anywhere, at any depth",
		text: `
			# first
			a: 1
			      # deep
			t[2]{x}:
			# between header and rows
			  1
			 # odd
			  2
			#
		`,
		value: { a: 1, t: [{ x: 1 }, { x: 2 }] },
	},
	{ name: "there are no comments behind a value", text: "a: 1 # no comment", value: { a: "1 # no comment" } },
	{ name: "a document of comments is an empty object", text: "# a\n  # b", value: {} },
	{
		name: "a tab before the sign makes it content",
		text: "a:\n  b: 1\n\t# c: 2\n^ tab-indent strict",
		looseValue: { a: { b: 1, "# c": 2 } },
	},
	{
		name: "a comment does not stand for a blank line, and hides none",
		text: `
			l[2]:
			  - 1
			  # note

			$0 blank-line-in-array strict
			  - 2
		`,
		looseValue: { l: [1, 2] },
	},
];

const lineEnds: readonly Case[] = [
	{ name: "CR before LF belongs to the line end", text: "a: 1\r\nb:\r\n  c: x\r\n", value: { a: 1, b: { c: "x" } } },
	{ name: "CR elsewhere is content", text: "a: x\ry", value: { a: "x\ry" } },
	{ name: "a byte order mark at the start is dropped", text: "\ufeffa: 1", value: { a: 1 } },
	{ name: "a byte order mark elsewhere is content", text: "a: 1\n\ufeffb: 2", value: { a: 1, "\ufeffb": 2 } },
	{ name: "NUL is content", text: "a: \u0000", value: { a: "\u0000" } },
];

const roots: readonly Case[] = [
	{ name: "a number", text: "42", value: 42 },
	{ name: "a string", text: "hello world", value: "hello world" },
	{ name: "a quoted string", text: '"a: b"', value: "a: b" },
	{ name: "an empty array", text: "[]", value: [] },
	{ name: "an inline array", text: "[2]: 1,2", value: [1, 2] },
	{ name: "a list", text: "[2]:\n  - 1\n  - a: 2", value: [1, { a: 2 }] },
	{ name: "a table", text: "[1]{a}:\n  1", value: [{ a: 1 }] },
	{ name: "a keyed table", text: "[1:]{a}:\n  k: 1", value: { k: { a: 1 } } },
	{ name: "a bracket without a colon is a string", text: "[2] x", value: "[2] x" },
	{
		name: "a scalar above fields",
		text: `
			hello
			^^^^^ scalar-line
			a: 1
		`,
	},
	{
		name: "content behind an array",
		text: `
			[2]: 1,2
			a: 1
			^^^^ trailing-content
		`,
	},
	{
		name: "content behind an empty array",
		text: `
			[]
			[]
			^^ trailing-content
		`,
	},
	{
		name: "content behind a table",
		text: `
			[1]{a}:
			  1
			b: 2
			^^^^ trailing-content
		`,
	},
];

describe("cases: lines", () => {
	describe("indentation", () => testCases(indentation));
	describe("blank lines", () => testCases(blanks));
	describe("comments", () => testCases(comments));
	describe("line ends and marks", () => testCases(lineEnds));
	describe("the root", () => testCases(roots));
});
