/** Random values through every pair that can carry them: what comes back is what went in. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { parse as parseYaml } from "yaml";
import { type ConvertOptions, convertOnce, type Format } from "../../../server/src/convert/index";
import { type JsonValue, ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomKeys, randomScalar, randomString, randomValue, sameValue } from "../../support/values";
import { hostileStrings } from "./hostile";

function converted(text: string, from: Format, to: Format, options: ConvertOptions = {}): string {
	const { text: result, warnings } = convertOnce({ text, from, to, options });
	assert.deepEqual(warnings, [], text);
	return result;
}

const decoded = (toon: string, indentSize = 2): JsonValue | undefined =>
	new ToonDocument(toon, { indentSize }).decode();

function options(random: Random): ConvertOptions {
	return {
		delimiter: random.pick(["comma", "tab", "pipe"] as const),
		pretty: random.chance(0.5),
	};
}

describe("fuzz: round trips", function () {
	this.timeout(20_000);

	for (const format of ["json", "jsonc", "yaml", "toon"] as const) {
		it(`TOON to ${format} and back`, () => {
			forEachCase(500, (random) => {
				const value = randomValue(random);
				const indentSize = random.between(2, 4);
				const there = converted(encode(value, { indent: indentSize }), "toon", format, {
					...options(random),
					indentSize,
				});
				if (format === "json") assert.ok(sameValue(JSON.parse(there), value), there);
				if (format === "yaml") assert.deepEqual(parseYaml(there), parseYaml(JSON.stringify(value)), there);
				// TOON is read with the size that it was written with; by others it is not known.
				const back = converted(there, format, "toon", format === "toon" ? { indentSize } : { indentSize: 2 });
				assert.ok(sameValue(decoded(back, format === "toon" ? indentSize : 2), value), `${there}\n${back}`);
				assert.equal(back, encode(value, { indent: format === "toon" ? indentSize : 2 }));
			});
		});
	}

	it("TOON to JSON Lines and back, for arrays", () => {
		forEachCase(300, (random) => {
			const value = random.times(random.below(6), () => randomValue(random, 3));
			const there = converted(encode(value), "toon", "jsonl");
			assert.equal(there.split("\n").length - 1, value.length);
			assert.equal(converted(there, "jsonl", "toon"), encode(value));
		});
	});

	for (const format of ["csv", "tsv"] as const) {
		it(`TOON to ${format} and back, for flat tables`, () => {
			forEachCase(300, (random) => {
				const keys = randomKeys(random, random.between(1, 5)).filter((key) => key !== "");
				if (keys.length === 0) return;
				const row = (): [string, JsonValue][] => keys.map((key) => [key, cell(random)]);
				const value = random.times(random.between(1, 6), () => Object.fromEntries(row()));
				const there = converted(encode(value), "toon", format);
				assert.equal(converted(there, format, "toon"), encode(value), there);
			});
		});
	}

	it("digits of any length, through JSON, YAML and CSV", () => {
		forEachCase(300, (random) => {
			const digits = random
				.times(random.between(1, 40), () => random.below(10))
				.join("")
				.replace(/^0+(?=\d)/, "");
			const fraction = random.chance(0.5)
				? `.${random.times(random.between(1, 30), () => random.below(10)).join("")}5`
				: "";
			const number = `${random.chance(0.5) ? "-" : ""}${digits}${fraction}`.replace(/^-0$/, "0");
			const toon = converted(`[{"n":${number}}]`, "json", "toon");
			for (const format of ["json", "yaml", "csv"] as const) {
				const there = converted(toon, "toon", format);
				const back = converted(there, format, "toon");
				assert.equal(back, toon, there);
				const written = /-?[\d.]+(?:e[-+]?\d+)?/.exec(toon.split("\n")[1]!)![0];
				assert.ok(
					Number(written) === Number(number) && (written.length <= 21 || written === number),
					`${number}: ${toon}`,
				);
			}
		});
	});

	it("keys in their order, those like numbers too", () => {
		forEachCase(200, (random) => {
			const keys = [
				...new Set(random.times(8, () => random.pick(["b", "a", "", "__proto__", String(random.below(30))]))),
			];
			const json = `{${keys.map((key, i) => `${JSON.stringify(key)}:${i}`).join(",")}}\n`;
			const toon = converted(json, "json", "toon");
			assert.equal(converted(toon, "toon", "json", { pretty: false }), json);
			assert.equal(converted(converted(toon, "toon", "yaml"), "yaml", "toon"), toon);
		});
	});

	it("hostile strings, in every position", () => {
		for (const text of hostileStrings) {
			const value = { v: text, [`k${text}`]: [text, [text]], t: [{ [`c${text}`]: text, d: 1 }] };
			for (const format of ["json", "yaml", "toon"] as const) {
				const toon = encode(value);
				assert.equal(converted(converted(toon, "toon", format), format, "toon"), toon, JSON.stringify(text));
			}
			for (const format of ["csv", "tsv"] as const) {
				const table = encode([{ [`c${text}`]: text, d: 1 }]);
				assert.equal(converted(converted(table, "toon", format), format, "toon"), table, JSON.stringify(text));
			}
		}
	});

	it("any text at all is converted or refused", () => {
		forEachCase(80, (random) => {
			const text = random
				.times(random.below(12), () => random.pick([...hostileStrings, "\n", "{", "[", ":", ",", "- "]))
				.join("");
			for (const from of ["toon", "json", "jsonc", "jsonl", "yaml", "csv", "tsv", "markdown"] as const) {
				for (const to of ["toon", "json", "markdown", "html", "csv"] as const) {
					try {
						convertOnce({ text, from, to });
					} catch (error) {
						assert.equal((error as Error).name, "ConversionError", `${from} to ${to}: ${(error as Error).stack}`);
						assert.match((error as Error).message, /\.$/);
					}
				}
			}
		});
	});
});

/** A cell that CSV can carry: in a column of numbers, digits are written as TOON writes them. */
const cell = (random: Random): JsonValue => (random.chance(0.3) ? randomString(random) : randomScalar(random));
