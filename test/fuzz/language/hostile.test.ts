/** Text that nobody writes on purpose: nothing throws, nothing hangs, and the time grows as the text does. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type ParseOptions, ToonDocument, type Visitor } from "../../../server/src/language/index";
import { TIMEOUT } from "../../support/random";
import { readDiagnostics } from "../../support/snapshot";

/** Makes a text of about `size` characters, or lines, of one kind. */
interface Shape {
	readonly name: string;
	readonly size: number;
	readonly options?: ParseOptions;
	make(size: number): string;
}

/** A quadratic step would make it 4; the machine's noise takes the rest. */
const MOST_FOR_TWICE = 3.2;

const ROUNDS = 5;

/** Noise and the garbage collector may spoil a measurement, so larger texts are tried; what is quadratic stays so. */
const ATTEMPTS = 4;

const CHARACTERS = 25_000;
const LINES = 2_500;

/** Shorter times are noise: sizes are doubled until the small text takes as long, in milliseconds. */
const SHORTEST = 2;
const MOST_DOUBLINGS = 8;

const repeatedLine = (name: string, line: string, head = ""): Shape => ({
	name,
	size: LINES,
	make: (size) => head + `${line}\n`.repeat(size),
});

const repeatedText = (name: string, text: string, head = "", tail = ""): Shape => ({
	name,
	size: CHARACTERS,
	make: (size) => head + text.repeat(Math.ceil(size / text.length)) + tail,
});

const ONE_LINE: readonly Shape[] = [
	repeatedText("a long value", "x", "k: "),
	repeatedText("a long number", "1", "k: "),
	repeatedText("a long string", "x", 'k: "', '"'),
	repeatedText("a string of escapes", "\\n", 'k: "', '"'),
	repeatedText("a string of wrong escapes", "\\x", 'k: "', '"'),
	repeatedText("a string that does not end", "x, y: ", 'k: "'),
	repeatedText("a long key", "x", "", ": 1"),
	repeatedText("a long quoted key", "x", '"', '": 1'),
	...[...'":,|[]{}-#\\\t\r \u0000\ud83d\udc00'].map((character) =>
		repeatedText(`nothing but ${JSON.stringify(character)}`, character),
	),
	...["- ", "- [1]: ", "[1]", '""', '"\\', "a:", "a[1]:", "{a", "a{", "},", "[1]{"].map((piece) =>
		repeatedText(`nothing but ${JSON.stringify(piece)}`, piece),
	),
	repeatedText("list items in a line", "- ", "list[1]:\n  "),
	repeatedText("an inline array", "1,", "a[3]: "),
	repeatedText("an inline array of open quotes", '",', "a[3]: "),
	repeatedText("an inline array of wrong tokens", '"a"b,', "a[3]: "),
	repeatedText("a row of wrong tokens", '"a"b,', "t[1]{x,y}:\n  "),
	repeatedText("a row far too wide", "1,", "t[1]{x,y}:\n  "),
	repeatedText("an entry row far too wide", "1,", "m[1:]{x,y}:\n  k: "),
	repeatedText("brackets before a colon", "[", "k", ": 1"),
	repeatedText("a length of many digits", "9", "k[", "]: 1"),
	repeatedText("the same field again and again", "a,", "t[0]{", "a}:"),
	repeatedText("groups that do not end", "a{", "t[0]{", ":"),
	repeatedText("braces that close nothing", "}", "t[0]{a", ":"),
	repeatedText("a comment", "x", "# "),
	repeatedText("text behind a header", "x", "t[1]{a}: "),
	{
		name: "many fields",
		size: LINES,
		make: (size) => {
			const names = Array.from({ length: size }, (_, index) => `f${index}`);
			return `t[1]{${names.join(",")}}:\n  ${names.join(",")}`;
		},
	},
	{
		name: "nested field groups",
		size: 3_000,
		make: (size) => `t[1]{${"g{".repeat(size)}a${"}".repeat(size)}}:\n  1`,
	},
	{
		name: "nested field groups with a leaf in each",
		size: 3_000,
		make: (size) => `t[1]{${"a,g{".repeat(size)}a${"}".repeat(size)}}:\n  1${",1".repeat(size)}`,
	},
];

const MANY_LINES: readonly Shape[] = [
	repeatedLine("empty lines", ""),
	repeatedLine("lines of spaces", "   "),
	repeatedLine("lines of tabs", "\t\t"),
	repeatedLine("comments", "# x"),
	repeatedLine("empty lines in an array", "", "list[2]:\n  - 1\n"),
	{ name: "empty lines between items", size: LINES, make: (size) => `list[2]:\n  - 1\n${"\n".repeat(size)}  - 2` },
	repeatedLine("one key", "a: 1"),
	repeatedLine("one key of objects", "a:\n  b: 1"),
	repeatedLine("one entry key", "  a: 1", "m[3:]{v}:\n"),
	repeatedLine("one key on the hyphen line", "  - a: 1\n    a: 2", "list[3]:\n"),
	{
		name: "different keys",
		size: LINES,
		make: (size) => Array.from({ length: size }, (_, line) => `k${line}: 1`).join("\n"),
	},
	repeatedLine("lines without a colon", "text"),
	repeatedLine("lines without a colon below a field", "text", "a: 1\n"),
	repeatedLine("over-indented lines", "    b: 1", "a: 1\n"),
	repeatedLine("lines of one space", " b: 1", "a:\n"),
	repeatedLine("lines behind a finished root", "x: 1", "[1]: 1\n"),
	repeatedLine("short rows", "  1", "t[3]{a,b}:\n"),
	repeatedLine("rows of open quotes", '  "a,b', "t[3]{a,b}:\n"),
	repeatedLine("fields among rows", "  k: 1", "t[3]{a,b}:\n"),
	repeatedLine("bare lines in a keyed table", "  x", "m[3:]{a}:\n"),
	repeatedLine("bare lines in a list", "  x", "list[3]:\n"),
	repeatedLine("huge lengths", "x[999999999]:", ""),
	repeatedLine("huge lengths of tables", "x[999999999]{a}:\n  1"),
	repeatedLine("malformed headers", "x[-1]{a}:\n  1"),
	repeatedLine("empty items", "  -", "list[3]:\n"),
	repeatedLine("NUL", "\u0000: \u0000\u0000"),
	repeatedLine("lone surrogates", "\udc00: \ud83d"),
	repeatedLine("CR alone", "a: 1\rb: 2\r"),
	repeatedLine("CRLF", "a: 1\r"),
	repeatedLine("merge conflicts", "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other"),
	repeatedLine("merge conflicts in a table", "<<<<<<< HEAD\n  1,2\n=======\n  3,4\n>>>>>>> other", "t[2]{a,b}:\n"),
	{ name: "pasted JSON", size: LINES / 10, make: (size) => JSON.stringify(records(size), null, 2) },
	{ name: "pasted JSON on one line", size: LINES / 10, make: (size) => JSON.stringify(records(size)) },
	{ name: "pasted JSON as a row", size: LINES / 10, make: (size) => `t[1]{a,b}:\n  ${JSON.stringify(records(size))}` },
	// The text of n levels has about n² characters: for twice the text, √2 the levels.
	{
		name: "levels of indentation",
		size: 200_000,
		options: { indentSize: 1 },
		make: (size) => levels(Math.round(Math.sqrt(2 * size))),
	},
];

/** Insertions at a part of the text's length. */
const EDITS: readonly (readonly [place: number, text: string])[] = [
	[0.5, '"'],
	[0, '"'],
	[0.5, "\n"],
	[0, "a[2]:\n"],
	[1, "\n  x: 1"],
	[0.3, "  "],
	[0.7, "\r"],
];

describe("hostile text", function () {
	this.timeout(TIMEOUT);

	describe("takes time as its length does", () => {
		for (const shape of [...ONE_LINE, ...MANY_LINES]) {
			it(shape.name, () => {
				let size = measurableSize(shape);
				let growth = Number.POSITIVE_INFINITY;
				for (let attempt = 0; attempt < ATTEMPTS && growth > MOST_FOR_TWICE; attempt++, size *= 2) {
					growth = growthOf(shape.make(size), shape.make(2 * size), shape.options);
				}
				assert.ok(growth <= MOST_FOR_TWICE, `twice the text takes ${growth.toFixed(2)} times as long`);
			});
		}
	});

	describe("can be edited", () => {
		for (const shape of [...ONE_LINE, ...MANY_LINES]) {
			it(shape.name, () => {
				let model = TextDocument.create("test:hostile", "toon", 0, shape.make(Math.ceil(shape.size / 20)));
				const document = new ToonDocument(model.getText(), shape.options ?? { indentSize: 2 });
				for (const [place, text] of EDITS) {
					const position = model.positionAt(Math.floor(model.getText().length * place));
					const change = { range: { start: position, end: position }, text };
					model = TextDocument.update(model, [change], model.version + 1);
					document.update([change]);
					const fresh = new ToonDocument(model.getText(), shape.options ?? { indentSize: 2 });
					assert.deepEqual(readDiagnostics(document, 100), readDiagnostics(fresh, 100));
				}
			});
		}
	});

	describe("is read to its end", () => {
		it("20,000 levels of indentation", () => {
			// 200 MB of spaces: parsed and decoded once, not more.
			const document = new ToonDocument(levels(20_000), { indentSize: 1 });
			assert.equal(document.hasErrors, false);
			let depth = 0;
			for (let value = document.decode(); value !== undefined; depth++) {
				value = (value as { a?: { a?: never } }).a;
			}
			assert.equal(depth, 20_001);
		});

		it("100,000 nested field groups", () => {
			const size = 100_000;
			const document = work(`t[1]{${"g{".repeat(size)}a${"}".repeat(size)}}:\n  1`);
			assert.equal(document.hasErrors, false);
		});

		it("one line of 10 MB", () => {
			for (const [head, piece, tail] of [
				["k: ", "x", ""],
				['k: "', "x", '"'],
				['k: "', "x", ""],
				["a[5]: ", "1,", "1"],
				["", "[", ""],
				["", '"', ""],
			] as const) {
				const document = new ToonDocument(head + piece.repeat(10_000_000 / piece.length) + tail, { indentSize: 2 });
				document.diagnostics(1_000);
				assert.equal(document.decode() === undefined, document.hasErrors);
			}
		});

		it("a million empty lines", () => {
			const document = work("\n".repeat(1_000_000));
			assert.equal(document.lineCount, 1_000_001);
			assert.deepEqual(document.decode(), {});
		});

		it("20 MB of pasted JSON", () => {
			const document = work(JSON.stringify(records(140_000), null, 2));
			assert.equal(document.hasErrors, true);
		});

		it("[999999999] reserves nothing", () => {
			for (const text of ["a[999999999]:", "[999999999]: 1", "t[999999999]{a}:\n  1", "m[999999999:]{a}:\n  k: 1"]) {
				const document = work(text);
				assert.equal(document.diagnostics().total, 1);
			}
		});

		it("no more diagnostics are listed than asked for, and all are counted", () => {
			const document = new ToonDocument("x: 1\n".repeat(100_000), { indentSize: 2 });
			const { items, total } = document.diagnostics(1_000);
			assert.equal(items.length, 1_000);
			assert.equal(total, 99_999);
		});
	});
});

const IDLE: Visitor = {
	beginObject: () => {},
	endObject: () => {},
	beginArray: () => {},
	endArray: () => {},
	beginTable: () => {},
	row: () => {},
	endTable: () => {},
	scalar: () => {},
};

/** The size of a shape from which on a time says something. */
function measurableSize(shape: Shape): number {
	let size = shape.size;
	for (let doublings = 0; doublings < MOST_DOUBLINGS; doublings++, size *= 2) {
		const text = shape.make(size);
		work(text, shape.options);
		const start = performance.now();
		work(text, shape.options);
		if (performance.now() - start >= SHORTEST) {
			break;
		}
	}
	return size;
}

/** All that an editor asks of a document. */
function work(text: string, options: ParseOptions = { indentSize: 2 }): ToonDocument {
	const document = new ToonDocument(text, options);
	document.diagnostics(1_000);
	document.decode();
	document.walk(IDLE);
	document.line(document.lineCount >> 1);
	return document;
}

/** Median time of the large text divided by that of the small one, both taken in turn. */
function growthOf(small: string, large: string, options?: ParseOptions): number {
	const times: [number[], number[]] = [[], []];
	for (let round = 0; round < ROUNDS; round++) {
		for (const [index, text] of [small, large].entries()) {
			const start = performance.now();
			work(text, options);
			times[index as 0 | 1].push(performance.now() - start);
		}
	}
	return median(times[1]) / median(times[0]);
}

function median(numbers: readonly number[]): number {
	return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;
}

function levels(count: number): string {
	return Array.from({ length: count }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
}

function records(count: number): unknown {
	return Array.from({ length: count }, (_, id) => ({ id, name: `name ${id}`, tags: ["a", "b"], nested: { on: true } }));
}
