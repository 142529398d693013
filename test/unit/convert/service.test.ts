/** What stands around every converter: validation, counting, caching, timing, cancelling. */
import assert from "node:assert/strict";
import {
	type CacheFigures,
	ConversionCancelled,
	ConversionError,
	converters,
	createConversions,
	extensionOf,
	type Format,
	formatOf,
	formats,
	neverCancelled,
} from "../../../server/src/convert/index";
import { ToonDocument } from "../../../server/src/language/index";
import { refused } from "./converting";

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;

describe("convert: the service", () => {
	it("answers with text, formats, counts and warnings", () => {
		const conversions = createConversions({ count: words });
		const answer = conversions.convert({ text: '{"a": 1}', from: "json", to: "toon" }, neverCancelled);
		assert.deepEqual(answer, { text: "a: 1", from: "json", to: "toon", tokensBefore: 2, tokensAfter: 2, warnings: [] });
	});

	it("takes TOON unless told otherwise, as text or as a document", () => {
		const conversions = createConversions({ count: words });
		const { text } = conversions.convert({ text: "a: 1", to: "yaml" }, neverCancelled);
		const document = new ToonDocument("a: 1");
		assert.equal(conversions.convert({ document, to: "yaml" }, neverCancelled).text, text);
	});

	it("converts and counts once what is asked twice", () => {
		const seen: string[] = [];
		const conversions = createConversions({ count: words, observe: ({ from, to }) => seen.push(`${from} ${to}`) });
		const ask = (to: Format, indentSize: number): unknown =>
			conversions.convert({ text: "a: 1", to, options: { indentSize } }, neverCancelled);
		const first = ask("json", 2);
		assert.equal(ask("json", 2), first);
		assert.notEqual(ask("json", 4), first);
		ask("yaml", 2);
		assert.equal(ask("json", 2), first);
		assert.deepEqual(seen, ["toon json", "toon json", "toon yaml"]);
		const { hits, misses, size }: CacheFigures = conversions.cache;
		assert.deepEqual([hits, misses], [2, 3]);
		assert.ok(size > 0);
	});

	it("does not take a document of other settings for the same", () => {
		const conversions = createConversions({ count: words });
		const text = "a: 1\na: 2";
		const loose = new ToonDocument(text, { strict: false });
		conversions.convert({ document: loose, to: "json" }, neverCancelled);
		assert.throws(
			() => conversions.convert({ document: new ToonDocument(text), to: "json" }, neverCancelled),
			ConversionError,
		);
	});

	it("holds no more bytes than it may", () => {
		const conversions = createConversions({ count: words, cacheBytes: 10_000 });
		for (let i = 0; i < 200; i++)
			conversions.convert({ text: `a${i}: ${"x".repeat(500)}`, to: "json" }, neverCancelled);
		assert.ok(conversions.cache.size <= 10_000);
		conversions.convert({ text: `a: ${"x".repeat(50_000)}`, to: "json" }, neverCancelled);
		assert.ok(conversions.cache.size <= 10_000);
	});

	it("says where and why a document is not valid", () => {
		const error = refused('a: 1\nb[2]: 1\nc: "x\\q"', "toon", "json");
		assert.match(error.message, /^Line 2, column \d+: .*1 more error/s);
		assert.equal(error.line, 1);
		assert.deepEqual(
			error.diagnostics.map(({ code }) => code),
			["array-length", "invalid-escape"],
		);
	});

	it("allows in non-strict mode what the specification allows there", () => {
		assert.match(refused("a[2]: 1", "toon", "json").message, /Line 1/);
		const conversions = createConversions({ count: words });
		const { text } = conversions.convert(
			{ text: "a[2]: 1", to: "json", options: { strict: false, pretty: false } },
			neverCancelled,
		);
		assert.equal(text, '{"a":[1]}\n');
	});

	it("refuses formats and options that do not exist", () => {
		assert.match(refused("a: 1", "toon", "xml" as Format).message, /no format "xml".*markdown/);
		assert.match(refused("a: 1", "toon", "json", { indentSize: 0 }).message, /indentSize is 0/);
		assert.match(refused("a: 1", "toon", "toon", { delimiter: ";" as "comma" }).message, /delimiter is ";"/);
	});

	it("stops when nobody waits any more", () => {
		const conversions = createConversions({ count: words });
		const cancelled = { isCancellationRequested: true };
		assert.throws(() => conversions.convert({ text: "a: 1", to: "json" }, cancelled), ConversionCancelled);
		let asked = 0;
		const later = {
			get isCancellationRequested(): boolean {
				return ++asked > 3;
			},
		};
		const rows = Array.from({ length: 20_000 }, (_, i) => `  ${i}`).join("\n");
		for (const to of ["json", "jsonl", "yaml", "csv", "markdown", "html"] as const) {
			asked = 0;
			assert.throws(() => conversions.convert({ text: `[20000]{a}:\n${rows}`, to }, later), ConversionCancelled, to);
		}
	});

	it("has every pair, HTML as a source excepted", () => {
		const samples: Readonly<Record<Exclude<Format, "html">, string>> = {
			toon: "[1]{a}:\n  1",
			json: '[{"a":1}]',
			jsonc: '[{"a":1}]',
			jsonl: '{"a":1}',
			yaml: "- a: 1",
			csv: "a\n1",
			tsv: "a\n1",
			markdown: "| a |\n|---|\n| 1 |",
		};
		const conversions = createConversions({ count: words });
		for (const [from, text] of Object.entries(samples) as [Format, string][]) {
			for (const to of formats) {
				const answer = conversions.convert({ text, from, to, options: { pretty: false } }, neverCancelled);
				const direct = conversions.convert({ text: samples.toon, to, options: { pretty: false } }, neverCancelled);
				assert.equal(answer.text, direct.text, `${from} to ${to}`);
				assert.deepEqual(answer.warnings, []);
			}
		}
		assert.equal(converters.length, formats.length + Object.keys(samples).length - 1);
	});
});

describe("convert: formats of files", () => {
	const names: readonly (readonly [string, Format | undefined])[] = [
		["a.toon", "toon"],
		["A.JSON", "json"],
		["a.jsonc", "jsonc"],
		["a.ndjson", "jsonl"],
		["a.jsonl", "jsonl"],
		["dir.csv/a.yml", "yaml"],
		["a.tsv", "tsv"],
		["README.md", "markdown"],
		["a.html", "html"],
		["a.txt", undefined],
		["toon", undefined],
	];
	for (const [name, format] of names) it(name, () => assert.equal(formatOf(name), format));

	it("have an extension each, which leads back", () => {
		for (const format of formats) assert.equal(formatOf(`x${extensionOf(format)}`), format);
	});
});
