/** A rename changes the name and nothing else, and renaming back gives the text again. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { rename } from "../../../server/src/features/rename";
import { type JsonValue, ToonDocument } from "../../../server/src/language";
import { applied, asChanges } from "../../support/cursors";
import { forEachCase, type Random, TIMEOUT } from "../../support/random";
import { randomKey, randomObject } from "../../support/values";

describe("rename", function () {
	this.timeout(TIMEOUT);

	it("keeps the value but for the name", () => {
		let renamed = 0;
		forEachCase(400, (random) => {
			const text = encode(randomObject(random));
			const document = new ToonDocument(text);
			const position = document.positionAt(random.below(text.length + 1));
			if (document.hasErrors || !isSortedAlike(text)) return;
			const before = document.decode();
			const name = newName(random);
			const result = rename(document, position, name);
			if (!("edits" in result) || result.edits.length === 0) return;
			renamed++;
			const changed = new ToonDocument(applied(document, result.edits), { indentSize: document.options.indentSize });
			assert.equal(changed.errorCount, 0, changed.getText());
			const old = nameAt(document, result.edits[0]!.range);
			assert.ok(differences(before, changed.decode(), old, name) > 0, `${old} to ${name} in\n${text}`);
			document.update(asChanges(document, result.edits));
			assert.equal(document.getText(), changed.getText());
		});
		assert.ok(renamed > 100, `${renamed} renamed`);
	});
});

/** JavaScript sorts keys that are integers to the front, where no order can be compared. */
const isSortedAlike = (text: string): boolean => !/"\d+"/.test(text);

const newName = (random: Random): string => (random.chance(0.5) ? `new${random.below(100)}` : `${randomKey(random)}!`);

function nameAt(document: ToonDocument, range: Parameters<ToonDocument["getText"]>[0]): string {
	const written = document.getText(range);
	return written.startsWith('"') ? (JSON.parse(written) as string) : written;
}

/** How many keys are renamed; fails on every other difference. */
function differences(a: JsonValue | undefined, b: JsonValue | undefined, old: string, name: string): number {
	if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) {
		assert.deepEqual(b, a);
		return 0;
	}
	const keys = Object.keys(a);
	const others = Object.keys(b);
	assert.equal(others.length, keys.length);
	let count = 0;
	keys.forEach((key, index) => {
		const other = others[index] as string;
		if (key !== other) {
			assert.deepEqual([key, other], [old, name]);
			count++;
		}
		count += differences(own(a, key), own(b, other), old, name);
	});
	return count;
}

const own = (object: object, key: string): JsonValue | undefined =>
	Object.getOwnPropertyDescriptor(object, key)?.value as JsonValue | undefined;
