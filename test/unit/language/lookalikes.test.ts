/** What is valid and surely not meant: told where it is, never where the text is meant, and mended by its fixes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, type JsonValue, parse } from "../../../server/src/language";
import { keepsContent } from "../../../server/src/repair/content";
import { realDocuments } from "../../fixtures/realDocuments";
import { applyEdits } from "../../support/fixes";
import { Random, SEED } from "../../support/random";

const lookalikesOf = (text: string): readonly Diagnostic[] =>
	parse(text, { indentSize: 2 })
		.diagnostics()
		.items.filter(({ code }) => code.startsWith("looks-like-"));

interface Row {
	readonly text: string;
	/** Code and marked text of each. */
	readonly found: readonly string[];
	/** What the first fix of the first leads to. */
	readonly fixed: string;
	readonly value?: JsonValue;
}

const ROWS: readonly Row[] = [
	{ text: '{"a": 1}', found: ['json {"a": 1}'], fixed: "a: 1" },
	{
		text: '{"a": {"b": [1, 2]}, "c": null}',
		found: ['json {"a": {"b": [1, 2]}, "c": null}'],
		fixed: "a:\n  b[2]: 1,2\nc: null",
	},
	{ text: "{name: 'Ada', ok: true}", found: ["json {name: 'Ada', ok: true}"], fixed: "name: Ada\nok: true" },
	{ text: "[1,2,3]", found: ["json [1,2,3]"], fixed: "[3]: 1,2,3" },
	{ text: "{}", found: ["json {}"], fixed: "" },
	{ text: '{"a":1}\n{"a":2}\n', found: ['json {"a":1}', 'json {"a":2}'], fixed: "[2]{a}:\n  1\n  2\n" },
	{ text: "k: 1\nx: {}", found: ["json {}"], fixed: "k: 1\nx:" },
	{ text: "tags: [a, b]", found: ["json [a, b]"], fixed: "tags[2]: a,b" },
	{ text: 'tags: ["a"]\nb: 1', found: ['json ["a"]'], fixed: "tags[1]: a\nb: 1" },
	{ text: "at: [52.5, 13.4]", found: ["json [52.5, 13.4]"], fixed: "at[2]: 52.5,13.4" },
	{ text: "m: [[1,2],[3,4]]", found: ["json [[1,2],[3,4]]"], fixed: "m[2]:\n  - [2]: 1,2\n  - [2]: 3,4" },
	{
		text: 'u: [{"id":1},{"id":2}]\r\nb: 1',
		found: ['json [{"id":1},{"id":2}]'],
		fixed: "u[2]{id}:\r\n  1\r\n  2\r\nb: 1",
	},
	{ text: "l[1]:\n  - a: {b: 1}\n    c: 2", found: ["json {b: 1}"], fixed: "l[1]:\n  - a:\n      b: 1\n    c: 2" },
	{
		text: 'l[2]:\n  - {"a": 1, "b": [1]}\n  - x',
		found: ['json {"a": 1, "b": [1]}'],
		fixed: "l[2]:\n  - a: 1\n    b[1]: 1\n  - x",
	},
	{
		text: 'l[2]:\n  - {"a": 1}\n  - {"a": 2}',
		found: ['json {"a": 1}', 'json {"a": 2}'],
		fixed: "l[2]{a}:\n  1\n  2",
	},
	{ text: 'l[1]:\n  - [1, "x"]', found: ['json [1, "x"]'], fixed: "l[1]:\n  - [2]: 1,x" },
	{ text: '"a b": 1,\n"c d": 2', found: ["json ,"], fixed: '"a b": 1\n"c d": 2' },

	{ text: "a: 5 # in euro", found: ["comment # in euro"], fixed: "# in euro\na: 5", value: { a: 5 } },
	{ text: "o:\n  a: true // on", found: ["comment // on"], fixed: "o:\n  # on\n  a: true" },
	{ text: "a: Ada Lovelace # the first", found: ["comment # the first"], fixed: "# the first\na: Ada Lovelace" },
	{ text: "a: node  # the runtime", found: ["comment # the runtime"], fixed: "# the runtime\na: node" },
	{ text: "a: 2025-01-02 # due", found: ["comment # due"], fixed: "# due\na: 2025-01-02" },
	{
		text: "t[1]{a,b}:\n  1,Ada # the first",
		found: ["comment # the first"],
		fixed: "t[1]{a,b}:\n  # the first\n  1,Ada",
	},
	{ text: "n[2]: 1,2 # both", found: ["comment # both"], fixed: "# both\nn[2]: 1,2" },
	{ text: "l[1]:\n  - 5 // five", found: ["comment // five"], fixed: "l[1]:\n  # five\n  - 5" },

	{ text: "k:\n  - a: 1\n  - b: 2", found: ["item -"], fixed: "k[2]:\n  - a: 1\n  - b: 2" },
	{ text: "k:\n- a: 1\n- a: 2\nz: 1", found: ["item -"], fixed: "k[2]{a}:\n  1\n  2\nz: 1" },
	{ text: "z: 1\n- b: 2", found: ["item -"], fixed: 'z: 1\n"- b": 2' },
	{ text: "t[2]{a,b}:\n  - 1,2\n  - 3,4", found: ["item - ", "item - "], fixed: "t[2]{a,b}:\n  1,2\n  3,4" },

	{
		text: "l[2]:\n  - https://a.b/c\n  - x",
		found: ["value https://a.b/c"],
		fixed: 'l[2]:\n  - "https://a.b/c"\n  - x',
	},
	{
		text: "l[1]:\n  - https://a.b\n    n: 1",
		found: ["value https://a.b"],
		fixed: 'l[1]:\n  - url: "https://a.b"\n    n: 1',
	},
	{ text: "home:\n  https://a.b", found: ["value https://a.b"], fixed: 'home: "https://a.b"' },
	{ text: "l[1]:\n  - C:\\tmp\\x", found: ["value C:\\tmp\\x"], fixed: 'l[1]:\n  - "C:\\\\tmp\\\\x"' },
	{ text: "l[1]:\n  - 10:30 standup", found: ["value 10:30 standup"], fixed: 'l[1]:\n  - "10:30 standup"' },

	{ text: "Here is the data:\na: 1", found: ["prose Here is the data:"], fixed: "# Here is the data:\na: 1" },
	{
		text: "Sure! Here you go:\n  a: 1\n  b:\n    c: 2",
		found: ["prose Sure! Here you go:"],
		fixed: "# Sure! Here you go:\na: 1\nb:\n  c: 2",
	},
	{
		text: "a: 1\nLet me know if you need more: thanks",
		found: ["prose Let me know if you need more: thanks"],
		fixed: "a: 1\n# Let me know if you need more: thanks",
	},

	{ text: "a.b: 1\na:\n  c: 2", found: ["path a.b"], fixed: '"a.b": 1\na:\n  c: 2' },
	{ text: "o:\n  a:\n    c: 2\n  a.b.c: 1", found: ["path a.b.c"], fixed: 'o:\n  a:\n    c: 2\n  "a.b.c": 1' },
];

describe("what is valid and surely not meant", () => {
	for (const { text, found, fixed, value } of ROWS) {
		it(JSON.stringify(text), () => {
			const document = parse(text, { indentSize: 2 });
			const all = lookalikesOf(text);
			assert.deepEqual(
				all.map(({ code, range }) => `${code.slice("looks-like-".length)} ${document.getText(range)}`),
				found,
			);
			const first = all[0]!;
			assert.equal(applyEdits(text, first.fixes[0]!.edits), fixed);
			if (value !== undefined) assert.deepEqual(parse(fixed).decode(), value);
			for (const diagnostic of all) for (const fix of diagnostic.fixes) checkFix(text, diagnostic, fix.edits);
		});
	}

	it("no fix is preferred: a valid value is never changed unasked", () => {
		for (const { text } of ROWS) {
			for (const { fixes } of lookalikesOf(text)) assert.ok(fixes.length > 0 && fixes.every((fix) => !fix.preferred));
		}
	});
});

/** Law 1, and: the diagnostic is gone, and none of another kind has come. */
function checkFix(text: string, { code }: Diagnostic, edits: Parameters<typeof applyEdits>[1]): void {
	const fixed = applyEdits(text, edits);
	const what = `${JSON.stringify(text)} -> ${JSON.stringify(fixed)}`;
	assert.ok(keepsContent(text, fixed), `loses content: ${what}`);
	const all = parse(fixed, { indentSize: 2 }).diagnostics().items;
	const before = parse(text, { indentSize: 2 }).diagnostics().items;
	assert.ok(
		all.filter((each) => each.code === code).length < before.filter((each) => each.code === code).length ||
			lookalikesOf(text).length > 1,
		`stays: ${what}`,
	);
	const known = new Set<string>(before.map((each) => each.code));
	// What was one long key now has quotes that may be needless, and items that are alike.
	for (const style of ["needless-quotes", "list-could-be-table"]) known.add(style);
	assert.deepEqual(
		all.filter((each) => !known.has(each.code)).map((each) => each.code),
		[],
		`adds: ${what}`,
	);
}

describe("what is meant", () => {
	const root = process.cwd();
	const folders = [join(root, "examples"), join(root, "..", "shared", "samples")];
	const files = folders.flatMap((folder) => toonFiles(folder));
	it(`no hint in ${files.length} example files`, () => {
		for (const file of files) assertNone(readFileSync(file, "utf8"));
	});

	it("no hint in 220 documents in the spirit of real ones", () => {
		const documents = realDocuments(new Random(SEED), 5);
		assert.ok(documents.length >= 200);
		for (const text of documents) {
			assert.equal(parse(text, { indentSize: 2 }).errorCount, 0, text);
			assertNone(text);
		}
	});
});

function toonFiles(folder: string): string[] {
	try {
		return readdirSync(folder)
			.filter((name) => name.endsWith(".toon"))
			.map((name) => join(folder, name));
	} catch {
		return [];
	}
}

function assertNone(text: string): void {
	const found = lookalikesOf(text).map(({ code, range }) => `${code}: ${text.split("\n")[range.start.line]}`);
	assert.deepEqual(found, []);
}
