/** TOON to Markdown: the document that a person reads. Cells and strings of all kinds are in test/fuzz/convert. */
import assert from "node:assert/strict";
import type { ConvertOptions } from "../../../server/src/convert/index";
import { convert } from "./converting";

type Case = readonly [name: string, input: string, output: string, options?: ConvertOptions];

const cases: readonly Case[] = [
	[
		"scalars",
		"a: 1\nb: x\nc: null\nd: 1.50\ne: 12345678901234567890",
		"**a:** 1\n\n**b:** x\n\n**c:** null\n\n**d:** 1.50\n\n**e:** 12345678901234567890\n",
	],
	["a root scalar", "hello", "hello\n"],
	["a root string that is empty", '""', '""\n'],
	["an empty document", "", "`{}`\n"],
	[
		"empty values",
		'a: []\nb:\nc: ""\n"": 1',
		'**a:** `[]`\n\n**b:** `{}`\n\n**c:**\n\n**"":** 1\n'.replace("**c:** \n", "**c:**\n"),
	],
	["the title", "a: 1", "# report.toon\n\n**a:** 1\n", { source: "/home/ada/report.toon" }],
	["objects are headings", "a:\n  b:\n    c: 1", "## a\n\n### b\n\n**c:** 1\n"],
	[
		"members without a heading come first",
		"a:\n  x: 1\nb: 2\nc[1]: 3",
		"**b:** 2\n\n**c:**\n\n- 3\n\n## a\n\n**x:** 1\n",
	],
	[
		"beyond h6 there are lists",
		"a:\n  b:\n    c:\n      d:\n        e:\n          f: 1\n          g:\n            h: 2\n            i:\n              j: 3",
		"## a\n\n### b\n\n#### c\n\n##### d\n\n###### e\n\n**f:** 1\n\n**g:**\n\n- **h:** 2\n- **i:**\n  - **j:** 3\n",
	],
	["primitive arrays", "a[3]: x,1,null", "**a:**\n\n- x\n- 1\n- null\n"],
	["a root array", "[2]: x,# y", "- x\n- \\# y\n"],
	[
		"lists of anything",
		"a[4]:\n  - x\n  - k: 1\n    l: 2\n  - [2]: 3,4\n  -",
		"## a\n\n- x\n- **k:** 1\n  - **l:** 2\n- - 3\n  - 4\n- `{}`\n",
	],
	[
		"an item that begins with a part",
		"[1]:\n  - k:\n      l: 1\n    m: 2",
		"- - **k:**\n    - **l:** 1\n  - **m:** 2\n",
	],
	["a table", "t[2]{id,name}:\n  1,x\n  2,y", "## t\n\n| id | name |\n| ---: | --- |\n| 1 | x |\n| 2 | y |\n"],
	["a root table", "[1]{a}:\n  x", "| a |\n| --- |\n| x |\n"],
	["a table without rows", "[0]{a,b}:", "| a | b |\n| --- | --- |\n"],
	[
		"numbers stand at the right",
		"[3]{a,b,c,d}:\n  1,1,null,\n  -2.5,x,3,\n  1e3,2,,",
		"| a | b | c | d |\n| ---: | --- | ---: | --- |\n| 1 | 1 | null |  |\n| -2.5 | x | 3 |  |\n| 1e3 | 2 |  |  |\n",
	],
	["groups of fields", "[1]{id,c{n,d{e}}}:\n  1,2,3", "| id | c.n | c.d.e |\n| ---: | ---: | ---: |\n| 1 | 2 | 3 |\n"],
	["a keyed table", "[1:]{a}:\n  x y: 1", "| key | a |\n| --- | ---: |\n| x y | 1 |\n"],
	[
		"a table within a list",
		"[2]:\n  - t[1]{a}:\n      1\n    u: 2\n  - x",
		"- - **t:**\n\n    | a |\n    | ---: |\n    | 1 |\n  - **u:** 2\n- x\n",
	],
	["cells", '[2]{a}:\n  "x|y"\n  "l1\\nl2"', "| a |\n| --- |\n| x\\|y |\n| l1<br>l2 |\n"],
	[
		"nothing live",
		'[3]{a}:\n  <script>\n  ada@example.com\n  "[x](javascript:y)"',
		"| a |\n| --- |\n| \\<script> |\n| ada\\@example.com |\n| \\[x](javascript:y) |\n",
	],
	[
		"comments",
		"# one -- two\n#three\na: 1\n# last",
		"<!-- one - - two -->\n\n<!-- three -->\n\n**a:** 1\n\n<!-- last -->\n",
	],
	["comments dropped", "# one\na: 1", "**a:** 1\n", { markdown: { comments: "drop" } }],
	[
		"comments in tables and lists",
		"t[2]{a}:\n  1\n  # in\n  2\nl[2]:\n  - x\n  # item\n  - y",
		"## t\n\n| a |\n| ---: |\n| 1 |\n| 2 |\n\n<!-- in -->\n\n## l\n\n- x\n- <!-- item -->\n  y\n",
	],
	[
		"tasks",
		"t[3]{id,status,title}:\n  1,done,one\n  2,Open,two\n  3,in progress,a|b",
		"## t\n\n- [x] one (id: 1)\n- [ ] two (id: 2)\n- [ ] a\\|b (id: 3, status: in progress)\n",
	],
	["tasks by a yes and no", "[2]{task,done}:\n  one,true\n  two,false", "- [x] one\n- [ ] two\n"],
	["tasks by key", "[1:]{title,state}:\n  T-1: one,closed", "- [x] one (key: T-1, state: closed)\n"],
	[
		"no tasks, please",
		"[1]{status,title}:\n  done,x",
		"| status | title |\n| --- | --- |\n| done | x |\n",
		{ markdown: { taskLists: "never" } },
	],
	[
		"a status that is not known",
		"[2]{status,title}:\n  done,x\n  maybe,y",
		"| status | title |\n| --- | --- |\n| done | x |\n| maybe | y |\n",
	],
	["a task without a title", '[1]{status,title}:\n  done,""', "| status | title |\n| --- | --- |\n| done |  |\n"],
	[
		"people have names, not titles",
		"[1]{name,status}:\n  Ada,active",
		"| name | status |\n| --- | --- |\n| Ada | active |\n",
	],
	[
		"status words of one's own",
		"[2]{status,title}:\n  fertig,x\n  offen,y",
		"- [x] x\n- [ ] y\n",
		{ markdown: { statusWords: { done: ["Fertig"], open: ["offen"] } } },
	],
	["duplicate keys stand as they are written", "a: 1\na: 2", "**a:** 1\n\n**a:** 2\n", { strict: false }],
];

describe("convert: TOON to Markdown", () => {
	for (const [name, input, output, options] of cases) {
		it(name, () => {
			const { text, lineMap } = convert(input, "toon", "markdown", options);
			const [marker, empty, ...rest] = text.split("\n");
			assert.match(marker!, /^<!-- Generated (from \S+ )?by TOON Workbench, .* -->$/);
			assert.equal(empty, "");
			assert.equal(rest.join("\n"), output);
			assert.equal(lineMap?.length, text.split("\n").length - 1);
		});
	}

	it("gives the same bytes every time, on every machine", () => {
		const once = convert("a: 1", "toon", "markdown", { source: "/home/ada/x.toon" }).text;
		assert.equal(convert("a: 1", "toon", "markdown", { source: "C:\\work\\x.toon" }).text, once);
	});

	it("maps its lines to those of the source", () => {
		const source = "# c\na: 1\nt[2]{x}:\n  1\n  2\nb:\n  l[2]: p,q\n  m[2]:\n    - r\n    - s: 1";
		const { text, lineMap } = convert(source, "toon", "markdown");
		const lines = text.split("\n");
		const at = (content: string): number => lineMap![lines.indexOf(content)]!;
		const places = [
			"<!-- c -->",
			"**a:** 1",
			"## t",
			"| x |",
			"| 1 |",
			"| 2 |",
			"## b",
			"**l:**",
			"- q",
			"### m",
			"- r",
			"- **s:** 1",
		];
		assert.deepEqual(places.map(at), [0, 1, 2, 2, 3, 4, 5, 6, 6, 7, 8, 9]);
	});

	it("shows what is too deep for lists as JSON", () => {
		const depth = 500;
		const toon = Array.from({ length: depth }, (_, i) => `${"  ".repeat(i)}a:\n`).join("");
		const { text } = convert(toon, "toon", "markdown", {});
		assert.match(text, /```json/);
		assert.equal(text.match(/"a"/g)?.length, depth - 6 - 32);
	});

	it("leaves out the marker where that is asked for, and maps the lines all the same", () => {
		const { text, lineMap } = convert("# c\na: 1\nb: 2\n", "toon", "markdown", { source: "x.toon", marker: false });
		assert.equal(text, "# x.toon\n\n<!-- c -->\n\n**a:** 1\n\n**b:** 2\n");
		const marked = convert("# c\na: 1\nb: 2\n", "toon", "markdown", { source: "x.toon" });
		assert.ok(marked.text.endsWith(text));
		assert.deepEqual([...(lineMap ?? [])], [...(marked.lineMap ?? [])].slice(2));
	});
});
