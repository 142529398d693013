/** Three versions of a file merged, as a table: what was, ours, theirs, and what comes of it. */
import assert from "node:assert/strict";
import { mergeTexts } from "../../../server/src/compare";

const marks = { ours: "ours", theirs: "theirs", size: 7 };

const table = (...rows: string[]): string =>
	[`users[${rows.length}]{id,name,age}:`, ...rows.map((row) => `  ${row}`), ""].join("\n");

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("merge", () => {
	const clean: [string, string, string, string, string][] = [
		[
			"rows added on both sides, recounted",
			table("1,Ada,36"),
			table("1,Ada,36", "2,Bob,1"),
			table("1,Ada,36", "3,Cy,2"),
			table("1,Ada,36", "2,Bob,1", "3,Cy,2"),
		],
		[
			"a row changed here and one removed there",
			table("1,Ada,36", "2,Bob,1", "3,Cy,2"),
			table("1,Ada,37", "2,Bob,1", "3,Cy,2"),
			table("1,Ada,36", "2,Bob,1"),
			table("1,Ada,37", "2,Bob,1"),
		],
		[
			"cells of one row changed on both sides",
			table("1,Ada,36"),
			table("1,Ada,37"),
			table("1,Eve,36"),
			table("1,Eve,37"),
		],
		[
			"rows in another order here, one added there",
			table("1,Ada,36", "2,Bob,1"),
			table("2,Bob,1", "1,Ada,36"),
			table("1,Ada,36", "2,Bob,1", "3,Cy,2"),
			table("2,Bob,1", "3,Cy,2", "1,Ada,36"),
		],
		[
			"fields added on both sides",
			lines("a: 1"),
			lines("a: 1", "b: 2"),
			lines("a: 1", "c: 3"),
			lines("a: 1", "b: 2", "c: 3"),
		],
		[
			"values of an inline array",
			lines("tags[2]: a,b"),
			lines("tags[3]: a,b,c"),
			lines("tags[3]: x,a,b"),
			lines("tags[4]: x,a,b,c"),
		],
		[
			"list items by their id, and their fields",
			lines("l[1]:", "  - id: 1", "    x[1]: 1", "    y: 2"),
			lines("l[2]:", "  - id: 1", "    x[2]: 1,2", "    y: 2", "  - id: 2", "    z: 1"),
			lines("l[2]:", "  - id: 1", "    x[1]: 1", "    y: 3", "  - id: 3", "    q: 1"),
			lines("l[3]:", "  - id: 1", "    x[2]: 1,2", "    y: 3", "  - id: 2", "    z: 1", "  - id: 3", "    q: 1"),
		],
		[
			"the field on the hyphen line removed",
			lines("l[1]:", "  - id: 1", "    a: 1", "    b: 2"),
			lines("l[1]:", "  - a: 1", "    b: 2"),
			lines("l[1]:", "  - id: 1", "    a: 1", "    b: 3"),
			lines("l[1]:", "  - a: 1", "    b: 3"),
		],
		[
			"entry rows by their key",
			lines("k[1:]{a,b}:", "  x: 1,2"),
			lines("k[2:]{a,b}:", "  x: 1,2", "  y: 1,1"),
			lines("k[1:]{a,b}:", "  x: 1,3"),
			lines("k[2:]{a,b}:", "  x: 1,3", "  y: 1,1"),
		],
		[
			"comments of both sides",
			lines("# top", "a: 1", "b: 1"),
			lines("# top", "# ours", "a: 2", "b: 1"),
			lines("# top", "a: 1", "# theirs", "b: 2"),
			lines("# top", "# ours", "a: 2", "# theirs", "b: 2"),
		],
		["the last row removed", table("1,Ada,36"), lines("users: []"), table("1,Ada,36"), lines("users: []")],
		[
			"each side removes another row",
			table("1,Ada,36", "2,Bob,1"),
			table("1,Ada,36"),
			table("2,Bob,1"),
			lines("users: []"),
		],
		[
			"a table at the root",
			lines("[1]{id,n}:", "  1,a"),
			lines("[2]{id,n}:", "  1,a", "  2,b"),
			lines("[2]{id,n}:", "  1,a", "  3,c"),
			lines("[3]{id,n}:", "  1,a", "  2,b", "  3,c"),
		],
		[
			"rows that nothing tells apart, added on both sides",
			lines("p[1]{x,y}:", "  1.5,1.5"),
			lines("p[2]{x,y}:", "  1.5,1.5", "  1.5,1.5"),
			lines("p[2]{x,y}:", "  0.5,1.5", "  1.5,1.5"),
			lines("p[3]{x,y}:", "  0.5,1.5", "  1.5,1.5", "  1.5,1.5"),
		],
		["line ends are ours", "a: 1\r\nb: 1\r\n", "a: 2\r\nb: 1\r\n", "a: 1\nb: 2\n", "a: 2\r\nb: 2\r\n"],
	];
	for (const [name, base, ours, theirs, merged] of clean) {
		it(name, () => assert.deepEqual(mergeTexts(base, ours, theirs, marks), { text: merged, conflicts: 0 }));
	}

	const marked = (ours: string[], theirs: string[]): string[] => [
		"<<<<<<< ours",
		...ours,
		"=======",
		...theirs,
		">>>>>>> theirs",
	];
	const conflicting: [string, string, string, string, string][] = [
		[
			"a cell on both sides",
			table("1,A,1"),
			table("1,B,1"),
			table("1,C,1"),
			lines("users[1]{id,name,age}:", ...marked(["  1,B,1"], ["  1,C,1"])),
		],
		[
			"a value",
			lines("a: 1", "b: 1"),
			lines("a: 2", "b: 2"),
			lines("a: 3", "b: 1"),
			lines(...marked(["a: 2"], ["a: 3"]), "b: 2"),
		],
		[
			"changed and removed",
			lines("a: 1", "b: 1"),
			lines("a: 2", "b: 1"),
			lines("b: 1"),
			lines(...marked(["a: 2"], []), "b: 1"),
		],
		[
			"columns here, rows there",
			table("1,A,1"),
			lines("users[1]{id,name}:", "  1,A"),
			table("1,A,1", "2,B,2"),
			lines(...marked(["users[1]{id,name}:", "  1,A"], ["users[2]{id,name,age}:", "  1,A,1", "  2,B,2"])),
		],
		[
			"the field of a hyphen line",
			lines("l[1]:", "  - a: 1", "    b: 1"),
			lines("l[1]:", "  - a: 2", "    b: 1"),
			lines("l[1]:", "  - a: 3", "    b: 1"),
			lines("l[1]:", ...marked(["  - a: 2", "    b: 1"], ["  - a: 3", "    b: 1"])),
		],
	];
	for (const [name, base, ours, theirs, merged] of conflicting) {
		it(`conflict: ${name}`, () =>
			assert.deepEqual(mergeTexts(base, ours, theirs, marks), { text: merged, conflicts: 1 }));
	}

	const refused: [string, string, string, string][] = [
		["a side that is not valid", lines("a: 1"), lines("a[2]: 1"), lines("a: 2")],
		["another indentation", lines("a:", "  b: 1"), lines("a:", "    b: 1", "    c: 1"), lines("a:", "  b: 2")],
		["a lone carriage return", lines("a: 1"), lines("a: 1\r2"), lines("a: 2")],
	];
	for (const [name, base, ours, theirs] of refused) {
		it(`left to git: ${name}`, () => assert.equal(mergeTexts(base, ours, theirs, marks), undefined));
	}
});
