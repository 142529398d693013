/** Quick fixes, messages and other places: what a person is told and offered. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Diagnostic, type DiagnosticCode, ToonDocument } from "../../../../server/src/language/index";

interface FixCase {
	readonly code: DiagnosticCode;
	readonly before: string;
	readonly after: string;
	/** Title of a fix that is not preferred; the preferred one when not given. */
	readonly title?: RegExp;
}

const FIXES: readonly FixCase[] = [
	{ code: "array-length", before: "a[3]: x,y", after: "a[2]: x,y" },
	{ code: "array-length", before: "t[5|]{a|b}:\n  1|2", after: "t[1|]{a|b}:\n  1|2" },
	{ code: "array-length", before: "l[0]:\n  - 1\n  - 2", after: "l[2]:\n  - 1\n  - 2" },
	{ code: "array-length", before: "l[1]:\n- a: 1\n  b: 2\nc: 3", after: "l[1]:\n  - a: 1\n    b: 2\nc: 3" },
	{ code: "entry-count", before: "m[1:]{a,b}:\nk: 1,2", after: "  k: 1,2" },
	{ code: "entry-count", before: "m[9:]{v}:\n  a: 1", after: "m[1:]{v}:\n  a: 1" },
	{ code: "row-width", before: "t[1]{a,b}:\n  1,x, y", after: '  1,"x, y"', title: /^Quote/ },
	{ code: "row-width", before: "t[1]{a,b}:\n  1,2,3", after: "  1,2", title: /^Remove/ },
	{ code: "row-width", before: "t[1]{a,b,c}:\n  1", after: "  1,,", title: /^Add/ },
	{ code: "row-width", before: "t[1]{a,b}:\n  1|x", after: "  1,x" },
	{ code: "row-width", before: "t[2]{a,b}:\n  1|x\n  2|y", after: "t[2|]{a|b}:" },
	{ code: "missing-colon", before: "a: 1\nhost local", after: "host: local" },
	{ code: "missing-colon", before: "a: 1\nt[1]{x}\n  2", after: "t[1]{x}:" },
	{ code: "missing-colon", before: "a: 1\nitems[2] x,y", after: "items[2]: x,y" },
	{ code: "missing-colon", before: "m[1:]{v}:\n  k 1", after: "  k: 1" },
	{ code: "missing-colon", before: "a: 1\n// note", after: "# note" },
	{ code: "missing-colon", before: "a: 1\n<<<<<<< HEAD\nb: 2", after: "a: 1\nb: 2", title: /^Remove/ },
	{ code: "missing-colon", before: "t2]{a,b}:\n  1,2\n  3,4", after: "t[2]{a,b}:" },
	{ code: "missing-colon", before: "l[3]:\n  - a\n- b\n  - c", after: "  - b" },
	{ code: "missing-colon", before: "t[2]{a,b}:\n  1,2\n3,4", after: "  3,4" },
	{ code: "keyless-header", before: "l[2]:\n  - a\n- [1]: b", after: "  - [1]: b" },
	{ code: "invalid-escape", before: 'a: "C:\\dir"', after: 'a: "C:\\\\dir"' },
	{ code: "unterminated-string", before: 'a: "x y', after: 'a: "x y"' },
	{ code: "unterminated-string", before: 't[1]{a,b}:\n  "x,2', after: '  "x",2' },
	{ code: "text-after-quote", before: 'a: "x" y', after: 'a: "x y"', title: /into the quotes/ },
	{ code: "text-after-quote", before: 'a: "x" y', after: 'a: "\\"x\\" y"' },
	{ code: "malformed-bracket", before: "a[#2]: 1,2", after: "a[2]: 1,2" },
	{ code: "malformed-bracket", before: "a[02]: 1,2", after: "a[2]: 1,2" },
	{ code: "text-after-header", before: "a[2] : 1,2", after: "a[2]: 1,2" },
	{ code: "space-before-bracket", before: "a [2]: 1,2", after: "a[2]: 1,2" },
	{ code: "indent-not-multiple", before: "t[2]{a}:\n 1\n 2\nb: 1", after: "t[2]{a}:\n  1\n  2\nb: 1" },
	{ code: "tab-indent", before: "a:\n\tb: 1\n\tc:\n\t\td: 2", after: "a:\n  b: 1\n  c:\n    d: 2" },
	{ code: "blank-line-in-array", before: "l[2]:\n  - 1\n\n  - 2", after: "l[2]:\n  - 1\n  - 2" },
	{ code: "depth-jump", before: "a:\n      b: 1\n      c: 2", after: "a:\n  b: 1\n  c: 2" },
	{ code: "over-indented", before: "a: 1\n  b:\n    c: 2", after: "a: 1\nb:\n  c: 2" },
	{ code: "over-indented", before: "t[1]{a,b}:\n  10:30,x", after: '  "10:30",x' },
	{ code: "over-indented", before: "m[2]{a,b}:\n  x: 1,2\n  y: 3,4", after: "m[2:]{a,b}:" },
	{ code: "over-indented", before: "l[2]:\n  - 1\n  2", after: "  - 2" },
	{ code: "duplicate-key", before: "a: 1\na: 2\nb: 3", after: "a: 1\nb: 3", title: /^Remove/ },
	{ code: "trailing-space", before: "a: 1  ", after: "a: 1" },
	{ code: "needless-quotes", before: 'a: "x y"', after: "a: x y" },
	{ code: "non-canonical-number", before: "a: 1.50", after: "a: 1.5" },
	{ code: "legacy-empty-array", before: "a[0]:", after: "a: []" },
	{
		code: "list-could-be-table",
		before: "l[2]:\n  - a: 1\n    b: x\n  - a: 2\n    b: y",
		after: "l[2]{a,b}:\n  1,x\n  2,y",
	},
];

/** The other place, as `line: text`, that a diagnostic points to. */
const RELATED: readonly (readonly [DiagnosticCode, string, string])[] = [
	["row-width", "t[1]{a,b}:\n  1", "0: {a,b}"],
	["duplicate-key", "a: 1\nb: 2\na: 3", "0: a"],
	["duplicate-key", "m[2:]{v}:\n  x: 1\n  x: 2", "1: x"],
	["duplicate-key", 'l[1]:\n  - "k": 1\n    k: 2', '1: "k"'],
];

const MESSAGES: readonly (readonly [DiagnosticCode, string, RegExp])[] = [
	["array-length", "a[3]: x,y", /declares 3 values, but 2 values follow.*\[2\]/],
	["entry-count", "m[2:]{v}:\n  a: 1", /declares 2 entries, but 1 entry row follows/],
	["row-width", "t[1]{id,name}:\n  1", /1 cell.*2 fields.*name/],
	["array-length", "t[1]{a,b}:\n1,2", /do not stand below it.*2 spaces/],
	["row-width", "t[2]{a,b,c}:\n  1,2\n  3,4", /3 fields.*each of the 2 rows has 2 cells/],
	["row-width", "t[2]{a,b}:\n  1|2\n  3|4", /All 2 rows are separated by pipe.*comma/],
	["missing-colon", "t1]{a,b}:\n  1,2", /lacks the opening bracket/],
	["missing-colon", "t[2]{a,b}:\n  1,2\n3,4", /looks like a row/],
	["missing-colon", "l[2]:\n  - 1\n- 2", /beside the items of its list/],
	["keyless-header", "l[2]:\n  - 1\n- [1]: 2", /beside the items of its list/],
	["malformed-bracket", "a[#2]: 1,2", /#/],
	["malformed-bracket", '[{"a":1},{"a":2}]', /looks like JSON/],
	["malformed-bracket", 'a["b"]: 1', /put the key into quotes/],
	["delimiter-mismatch", "t[0|]{a,b}:", /comma.*pipe/],
	["indent-not-multiple", "a:\n   b: 1", /3 spaces.*2/],
	["missing-colon", "a: 1\n<<<<<<< HEAD", /conflict/],
	["scalar-line", "{\n  1", /JSON/],
	["invalid-escape", 'a: "\\ud83d"', /surrogate/],
];

describe("cases: fixes", () => {
	for (const { code, before, after, title } of FIXES) {
		it(`${code}: ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => {
			const { fixes } = diagnosticOf(before, code);
			const fix = fixes.find((offered) => (title === undefined ? offered.preferred : title.test(offered.title)));
			assert.ok(fix !== undefined, `offered: ${fixes.map((offered) => offered.title).join("; ")}`);
			const document = TextDocument.create("test:fix", "toon", 0, before);
			const fixed = TextDocument.applyEdits(document, fix.edits as never);
			assert.equal(after.includes("\n") ? fixed : changedLines(before, fixed), after);
		});
	}
});

describe("cases: other places", () => {
	for (const [code, text, place] of RELATED) {
		it(`${code}: ${JSON.stringify(text)} points to ${place}`, () => {
			const { related } = diagnosticOf(text, code);
			const document = new ToonDocument(text, { indentSize: 2 });
			const places = related.map(({ range }) => `${range.start.line}: ${document.getText(range)}`);
			assert.ok(
				places.some((other) => place.startsWith(other) || other.startsWith(place)),
				places.join("; "),
			);
		});
	}
});

describe("cases: messages", () => {
	for (const [code, text, message] of MESSAGES) {
		it(`${code}: ${JSON.stringify(text)} says ${message}`, () => {
			assert.match(diagnosticOf(text, code).message, message);
		});
	}
});

function diagnosticOf(text: string, code: DiagnosticCode): Diagnostic {
	const document = new ToonDocument(text, { indentSize: 2 });
	const found = document.diagnostics().items.find((diagnostic) => diagnostic.code === code);
	assert.ok(found !== undefined, `no ${code}`);
	return found;
}

/** The lines of `after` that `before` does not have. */
function changedLines(before: string, after: string): string {
	const old = new Set(before.split("\n"));
	return after
		.split("\n")
		.filter((line) => !old.has(line))
		.join("\n");
}
