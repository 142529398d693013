/** Formatting changes no value, whatever it is given, and once is enough. */
import assert from "node:assert/strict";
import { type FormatOptions, type ParseOptions, ToonDocument, type Visitor } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { mutate, randomDocument } from "../../support/texts";
import { sameValue } from "../../support/values";

const DOCUMENTS = 20_000;

describe("formatting", () => {
	it(`keeps the value and the comments of ${DOCUMENTS} documents, and is idempotent`, () => {
		let formatted = 0;
		let changed = 0;
		forEachCase(DOCUMENTS, (random) => {
			const { text, indentSize } = untidyDocument(random);
			const parsing = { strict: random.chance(0.6), indentSize: random.chance(0.8) ? indentSize : ("auto" as const) };
			const options = { alignColumns: random.chance(0.3), removeNeedlessQuotes: random.chance(0.3) };
			const document = new ToonDocument(text, parsing);
			const after = document.format(options);
			assert.equal(after === undefined, document.hasErrors);
			if (after === undefined) return;
			formatted++;
			if (after !== text) changed++;
			checkFormatted(document, after, parsing, options);
		});
		if (process.env.CASE === undefined) {
			assert.ok(formatted > DOCUMENTS / 3, `only ${formatted} documents were formatted`);
			assert.ok(changed > DOCUMENTS / 4, `only ${changed} documents were changed`);
		}
	});
});

function checkFormatted(document: ToonDocument, after: string, parsing: ParseOptions, options: FormatOptions): void {
	const message = () => JSON.stringify({ before: document.getText(), after });
	// The size is no longer asked of the text: what the formatter wrote is in the document's.
	const again = new ToonDocument(after, { ...parsing, indentSize: document.options.indentSize });
	assert.ok(!again.hasErrors, message());
	assert.ok(sameValue(again.decode(), document.decode()), message());
	assert.deepEqual(asides(again), asides(document), message());
	assert.equal(again.format(options), after, message());
	assert.doesNotMatch(after, / (?:\r?\n|$)/, message());
	const edited = new ToonDocument(document.getText(), parsing);
	const edits = document.formatEdits(options) ?? [];
	edited.update([...edits].reverse().map(({ range, newText }) => ({ range, text: newText })));
	assert.equal(edited.getText(), after);
}

/** What the value does not show: comments, blank lines, and numbers that a double cannot hold. */
function asides(document: ToonDocument): string[] {
	const seen: string[] = [];
	const none = () => {};
	const visitor: Visitor = {
		beginObject: none,
		endObject: none,
		beginArray: none,
		endArray: none,
		beginTable: none,
		endTable: none,
		scalar: (_key, scalar) => void (scalar.inexact && seen.push(scalar.text)),
		row: (row) => {
			for (let index = 0; index < row.length; index++) {
				const { inexact, text } = row.cell(index);
				if (inexact) seen.push(text);
			}
		},
		comment: (text) => void seen.push(text.replace(/ +$/, "")),
	};
	document.walk(visitor);
	for (let line = 0; line < document.lineCount; line++) if (document.line(line).kind === "blank") seen.push("");
	return seen;
}

/** A valid document with spaces, comments, blank lines and odd numbers where they may stand, or a mutated one. */
function untidyDocument(random: Random): { text: string; indentSize: number } {
	const { text, indentSize } = randomDocument(random);
	if (random.chance(0.25)) return { text: mutate(random, text), indentSize };
	const space = (): string => " ".repeat(random.chance(0.3) ? random.between(1, 3) : 0);
	const lines = text.split("\n").flatMap((line) => {
		// Only outside of quotes, where spaces and digits are no part of a string.
		const untidy = line.includes('"')
			? line
			: line
					.replace(/(?<=\S): /, () => `:${space()}`)
					.replace(/(?<=\S)[,|]/g, (mark) => `${space()}${mark}${space()}`)
					.replace(/(?<=[:,|] ?)\d+(?=$|[,|])/g, (digits) => (random.chance(0.2) ? `${digits}.0` : digits));
		const before = random.chance(0.05) ? [`${" ".repeat(random.below(6))}# note`] : [];
		const after = line !== "" && !/^[ -]/.test(line) && !line.endsWith(":") && random.chance(0.05) ? [space()] : [];
		return [...before, untidy + (line === "" || line.endsWith("\r") ? "" : space()), ...after];
	});
	return { text: lines.join("\n"), indentSize };
}
