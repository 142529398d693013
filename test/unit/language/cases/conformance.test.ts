/**
 * The fixtures of the official format, where there are any: the folder that `TOON_CONFORMANCE` names, else
 * `../shared/conformance` beside the checkout. A fresh clone has none; the tables beside this file stand on their own.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { failureOf, readFixtures } from "../../../support/conformance";

const directory = process.env.TOON_CONFORMANCE ?? resolve(__dirname, "../../../../..", "shared/conformance");

describe("conformance", () => {
	if (!existsSync(directory)) {
		it.skip("no folder of fixtures here: name one in TOON_CONFORMANCE");
		return;
	}
	for (const fixture of readFixtures(directory)) {
		it(fixture.title, () => {
			assert.equal(failureOf(fixture), undefined);
		});
	}
});
