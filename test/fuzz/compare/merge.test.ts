/** Random versions of random values merged and compared. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { diffValues, type ExactValue, mergeTexts, readExact } from "../../../server/src/compare";
import { type JsonValue, ToonDocument } from "../../../server/src/language";
import { forEachCase, type Random } from "../../support/random";
import { randomScalar, randomValue, sameValue } from "../../support/values";

const marks = { ours: "ours", theirs: "theirs", size: 7 };

type Row = Record<string, JsonValue>;

const row = (random: Random, id: number): Row => ({ id, a: randomScalar(random), b: randomScalar(random) });

/** The rows as one side leaves them that touches only those whose number leaves `rest` when it is halved. */
function edited(random: Random, rows: readonly Row[], rest: number): Row[] {
	const kept = rows.flatMap((each): Row[] => {
		if ((each.id as number) % 2 !== rest || random.chance(0.5)) return [each];
		return random.chance(0.3) ? [] : [{ ...each, [random.pick(["a", "b"])]: randomScalar(random) }];
	});
	const added = random.times(random.below(3), (at) => row(random, 100 + 2 * (at ?? 0) + rest));
	return [...kept, ...added];
}

const decoded = (text: string): JsonValue | undefined => new ToonDocument(text).decode();

const byId = (rows: readonly Row[]): Row[] => [...rows].sort((x, y) => (x.id as number) - (y.id as number));

describe("fuzz: merge", function () {
	this.timeout(60_000);

	it("rows that each side changes apart from the other", () => {
		forEachCase(400, (random) => {
			const base = random.times(random.between(1, 8), (at) => row(random, at ?? 0));
			const [ours, theirs] = [edited(random, base, 0), edited(random, base, 1)];
			const texts = [base, ours, theirs].map((rows) => encode({ before: 1, rows, after: [1] }));
			const merged = mergeTexts(texts[0]!, texts[1]!, texts[2]!, marks);
			// Without rows there is no table on one side.
			if (ours.length === 0 || theirs.length === 0) return;
			const evens = ours.filter(({ id }) => (id as number) % 2 === 0);
			const odds = theirs.filter(({ id }) => (id as number) % 2 === 1);
			assert.equal(merged?.conflicts, 0, texts.join("\n---\n"));
			const value = decoded(merged.text) as { rows: Row[] };
			assert.ok(
				sameValue(byId(value.rows), byId([...evens, ...odds])),
				`${texts.join("\n---\n")}\n===\n${merged.text}`,
			);
		});
	});

	it("fields that each side changes apart from the other", () => {
		forEachCase(400, (random) => {
			const keys = ["a", "b", "c", "d", "e", "f"];
			const object = (): Row => Object.fromEntries(keys.map((key) => [key, randomValue(random, 3)]));
			const [base, x, y] = [object(), object(), object()];
			const ours = { ...base, a: x.a!, c: x.c!, e: x.e! };
			const theirs = { ...base, b: y.b!, d: y.d!, f: y.f! };
			const merged = mergeTexts(encode(base), encode(ours), encode(theirs), marks);
			if (merged === undefined) return;
			assert.equal(merged.conflicts, 0, merged.text);
			const expected = { ...ours, b: y.b!, d: y.d!, f: y.f! };
			assert.ok(sameValue(decoded(merged.text), expected), merged.text);
		});
	});

	it("any three values: what is clean is valid, and the sides may be exchanged", () => {
		forEachCase(600, (random) => {
			const texts = random.times(3, () => encode(randomValue(random, 3)));
			const [base, ours, theirs] = texts as [string, string, string];
			const merged = mergeTexts(base, ours, theirs, marks);
			const exchanged = mergeTexts(base, theirs, ours, marks);
			assert.equal(merged === undefined, exchanged === undefined);
			if (merged?.conflicts === 0) assert.ok(!new ToonDocument(merged.text).hasErrors, merged.text);
			assert.deepEqual(mergeTexts(base, ours, base, marks)?.text, ours);
			assert.deepEqual(mergeTexts(base, base, theirs, marks)?.text, theirs);
			assert.deepEqual(mergeTexts(base, ours, ours, marks)?.text, ours);
		});
	});
});

describe("fuzz: diff", () => {
	it("is empty exactly where the values are equal", () => {
		forEachCase(1000, (random) => {
			const [a, b] = random.times(2, () => randomValue(random, 3));
			const exact = (value: JsonValue): ExactValue => readExact(JSON.stringify(value));
			assert.deepEqual(diffValues(exact(a!), exact(structuredClone(a!))), []);
			assert.equal(diffValues(exact(a!), exact(b!)).length === 0, sameValue(a, b), JSON.stringify([a, b]));
		});
	});
});
