/** Known documents and the JSON they are counted beside; shares of lines; slices of time. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseOptions, ToonDocument } from "../../../server/src/language";
import { ColumnCosts, Meter } from "../../../server/src/savings";
import { counterOf, ENCODINGS } from "../tokens/support";

/** Documents whose JSON is hard to count by lines. */
const documents: readonly (readonly [name: string, text: string, options?: ParseOptions])[] = [
	["nothing", ""],
	["comments only", "# a\n\n# b\n"],
	["a scalar", "hello"],
	["a root array", "[2]: 1,2"],
	["an empty root array", "[]"],
	["a root list", "[2]:\n  - a: 1\n    b:\n  - \n"],
	["a root table", "[2]{a,b}:\n  1,2\n  3,4\n"],
	["a root keyed table", "[2:]{a,b}:\n  x: 1,2\n  y: 3,4\n"],
	["empty objects", "a:\nb:\n  c:\nd: 1"],
	["empty arrays", "a: []\nb[0]:\nc[1]:\n  - []\n"],
	["nested lists", "a[2]:\n  - [2]: 1,2\n  - [1]:\n    - x: 1\n"],
	["items with fields first", "a[2]:\n  - b[1]{c}:\n      1\n    d: 2\n  - e:\n      f: 1\n    g: h\n"],
	["field groups", "o[1]{id,customer{name,address{city}},total}:\n  1,Ada,London,3\n"],
	["a keyed table", "m[2:]{age,city}:\n  ada: 36,London\n  bob: 41,Paris\n"],
	["keys without letters", '"-": 1\n"!":\n  "?": "!!"\n  "": ""\n"#"[2]{"+","*"}:\n  "/","/"\n  "//","-"\n'],
	["lists of signs", 'a[3]:\n  - "!"\n  - "?"\n  - "--"\n'],
	["integer-like keys in order", '"1": a\n"2": b\nname: c\n'],
	["integer-like keys behind others", "name: c\n2: b\n1:\n  x: y\n"],
	["integer-like keys in a keyed table", "m[3:]{a}:\n  9: 1\n  10: 2\n  x: 3\n"],
	["the same out of order", "m[3:]{a}:\n  10: 1\n  9: 2\n  x: 3\n"],
	["integer-like field names", "t[2]{b,7,3}:\n  1,2,3\n  4,5,6\n"],
	["integer-like keys of items", "a[1]:\n  - 5: x\n    4: y\n    z: w\n"],
	["numbers that are written otherwise", "a: 1e3\nb: 1.50\nc: -0\nd: 9007199254740993\ne: 1e400\n"],
	["strings with escapes", 'a: "line\\nbreak \\u0001 \\"quoted\\""\nb: back\\slash\nc: "\ud800"\n'],
	["prototype keys", "__proto__: 1\na:\n  __proto__:\n    b: 1\nt[1]{__proto__,c}:\n  1,2\n"],
	["duplicate keys", "a: 1\nb: 2\na:\n  c: 3\n", { strict: false }],
	["duplicate fields", "t[1]{a,a}:\n  1,2\n", { strict: false }],
	["wrong lengths", "a[5]: 1,2\nb[1]{c}:\n  1\n  2\nd[3]:\n", { strict: false }],
	["blank lines and comments", "a: 1\n\n# note\nb:\n  # inside\n\n  c: 2\n\n"],
	["a byte order mark and CRLF", "\ufeffa: 1\r\nb: x\r\n"],
	["slashes", "a: /x\n/b: //\n"],
];

describe("Meter", () => {
	for (const [name, text, options] of documents) {
		it(`counts ${name}`, () => {
			const document = new ToonDocument(text, options);
			const value = document.decode();
			ok(value !== undefined, JSON.stringify(document.diagnostics()));
			for (const encoding of ENCODINGS) {
				const counter = counterOf(encoding);
				const meter = new Meter(document, counter);
				ok(meter.step());
				deepEqual(
					meter.counts,
					{
						toon: counter.count(text),
						json: counter.count(JSON.stringify(value, null, 2)),
						jsonCompact: counter.count(JSON.stringify(value)),
						exact: true,
					},
					encoding,
				);
			}
		});
	}

	it("counts the files of examples/", () => {
		const counter = counterOf("o200k_base");
		for (const name of readdirSync("examples").filter((file) => file.endsWith(".toon"))) {
			const text = readFileSync(join("examples", name), "utf8");
			const document = new ToonDocument(text);
			const value = document.decode();
			const meter = new Meter(document, counter);
			ok(meter.step(), name);
			const { toon, json, jsonCompact } = meter.counts;
			equal(toon, counter.count(text), name);
			equal(json, value === undefined ? null : counter.count(JSON.stringify(value, null, 2)), name);
			equal(jsonCompact, value === undefined ? null : counter.count(JSON.stringify(value)), name);
		}
	});

	it("has no counts of JSON while the document has errors, and exact ones after", () => {
		const counter = counterOf("o200k_base");
		const document = new ToonDocument("a: 1\nb 2\n");
		const meter = new Meter(document, counter);
		meter.step();
		deepEqual(meter.counts, { toon: counter.count("a: 1\nb 2\n"), json: null, jsonCompact: null, exact: true });
		meter.update(
			document.update([{ range: { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } }, text: ":" }]),
		);
		equal(meter.counts.exact, false);
		meter.step();
		deepEqual(meter.counts, {
			toon: counter.count("a: 1\nb: 2\n"),
			json: counter.count('{\n  "a": 1,\n  "b": 2\n}'),
			jsonCompact: counter.count('{"a":1,"b":2}'),
			exact: true,
		});
	});

	it("counts a large document in slices", () => {
		const rows = Array.from({ length: 20_000 }, (_, id) => `  ${id},user ${id},London`);
		const text = `users[${rows.length}]{id,name,city}:\n${rows.join("\n")}\n`;
		const document = new ToonDocument(text);
		const meter = new Meter(document, counterOf("o200k_base"));
		let slices = 1;
		while (!meter.step(1)) {
			equal(meter.counts.exact, false);
			slices++;
		}
		ok(slices > 3, `${slices}`);
		equal(meter.counts.json, counterOf("o200k_base").count(JSON.stringify(document.decode(), null, 2)));
	});

	it("goes on with a budget of nothing", () => {
		const meter = new Meter(new ToonDocument("a: 1\nb: 2\n"), counterOf("o200k_base"));
		let steps = 0;
		while (!meter.step(0)) ok(steps++ < 100);
		equal(meter.counts.exact, true);
	});

	it("shares out all tokens among the lines", () => {
		const text = "title: x\nusers[2]{id,name}:\n  1,Ada\n  2,Bob\nlast:\n  a: 1\n";
		const meter = new Meter(new ToonDocument(text), counterOf("o200k_base"));
		meter.step();
		const { json, jsonCompact } = meter.counts;
		const parts = [meter.linesShare(0, 0), meter.linesShare(1, 3), meter.linesShare(4, 6)];
		const sum = (of: "json" | "jsonCompact"): number => parts.reduce((total, part) => total + (part[of] ?? 0), 0);
		const start = meter.linesShare(0, 6);
		equal(sum("json"), start.json);
		equal(sum("jsonCompact"), start.jsonCompact);
		// The opening bracket of the root belongs to no line.
		ok(json! - start.json! <= 1 && jsonCompact! - start.jsonCompact! <= 2);
		equal(parts[1]!.toon, counterOf("o200k_base").count("users[2]{id,name}:\n  1,Ada\n  2,Bob\n"));
	});
});

describe("ColumnCosts", () => {
	it("tells what each column costs", () => {
		const text = "a: 1\nusers[2|]{id|who{name|note}}:\n  1|Ada|a long note about nothing\n  2|Bob|another one\nz: 1\n";
		const costs = new ColumnCosts(new ToonDocument(text), counterOf("o200k_base"), 1, 3);
		ok(costs.step());
		equal(costs.costs.length, 3);
		const [id, name, note] = costs.costs;
		ok(id! >= 2 && name! >= 2 && note! > id! && note! > name!, costs.costs.join());
	});

	it("has no JSON of groups of fields that would take millions of characters a row, until they are flat", () => {
		const group = `${"a{".repeat(20_000)}b${"}".repeat(20_000)}`;
		const document = new ToonDocument(`rows[2]{${group}}:\n  1\n  2\n`);
		const meter = new Meter(document, counterOf("o200k_base"));
		while (!meter.step());
		deepEqual([meter.counts.json, meter.counts.jsonCompact, meter.counts.exact], [null, null, true]);
		ok(/more than 16 MB as JSON/.test(meter.whyNoJson ?? ""));
		const start = "rows[2]{".length;
		const range = { start: { line: 0, character: start }, end: { line: 0, character: start + group.length } };
		meter.update(document.update([{ range, text: "b" }]));
		while (!meter.step());
		const value = { rows: [{ b: 1 }, { b: 2 }] };
		const counter = counterOf("o200k_base");
		equal(meter.counts.json, counter.count(JSON.stringify(value, null, 2)));
		equal(meter.counts.jsonCompact, counter.count(JSON.stringify(value)));
	});
});
