/** Where tokens start equals what tiktoken's tokens are, for whole texts and for parts of them. */
import assert from "node:assert/strict";
import { tokenStarts } from "../../../server/src/tokens";
import { Random, SEED } from "../../support/random";
import { nastyText } from "../../unit/tokens/nastyText";
import { counterOf, ENCODINGS, tiktokenStarts } from "../../unit/tokens/support";

const TEXTS = 3_000;

for (const encoding of ENCODINGS) {
	describe(`token starts of ${encoding} against tiktoken (SEED=${SEED})`, () => {
		const counter = counterOf(encoding);

		it(`${TEXTS} random texts`, function () {
			this.timeout(60_000);
			const random = new Random(SEED);
			for (let i = 0; i < TEXTS; i++) {
				const text = nastyText(random, 24);
				const where = `SEED=${SEED}, text ${i}: ${JSON.stringify(text)}`;
				assert.deepEqual(counter.starts!(text), tiktokenStarts(encoding, text), where);
			}
		});

		it("parts of long texts", function () {
			this.timeout(60_000);
			const random = new Random(SEED + 1);
			for (let i = 0; i < 10; i++) {
				let text = "";
				while (text.length < 6_000) text += nastyText(random, 200);
				const all = tiktokenStarts(encoding, text);
				for (let part = 0; part < 20; part++) {
					const from = random.below(text.length);
					const to = random.between(from, text.length);
					const expected = all.filter((at) => from <= at && at < to);
					assert.deepEqual(tokenStarts(text, from, to, counter), expected, `SEED=${SEED}, text ${i}, ${from} to ${to}`);
				}
			}
		});

		it("pieces of thousands of bytes", () => {
			for (const text of ["a".repeat(500), "é日👍".repeat(200), "-=".repeat(900), "\n\t ".repeat(400)]) {
				assert.deepEqual(counter.starts!(text), tiktokenStarts(encoding, text), text.slice(0, 10));
			}
		});
	});
}
