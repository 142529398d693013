/** Known texts with known counts, speed on texts that could freeze a counter, and rank tables that are none. */
import { equal, ok, throws } from "node:assert/strict";
import { CountCache, Counters, createCounter, type Encoding } from "../../../server/src/tokens";
import { counterOf, ENCODINGS, ranksOf, tiktokenCount } from "./support";

/** Counts in the order of `ENCODINGS`: o200k_base, cl100k_base, p50k_base, r50k_base. */
type Counts = readonly [number, number, number, number];

const toon = "users[2]{id,name,role}:\n  1,Ada,admin\n  2,Linus,user\n";

/** The ones up to the Japanese are those that the OpenAI cookbook shows. */
const known: readonly (readonly [text: string, counts: Counts])[] = [
	["", [0, 0, 0, 0]],
	["a", [1, 1, 1, 1]],
	["hello world", [2, 2, 2, 2]],
	["tiktoken is great!", [6, 6, 6, 6]],
	["antidisestablishmentarianism", [6, 6, 5, 5]],
	["2 + 2 = 4", [7, 7, 5, 5]],
	["お誕生日おめでとう", [8, 9, 14, 14]],
	["<|endoftext|>", [7, 7, 7, 7]],
	["1234567890", [4, 4, 4, 4]],
	["  \n\n  ", [2, 2, 3, 5]],
	["don't DON'T don'ſ", [5, 8, 9, 9]],
	["a\u0085b", [4, 4, 4, 4]],
	["\ufeffkey: 1", [5, 5, 6, 6]],
	["\ud800", [1, 1, 1, 1]],
	["👨‍👩‍👧‍👦", [11, 18, 14, 14]],
	["x!\n/a", [4, 3, 5, 5]],
	["end\r\n  next", [4, 4, 5, 5]],
	[toon, [26, 25, 28, 28]],
	[JSON.stringify({ id: 1, name: "Ada" }, null, 2), [16, 16, 19, 19]],
];
describe("TokenCounter", () => {
	for (const [text, counts] of known) {
		it(JSON.stringify(text), () => {
			ENCODINGS.forEach((encoding, i) => {
				equal(counterOf(encoding).count(text), counts[i], encoding);
				equal(tiktokenCount(encoding, text), counts[i], `${encoding}, tiktoken`);
			});
		});
	}

	it("has every number of up to three digits as one token in o200k_base and cl100k_base", () => {
		for (const encoding of ["o200k_base", "cl100k_base"] as const) {
			for (let number = 0; number < 1000; number++) equal(counterOf(encoding).count(`${number}`), 1);
		}
	});

	for (const unit of ["a", "A", " ", "\n", "\t", "0", "中", "é", "😀", "'", "/", "ab", "\u0301", "aA", "\r\n"]) {
		it(`50,000 characters of ${JSON.stringify(unit)} take no time that a person notices`, () => {
			const text = unit.repeat(50_000 / unit.length);
			for (const encoding of ENCODINGS) {
				const start = performance.now();
				counterOf(encoding).count(text);
				const elapsed = performance.now() - start;
				ok(elapsed < 3000, `${encoding}: ${elapsed} ms`);
			}
		});
	}

	it("counts long repetitions as tiktoken does", () => {
		for (const encoding of ENCODINGS) {
			for (const unit of ["a", " ", "中", "xyz", "="]) {
				const text = unit.repeat(600);
				equal(counterOf(encoding).count(text), tiktokenCount(encoding, text), `${encoding} ${unit}`);
			}
		}
	});

	it("cannot be made from bytes that are no rank table", () => {
		throws(() => createCounter("o200k_base", new Uint8Array(0)), RangeError);
		throws(() => createCounter("o200k_base", new Uint8Array([255, 255, 255, 0, 1])), RangeError);
	});
});

describe("Counters", () => {
	it("makes one counter an encoding, when it is first asked for", async () => {
		const loaded: Encoding[] = [];
		const counters = new Counters({
			load: async (encoding) => {
				loaded.push(encoding);
				return ranksOf(encoding);
			},
		});
		const [first, second] = await Promise.all([counters.get("r50k_base"), counters.get("r50k_base")]);
		equal(first, second);
		equal(first.encoding, "r50k_base");
		equal(loaded.join(), "r50k_base");
	});

	it("tries again after a table could not be read", async () => {
		let failures = 1;
		const counters = new Counters({
			load: async (encoding) => {
				if (failures-- > 0) throw new Error("gone");
				return ranksOf(encoding);
			},
		});
		await counters.get("r50k_base").then(
			() => ok(false, "it was gone"),
			(error: Error) => equal(error.message, "gone"),
		);
		equal((await counters.get("r50k_base")).count("a"), 1);
	});
});

describe("CountCache", () => {
	it("counts a text once an encoding, and tells hits, misses and size", () => {
		const cache = new CountCache(1 << 16);
		equal(cache.count(counterOf("o200k_base"), toon), 26);
		equal(cache.count(counterOf("o200k_base"), toon), 26);
		equal(cache.count(counterOf("cl100k_base"), toon), 25);
		const { hits, misses, size } = cache.figures;
		equal(hits, 1);
		equal(misses, 2);
		ok(size >= 2 * toon.length && size < 1000, `${size}`);
	});

	it("lets go of the least recently used, and keeps no text of more than a quarter", () => {
		const cache = new CountCache(4000);
		const counter = counterOf("o200k_base");
		for (let i = 0; i < 100; i++) cache.count(counter, `${i} `.repeat(50));
		ok(cache.figures.size <= 4000);
		cache.count(counter, `${99} `.repeat(50));
		equal(cache.figures.hits, 1);
		cache.count(counter, "x ".repeat(2000));
		cache.count(counter, "x ".repeat(2000));
		equal(cache.figures.hits, 1);
	});
});
