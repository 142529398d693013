/** The cells of a heat map have all tokens of the document, and each has those of tiktoken that start in it. */
import assert from "node:assert/strict";
import { parse } from "../../../server/src/language";
import { heatOf } from "../../../server/src/savings";
import { Random, SEED } from "../../support/random";
import { randomDocument } from "../../support/texts";
import { counterOf, ENCODINGS, tiktokenStarts } from "../../unit/tokens/support";

const DOCUMENTS = 400;

describe(`heat map (SEED=${SEED})`, () => {
	it(`${DOCUMENTS} random documents`, function () {
		this.timeout(120_000);
		const random = new Random(SEED);
		for (let number = 0; number < DOCUMENTS; number++) {
			const { text } = randomDocument(random);
			const encoding = random.pick(ENCODINGS);
			const where = `SEED=${SEED}, document ${number} in ${encoding}: ${JSON.stringify(text)}`;
			const document = parse(text);
			const starts = tiktokenStarts(encoding, text);
			const offsets = starts.map((at) => ({ ...place(text, at) }));

			const whole = heatOf(document, 0, document.lineCount - 1, counterOf(encoding))!;
			assert.deepEqual(whole.boundaries, offsets, where);
			assert.equal(
				whole.cells.reduce((sum, { tokens }) => sum + tokens, 0),
				starts.length,
				where,
			);
			// A part is that part of the whole.
			const from = random.below(document.lineCount);
			const to = random.between(from, document.lineCount - 1);
			const part = heatOf(document, from, to, counterOf(encoding))!;
			const isWithin = ({ line }: { readonly line: number }): boolean => from <= line && line <= to;
			assert.deepEqual(part.cells, whole.cells.filter(isWithin), `${where}, lines ${from} to ${to}`);
			assert.deepEqual(part.boundaries, whole.boundaries.filter(isWithin), `${where}, lines ${from} to ${to}`);
		}
	});
});

/** Line and character of an offset, with the line ends of LSP. */
function place(text: string, offset: number): { line: number; character: number } {
	let line = 0;
	let start = 0;
	for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
		if (index + end.length > offset) break;
		line++;
		start = index + end.length;
	}
	return { line, character: offset - start };
}
