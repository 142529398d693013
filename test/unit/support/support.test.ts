/** The tools of the random tests do what they say: a blind judge would let everything pass. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import type { JsonValue } from "../../../server/src/language/index";
import { EditSession } from "../../support/edits";
import { dedent, readMarks, showFindings } from "../../support/marked";
import { forEachCase, Random } from "../../support/random";
import { mutate, randomDocument, shrinkList, shrinkText } from "../../support/texts";
import { randomValue, sameValue } from "../../support/values";

describe("support", () => {
	it("equal seeds give equal choices, others do not", () => {
		const draw = (seed: number) => {
			const random = new Random(seed);
			return random.times(20, () => random.bits()).join() + randomText(seed);
		};
		assert.equal(draw(1), draw(1));
		assert.notEqual(draw(1), draw(2));
	});

	it("choices stay in their ranges and reach all of them", () => {
		const random = new Random(1);
		const seen = new Set(random.times(1_000, () => random.between(-2, 2)));
		assert.deepEqual([...seen].sort(), [-1, -2, 0, 1, 2]);
		assert.deepEqual(
			new Set(
				random.times(1_000, () =>
					random.weighted([
						[1, "a"],
						[9, "b"],
						[0, "c"],
					]),
				),
			),
			new Set("ab"),
		);
	});

	it("a failing case says how to repeat it", () => {
		const failing = () =>
			forEachCase(5, (_, index) => {
				if (index === 3) {
					throw new Error("broken");
				}
			});
		assert.throws(failing, /SEED=-?\d+ CASE=3\nbroken/);
	});

	it("sameValue sees every difference", () => {
		const same: [JsonValue, JsonValue][] = [
			[{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
			[JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}')],
		];
		const different: [JsonValue, JsonValue | undefined][] = [
			[1, "1"],
			[0, -0],
			[null, undefined],
			[{}, []],
			[[], [null]],
			[{ a: 1 }, { b: 1 }],
			[
				{ a: 1, b: 2 },
				{ b: 2, a: 1 },
			],
			[[[1]], [[2]]],
			[JSON.parse('{"__proto__":1}'), {}],
			[JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}')],
		];
		for (const [left, right] of same) {
			assert.ok(sameValue(left, right), JSON.stringify([left, right]));
		}
		for (const [left, right] of different) {
			assert.ok(!sameValue(left, right), JSON.stringify([left, right]));
		}
	});

	it("random documents are valid, and mean their value", () => {
		forEachCase(300, (random) => {
			const { text, value, indentSize } = randomDocument(random);
			assert.ok(sameValue(decode(text, { indentSize }) as JsonValue, value), text);
		});
	});

	it("random values have every form of TOON, and mutations change most texts", () => {
		const texts = new Random(7).times(500, (index) => randomText(index));
		for (const form of [
			/^\S*\[\d+[\t|]?\]: /m,
			/\[\d+\]:$/m,
			/\]\{/,
			/:\|?\]\{/,
			/\{\w+\{/,
			/: \[\]$/m,
			/^ *- /m,
			/^ *-$/m,
			/\\u/,
			/__proto__/,
		]) {
			assert.ok(
				texts.some((text) => form.test(text)),
				`no text has ${form}`,
			);
		}
		const changed = texts.filter((text, index) => mutate(new Random(index), text) !== text);
		assert.ok(changed.length > 400, `only ${changed.length} of 500`);
	});

	it("shrinking keeps what is needed", () => {
		assert.deepEqual(
			shrinkList([1, 2, 3, 4, 5, 6, 7], (some) => some.includes(2) && some.includes(6)),
			[2, 6],
		);
		assert.equal(
			shrinkText("one\ntwo x\nthree", (text) => text.includes("x")),
			"x",
		);
	});

	it("an edit session's updates lead from one text to the next", () => {
		forEachCase(50, (random) => {
			const session = new EditSession(random, randomDocument(random).text);
			const kinds = new Set<number>();
			for (let edit = 0; edit < 30; edit++) {
				kinds.add(session.next().length);
			}
			assert.ok(kinds.has(1));
			assert.ok(session.model.getText().length < 10_000);
		});
	});

	it("marks are read and shown alike", () => {
		const marked = dedent(`
			a [2]: 1
			 ^ space-before-bracket
			b
			 $0 missing-colon strict
		`);
		const { text, marks } = readMarks(marked);
		assert.equal(text, "a [2]: 1\nb");
		assert.deepEqual(
			marks.map(({ line, start, end, code, mode }) => [line, start, end, code, mode]),
			[
				[0, 1, 2, "space-before-bracket", undefined],
				[1, 1, 1, "missing-colon", "strict"],
			],
		);
		assert.equal(showFindings(text, marks), marked.replace(" strict", ""));
	});
});

function randomText(seed: number): string {
	const random = new Random(seed);
	return randomDocument(random, randomValue(random)).text;
}
