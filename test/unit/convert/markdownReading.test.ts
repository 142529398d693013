/** Markdown to TOON: headings, lists, task lists and tables as keys and values. */
import assert from "node:assert/strict";
import { convert, converted, refused } from "./converting";

const cases: readonly (readonly [name: string, input: string, output: string])[] = [
	["nothing", "", "null"],
	["a paragraph", "Hello *world* and `code`\nhere.", '"Hello world and code\\nhere."'],
	["a list", "- a\n- 1\n- true\n- null", "[4]: a,1,true,null"],
	["a table", "| id | name |\n|---:|---|\n| 1 | a \\| b |\n| 2 | |", '[2]{id,name}:\n  1,a | b\n  2,""'],
	["columns without a name", "| | b |\n|---|---|\n| 1 | 2 |", "[1]{column_1,b}:\n  1,2"],
	["tasks", "- [x] one\n- [ ] two", "[2]{done,title}:\n  true,one\n  false,two"],
	[
		"tasks within tasks",
		"- [x] one\n  - [ ] two",
		"[1]:\n  - done: true\n    title: one\n    items[1]{done,title}:\n      false,two",
	],
	["headings", "# A\n\n## B\n\nx\n\n## C\n\n1", "A:\n  B: x\n  C: 1"],
	["headings of one depth", "## A\n- x\n\n## B\n- y", "A[1]: x\nB[1]: y"],
	["a heading without anything", "# A\n\n# B\n\nx", "A: null\nB: x"],
	["a heading deeper than the one before by two", "# A\n\n### B\n\nx", "A:\n  B: x"],
	["keys in bold", "**a:** 1\n\n**b**: x\n\n**c:**", 'a: 1\nb: x\nc: ""'],
	["keys in bold on lines of a paragraph", "**a:** 1  \n**b:** 2\n**c:** 3", "a: 1\nb: 2\nc: 3"],
	["a key in bold above a list", "**tags:**\n\n- a\n- b", "tags[2]: a,b"],
	["lists with keys", "- **a:** 1\n- **b:**\n  - x\n  - y\n- **c:**\n  - **d:** 2", "a: 1\nb[2]: x,y\nc:\n  d: 2"],
	["objects in lists", "- **a:** 1\n  - **b:** 2\n- **a:** 3\n  - **b:** 4", "[2]{a,b}:\n  1,2\n  3,4"],
	["lists within lists", "- - a\n  - b\n- c", "[2]:\n  - [2]: a,b\n  - c"],
	["a list below a text is its value", "- Fruits\n  - apple\n- Nuts\n  - almond", "Fruits[1]: apple\nNuts[1]: almond"],
	[
		"several parts get names",
		"# A\n\nText.\n\nMore.\n\n- x\n\n| a |\n|---|\n| 1 |\n\n```js\nrun()\n```",
		'A:\n  text: "Text.\\n\\nMore."\n  list[1]: x\n  table[1]{a}:\n    1\n  code: run()',
	],
	[
		"links keep their address",
		"- [docs](https://x.org)\n- <https://x.org>\n- ![i](a.png)",
		'[3]: "[docs](https://x.org)","https://x.org","![i](a.png)"',
	],
	[
		"numbers that would change stay text",
		"- 1.10\n- 007\n- 1e3\n- -0\n- 12345678901234567890",
		'[5]: "1.10","007","1e3","-0",12345678901234567890',
	],
	["line breaks and comments in cells", "| a |\n|---|\n| x<br>y <!-- z --> |", '[1]{a}:\n  "x\\ny "'],
	["comments and rules", "<!-- a -->\n\n---\n\n**a:** 1", "a: 1"],
	["CRLF and a byte order mark", "\uFEFF# A\r\n\r\n- x\r\n", "A[1]: x"],
];

describe("convert: Markdown to TOON", () => {
	for (const [name, input, output] of cases) it(name, () => assert.equal(converted(input, "markdown", "toon"), output));

	it("reads what it has written", () => {
		const toon = "a: 1\nb:\n  c: x\n  t[2]{id,n}:\n    1,p\n    2,q\nl[2]: x,y";
		const { text } = convert(toon, "toon", "markdown", { source: "x.toon" });
		assert.equal(converted(text, "markdown", "toon"), "a: 1\nl[2]: x,y\nb:\n  c: x\n  t[2]{id,n}:\n    1,p\n    2,q");
	});

	it("says what it left out or renamed", () => {
		const warned: readonly (readonly [string, string, RegExp])[] = [
			["# A\n\nx\n\n# A\n\ny", "A: x\nA_2: y", /"A" stands twice.*"A_2"/],
			["| a | a |\n|---|---|\n| 1 | 2 |", "[1]{a,a_2}:\n  1,2", /"a_2"/],
			["<div>x</div>\n\n- y", "[1]: y", /^html.*left out/],
			["| a |\n|---|", "[]", /no rows/],
			["| a | b |\n|---|---|\n| 1 |", '[1]{a,b}:\n  1,""', /The row has 1 cell and the header 2/],
			["> | a |\n> |---|\n> | 1 | 2 |", "[1]{a}:\n  1", /The row has 2 cells and the header 1/],
			["a\n\n- x\n\n  | a |\n  |---|\n  | 1 | 2 |", "text: a\nlist:\n  x[1]{a}:\n    1", /The row has 2/],
		];
		for (const [input, output, message] of warned) {
			const { text, warnings } = convert(input, "markdown", "toon");
			assert.equal(text, output);
			assert.equal(warnings.length, 1, input);
			assert.match(warnings[0]!.message, message);
		}
	});

	it("refuses what would take the parser for ever", () => {
		for (const input of ["> ".repeat(5000), "- ".repeat(5000), `x\n${"*".repeat(5000)}a${"*".repeat(5000)}`]) {
			assert.match(refused(`${input}x`, "markdown", "toon").message, /nested too deeply/);
		}
	});
});
