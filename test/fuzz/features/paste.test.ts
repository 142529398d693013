/** JSON pasted anywhere that takes it is there afterwards, as the value that it is, and nothing else is another. */
import assert from "node:assert/strict";
import { paste } from "../../../server/src/features/paste";
import { selectedDocument } from "../../../server/src/features/selection";
import { type JsonValue, ToonDocument } from "../../../server/src/language";
import { applied, marked } from "../../support/cursors";
import { forEachCase, TIMEOUT } from "../../support/random";
import { randomObject, randomTable, randomValue, sameValue } from "../../support/values";

/** The value of the document after a JSON text was pasted at `$0`; undefined where it stays text. */
function pasted(text: string, json: string): JsonValue | undefined {
	const { document, range } = marked(text);
	const result = paste(document, range, json);
	if (result === undefined) return undefined;
	const after = new ToonDocument(applied(document, [{ range, newText: result.text }, ...result.edits]), {
		indentSize: 2,
	});
	const errors = after.diagnostics().items.filter(({ severity }) => severity === "error");
	assert.deepEqual(
		errors.map(({ code }) => code),
		[],
		`${json}\n${after.getText()}`,
	);
	return after.decode();
}

describe("pasting random JSON", function () {
	this.timeout(TIMEOUT);

	const places: readonly (readonly [what: string, text: string, expected: (value: JsonValue) => JsonValue])[] = [
		["an empty document", "$0", (value) => value],
		["a key", "o:\n  k:$0\n  z: 1\n", (value) => ({ o: { k: value, z: 1 } })],
		["an item", "l[2]:\n  - 1\n  - $0\n", (value) => ({ l: [1, value] })],
		["a list", "l[1]:\n  - 1\n  $0\n", (value) => ({ l: [1, ...(Array.isArray(value) ? value : [value])] })],
	];

	for (const [what, text, expected] of places) {
		it(`into ${what} keeps its value`, () => {
			let count = 0;
			forEachCase(300, (random) => {
				const value = randomValue(random);
				const json = JSON.stringify(value, null, random.pick([0, 2]));
				if (typeof value !== "object" || value === null) return;
				const after = pasted(text, json);
				if (after === undefined) return;
				count++;
				assert.ok(sameValue(after, expected(JSON.parse(json) as JsonValue)), `${json}\n${JSON.stringify(after)}`);
			});
			assert.ok(count > 50, `${count} pasted`);
		});
	}

	it("into a table makes rows of its columns", () => {
		let count = 0;
		forEachCase(300, (random) => {
			const rows = randomTable(random, 3);
			const document = JSON.stringify({ t: rows.slice(0, 1) });
			const { document: empty, range } = marked("$0");
			const start = paste(empty, range, document)?.text ?? "";
			if (!/^t\[1\]\{/.test(start)) return;
			const after = pasted(`${start}\n  $0`, JSON.stringify(rows.slice(1)));
			if (after === undefined) return;
			count++;
			assert.deepEqual(after, { t: rows });
		});
		assert.ok(count > 50, `${count} pasted`);
	});

	it("and copying it again gives the same value", () => {
		forEachCase(200, (random) => {
			const value = randomObject(random);
			const { document, range } = marked("$0");
			const text = paste(document, range, JSON.stringify(value))?.text;
			if (text === undefined) return;
			const toon = new ToonDocument(text, { indentSize: 2 });
			const all = { start: { line: 0, character: 0 }, end: toon.positionAt(toon.length) };
			const copied = selectedDocument(toon, all);
			assert.ok(copied instanceof ToonDocument);
			assert.ok(sameValue(copied.decode(), toon.decode()), text);
		});
	});
});
