/** Texts that end too early: one diagnostic says all that lacks, and one fix closes what is open and corrects all lengths. */
import assert from "node:assert/strict";
import { ToonDocument } from "../../../server/src/language/index";
import { repair } from "../../../server/src/repair/index";

/** A text, the code and line of its only error, what the message says is there, and what the first fix makes of the text. */
const CASES: readonly (readonly [string, string, number, string, string])[] = [
	["t[40]{a,b}:\n  1,2\n  3", "row-width", 2, "2 of 40 rows", "t[2]{a,b}:\n  1,2\n  3,"],
	["t[40]{a,b}:\n  1,2\n  3\n", "row-width", 2, "2 of 40 rows", "t[2]{a,b}:\n  1,2\n  3,\n"],
	["t[5]{a,b}:\n  1,2\n", "array-length", 0, "1 of 5 rows", "t[1]{a,b}:\n  1,2\n"],
	['t[5]{a,b}:\n  1,2\n  3,"x', "unterminated-string", 2, "2 of 5 rows", 't[2]{a,b}:\n  1,2\n  3,"x"'],
	["m[3:]{a,b}:\n  x: 1,2\n  y: 1\n", "row-width", 2, "2 of 3 entries", "m[2:]{a,b}:\n  x: 1,2\n  y: 1,\n"],
	["l[3]:\n  - 1\n  - [2]: 1", "array-length", 2, "2 of 3 items", "l[2]:\n  - 1\n  - [1]: 1"],
	["l[3]:\n  - a: 1\n    b", "missing-colon", 2, "1 of 3 items", "l[1]:\n  - a: 1\n    b:"],
	["l[3]:\n  - a: 1\n    t[2]{b,", "missing-colon", 2, "1 of 3 items", "l[1]:\n  - a: 1\n    t[2]{b}:"],
	[
		"l[3]:\n  - a: 1\n    t[4]{b,c}:\n      1,2\n",
		"array-length",
		2,
		"1 of 3 items",
		"l[1]:\n  - a: 1\n    t[1]{b,c}:\n      1,2\n",
	],
	[
		"l[3]:\n  - a: 1\n    t[4]{b,c}:\n      1,2\n      3",
		"row-width",
		4,
		"2 of 4 rows and 1 of 3 items",
		"l[1]:\n  - a: 1\n    t[2]{b,c}:\n      1,2\n      3,",
	],
];

/** What is no end: more than one mistake, and lengths of blocks that something follows. */
const OTHERS: readonly (readonly [string, readonly string[]])[] = [
	["t[5]{a,b}:\n  1,2\n  3\nz: 1", ["array-length", "row-width"]],
	["l[3]:\n  - 1\n  - [2]: 1,2,3", ["array-length", "array-length"]],
	["t[1]{a,b}:\n  1,2\n  3", ["row-width"]],
	["u[2]{a}:\n  1\nt[2]{a}:\n  1", ["array-length", "array-length"]],
];

const errorsOf = (document: ToonDocument) =>
	document.diagnostics().items.filter(({ severity }) => severity === "error");

describe("a text that ends too early", () => {
	for (const [text, code, line, found, mended] of CASES) {
		it(JSON.stringify(text), () => {
			const document = new ToonDocument(text);
			const errors = errorsOf(document);
			assert.deepEqual(
				errors.map((error) => `${error.code} ${error.range.start.line}`),
				[`${code} ${line}`],
			);
			assert.equal(document.errorCount, 1);
			const { message, fixes } = errors[0]!;
			assert.ok(message.includes(found), message);
			assert.ok(fixes[0]!.preferred);
			assert.match(fixes[0]!.title, /of \d+: the rest is missing/);
			const changes = [...fixes[0]!.edits]
				.sort((a, b) => b.range.start.line - a.range.start.line)
				.map(({ range, newText }) => ({ range, text: newText }));
			document.update(changes);
			assert.equal(document.getText(), mended);
			const repaired = repair(text);
			assert.deepEqual(repaired.unsure, []);
			assert.notEqual(repaired.truncated, undefined);
		});
	}

	for (const [text, codes] of OTHERS) {
		it(`not ${JSON.stringify(text)}`, () => {
			assert.deepEqual(
				errorsOf(new ToonDocument(text)).map(({ code }) => code),
				codes,
			);
		});
	}

	it("is found and forgotten by edits", () => {
		const document = new ToonDocument("l[2]:\n  - t[2]{a,b}:\n      1,2\n      3");
		const edit = (line: number, from: number, to: number, text: string) =>
			document.update([{ range: { start: { line, character: from }, end: { line, character: to } }, text }]);
		const codes = () => errorsOf(document).map(({ code }) => code);
		assert.deepEqual(codes(), ["row-width"]);
		edit(3, 7, 7, ",4");
		assert.deepEqual(codes(), ["array-length"]);
		edit(3, 9, 9, "\n  - 5");
		assert.deepEqual(codes(), []);
		edit(4, 0, 5, "");
		assert.deepEqual(codes(), ["array-length"]);
		edit(3, 7, 9, "");
		assert.deepEqual(codes(), ["row-width"]);
	});
});
