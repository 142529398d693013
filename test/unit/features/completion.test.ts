import assert from "node:assert/strict";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { completions } from "../../../server/src/features/completion";
import { accepted, marked } from "../../support/cursors";

const labels = (text: string): string[] => {
	const { document, position } = marked(text);
	return sorted(completions(document, position, { snippets: false })).map(({ label }) => label);
};

const sorted = (items: readonly CompletionItem[]): CompletionItem[] =>
	[...items].sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));

/** The document after the proposal with the label was chosen. */
function chosen(text: string, label: string): string {
	const { document, position } = marked(text);
	const items = completions(document, position, { snippets: false });
	const item = items.find((each) => each.label === label);
	assert.ok(item, `${label} is among ${items.map((each) => each.label).join(" / ")}`);
	return accepted(document, item);
}

const tasks = "tasks[3]{id,status,title}:\n  1,done,x\n  2,open,y\n  3,done,z\n";
const list = "l[2]:\n  - id: 1\n    name: Ada\n  - id: 2\n    ";

describe("completion", () => {
	for (const [what, text, expected] of [
		["values of the column, the frequent first", tasks.replace("2,open", "2,$0"), ["done", "true", "false", "null"]],
		["the own value is not counted", tasks.replace("3,done", "3,do$0ne"), ["open", "done", "true", "false", "null"]],
		[
			"keys of sibling items that this one lacks",
			`${list}$0`,
			["name", "object", "table", "list", "keyed table", "inline array"],
		],
		["nothing in comments", "# a$0: 1\n", []],
		["nothing behind what is whole", "a: 1 $0\n", []],
		["nothing in a root that is an array", "[1]{a,b}:\n  1,2\n$0", []],
		["literals for a value", "a: $0\n", ["true", "false", "null"]],
		["values of the same key", "a:\n  k: x\nb:\n  k: $0\n", ["x", "true", "false", "null"]],
		["nothing behind a key with content", "a: $0\n  b: 1\n", []],
		["values of the same inline array", "a:\n  k[1]: x\nb:\n  k[2]: y,$0\n", ["x", "true", "false", "null"]],
		["only what fits the rows below", "$0\n  1,2\n", ["table"]],
		["only what fits the items below", "x$0\n  - 2\n", ["list"]],
		["entries below", "$0\n  a: 1,2\n  b: 3,4\n", ["keyed table", "object"]],
		["fields below", "$0\n  a: 1\n  b: 3\n", ["object"]],
	] as const) {
		it(`offers ${what}`, () => assert.deepEqual(labels(text), expected));
	}

	it("says how often a value was seen, and where", () => {
		const { document, position } = marked(tasks.replace("2,open", "2,$0open"));
		assert.equal(completions(document, position, { snippets: true })[0]?.detail, "2× in status");
	});

	for (const [what, text, label, expected] of [
		["a value replaces the cell", tasks.replace("open", "op$0en"), "done", tasks.replace("open", "done")],
		["a value is put into an empty cell", "t[2]{a,b}:\n  1,x\n  2,$0\n", "x", "t[2]{a,b}:\n  1,x\n  2,x\n"],
		["the missing cells of a row", "t[1]{a,b,c}:\n  1$0\n", "b, c", "t[1]{a,b,c}:\n  1,b,c\n"],
		["the missing cells behind a delimiter", "t[1|]{a|b|c}:\n  1|$0\n", "b, c", "t[1|]{a|b|c}:\n  1|b|c\n"],
		["the cells of an entry row", "t[1:]{a,b}:\n  k:$0\n", "a, b", "t[1:]{a,b}:\n  k: a,b\n"],
		["a new row, counted", "t[1]{a,b}:\n  1,2\n  $0\n", "a, b", "t[2]{a,b}:\n  1,2\n  a,b\n"],
		["a count that was wrong stays", "t[5]{a,b}:\n  1,2\n  $0\n", "a, b", "t[5]{a,b}:\n  1,2\n  a,b\n"],
		["a new entry row", "t[1:]{a,b}:\n  k: 1,2\n  $0\n", "key: a, b", "t[2:]{a,b}:\n  k: 1,2\n  key2: a,b\n"],
		["a key with its form", "a:\n  x:\n    y: 1\nb:\n  $0", "x", "a:\n  x:\n    y: 1\nb:\n  x:\n    "],
		["a key in a new item", `${list.slice(0, -4)}  - $0`, "id", `${list.slice(0, -4)}  - id: `],
		["an item", "l[1]:\n  - a\n  $0", "-", "l[2]:\n  - a\n  - value"],
		[
			"an item like its siblings",
			"l[1]:\n  - a: 1\n    b: 2\n  $0",
			"- a, b",
			"l[2]:\n  - a: 1\n    b: 2\n  - a: a\n    b: b",
		],
		["another key before its colon", "a:\n  x: 1\n  y: 2\nb:\n  z$0: 3\n", "x", "a:\n  x: 1\n  y: 2\nb:\n  x: 3\n"],
		["a table from its rows", "t$0\n  1,2\n  3,4\n", "table", "t[2]{field1,field2}:\n  1,2\n  3,4\n"],
		[
			"a table from its rows, named as one beside",
			"a[1]{id,name}:\n  1,x\nb$0\n  3,4\n",
			"table",
			"a[1]{id,name}:\n  1,x\nb[1]{id,name}:\n  3,4\n",
		],
		["a list from its items", "t$0\n  - 1\n  - a: 1\n    b: 1\n", "list", "t[2]:\n  - 1\n  - a: 1\n    b: 1\n"],
		["a keyed table", "t$0\n  a: 1|2\n  b: 3|4\n", "keyed table", "t[2:|]{field1|field2}:\n  a: 1|2\n  b: 3|4\n"],
		[
			"a field name",
			"a[1]{id,name}:\n  1,x\nb[1]{i$0,z}:\n  1,2\n",
			"id",
			"a[1]{id,name}:\n  1,x\nb[1]{id,z}:\n  1,2\n",
		],
		[
			"a field name of a list that is unfinished",
			"l[1]:\n  - id: 1\n    x: 2\nb[1]{id,$0",
			"x",
			"l[1]:\n  - id: 1\n    x: 2\nb[1]{id,x",
		],
		["a document from nothing", "$0", "TOON: root table", "[2]{id,name}:\n  1,Ada\n  2,Bob"],
		["a value right behind the colon", "a:\n  k: x\nb:\n  k:$0\n", "x", "a:\n  k: x\nb:\n  k: x\n"],
	] as const) {
		it(`inserts ${what}`, () => assert.equal(chosen(text, label), expected));
	}

	it("gives snippets to editors that take them", () => {
		const { document, position } = marked("t[1]{a,b,c}:\n  1$0\n");
		const item = completions(document, position, { snippets: true }).find(({ label }) => label === "b, c");
		assert.equal((item?.textEdit as TextEdit | undefined)?.newText, ",${1:b},${2:c}");
	});
});
