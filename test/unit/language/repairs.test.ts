/** Following the first preferred fix of the first error, again and again, ends at the value that was surely meant. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonValue } from "../../../server/src/language/index";
import { followFixes } from "../../support/fixes";

interface Case {
	readonly kind: string;
	readonly input: string;
	readonly value: JsonValue;
}

const read = (file: string): readonly Case[] =>
	(JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] }).cases;

const own = join(import.meta.dirname, "../../fixtures/repairs.json");

describe("repairs", () => {
	for (const [index, { kind, input, value }] of read(own).entries()) {
		it(`${kind}, ${index + 1}: ${JSON.stringify(input.slice(0, 50))}`, () => {
			const { value: reached, steps } = followFixes(input);
			assert.deepEqual(reached, value, steps.join("\n\n"));
		});
	}
});

describe("fixes go round in no circle", () => {
	for (const input of ["l[2]:\n  - 1\n  path: x\n  - []\n", "c[1]:\n  - []\n  path: 1\n    deep:\n"]) {
		it(JSON.stringify(input), () => assert.ok(followFixes(input).steps.length < 10));
	}
});
