/** The document as text: positions, ranges and edits as LSP wants them, and what an update tells. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Position, type Range, ToonDocument } from "../../../server/src/language";

const at = (line: number, character: number): Position => ({ line, character });
const range = (line: number, from: number, endLine: number, to: number): Range => ({
	start: at(line, from),
	end: at(endLine, to),
});

describe("positions", () => {
	// A lone CR ends a line for LSP and is content for TOON.
	const text = "a: 1\r\nb: x\ry\nc: 3\r";
	const document = new ToonDocument(text);

	it("counts lines as LSP does", () => assert.equal(document.lineCount, 5));
	it("counts UTF-16 code units", () => assert.equal(document.length, text.length));

	const places: readonly (readonly [offset: number, Position])[] = [
		[0, at(0, 0)],
		[4, at(0, 4)],
		[6, at(1, 0)],
		[10, at(1, 4)],
		[11, at(2, 0)],
		[13, at(3, 0)],
		[17, at(3, 4)],
		[18, at(4, 0)],
	];
	for (const [offset, position] of places) {
		it(`offset ${offset} is ${position.line}:${position.character}, both ways`, () => {
			assert.deepEqual(document.positionAt(offset), position);
			assert.equal(document.offsetAt(position), offset);
		});
	}

	const clamped: readonly (readonly [string, Position, number])[] = [
		["behind the end of a line", at(0, 99), 4],
		["behind the end of a line that a lone CR ends", at(1, 99), 10],
		["behind the text", at(99, 0), 18],
		["before the text", at(-1, 5), 0],
		["before a line", at(3, -2), 13],
	];
	for (const [name, position, offset] of clamped) {
		it(`clamps a position ${name}`, () => assert.equal(document.offsetAt(position), offset));
	}

	it("clamps offsets, and puts one between CR and LF before both", () => {
		assert.deepEqual(document.positionAt(-1), at(0, 0));
		assert.deepEqual(document.positionAt(99), at(4, 0));
		assert.deepEqual(document.positionAt(5), at(0, 4));
	});

	it("gives the text of a range, also of one the wrong way round", () => {
		assert.equal(document.getText(range(0, 3, 2, 1)), "1\r\nb: x\ry");
		assert.equal(document.getText(range(2, 1, 0, 3)), "1\r\nb: x\ry");
		assert.equal(document.getText(), text);
	});
});

describe("edits", () => {
	const cases: readonly (readonly [name: string, text: string, Range, insert: string, after: string])[] = [
		["a character", "a: 1\nb: 2", range(1, 3, 1, 3), "1", "a: 1\nb: 12"],
		["a line", "a: 1\nb: 2", range(1, 0, 1, 0), "c: 3\n", "a: 1\nc: 3\nb: 2"],
		["the first of two", "a: 1\nb: 2", range(0, 0, 1, 0), "", "b: 2"],
		["a line end", "a: 1\nb: 2", range(0, 4, 1, 0), "", "a: 1b: 2"],
		["everything", "a: 1\nb: 2", range(0, 0, 9, 9), "", ""],
		["LF behind a lone CR", "a: x\ry", range(1, 0, 1, 0), "\n", "a: x\r\ny"],
		["CR before LF", "a: x\ny: 1", range(0, 4, 0, 4), "\r", "a: x\r\ny: 1"],
		["at the end, behind CR", "a: 1\r", range(1, 0, 1, 0), "b", "a: 1\rb"],
	];
	for (const [name, text, where, insert, after] of cases) {
		it(name, () => {
			const document = new ToonDocument(text);
			document.update([{ range: where, text: insert }]);
			assert.equal(document.getText(), after);
			assert.equal(document.length, after.length);
			assert.equal(document.lineCount, new ToonDocument(after).lineCount);
		});
	}
});

describe("diagnostics after an edit", () => {
	/** A table of so many rows that its end is stored far from its header. One is right, so that the header is not wrong. */
	const rows = 2000;
	const text = `note: x\nt[${rows}]{a}:\n  1\n${"  1,22\n".repeat(rows - 1)}`;
	const last = (document: ToonDocument): Range => {
		const { items } = document.diagnostics(Number.POSITIVE_INFINITY);
		return items[items.length - 1]!.range;
	};

	it("move with their lines", () => {
		const document = new ToonDocument(text);
		assert.deepEqual(last(document), range(rows + 1, 3, rows + 1, 6));
		document.update([{ range: range(0, 0, 0, 0), text: "# one\n# two\n" }]);
		assert.deepEqual(last(document), range(rows + 3, 3, rows + 3, 6));
	});

	it("follow a header that makes rows too short which were too long", () => {
		const document = new ToonDocument(text);
		assert.deepEqual(last(document), range(rows + 1, 3, rows + 1, 6));
		document.update([{ range: range(1, 9, 1, 9), text: ",b,c" }]);
		assert.deepEqual(last(document), range(rows + 1, 4, rows + 1, 6));
	});
});

describe("what an update tells", () => {
	const table = "t[3]{a}:\n  1\n  2\n  3\nend: 1";

	it("an edited line is a new line, and those around it are parsed again", () => {
		const document = new ToonDocument(table);
		const { lines } = document;
		const old = [...lines.all()];
		const change = document.update([{ range: range(2, 3, 2, 3), text: "0" }]);
		const now = [...lines.all()];
		assert.equal(change.all, false);
		assert.deepEqual(change.removed, [old[2]]);
		assert.deepEqual(change.added, [now[2]]);
		assert.deepEqual(now.toSpliced(2, 1), old.toSpliced(2, 1));
		assert.deepEqual(lines.values(now[2]!), [{ value: 20, text: "20" }]);
	});

	it("a header that changes keeps its rows, and names its scope", () => {
		const document = new ToonDocument(table);
		const { lines } = document;
		const [, row] = [...lines.all()];
		const scope = lines.scope(row!);
		const change = document.update([{ range: range(0, 5, 0, 6), text: "b" }]);
		assert.deepEqual(change.scopesChanged.includes(scope), true);
		assert.equal(lines.scope(row!), scope);
		assert.deepEqual(lines.fieldSteps(scope), ["b"]);
		assert.equal(lines.opener(scope), lines.first);
	});

	it("a new text is all new", () => {
		const document = new ToonDocument(table);
		assert.equal(document.update([{ text: "a: 1" }]).all, true);
		assert.deepEqual(document.decode(), { a: 1 });
	});

	it("settings that change nothing change nothing", () => {
		const document = new ToonDocument(table);
		assert.equal(document.configure({ strict: true }).all, false);
		assert.equal(document.configure({ strict: false }).all, true);
	});
});

describe("the indentation size", () => {
	const cases: readonly (readonly [name: string, text: string, size: number])[] = [
		["of the first indented line", "a:\n    b: 1\n    c:\n        d: 1", 4],
		["of eight", "a:\n        b: 1", 8],
		["never three", "a:\n   b: 1\n   c:\n      d: 1", 2],
		["never five, six or seven", "a:\n      b: 1\n      c: 2", 2],
		["two where nothing is indented", "a: 1", 2],
		["two where the lines disagree", "a:\n    b: 1\n  c: 1", 2],
		["never one", "t[1]{a}:\n 1", 2],
		["not from comments and blank lines", "   # note\na:\n     \n    b: 1", 4],
	];
	for (const [name, text, size] of cases) {
		it(name, () => assert.equal(new ToonDocument(text).options.indentSize, size));
	}

	it("follows an edit", () => {
		const document = new ToonDocument("a:\n  b: 1");
		document.update([{ range: range(1, 0, 1, 0), text: "  " }]);
		assert.equal(document.options.indentSize, 4);
		assert.equal(document.hasErrors, false);
	});
});

describe("a size other than two", () => {
	const cases: readonly (readonly [name: string, before: string, after: string])[] = [
		["four", "a:\n    b: 1\n    c:\n        d: 1\ne: 2\n", "a:\n  b: 1\n  c:\n    d: 1\ne: 2\n"],
		["eight", "t[2]{x}:\n        1\n        2\n", "t[2]{x}:\n  1\n  2\n"],
		["with comments and blank lines", "a:\n    # note\n\n    b: 1\n", "a:\n  # note\n\n  b: 1\n"],
		["with CRLF", "a:\r\n    b: 1\r\n", "a:\r\n  b: 1\r\n"],
		["with a byte order mark", "\ufeffa:\n    b: 1\n", "\ufeffa:\n  b: 1\n"],
	];
	for (const [name, before, after] of cases) {
		it(`${name}: is said once, on the first indented line, and mended for the whole file`, () => {
			const document = new ToonDocument(before);
			const { items, total } = document.diagnostics();
			assert.deepEqual([items.map(({ code }) => code), total], [["indent-size"], 1]);
			assert.equal(items[0]!.severity, "information");
			const first = before.split("\n").findIndex((line) => /^ +[^ #]/.test(line));
			assert.equal(items[0]!.range.start.line, first);
			assert.deepEqual(document.diagnosticsIn({ startLine: first, endLine: first }), items);
			const text = TextDocument.create("", "", 0, before);
			assert.equal(TextDocument.applyEdits(text, items[0]!.fixes[0]!.edits as never), after);
			assert.deepEqual(new ToonDocument(after).decode(), document.decode());
		});
	}

	it("stands in its place among the others", () => {
		const { items } = new ToonDocument('x: "a"\na:\n    b: "c"\n    d: 1.0\n').diagnostics();
		const codes = ["needless-quotes", "indent-size", "needless-quotes", "non-canonical-number"];
		assert.deepEqual(
			items.map(({ code }) => code),
			codes,
		);
	});
	it("is not said where it is turned off, or where nothing is indented", () => {
		assert.equal(new ToonDocument("a:\n    b: 1", { styles: [] }).diagnostics().total, 0);
		assert.equal(new ToonDocument("a: 1", { indentSize: 4 }).diagnostics().total, 0);
	});
});

describe("walking a range", () => {
	it("begins what its lines stand in", () => {
		const events: string[] = [];
		new ToonDocument("a:\n  t[3]{x}:\n    1\n    2\n    3").walk(
			{
				beginObject: (key) => events.push(`{${key ?? ""}`),
				endObject: () => events.push("}"),
				beginArray: (key) => events.push(`[${key ?? ""}`),
				endArray: () => events.push("]"),
				beginTable: (key) => events.push(`<${key ?? ""}`),
				endTable: () => events.push(">"),
				row: (row) => events.push(row.text(0)),
				scalar: (key) => events.push(key ?? ""),
			},
			{ startLine: 3, endLine: 3 },
		);
		assert.deepEqual(events, ["{", "{a", "<t", "2", ">", "}", "}"]);
	});
});
