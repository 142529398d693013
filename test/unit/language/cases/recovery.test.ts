/** What people really get wrong: the diagnostics are few, where the mistake is, and the rest is read as it was meant. */
import { type Case, testCases } from "../../../support/marked";

const pasted: readonly Case[] = [
	{
		name: "JSON as a whole",
		text: `
			{
			^ scalar-line
			  "a": 1,
			  "b": [1, 2]
			}
		`,
	},
	{
		name: "JSON values behind a colon are strings",
		text: `
			a: [1, 2]
			b: {c: 1}
		`,
		value: { a: "[1, 2]", b: "{c: 1}" },
	},
	{
		name: "a header shifted by a space ends the table before it, and its rows are its own",
		text: `
			u[2]{a,b}:
			  1,2
			  3,4
			 t[1]{x,y,z}:
			^ indent-not-multiple strict
			  1,2,3
			z: 1
		`,
	},
	{
		name: "merge conflict markers in fields",
		text: `
			a: 1
			<<<<<<< HEAD
			^^^^^^^^^^^^ missing-colon
			b: 2
			=======
			^^^^^^^ missing-colon
			c: 3
			>>>>>>> branch
			^^^^^^^^^^^^^^ missing-colon
			d: 4
		`,
	},
	{
		name: "merge conflict markers in a table, which stays a table",
		text: `
			t[4]{a,b}:
			  1,x
			<<<<<<< HEAD
			^^^^^^^^^^^^ missing-colon
			  2,y
			=======
			^^^^^^^ missing-colon
			  2,z
			>>>>>>> branch
			^^^^^^^^^^^^^^ missing-colon
			  3,w
			u: 1
		`,
	},
	{
		name: "comments of other languages",
		text: `
			a: 1
			// note
			^^^^^^^ missing-colon
			b: 2 // note
		`,
	},
];

const typing: readonly Case[] = [
	{
		name: "a header that is not finished",
		text: `
			a: 1
			users[2]{id,na
			              $0 missing-colon
		`,
	},
	{
		name: "a row that is not finished",
		text: `
			users[2]{id,name}:
			  1,Ada
			  2
			  ^ row-width
		`,
	},
	{
		name: "a string that is not finished, in the middle of a table",
		text: `
			t[3]{a,b}:
			  1,"x
			    ^^ unterminated-string
			  2,y
			  3,z
			u: 1
		`,
	},
	{
		name: "a key that is not finished, between fields",
		text: `
			a: 1
			b
			 $0 missing-colon
			c:
			  d: 2
		`,
	},
	{
		name: "a header that breaks while it is edited keeps its rows to itself",
		text: `
			a[1]{x}:
			  1
			b[2{x,y}:
			 ^^^^^^^^ malformed-bracket
			  1,2
			  3,4
			c: 1
		`,
	},
	{
		name: "a field put among rows",
		text: `
			t[2]{a}:
			  1
			  k: v
			  ^^^^ over-indented
			  2
		`,
	},
];

const indentation: readonly Case[] = [
	{
		name: "a whole block by one space, shown once",
		text: `
			t[3]{a,b}:
			 1,x
			^ indent-not-multiple
			 2,y
			 3,z
			u: 1
		`,
		only: "strict",
	},
	{
		name: "a whole document by one level, shown once",
		text: `
			  a: 1
			^^ over-indented
			  b: 2
			  c:
			    d: 3
		`,
	},
	{
		name: "a block by one space with blocks inside, shown once",
		text: `
			o:
			   p:
			^^^ indent-not-multiple
			     a: 1
			     l[2]:
			       - b: 1
			         c: 2
			       - b: 3
			   q: 2
			z: 1
		`,
		only: "strict",
	},
	{
		name: "an item and its fields by one space",
		text: `
			l[2]:
			  - a: 1
			    b: 2
			 - a: 3
			^ indent-not-multiple
			   b: 4
			c: 1
		`,
		only: "strict",
	},
	{
		name: "blocks within a block by tabs, shown once",
		text: "a:\n\tb:\n^ tab-indent strict\n\t\tc: 1\n\tl[2]:\n\t\t- d: 1\n\t\t  e: 2\n\t\t- d: 3\n\t\t\te: 4\n",
		looseValue: {
			a: {
				b: { c: 1 },
				l: [
					{ d: 1, e: 2 },
					{ d: 3, e: 4 },
				],
			},
		},
	},
	{
		name: "items beside their header, with what hangs below them",
		text: `
			l[2]:
			 ^^^ array-length
			- a: 1
			  b:
			    c: 2
			- a: 3
			b: 1
		`,
		only: "strict",
	},
	{
		name: "rows beside their header, which stands below an object",
		text: `
			p:
			  n: 1
			  t[2]{a,b}:
			   ^^^ array-length
			  1,2
			  3,4
			  u[1]{c,d}:
			    5,6
			z: 1
		`,
		only: "strict",
	},
	{
		name: "only the first row beside its header",
		text: `
			t[2]{a,b}:
			 ^^^ array-length
			1,2
			  3,4
			z: 1
		`,
		only: "strict",
	},
	{
		name: "a key that is typed below a header is no row of it",
		text: `
			t[2]{a,b}:
			nam
			   $0 missing-colon
			  1,2
			  3,4
		`,
	},
	{
		name: "a header without content, and what follows it in strict mode only",
		text: `
			l[1]:
			 ^^^ array-length strict
			k: v
		`,
		looseValue: { l: [], k: "v" },
	},
	{
		name: "the last row beside its header",
		text: `
			t[3]{a,b}:
			  1,2
			  3,4
			5,6
			   $0 missing-colon
			z: 1
		`,
	},
	{
		name: "items beside their list, and within an item",
		text: `
			o:
			  l[2]:
			    - 1
			  - 2
			     $0 missing-colon
			  m[2]:
			    - 1
			  - [2]: 1,2
			  ^ keyless-header
			  n[3]:
			    - a: 1
			      - [1]: 2
			      ^ keyless-header
			    - 3
		`,
	},
	{
		name: "a block by tabs, shown once a block",
		text: "a:\n\tb: 1\n^ tab-indent strict\n\tc: 2\nd:\n\te: 1\n^ tab-indent strict\n",
		looseValue: { a: { b: 1, c: 2 }, d: { e: 1 } },
	},
	{
		name: "one line of an object by one space",
		text: `
			a:
			  b: 1
			 c: 2
			^ indent-not-multiple
			  d: 3
		`,
		only: "strict",
	},
	{
		name: "one line of an item by one space",
		text: `
			l[2]:
			  - a: 1
			   b: 2
			^^^ indent-not-multiple
			  - a: 3
		`,
		only: "strict",
	},
	{
		name: "a line too deep, with a block of its own",
		text: `
			a: 1
			  b:
			^^ over-indented
			    c: 2
			    d: 3
			e: 4
		`,
	},
];

const tables: readonly Case[] = [
	{
		name: "an unquoted delimiter in a cell",
		text: `
			users[2]{id,name}:
			  1,Ada
			  2,Bob, Jr.
			       ^^^^^ row-width
		`,
	},
	{
		name: "rows with another delimiter than the header says",
		text: `
			users[3]{id,name}:
			  1|Ada
			  ^^^^^ row-width
			  2|Bob
			  ^^^^^ row-width
			  3,Eve
		`,
	},
	{
		name: "a header that is wrong for all of its rows",
		text: `
			users[2]{id,name}:
			        ^^^^^^^^^ row-width
			  1|Ada
			  2|Bob
			owners[2:]{id,name}:
			          ^^^^^^^^^ row-width
			  a: 1
			  b: 2
			one[1]{id,name}:
			  1
			  ^ row-width
		`,
	},
	{
		name: "an entry row that stands twice",
		text: `
			m[2:]{a,b}:
			  k: 1,2
			  l: 3,4
			  l: 3,4
			  ^ duplicate-key strict
		`,
		looseValue: { m: { k: { a: 1, b: 2 }, l: { a: 3, b: 4 } } },
	},
	{
		name: "entry rows below a header that has lost its colon",
		text: `
			m[2]{a,b}:
			  k: 1,2
			  ^^ over-indented
			  l: 3,4
			z: 1
		`,
	},
	{
		name: "rows below a header that has lost its bracket",
		text: `
			t2]{a,b}:
			  1,2
			     $0 missing-colon
			  3,4
			z: 1
		`,
	},
	{
		name: "rows that have lost their header",
		text: `
			a: 1
			  1,2
			^^ over-indented
			  3,4
			b:
			  5,6
			     $0 missing-colon
			  7,8
			  c: 2
		`,
	},
	{
		name: "a header among rows, with its own rows beside or below it",
		text: `
			t[2]{a,b}:
			  1,2
			  3,4
			  u[2]{c,d,e}:
			  ^^^^^^^^^^^^ over-indented
			  5,6,7
			  8,9,0
			v[1]{a,b}:
			  1,2

			  w[1]{c,d,e}:
			  ^^^^^^^^^^^^ over-indented
			    5,6,7
			z: 1
		`,
	},
	{
		name: "fields of an item at its hyphen",
		text: `
			l[2]:
			  - a: 1
			  b: 2
			  ^^^^ over-indented
			  c: 3
			  - a: 4
			d: 5
		`,
	},
	{
		name: "a first row or item too deep",
		text: `
			o:
			  n: 1
			t[2]{a,b}:
			    1,2
			^^^^ depth-jump strict
			  3,4
			l[2]:
			    - a
			^^^^ depth-jump strict
			  - b: 1
			    c: 2
			z: 1
		`,
		only: "strict",
	},
	{
		name: "a colon in the first cell",
		text: `
			t[2]{a,b}:
			  10:30,x
			  ^^^^^ over-indented
			  "11:30",y
		`,
	},
	{
		name: "a stale length after a row was added",
		text: `
			t[1]{a}:
			 ^^^ array-length strict
			  1
			  2
			u: 1
		`,
		looseValue: { t: [{ a: 1 }, { a: 2 }], u: 1 },
	},
];

describe("cases: recovery", () => {
	describe("what was pasted", () => testCases(pasted));
	describe("while typing", () => testCases(typing));
	describe("indentation", () => testCases(indentation));
	describe("tables", () => testCases(tables));
});
