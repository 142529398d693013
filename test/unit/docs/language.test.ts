/** docs/language.md: every TOON block decodes, to the JSON block after it where there is one. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@toon-format/toon";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/language.md"), "utf8");

describe("docs/language.md", () => {
	for (const [, toon = "", json] of guide.matchAll(/```toon\n([\s\S]*?)\n```(?:\n\n```json\n([\s\S]*?)\n```)?/g)) {
		it(toon.split("\n")[0] ?? "", () => {
			const value: unknown = decode(toon);
			if (json !== undefined) assert.deepEqual(value, JSON.parse(json));
		});
	}
});
