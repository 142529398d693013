/** Checks and counts of large files, part by part: what the whole gives, at sizes that are large here only. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "@toon-format/toon";
import { convertOnce } from "../../../server/src/convert/convertOnce";
import { ConversionError, type Format } from "../../../server/src/convert/types";
import { checkFile } from "../../../server/src/workspace/checkLarge";
import { countFile } from "../../../server/src/workspace/countLarge";
import type { CheckTask, CountTask } from "../../../server/src/workspace/tasks";
import { forEachCase, type Random } from "../../support/random";
import { randomScalar, randomTable, randomValue } from "../../support/values";
import { counterOf } from "../../unit/tokens/support";

function sourceOf(from: Format, random: Random): string {
	const table = randomTable(random, random.between(1, 60));
	const value = random.pick([
		() => table,
		() => table,
		() => random.times(random.below(40), () => randomScalar(random)),
		() => random.times(random.below(40), () => randomValue(random, 3)),
	])();
	if (from === "toon") return encode(random.chance(0.5) ? value : { title: "x", rows: value });
	if (from === "json") return JSON.stringify(value, null, random.pick([0, 2]));
	if (from === "jsonl") return value.map((item) => `${JSON.stringify(item)}\n`).join("");
	try {
		return convertOnce({ text: encode(table), to: from }).text;
	} catch (error) {
		if (error instanceof ConversionError) return "a,b\n1,2\n";
		throw error;
	}
}

function damaged(text: string, random: Random): string {
	if (random.chance(0.7)) return text;
	const at = random.below(text.length + 1);
	return text.slice(0, at) + random.pick(['"', "\n", ",", "x", "]", "}", "\n  a: 1", "\uFEFF", "\r"]) + text.slice(at);
}

const counter = counterOf("o200k_base");

describe("fuzz: checks and counts of large files", function () {
	this.timeout(120_000);

	for (const from of ["toon", "csv", "tsv", "jsonl", "json"] as const) {
		it(`${from}: what the whole gives, or a refusal where it cannot be read whole`, () => {
			const folder = mkdtempSync(join(tmpdir(), "toon-large-"));
			let inParts = 0;
			try {
				forEachCase(80, (random, index) => {
					const file = join(folder, `${index}.${from}`);
					writeFileSync(file, (random.chance(0.1) ? "\uFEFF" : "") + damaged(sourceOf(from, random), random));
					const common = {
						source: { file },
						from,
						strict: random.chance(0.8),
						indentSize: random.pick(["auto", 2] as const),
					};
					const check: CheckTask = { ...common, kind: "check", hints: random.chance(0.5) };
					const count: CountTask = { ...common, kind: "count", encoding: "o200k_base", compare: false, top: 0 };
					// Tables are known by their first lines, which the first part holds.
					const sizes = {
						largeFrom: 0,
						partBytes: from === "toon" ? 100 : 4000,
						windowLength: random.between(20, 800),
					};
					for (const run of [
						(tuning?: typeof sizes & { mostWhole: number }) => checkFile(check, undefined, tuning),
						(tuning?: typeof sizes & { mostWhole: number }) => countFile(count, { tuning, counter }),
					]) {
						const whole = run();
						assert.deepEqual(run({ ...sizes, mostWhole: 1e9 }), whole, file);
						const parts = run({ ...sizes, mostWhole: 0 });
						if (parts.problems.some(({ severity }) => severity === "error" || severity === "information")) continue;
						inParts++;
						assert.deepEqual(parts, whole, file);
					}
				});
			} finally {
				rmSync(folder, { recursive: true });
			}
			assert.ok(inParts > 50, `${inParts}`);
		});
	}
});
