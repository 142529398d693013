/** Conversions part by part: the same bytes and warnings as of the whole, wherever the parts are cut. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { convertOnce } from "../../../server/src/convert/convertOnce";
import { type StreamConversion, streamOf } from "../../../server/src/convert/stream";
import { ConversionError, type ConvertOptions, type Format } from "../../../server/src/convert/types";
import { forEachCase, type Random } from "../../support/random";
import { randomScalar, randomTable, randomValue } from "../../support/values";

/** Feeds a stream with a first part, then with `size` bytes at a time and what it left of the part before. */
function streamed(stream: StreamConversion, source: Uint8Array, first: number, size: number): string {
	let text = "";
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	for (let pass = 1; pass <= stream.passes; pass++) {
		stream.begin(pass);
		let taken = 0;
		for (let end = Math.min(first, source.length); ; end = Math.min(end + size, source.length)) {
			const part = source.slice(taken, end);
			taken += stream.push(part, part.length, end === source.length);
			if (pass === stream.passes) text += decoder.decode(stream.out.data.subarray(0, stream.out.length));
			stream.out.length = 0;
			if (end === source.length) break;
		}
		stream.end();
		if (pass === stream.passes) text += decoder.decode(stream.out.data.subarray(0, stream.out.length));
		stream.out.length = 0;
	}
	return text;
}

function sourceOf(from: Format, random: Random): string {
	const table = randomTable(random, random.between(1, 8));
	if (from === "toon")
		return encode(random.chance(0.5) ? table : { rows: table }, { indentSize: random.between(1, 4) });
	const value = random.pick([
		() => table,
		() => random.times(random.below(5), () => randomScalar(random)),
		() => random.times(random.below(5), () => randomValue(random, 3)),
		() => [...table, ...randomTable(random, 1)],
	])();
	if (from === "json") return JSON.stringify(value, null, random.pick([0, 2]));
	if (from === "jsonl")
		return value.map((item) => `${JSON.stringify(item)}${random.pick(["\n", "\r\n", "\n\n"])}`).join("");
	try {
		return convertOnce({ text: encode(table), to: from }).text;
	} catch (error) {
		if (error instanceof ConversionError) return "a,b\n1,2\n";
		throw error;
	}
}

function outcome(work: () => { readonly text: string; readonly warnings: readonly object[] }): unknown {
	try {
		return work();
	} catch (error) {
		if (error instanceof ConversionError) return "refused";
		throw error;
	}
}

describe("fuzz: conversions part by part", function () {
	this.timeout(60_000);

	const pairs: readonly (readonly [Format, Format])[] = [
		...(["csv", "tsv", "jsonl", "json"] as const).map((from) => [from, "toon"] as const),
		...(["json", "jsonl", "csv", "tsv"] as const).map((to) => ["toon", to] as const),
	];
	for (const [from, to] of pairs) {
		it(`${from} to ${to}`, () => {
			forEachCase(300, (random) => {
				let text = sourceOf(from, random);
				if (random.chance(0.2)) {
					const at = random.below(text.length + 1);
					text = text.slice(0, at) + random.pick(['"', "\n", ",", "x", "]", "}"]) + text.slice(at);
				}
				const options: ConvertOptions = {
					delimiter: random.pick(["comma", "tab", "pipe"] as const),
					...(from !== "toon" && { indentSize: random.between(1, 4) }),
				};
				const whole = outcome(() => {
					const { warnings, text: result } = convertOnce({ text, from, to, options });
					return { text: result, warnings };
				});
				// What a document of more than one table gives is not for streams.
				const source = new TextEncoder().encode(text);
				const parts = outcome(() => {
					const stream = streamOf(from, to, options)!;
					const result = streamed(stream, source, needsTop(from) ? topOf(source) : 1, random.between(1, 40));
					return { text: result, warnings: stream.warnings.list() };
				});
				if (parts === "refused" && (from === "toon" || from === "json")) return;
				assert.deepEqual(parts, whole, JSON.stringify(text));
			});
		});
	}
});

/** Tables are known by their first lines, which the first part holds: in practice it is of megabytes. */
const needsTop = (from: Format): boolean => from !== "json" && from !== "jsonl";

function topOf(source: Uint8Array): number {
	let end = 0;
	for (let lines = 0; lines < 3 && end < source.length; end++) if (source[end] === 0x0a) lines++;
	return end;
}
