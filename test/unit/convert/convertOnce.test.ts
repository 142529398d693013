/** What stands around every converter: validation, composing, places of errors, cancelling. */
import assert from "node:assert/strict";
import {
	CONVERTERS,
	ConversionCancelled,
	ConversionError,
	convertOnce,
	extensionOf,
	FORMATS,
	type Format,
	formatOf,
	withPlace,
} from "../../../server/src/convert/index";
import { ToonDocument } from "../../../server/src/language/index";
import { refused } from "./converting";

describe("convert: once", () => {
	it("takes TOON unless told otherwise, as text or as a document", () => {
		const { text } = convertOnce({ text: "a: 1", to: "yaml" });
		const document = new ToonDocument("a: 1");
		assert.equal(convertOnce({ document, to: "yaml" }).text, text);
	});

	it("says where and why a document is not valid", () => {
		const error = refused('a: 1\nb[2]: 1\nc: "x\\q"', "toon", "json");
		assert.match(error.message, /1 more error/);
		assert.deepEqual(error.place, { line: 1, character: 1 });
		assert.deepEqual(
			error.diagnostics.map(({ code }) => code),
			["array-length", "invalid-escape"],
		);
	});

	it("gives no place in what was never written: the TOON between two formats", () => {
		assert.equal(refused('{"a":{"b":[1]}}', "json", "csv").place, undefined);
	});

	const places: readonly (readonly [string, Parameters<typeof withPlace>[1], string])[] = [
		["a line and a column", { line: 0, character: 4 }, "Line 1, column 5: why"],
		["a line", { line: 2 }, "Line 3: why"],
		["nothing", undefined, "why"],
	];
	for (const [what, place, said] of places) {
		it(`says ${what} in front of a message`, () => assert.equal(withPlace("why", place), said));
	}

	const indented = "a:\n    b: 1";
	const odd = "a:\n   b: 1";
	const sizes: readonly (readonly [string, string, Format, Format, number | undefined, string | RegExp])[] = [
		["the source's, found in it", indented, "toon", "json", undefined, '{\n  "a": {\n    "b": 1\n  }\n}\n'],
		["the source's, as asked", indented, "toon", "json", 4, '{\n  "a": {\n    "b": 1\n  }\n}\n'],
		["the source's, which it is not", odd, "toon", "json", 2, /multiple/],
		["the source's and the result's", indented, "toon", "toon", 4, indented],
		["the result's", '{"a":{"b":1}}', "json", "toon", 4, indented],
		["the result's, of no TOON", "a:\n    b: 1", "yaml", "json", 1, '{\n "a": {\n  "b": 1\n }\n}\n'],
	];
	for (const [what, text, from, to, indentSize, expected] of sizes) {
		it(`takes indentSize as ${what}`, () => {
			const options = indentSize === undefined ? {} : { indentSize };
			if (typeof expected !== "string") assert.match(refused(text, from, to, options).message, expected);
			else assert.equal(convertOnce({ text, from, to, options }).text, expected);
		});
	}

	it("reads a document anew by what is asked for", () => {
		const document = new ToonDocument("a[2]: 1");
		assert.throws(() => convertOnce({ document, to: "json" }), ConversionError);
		assert.equal(convertOnce({ document, to: "json", options: { strict: false, pretty: false } }).text, '{"a":[1]}\n');
		const wide = new ToonDocument(indented, { indentSize: 2 });
		assert.throws(() => convertOnce({ document: wide, to: "json" }), ConversionError);
		assert.equal(convertOnce({ document: wide, to: "toon", options: { indentSize: 4 } }).text, indented);
	});

	it("allows in non-strict mode what the specification allows there", () => {
		assert.equal(refused("a[2]: 1", "toon", "json").place?.line, 0);
		const { text } = convertOnce({ text: "a[2]: 1", to: "json", options: { strict: false, pretty: false } });
		assert.equal(text, '{"a":[1]}\n');
	});

	it("refuses formats and options that do not exist", () => {
		assert.match(refused("a: 1", "toon", "xml" as Format).message, /no format "xml".*markdown/);
		assert.match(refused("a: 1", "toon", "json", { indentSize: 0 }).message, /indentSize is 0/);
		assert.match(refused("a: 1", "toon", "toon", { delimiter: ";" as "comma" }).message, /delimiter is ";"/);
	});

	it("stops when nobody waits any more", () => {
		const cancelled = { isCancellationRequested: true };
		assert.throws(() => convertOnce({ text: "a: 1", to: "json" }, cancelled), ConversionCancelled);
		let asked = 0;
		const later = {
			get isCancellationRequested(): boolean {
				return ++asked > 3;
			},
		};
		const rows = Array.from({ length: 20_000 }, (_, i) => `  ${i}`).join("\n");
		for (const to of ["json", "jsonl", "yaml", "csv", "markdown", "html"] as const) {
			asked = 0;
			assert.throws(() => convertOnce({ text: `[20000]{a}:\n${rows}`, to }, later), ConversionCancelled, to);
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
		for (const [from, text] of Object.entries(samples) as [Format, string][]) {
			for (const to of FORMATS) {
				const answer = convertOnce({ text, from, to, options: { pretty: false } });
				const direct = convertOnce({ text: samples.toon, to, options: { pretty: false } });
				assert.equal(answer.text, direct.text, `${from} to ${to}`);
				assert.deepEqual(answer.warnings, []);
			}
		}
		assert.equal(CONVERTERS.length, FORMATS.length + Object.keys(samples).length - 1);
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
		for (const format of FORMATS) assert.equal(formatOf(`x${extensionOf(format)}`), format);
	});
});
