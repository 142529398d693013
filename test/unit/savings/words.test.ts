/** One wording for counts and savings. */
import assert from "node:assert/strict";
import { comparedWith, difference, tokenCount } from "../../../server/src/savings";

const DIFFERENCES: readonly (readonly [own: number, other: number, decimals: number, words: string | undefined])[] = [
	[73, 100, 0, "27 % fewer"],
	[112, 100, 0, "12 % more"],
	[100, 100, 0, "as many"],
	[999, 1000, 0, "less than 1 % fewer"],
	[1001, 1000, 0, "less than 1 % more"],
	[995, 1000, 0, "1 % fewer"],
	[372, 1000, 1, "62.8 % fewer"],
	[9999, 10000, 1, "less than 0.1 % fewer"],
	[2684, 100, 0, "2,584 % more"],
	[0, 1, 0, undefined],
	[1, 0, 0, undefined],
	[0, 0, 0, undefined],
];

describe("what TOON costs, in words", () => {
	for (const [own, other, decimals, words] of DIFFERENCES) {
		it(`${own} beside ${other} is ${words}`, () => assert.equal(difference(own, other, decimals), words));
	}

	it("names what it is compared with", () => {
		assert.equal(comparedWith(73, 100, "JSON"), "27 % fewer than JSON");
		assert.equal(comparedWith(100, 100, "YAML"), "as many as YAML");
		assert.equal(comparedWith(0, 1, "JSON"), undefined);
	});

	it("counts one token, thousands, and estimates", () => {
		assert.deepEqual([tokenCount(1), tokenCount(1651), tokenCount(0, "~")], ["1 token", "1,651 tokens", "~0 tokens"]);
	});
});
