/** The outline of a large document ends at its limit, on all levels together. */
import assert from "node:assert/strict";
import { documentSymbols, SYMBOL_LIMIT, symbolCount } from "../../../server/src/features/documentSymbols";
import { ToonDocument } from "../../../server/src/language";

const objects = (count: number): string => Array.from({ length: count }, (_, at) => `o${at}:\n  a: 1\n`).join("");

const CASES: readonly (readonly [objects: number, symbols: number])[] = [
	[1, 2],
	[SYMBOL_LIMIT / 2 - 1, SYMBOL_LIMIT - 2],
	[SYMBOL_LIMIT, SYMBOL_LIMIT],
];

describe("the limit of the outline", () => {
	for (const [count, symbols] of CASES) {
		it(`${count} objects with a key give ${symbols} entries`, () =>
			assert.equal(symbolCount(documentSymbols(new ToonDocument(objects(count)))), symbols));
	}
});
