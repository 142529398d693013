/** The JSON writer equals JSON.stringify, and is not stopped by depth. */
import { equal } from "node:assert/strict";
import type { JsonValue } from "../../../server/src/language";
import { jsonText } from "../../../server/src/savings/jsonText";
import { forEachCase } from "../../support/random";
import { randomValue } from "../../support/values";

describe("jsonText", () => {
	it("writes as JSON.stringify does", () => {
		forEachCase(500, (random) => {
			const value = randomValue(random);
			equal(jsonText(value, false), JSON.stringify(value));
			equal(jsonText(value, true), JSON.stringify(value, null, 2));
		});
	});

	it("writes values of any depth", () => {
		let value: JsonValue = 1;
		for (let depth = 0; depth < 100_000; depth++) value = [value];
		equal(jsonText(value, false).length, 200_001);
	});
});
