import assert from "node:assert/strict";
import { decodeText, encodeText } from "../../../server/src/workspace/text";

/** Bytes, and the zero-based place of the first that is wrong. */
const invalid: [string, number[], number, number][] = [
	["a lone continuation byte", [0x61, 0x80], 0, 1],
	["Latin-1", [0x61, 0x0a, 0x62, 0xe9, 0x20], 1, 1],
	["an overlong slash", [0xc0, 0xaf], 0, 0],
	["an overlong three", [0xe0, 0x80, 0xaf], 0, 0],
	["a surrogate", [0x0a, 0x0a, 0xed, 0xa0, 0x80], 2, 0],
	["above U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0, 0],
	["cut short at the end", [0x61, 0xe2, 0x82], 0, 1],
	["after an astral character", [0xf0, 0x9f, 0x98, 0x80, 0xff], 0, 2],
	["UTF-16", [0xff, 0xfe, 0x61, 0x00], 0, 0],
];

describe("decodeText", () => {
	for (const [name, bytes, line, character] of invalid) {
		it(`finds ${name}`, () => {
			const found = decodeText(Uint8Array.from(bytes));
			assert.ok("problem" in found);
			assert.equal(found.problem.code, "not-utf8");
			assert.deepEqual(found.problem.range.start, { line, character });
		});
	}

	it("gives back what is well-formed, and its byte order mark", () => {
		for (const text of ["", "a: é €\n", "😀", "\u0000", "\uFFFD"]) {
			assert.deepEqual(decodeText(encodeText(text)), { text, mark: false });
			assert.deepEqual(decodeText(encodeText(text, true)), { text, mark: true });
		}
	});
});
