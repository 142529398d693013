/** Proposals chosen at any place of the examples leave no error of a kind that was not there before. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { completions } from "../../../server/src/features/completion";
import { ToonDocument } from "../../../server/src/language";
import { accepted } from "../../support/cursors";
import { forEachCase, TIMEOUT } from "../../support/random";

const folder = join(__dirname, "../../../examples");
const examples = readdirSync(folder)
	.filter((name) => name.endsWith(".toon"))
	.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

const errorsOf = (document: ToonDocument): Set<string> =>
	new Set(
		document
			.diagnostics()
			.items.filter(({ severity }) => severity === "error")
			.map(({ code }) => code),
	);

describe("completion of the examples", function () {
	this.timeout(TIMEOUT);

	for (const { name, text } of examples) {
		it(`makes no error of another kind in ${name}`, () => {
			const document = new ToonDocument(text);
			forEachCase(300, (random) => {
				const position = document.positionAt(random.below(text.length + 1));
				check(document, position);
			});
		});

		it(`makes none in ${name} with a part of a line taken away`, () => {
			forEachCase(100, (random) => {
				const whole = new ToonDocument(text);
				const start = whole.positionAt(random.below(text.length + 1));
				const rest = whole.line(start.line).range.end;
				whole.update([{ range: { start, end: rest }, text: "" }]);
				check(whole, start);
			});
		});
	}
});

function check(document: ToonDocument, position: { readonly line: number; readonly character: number }): void {
	const before = errorsOf(document);
	// What an open string swallows may have mistakes of its own, which show when it is closed.
	if (before.has("unterminated-string")) return;
	for (const item of completions(document, position, { snippets: false }).slice(0, 12)) {
		const after = accepted(document, item);
		for (const code of errorsOf(new ToonDocument(after))) {
			assert.ok(
				before.has(code),
				`${item.label} at ${JSON.stringify(position)} makes ${code}:\n${after.slice(0, 300)}`,
			);
		}
	}
}
