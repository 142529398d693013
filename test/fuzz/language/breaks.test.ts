/**
 * One mistake, one diagnostic, in real documents: each line of the examples is broken in every way that a slip of the
 * hand breaks lines. And whatever the mistake, an incremental parse shows what a fresh one does.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, type ParseOptions, ToonDocument } from "../../../server/src/language/index";
import { TIMEOUT } from "../../support/random";
import { BREAKS, type Break } from "./faults/breaks";

const OPTIONS: ParseOptions = { strict: true, indentSize: 2 };
/** Lines of a document that are broken, spread over it. */
const LINES = 60;

const examples = join(import.meta.dirname, "../../../examples");

/** Small documents, in which the mistakes are easy to see. */
const SMALL = [
	"p:\n  n: 1\nt[2]{a,b}:\n  1,2\n  3,4\nz: 1",
	"b:\n  c: 2\n  d[2]{x,y}:\n    1,2\n    3,4\ne: 1",
	"l[2]:\n  - 1\n  - 2\nb: 1",
	"l[2]:\n  - a: 1\n    b: 2\n  - a: 3\n    b: 4\nc: 1",
	"m[2:]{a,b}:\n  x: 1,2\n  y: 3,4\nz: 1",
	"a:\n  b:\n    c: 1\n    d: 2\n  e: 3\nf: 4",
	"l[1]:\n  - t[2]{a,b}:\n      1,2\n      3,4\n    n: 5\nz: 1",
	"u[2]{a,b}:\n  1,2\n  3,4\nt[2]{c,d}:\n  5,6\n  7,8\nv: 1",
	"tags[3]: a,b,c\nk: v\nlist[3]:\n  - x\n  - y: 1\n  - [2]: 1,2",
];

const documents: readonly (readonly string[])[] = [
	...SMALL,
	...readdirSync(examples)
		.filter((name) => name.endsWith(".toon"))
		.map((name) => readFileSync(join(examples, name), "utf8").replaceAll("\r\n", "\n").replace(/\n$/, "")),
]
	.filter((text) => errorsOf(new ToonDocument(text, OPTIONS)).length === 0)
	.map((text) => text.split("\n"));

describe("one mistake in a real document", function () {
	this.timeout(TIMEOUT);

	for (const kind of BREAKS) {
		it(`${kind.what}: ${kind.share === 0 ? "one diagnostic" : `one diagnostic, but for ${kind.share * 100} % at most`}`, () => {
			const cascades: string[] = [];
			let broken = 0;
			for (const lines of documents) {
				const step = Math.max(1, Math.floor(lines.length / LINES));
				for (let line = 0; line < lines.length; line += step) {
					const after = breakLine(kind, lines, line);
					if (after === undefined) continue;
					broken++;
					const errors = checkIncremental(lines, after);
					if (errors.length > 1) cascades.push(shown(after, line, errors));
				}
			}
			assert.ok(broken > 0);
			assert.ok(
				cascades.length <= kind.share * broken,
				`${cascades.length} of ${broken}\n${cascades.slice(0, 5).join("\n\n")}`,
			);
		});
	}
});

/** The lines with a mistake in one of them, which is neither blank nor a comment. */
function breakLine(kind: Break, lines: readonly string[], line: number): readonly string[] | undefined {
	const content = (lines[line] as string).trim();
	return content === "" || content.startsWith("#") ? undefined : kind.make(lines, line);
}

/** Makes the mistake as an edit and takes it back; the diagnostics in between are those of a fresh document. */
function checkIncremental(before: readonly string[], after: readonly string[]): readonly Diagnostic[] {
	const document = new ToonDocument(before.join("\n"), OPTIONS);
	document.diagnostics();
	replace(document, before, after);
	const errors = errorsOf(document);
	assert.equal(document.getText(), after.join("\n"));
	assert.deepEqual(asShown(errors), asShown(errorsOf(new ToonDocument(after.join("\n"), OPTIONS))));
	const shownErrors = [...errors];
	replace(document, after, before);
	assert.equal(document.errorCount, 0, `after it was taken back:\n${after.join("\n")}`);
	return shownErrors;
}

/** One edit of the lines that differ. */
function replace(document: ToonDocument, from: readonly string[], to: readonly string[]): void {
	let start = 0;
	while (start < from.length - 1 && start < to.length - 1 && from[start] === to[start]) start++;
	let same = 0;
	while (same < from.length - start && same < to.length - start && from.at(-1 - same) === to.at(-1 - same)) same++;
	const end = from.length - same;
	const last = from.at(-1) as string;
	const text = to.slice(start, to.length - same).join("\n");
	document.update([
		same > 0
			? {
					range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
					text: text === "" && to.length - same === start ? "" : `${text}\n`,
				}
			: {
					range: { start: { line: start, character: 0 }, end: { line: from.length - 1, character: last.length } },
					text,
				},
	]);
}

function errorsOf(document: ToonDocument): readonly Diagnostic[] {
	return document.diagnostics().items.filter(({ severity }) => severity === "error");
}

const asShown = (errors: readonly Diagnostic[]) =>
	errors.map(({ code, range, message, fixes, related }) => ({ code, range, message, fixes, related }));

/** The lines around the mistake, and behind them their diagnostics. */
function shown(lines: readonly string[], at: number, errors: readonly Diagnostic[]): string {
	const from = Math.max(0, at - 4);
	return lines
		.slice(from, at + 8)
		.map((text, index) => {
			const codes = errors.filter(({ range }) => range.start.line === from + index).map(({ code }) => code);
			return `${from + index === at ? ">" : " "} ${text}${codes.length === 0 ? "" : `    <-- ${codes.join(", ")}`}`;
		})
		.join("\n");
}
