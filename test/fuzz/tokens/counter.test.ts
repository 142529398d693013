/** The counter equals tiktoken's `encode_ordinary` on random texts, on long ones, and on every file of examples/. */
import { equal } from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Random, SEED } from "../../support/random";
import { nastyText } from "../../unit/tokens/nastyText";
import { counterOf, ENCODINGS, tiktokenCount } from "../../unit/tokens/support";

const TEXTS = 20_000;

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.map((name) => join(folder, name))
		.filter((file) => statSync(file).isFile());

for (const encoding of ENCODINGS) {
	describe(`${encoding} against tiktoken (SEED=${SEED})`, () => {
		const counter = counterOf(encoding);

		it(`${TEXTS} random texts`, function () {
			this.timeout(60_000);
			const random = new Random(SEED);
			for (let i = 0; i < TEXTS; i++) {
				const text = nastyText(random, 24);
				const expected = tiktokenCount(encoding, text);
				equal(counter.count(text), expected, `SEED=${SEED}, text ${i}: ${JSON.stringify(text)}`);
			}
		});

		it("long texts, which are counted in windows", function () {
			this.timeout(60_000);
			const random = new Random(SEED + 1);
			for (let i = 0; i < 3; i++) {
				let text = "";
				while (text.length < 80_000) text += nastyText(random, 200);
				equal(counter.count(text), tiktokenCount(encoding, text), `SEED=${SEED}, long text ${i}`);
			}
		});

		it("the files of examples/", () => {
			for (const file of filesIn("examples")) {
				const text = readFileSync(file, "utf8");
				equal(counter.count(text), tiktokenCount(encoding, text), file);
			}
		});
	});
}
