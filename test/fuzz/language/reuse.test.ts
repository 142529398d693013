/** A local edit is local work: how many lines an update parses again, whatever the size of the document. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { type Change, type JsonValue, type Range, ToonDocument } from "../../../server/src/language/index";
import { Random, SEED, TIMEOUT } from "../../support/random";
import { randomTable } from "../../support/values";

const ROWS = 3_000;

/** Lines around the edited one that may be parsed again: those that tell that all is as before. */
const NEIGHBOURS = 4;

/** A table of many rows between fields, and what stands where. */
function table(): ToonDocument {
	const rows = Array.from({ length: ROWS }, (_, id) => ({ id, name: `name ${id}`, on: id % 2 === 0 }));
	return new ToonDocument(encode({ first: 1, rows, last: { a: 1, b: [1, 2] } }), { indentSize: 2 });
}

/** Objects in lists in objects, some thousands of lines. */
function nested(random: Random): ToonDocument {
	const value = Array.from({ length: 200 }, (_, id): JsonValue => {
		return {
			id,
			tags: ["a", 1],
			owner: { name: `n${id}`, place: { x: id, y: null } },
			rows: randomTable(random, 3),
			more: [{ z: [1, { q: 2 }] }],
		};
	});
	return new ToonDocument(encode({ head: 1, items: value, tail: 2 }), { indentSize: 2 });
}

describe("reuse", function () {
	this.timeout(TIMEOUT);

	const edits: readonly (readonly [name: string, line: number, from: number, to: number, text: string])[] = [
		["a character typed in a cell", 1_500, 6, 6, "x"],
		["a delimiter typed in a row, which makes it too wide", 1_500, 6, 6, ","],
		["a quote typed in a row", 1_500, 6, 6, '"'],
		["a new row", 1_500, 0, 0, "  7,x,true\n"],
		["a blank line between rows", 1_500, 0, 0, "\n"],
		["a comment among the rows", 1_500, 0, 0, "# note\n"],
		["another length", 1, 6, 7, "9"],
		["another key", 1, 0, 1, "R"],
		["another field name", 1, 13, 14, "j"],
		["the last row", ROWS + 1, 6, 6, "x"],
		["a field behind the table", ROWS + 3, 5, 6, "7"],
	];
	for (const [name, line, from, to, text] of edits) {
		it(`in a table of ${ROWS} rows: ${name}`, () => {
			const document = table();
			const undo = document.getText(at(line, from, to));
			const work = workOf(document.update([{ range: at(line, from, to), text }]));
			assert.ok(work <= 1 + NEIGHBOURS, `${work} lines were parsed`);
			const added = text.split("\n");
			const range = {
				start: { line, character: from },
				end: { line: line + added.length - 1, character: (added.length > 1 ? 0 : from) + (added.at(-1)?.length ?? 0) },
			};
			const back = workOf(document.update([{ range, text: undo }]));
			assert.ok(back <= 2 + NEIGHBOURS, `${back} lines were parsed to take it back`);
			assert.equal(document.hasErrors, false);
		});
	}

	it("in a nested document: characters typed into values anywhere", () => {
		const random = new Random(SEED);
		const document = nested(random);
		for (let edit = 0; edit < 300; edit++) {
			const line = document.line(random.below(document.lineCount));
			const value = line.tokens.findLast((token) => token.type === "string" || token.type === "number");
			if (value !== undefined) {
				const { end } = value.range;
				const work = workOf(document.update([{ range: { start: end, end }, text: "x" }]));
				assert.ok(work <= 1 + NEIGHBOURS, `${work} lines were parsed for ${line.text}`);
			}
		}
	});

	it("in a nested document: fields put in and taken out anywhere", () => {
		const random = new Random(SEED);
		const document = nested(random);
		for (let edit = 0; edit < 300; edit++) {
			const line = document.line(random.below(document.lineCount));
			if (line.kind === "key-value" && !line.isItem) {
				const indentation = /^ */.exec(line.text)?.[0] ?? "";
				const put = document.update([{ range: at(line.line, 0, 0), text: `${indentation}new: 1\n` }]);
				assert.ok(workOf(put) <= 2 + NEIGHBOURS, `${workOf(put)} lines were parsed above ${line.text}`);
				const end = { line: line.line + 1, character: 0 };
				const taken = document.update([{ range: { start: { line: line.line, character: 0 }, end }, text: "" }]);
				assert.ok(workOf(taken) <= 2 + NEIGHBOURS, `${workOf(taken)} lines were parsed`);
			}
		}
		assert.equal(document.hasErrors, false);
	});

	it("in a nested document: a line indented and dedented touches its surroundings, not the document", () => {
		const random = new Random(SEED);
		const document = nested(random);
		const shares: number[] = [];
		for (let edit = 0; edit < 300; edit++) {
			const line = 2 + random.below(document.lineCount - 3);
			shares.push(workOf(document.update([{ range: at(line, 0, 0), text: "  " }])) / document.lineCount);
			shares.push(workOf(document.update([{ range: at(line, 0, 2), text: "" }])) / document.lineCount);
		}
		shares.sort((a, b) => a - b);
		const median = shares[shares.length >> 1] as number;
		const p95 = shares[Math.floor(shares.length * 0.95)] as number;
		assert.ok(median < 0.01, `half of the edits parse more than ${(median * 100).toFixed(1)} % of the lines`);
		assert.ok(p95 < 0.1, `one edit in twenty parses more than ${(p95 * 100).toFixed(1)} % of the lines`);
		assert.equal(document.hasErrors, false);
	});
});

function at(line: number, from: number, to: number): Range {
	return { start: { line, character: from }, end: { line, character: to } };
}

/** Lines that an update parsed: new ones, and old ones again. */
function workOf(change: Change): number {
	return change.all ? Number.POSITIVE_INFINITY : change.added.length + change.reparsed.length;
}
