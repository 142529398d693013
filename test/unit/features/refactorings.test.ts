import assert from "node:assert/strict";
import { refactorActions, refactoringEdits } from "../../../server/src/features/refactorings";
import { ToonDocument } from "../../../server/src/language";
import { applied, marked } from "../../support/cursors";

/** The text after a refactoring at `$0`, or why there was none. */
function refactored(text: string, id: string): string {
	const { document, position } = marked(text);
	const result = refactoringEdits(document, id, position);
	if ("reason" in result) return result.reason;
	const after = applied(document, result.edits);
	assert.equal(new ToonDocument(after).errorCount, 0, after);
	return after;
}

describe("refactorings", () => {
	for (const [id, text, expected] of [
		["list-to-table", "$0l[2]:\n  - a: 1\n    b: x, y\n  - a: 2\n    b: z\n", 'l[2]{a,b}:\n  1,"x, y"\n  2,z\n'],
		["list-to-table", "$0l[1]:\n  - a: 1\n    g:\n      b: 2\n", "l[1]{a,g{b}}:\n  1,2\n"],
		["list-to-table", "$0l[2]:\n  # one\n  - a: 1\n  - a: 2\nz: 1\n", "l[2]{a}:\n  # one\n  1\n  2\nz: 1\n"],
		["list-to-table", "$0[1]:\n  - a: 1\n", "[1]{a}:\n  1\n"],
		["list-to-table", "l[1]:\n  - $0m[1]:\n      - a: 1\n    b: 2\n", "l[1]:\n  - m[1]{a}:\n      1\n    b: 2\n"],
		["table-to-list", "$0t[1]{a,g{b,c}}:\n  1,2,\n", 't[1]:\n  - a: 1\n    g:\n      b: 2\n      c: ""\n'],
		["table-to-list", "$0t[1|]{a}:\n  - x\n", 't[1|]:\n  - a: "- x"\n'],
		[
			"object-to-keyed-table",
			"$0o:\n  x:\n    a: 1\n    b: 2\n  y:\n    a: 3\n    b: 4\n",
			"o[2:]{a,b}:\n  x: 1,2\n  y: 3,4\n",
		],
		["keyed-table-to-object", '$0o[1:]{a,b}:\n  "x y": 1,2\n', 'o:\n  "x y":\n    a: 1\n    b: 2\n'],
		["inline-to-list", '$0a[3]: 1,"x,y",true\n', 'a[3]:\n  - 1\n  - "x,y"\n  - true\n'],
		["inline-to-list", "l[1]:\n  - $0[2]: 1,2\n", "l[1]:\n  - [2]:\n    - 1\n    - 2\n"],
		["list-to-inline", "$0a[2]:\n  - x\n  - y, z\n", 'a[2]: x,"y, z"\n'],
		["add-column", "t[1]{a$0,b}:\n  1,2\n", "t[1]{a,field,b}:\n  1,null,2\n"],
		["add-column", "t[1]{a,g{b,c}}:\n  1,$02,3\n", "t[1]{a,g{b,field,c}}:\n  1,2,null,3\n"],
		["duplicate-column", "t[1]{a,b$0}:\n  1,2\n", "t[1]{a,b,b_copy}:\n  1,2,2\n"],
		["remove-column", "t[2]{a,b,c}:\n  1,$02,3\n  # note\n  4,5,6\n", "t[2]{a,c}:\n  1,3\n  # note\n  4,6\n"],
		["move-column-left", "t[1|]{a|b}:\n  1|$02\n", "t[1|]{b|a}:\n  2|1\n"],
		["move-column-right", "t[1]{a,g{b,c}}:\n  $01,2,3\n", "t[1]{g{b,c},a}:\n  2,3,1\n"],
		["move-column-right", "t[1:]{a,b}:\n  k: $01,2\n", "t[1:]{b,a}:\n  k: 2,1\n"],
		["spread-group", "t[1]{a,g{b,c}}:\n  1,$02,3\n", "t[1]{a,g.b,g.c}:\n  1,2,3\n"],
		["group-columns", "t[1]{a,g.b,g.c}:\n  1,$02,3\n", "t[1]{a,g{b,c}}:\n  1,2,3\n"],
		[
			"sort-rows",
			"t[4]{a,b}:\n  1,$0x\n  # two\n  2,null\n  3,10\n  4,9\n",
			"t[4]{a,b}:\n  4,9\n  3,10\n  1,x\n  # two\n  2,null\n",
		],
		["sort-rows-descending", "t[2]{a$0}:\n  1\n  2\n", "t[2]{a}:\n  2\n  1\n"],
		[
			"sort-keys",
			"$0o:\n  b: 1\n  # of a\n  a:\n    z: 1\n    y: 2\nz: 1\n",
			"o:\n  # of a\n  a:\n    z: 1\n    y: 2\n  b: 1\nz: 1\n",
		],
		["sort-keys", "l[1]:\n  - $0b: 1\n    a: 2\n", "l[1]:\n  - a: 2\n    b: 1\n"],
		["sort-keys", "$0b: 1\na: 2\n", "a: 2\nb: 1\n"],
		["delimiter-pipes", '$0t[2]{a,b}:\n  "x,y",z|1\n  1,2\n', 't[2|]{a|b}:\n  "x,y"|"z|1"\n  1|2\n'],
		["delimiter-commas", "$0a[2\t]: x, y\tz\n", 'a[2]: "x, y",z\n'],
		["all-delimiters-pipes", "a[2]: 1,2\n$0t[1]{a,b}:\n  1,2\n", "a[2|]: 1|2\nt[1|]{a|b}:\n  1|2\n"],
		["toggle-quotes", "a: $0x y\n", 'a: "x y"\n'],
		["toggle-quotes", 'a: "$0x y"\n', "a: x y\n"],
		["toggle-quotes", '"$0a": 1\n', "a: 1\n"],
		["toggle-quotes", 'a: "$042"\n', "Nothing was changed. Without quotes it would be read as something else."],
		["list-to-table", "$0l[1]:\n  - 1\n", /same fields in the same order/],
		["list-to-table", "$0l[2]:\n  - a: 1\n  - b: 1\n", /same fields in the same order/],
		["list-to-table", "$0l[3]:\n  - a: 1\n", /same fields/],
		["remove-column", "t[1]{$0a}:\n  1\n", /last column/],
		["sort-rows", "t[2]{a$0}:\n  1\n  2\n", /in that order already/],
		["spread-group", "t[1]{g.b,g{b}}:\n  1,$02\n", /such a name/],
	] as const) {
		it(`${id}: ${JSON.stringify(text)}`, () => {
			const after = refactored(text, id);
			if (typeof expected === "string") assert.equal(after, expected);
			else assert.match(after, expected);
		});
	}

	it("are offered by what the line is, their edits to come", () => {
		const { document, position } = marked("$0l[1]:\n  - a: 1\n");
		const actions = refactorActions(document, "u", 3, position, true);
		assert.ok(actions.some(({ title, edit }) => title === "Convert list to table" && edit === undefined));
		assert.ok(actions.every(({ kind }) => kind === "refactor.rewrite"));
	});

	it("come with their edits for editors that ask only once", () => {
		const { document, position } = marked("$0l[1]:\n  - a: 1\n");
		const actions = refactorActions(document, "u", 3, position, false);
		assert.deepEqual(
			actions.map(({ title, edit }) => [title, edit !== undefined]),
			[
				["Convert list to table", true],
				["Put in quotes", true],
			],
		);
	});

	it("are none in comments", () => {
		const { document, position } = marked("# $0a: 1\n");
		assert.deepEqual(refactorActions(document, "u", 1, position, true), []);
	});
});
