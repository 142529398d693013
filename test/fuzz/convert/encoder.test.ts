/** Our encoder against the reference: the same bytes for every value, however its text is laid out. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { jsonFault } from "../../../server/src/convert/jsonFaults";
import { readerOf } from "../../../server/src/convert/registry";
import { ConversionError, type ConvertOptions, NEVER_CANCELLED } from "../../../server/src/convert/types";
import type { JsonValue } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomKeys, randomScalar, randomTable, randomValue } from "../../support/values";

const delimiters = { comma: ",", tab: "\t", pipe: "|" } as const;

function written(json: string, options: ConvertOptions): string {
	return readerOf("json")!.convert(json, options, NEVER_CANCELLED).text;
}

/** Rows that are almost a table: keys in another order, one missing, one too many, a cell that is no primitive. */
function nearTable(random: Random): JsonValue[] {
	const table = randomTable(random, random.between(2, 5));
	return table.map((row) => {
		const entries = Object.entries(row);
		if (random.chance(0.2)) entries.reverse();
		if (random.chance(0.1)) entries.pop();
		if (random.chance(0.1)) entries.push([random.pick(["x", "y"]), randomScalar(random)]);
		if (random.chance(0.1) && entries[0] !== undefined) entries[0][1] = random.pick<JsonValue>([[], {}, [1], [[]]]);
		return Object.fromEntries(entries);
	});
}

/** Whether JavaScript keeps the order of all keys. */
const keepsOrder = (value: JsonValue): boolean => !/"(?:0|[1-9]\d*)":/.test(JSON.stringify(value));

describe("fuzz: the encoder", function () {
	this.timeout(60_000);

	it("writes what the reference writes", () => {
		forEachCase(4000, (random) => {
			const value = random.chance(0.5) ? randomValue(random, 5) : random.pick([nearTable(random), [nearTable(random)]]);
			if (!keepsOrder(value)) return;
			const delimiter = random.pick(["comma", "tab", "pipe"] as const);
			const indentSize = random.between(1, 4);
			const json = JSON.stringify(value, null, random.pick([0, 1, 2, "\t"]));
			const expected = encode(value, { delimiter: delimiters[delimiter], indentSize });
			assert.equal(written(json, { delimiter, indentSize }), expected, json);
		});
	});

	it("writes objects of very many keys", () => {
		forEachCase(20, (random) => {
			const keys = random.times(random.between(250, 600), (i) => `k${i}`);
			const row = (): JsonValue => Object.fromEntries(keys.map((key) => [key, randomScalar(random)]));
			const value = random.pick([row(), [row(), row()], { a: row(), b: row() }]);
			assert.equal(written(JSON.stringify(value), {}), encode(value));
		});
	});

	it("keeps the last of equal keys at the place of the first, as JSON.parse does", () => {
		forEachCase(500, (random) => {
			const keys = randomKeys(random, 4).filter((key) => !/^\d+$/.test(key));
			if (keys.length === 0) return;
			const many = random.chance(0.1) ? 300 : 0;
			const members = [
				...random.times(many, (i) => `"m${i}":${i}`),
				...random.times(8, () => `${JSON.stringify(random.pick(keys))}:${JSON.stringify(randomValue(random, 2))}`),
			];
			const json = `[{${members.join(",")}},{${members.toReversed().join(",")}}]`;
			if (!keepsOrder(JSON.parse(json))) return;
			assert.equal(written(json, {}), encode(JSON.parse(json)), json);
		});
	});
});

describe("fuzz: JSON that is none", function () {
	this.timeout(60_000);

	it("is refused as JSON.parse refuses it, by both of our readers", () => {
		forEachCase(4000, (random) => {
			const json = JSON.stringify(randomValue(random, 3), null, random.pick([0, 2]));
			const at = random.below(json.length + 1);
			const part = random.pick([...'{}[],:"\\ \n\t01-.eE+tnu/*x\u0000\u2028é']);
			const damaged = json.slice(0, at) + part + json.slice(random.chance(0.5) ? at : at + 1);
			let valid = true;
			try {
				JSON.parse(damaged);
			} catch {
				valid = false;
			}
			assert.equal(jsonFault(damaged, { comments: false }) === undefined, valid, damaged);
			if (valid) written(damaged, {});
			else assert.throws(() => written(damaged, {}), ConversionError, damaged);
		});
	});
});
