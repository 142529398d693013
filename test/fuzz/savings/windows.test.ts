/** Counts of documents that come in parts: those of the whole, wherever the parts are cut. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { parse, WindowError, Windows } from "../../../server/src/language";
import { Meter, WindowedJson } from "../../../server/src/savings";
import { PartCount } from "../../../server/src/tokens";
import { forEachCase, type Random } from "../../support/random";
import { randomTable, randomValue } from "../../support/values";
import { counterOf, ENCODINGS } from "../../unit/tokens/support";

function document(random: Random): string {
	const members = random.between(1, 80);
	const value = random.pick([
		() => randomTable(random, members),
		() => random.times(members, () => ({ id: random.below(1000), more: randomValue(random, 2) })),
		() => random.times(members, () => randomValue(random, 2)),
	])();
	return encode(random.pick([() => value, () => ({ title: "x", part: { rows: value }, end: 1 })])());
}

describe("fuzz: counts of documents in parts", function () {
	this.timeout(60_000);

	it("are those of the whole, as TOON and as both forms of JSON", () => {
		let compared = 0;
		forEachCase(300, (random, index) => {
			const text = document(random);
			const counter = counterOf(ENCODINGS[index % ENCODINGS.length]!);
			const windows = new Windows({ indentSize: 2 }, random.between(20, 1000));
			const toon = new PartCount(counter);
			const json = new WindowedJson(counter);
			try {
				for (let at = 0; at < text.length; ) {
					const end = at + random.between(1, 300);
					const part = text.slice(at, end);
					at = end;
					toon.add(part);
					const window = windows.push(part);
					if (window !== undefined) json.add(window);
				}
				json.add(windows.end());
			} catch (error) {
				if (error instanceof WindowError) return;
				throw error;
			}
			const meter = new Meter(parse(text, { indentSize: 2 }), counter);
			while (!meter.step());
			const { toon: tokens, json: pretty, jsonCompact } = meter.counts;
			equal(toon.end(), tokens);
			if (json.counts === undefined) return;
			compared++;
			deepEqual(json.counts, { json: pretty, jsonCompact }, JSON.stringify(text));
		});
		ok(compared > 200, `${compared}`);
	});

	it("cuts a text that is one long word, or has no word at all", () => {
		const counter = counterOf("o200k_base");
		for (const text of ["a".repeat(300_000), "?!".repeat(150_000), "日本".repeat(100_000), " x".repeat(200_000)]) {
			const count = new PartCount(counter);
			for (let at = 0; at < text.length; at += 7001) count.add(text.slice(at, at + 7001));
			equal(count.end(), counter.count(text));
		}
	});
});
