import assert from "node:assert/strict";
import { savedAgainst } from "../../../server/src/cli/fileCounts";
import { columnWidths, tableLine, widthOf } from "../../../server/src/cli/table";

describe("savedAgainst", () => {
	const cases: [number | null, number | null, ReturnType<typeof savedAgainst>][] = [
		[100, 60, { tokens: 40, percent: 40 }],
		[100, 107, { tokens: -7, percent: -7 }],
		[3, 2, { tokens: 1, percent: 33.3 }],
		[0, 0, { tokens: 0, percent: 0 }],
		[null, 5, null],
		[5, null, null],
	];
	for (const [baseline, toon, expected] of cases) {
		it(`${baseline} and ${toon}`, () => assert.deepEqual(savedAgainst(baseline, toon), expected));
	}
});

describe("tables for people", () => {
	const columns = [
		{ title: "file", align: "left" },
		{ title: "TOON", align: "right" },
	] as const;

	it("are aligned, by columns of the terminal, without trailing space", () => {
		const rows = [
			["a.toon", "1"],
			["名.toon", "12,345"],
			["😀", "–"],
		];
		const widths = columnWidths(columns, rows);
		const lines = rows.map((row) => tableLine(row, columns, widths));
		assert.deepEqual(lines, ["a.toon        1\n", "名.toon  12,345\n", "😀            –\n"]);
		assert.equal(new Set(lines.map((line) => widthOf(line.trimEnd()))).size, 1);
		assert.equal(tableLine(["a", ""], columns, [1, 0]), "a\n");
	});
});
