/** Refactorings at any place of random documents keep the value, or change it as their title says. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { REFACTORINGS, refactoringEdits } from "../../../server/src/features/refactorings";
import { ToonDocument } from "../../../server/src/language";
import { applied, asChanges } from "../../support/cursors";
import { forEachCase, TIMEOUT } from "../../support/random";
import { askReference } from "../../support/reference";
import { randomObject, randomValue, sameValue } from "../../support/values";

/** The value stays the same, its keys in their order. */
const sameText = new Set([
	"list-to-table",
	"table-to-list",
	"object-to-keyed-table",
	"keyed-table-to-object",
	"inline-to-list",
	"list-to-inline",
	"toggle-quotes",
	...["commas", "tabs", "pipes"].flatMap((name) => [`delimiter-${name}`, `all-delimiters-${name}`]),
]);

/** What brings the value back. */
const inverse: Readonly<Record<string, string>> = {
	"move-column-left": "move-column-right",
	"spread-group": "group-columns",
};

/** What the encoder never writes, made from what it does. */
const preparation: Readonly<Record<string, string>> = {
	"list-to-table": "table-to-list",
	"object-to-keyed-table": "keyed-table-to-object",
	"list-to-inline": "inline-to-list",
	"group-columns": "spread-group",
};

describe("refactorings", function () {
	this.timeout(TIMEOUT);

	const done = new Map<string, number>();
	for (const { id } of REFACTORINGS) {
		it(`${id} keeps what it should`, () => {
			forEachCase(600, (random) => {
				const delimiter = random.pick([",", "|", "\t"] as const);
				const value = random.chance(0.7) ? randomObject(random) : randomValue(random);
				const text = withComments(encode(value, { delimiter }), random.chance(0.3));
				const document = new ToonDocument(text, { indentSize: 2 });
				const position = document.positionAt(random.below(text.length + 1));
				const before = preparation[id];
				const prepared = before === undefined ? undefined : refactoringEdits(document, before, position);
				if (prepared !== undefined && "edits" in prepared) document.update(asChanges(document, prepared.edits));
				const result = refactoringEdits(document, id, position);
				if ("reason" in result) return;
				done.set(id, (done.get(id) ?? 0) + 1);
				const after = applied(document, result.edits);
				check(document, after, id, position);
			});
		});
	}

	after(() => {
		for (const { id } of REFACTORINGS) assert.ok((done.get(id) ?? 0) > 0, `${id} was never possible`);
	});
});

function check(document: ToonDocument, text: string, id: string, position: { line: number; character: number }): void {
	const shown = `${document.getText()}\n---- ${id} at ${JSON.stringify(position)}\n${text}`;
	const changed = new ToonDocument(text, { indentSize: 2 });
	assert.deepEqual(
		changed
			.diagnostics()
			.items.filter(({ severity }) => severity === "error")
			.map(({ code }) => code),
		[],
		shown,
	);
	const before = document.decode();
	const value = changed.decode();
	const verdict = askReference(text, { strict: true, indentSize: 2 });
	assert.ok(verdict.valid && sameValue(verdict.value, value), shown);
	if (sameText.has(id)) assert.ok(sameValue(before, value), shown);
	if (id === "sort-keys") assert.deepEqual(value, before, shown);
	if (id.startsWith("sort-rows")) assert.equal(sortedJson(value), sortedJson(before), shown);
	for (const comment of document.getText().match(/^ *#.*$/gm) ?? []) {
		assert.ok(text.includes(comment.trim()), `a comment is lost: ${shown}`);
	}
	const back = inverse[id];
	if (back === undefined) return;
	// The column stands elsewhere then: the place is looked for by what is possible.
	for (let character = 0; character <= (changed.line(position.line).text.length ?? 0); character++) {
		const result = refactoringEdits(changed, back, { line: position.line, character });
		if ("edits" in result && sameValue(new ToonDocument(applied(changed, result.edits)).decode(), before)) return;
	}
	assert.fail(`there is no way back: ${shown}`);
}

/** Characters of the value in any order: what sorting rows keeps. */
const sortedJson = (value: unknown): string => [...JSON.stringify(value)].sort().join("");

/** A comment in front of every third line, at its indentation. */
function withComments(text: string, wanted: boolean): string {
	if (!wanted) return text;
	return text
		.split("\n")
		.flatMap((line, index) => (index % 3 === 1 ? [`${/^ */.exec(line)?.[0]}# note ${index}`, line] : [line]))
		.join("\n");
}
