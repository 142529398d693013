/** What happens by itself while somebody types. */
import assert from "node:assert/strict";
import { CountFollower } from "../../../server/src/features/counts";
import { onType } from "../../../server/src/features/onType";
import { type ContentChange, ToonDocument } from "../../../server/src/language";
import { applied, marked } from "../../support/cursors";

describe("typing", () => {
	/** `$0` stands behind the character that was typed. */
	const typed = (text: string): string => {
		const { document, position } = marked(text);
		const offset = document.offsetAt(position);
		const character = position.character === 0 ? "\n" : text.slice(0, offset).trimEnd().endsWith("\n") ? "\n" : "";
		return applied(
			document,
			onType(document, position, character || (/\n *$/.test(text.slice(0, offset)) ? "\n" : text.charAt(offset - 1))),
		);
	};

	for (const [what, text, expected] of [
		["Enter on an empty item leaves the list", "l[1]:\n  - a\n  - \n$0", "l[1]:\n  - a\n"],
		["and goes to the depth of the list's key", "o:\n  l[1]:\n    - a\n    - \n$0", "o:\n  l[1]:\n    - a\n  "],
		["Enter behind a header goes deeper", "t[1]{a}:\n$0", "t[1]{a}:\n  "],
		["Enter behind the header of a list begins an item", "l[1]:\n$0", "l[1]:\n  - "],
		["Enter behind a value of a list begins the next", "l[1]:\n  - a\n  $0", "l[1]:\n  - a\n  - "],
		["Enter behind the first field of an item goes on with it", "l[1]:\n  - a: 1\n  $0", "l[1]:\n  - a: 1\n    "],
		["Enter behind a header on a hyphen goes two deeper", "l[1]:\n  - t[1]{a}:\n  $0", "l[1]:\n  - t[1]{a}:\n      "],
		["Enter in rows keeps the depth", "t[1]{a}:\n  1\n  $0", "t[1]{a}:\n  1\n  "],
		["what the editor did stays", "t[1]{a}:\n  $0", "t[1]{a}:\n  "],
		["the delimiter moves on", "t[1]{a,b,c}:\n  1,$0,3\n".replace("1,$0", "1,,$0"), "t[1]{a,b,c}:\n  1,,3\n"],
		["a delimiter that is missing is inserted", "t[1]{a,b,c}:\n  1,,$0\n", "t[1]{a,b,c}:\n  1,,\n"],
		["other delimiters are text", "t[1]{a,b}:\n  1||$0|,3\n", "t[1]{a,b}:\n  1|||,3\n"],
	] as const) {
		it(what, () => assert.equal(typed(text), expected));
	}
});

describe("counts", () => {
	/** The text after the changes and the edits that follow them. */
	function followed(text: string, changes: readonly ContentChange[]): string {
		const document = new ToonDocument(text);
		const follower = new CountFollower(document);
		for (const change of changes) {
			follower.before(change);
			document.update([change]);
		}
		return applied(document, follower.edits());
	}
	const at = (line: number, character: number, text: string, endLine = line, end = character): ContentChange => ({
		range: { start: { line, character }, end: { line: endLine, character: end } },
		text,
	});
	const table = "a: 1\nt[2]{x,y}:\n  1,2\n  3,4\nz: 1\n";

	for (const [what, text, changes, expected] of [
		["a new row", table, [at(3, 5, "\n  5,6")], "a: 1\nt[3]{x,y}:\n  1,2\n  3,4\n  5,6\nz: 1\n"],
		["the first row behind the header", "t[0]{x,y}:\n", [at(1, 0, "  1,2\n")], "t[1]{x,y}:\n  1,2\n"],
		["a row that is taken away", table, [at(2, 0, "", 3, 0)], "a: 1\nt[1]{x,y}:\n  3,4\nz: 1\n"],
		["the last row that is taken away", table, [at(2, 5, "", 3, 5)], "a: 1\nt[1]{x,y}:\n  1,2\nz: 1\n"],
		[
			"a wrong count stays",
			table.replace("[2]", "[5]"),
			[at(3, 5, "\n  5,6")],
			table.replace("[2]", "[5]").replace("3,4", "3,4\n  5,6"),
		],
		["a new line alone is no row", table, [at(3, 5, "\n  ")], table.replace("3,4", "3,4\n  ")],
		["an item", "l[1]:\n  - a\n", [at(1, 5, "\n  - b")], "l[2]:\n  - a\n  - b\n"],
		["a marker alone is no item yet", "l[1]:\n  - a\n", [at(1, 5, "\n  - ")], "l[1]:\n  - a\n  - \n"],
		[
			"nor is it with Enter behind it",
			"l[1]:\n  - a\n",
			[at(1, 5, "\n  - "), at(2, 4, "\n")],
			"l[1]:\n  - a\n  - \n\n",
		],
		["the first letter makes it one", "l[1]:\n  - a\n", [at(1, 5, "\n  - "), at(2, 4, "b")], "l[2]:\n  - a\n  - b\n"],
		["fields of an item are none", "l[1]:\n  - a: 1\n", [at(1, 8, "\n    b: 2")], "l[1]:\n  - a: 1\n    b: 2\n"],
		[
			"a list in a list",
			"l[1]:\n  - k[1]:\n      - a\n",
			[at(2, 9, "\n      - b")],
			"l[1]:\n  - k[2]:\n      - a\n      - b\n",
		],
		["the header itself is edited", table, [at(1, 2, "3", 1, 3)], table.replace("[2]", "[3]")],
		[
			"a row and its header at once",
			table,
			[at(3, 5, "\n  5,6"), at(1, 2, "3", 1, 3)],
			table.replace("[2]", "[3]").replace("3,4", "3,4\n  5,6"),
		],
		[
			"lines are put in above",
			table,
			[at(3, 5, "\n  5,6"), at(0, 0, "# x\n")],
			`# x\n${table.replace("[2]", "[3]").replace("3,4", "3,4\n  5,6")}`,
		],
		[
			"two tables at once",
			"t[1]{a}:\n  1\nu[1]{a}:\n  1\n",
			[at(3, 3, "\n  2"), at(1, 3, "\n  2")],
			"t[2]{a}:\n  1\n  2\nu[2]{a}:\n  1\n  2\n",
		],
		["inline arrays", "a[2]: 1,2\n", [at(0, 9, ",3")], "a[3]: 1,2,3\n"],
		["a text that is replaced as a whole", table, [{ text: "t[1]{a}:\n  1\n  2\n" }], "t[1]{a}:\n  1\n  2\n"],
		["entry rows", "t[1:]{a,b}:\n  k: 1,2\n", [at(1, 8, "\n  m: 3,4")], "t[2:]{a,b}:\n  k: 1,2\n  m: 3,4\n"],
	] as const) {
		it(`follow: ${what}`, () => assert.equal(followed(text, changes), expected));
	}

	it("are still followed when nobody took them over at once", () => {
		const document = new ToonDocument(table);
		const follower = new CountFollower(document);
		for (const change of [at(3, 5, "\n  5,6"), at(4, 5, "7"), at(4, 6, "\n  8,9")]) {
			follower.begin();
			follower.before(change);
			document.update([change]);
		}
		assert.deepEqual(
			follower.edits().map(({ newText }) => newText),
			["4"],
		);
	});
});
