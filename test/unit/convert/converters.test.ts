/** Files of other formats as people have them: read as they are meant, and nothing is lost without a word. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../../../server/src/convert/index";
import { ToonDocument } from "../../../server/src/language/index";
import { convert } from "./converting";

interface Case {
	readonly name: string;
	readonly from: Format;
	readonly input: string;
	/** The value that is meant; none where only the warning matters. */
	readonly value?: unknown;
	readonly warning?: boolean;
}

const file = join(import.meta.dirname, "..", "..", "fixtures", "converters.json");
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { readonly cases: readonly Case[] };

describe("convert: files as people have them", () => {
	for (const { name, from, input, value, warning = false } of cases) {
		it(`${from}: ${name}`, () => {
			const { text, warnings } = convert(input, from, "toon");
			if (value !== undefined) assert.deepEqual(new ToonDocument(text).decode(), value, text);
			assert.equal(warnings.length > 0, warning, JSON.stringify(warnings));
		});
	}
});
