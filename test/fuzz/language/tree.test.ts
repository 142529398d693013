/** Whatever the text, everything that can be asked of a document has an answer, and the answers fit the text. */
import assert from "node:assert/strict";
import { type ParseOptions, type Range, type TextEdit, ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random, TIMEOUT } from "../../support/random";
import { readDiagnostics, readLines } from "../../support/snapshot";
import { mutate, randomDocument, shrinkText } from "../../support/texts";
import { walkedValue } from "../../support/walked";

const DOCUMENTS = 1_500;

describe("the tree of any text", function () {
	this.timeout(TIMEOUT);

	it("has each character in one token of one line", () => {
		forEachDocument((document, text) => {
			let rebuilt = "";
			for (const { text: line, tokens, range } of readLines(document)) {
				let done = 0;
				for (const token of tokens) {
					assert.equal(token.start, done, `a gap before ${JSON.stringify(token)}`);
					assert.ok(token.end > token.start, `an empty token ${JSON.stringify(token)}`);
					done = token.end;
				}
				for (const token of tokens.slice(0, 2)) {
					assert.equal(document.getText(token.range), line.slice(token.start, token.end));
				}
				assert.equal(done, line.length, `tokens end at ${done} of ${JSON.stringify(line)}`);
				assert.equal(document.getText(range), line);
				rebuilt += line;
			}
			// Line ends, and what a CR alone makes of one line: two of LSP, which name the same line of the tree.
			if (!/\r(?!\n)/.test(text)) {
				assert.equal(rebuilt, text.replace(/\r?\n/g, ""));
			}
		});
	});

	it("has diagnostics inside the text, in order, each with a message, and fixes that can be applied", () => {
		forEachDocument((document) => {
			const { items, total } = readDiagnostics(document);
			assert.equal(items.length, total);
			let last = -1;
			for (const { range, message, related, fixes } of items) {
				assertInside(document, range);
				assert.ok(document.offsetAt(range.start) >= last, "diagnostics out of order");
				last = document.offsetAt(range.start);
				assert.match(message, /^\S.*[.:"]$/su, "a message is a sentence");
				for (const place of related) {
					assertInside(document, place.range);
					assert.notEqual(place.message, "");
				}
				for (const { title, edits } of fixes) {
					assert.notEqual(title, "");
					assertApplicable(document, title, edits);
				}
			}
		});
	});

	it("can be walked, and every part that is begun is ended", () => {
		forEachDocument((document) => {
			walkedValue(document);
		});
	});

	it("lists the first diagnostics when asked for some", () => {
		forEachDocument((document) => {
			const all = readDiagnostics(document);
			const some = readDiagnostics(document, 2);
			assert.deepEqual(some, { items: all.items.slice(0, 2), total: all.total });
		});
	});
});

/** Runs a check that throws; a failure shows the smallest text with the same one. */
function forEachDocument(check: (document: ToonDocument, text: string) => void): void {
	forEachCase(DOCUMENTS, (random) => {
		const text = anyText(random);
		const options: ParseOptions = { strict: random.chance(0.7), indentSize: random.pick([2, 2, 4, "auto"]) };
		const failure = (candidate: string): string | undefined => {
			try {
				check(new ToonDocument(candidate, options), candidate);
				return undefined;
			} catch (error) {
				return error instanceof Error ? error.message : String(error);
			}
		};
		if (failure(text) !== undefined) {
			const smallest = shrinkText(text, (candidate) => failure(candidate) !== undefined);
			assert.fail(`${JSON.stringify(options)} ${JSON.stringify(smallest)}: ${failure(smallest)}`);
		}
	});
}

/** A mutated document, with CRLF and CR now and then. */
function anyText(random: Random): string {
	const text = mutate(random, randomDocument(random).text);
	return random.chance(0.1) ? text.replaceAll("\n", random.pick(["\r\n", "\r"])) : text;
}

function assertInside(document: ToonDocument, { start, end }: Range): void {
	for (const position of [start, end]) {
		assert.deepEqual(document.positionAt(document.offsetAt(position)), position, "a position that is none");
	}
	const text = JSON.stringify([start, end]);
	assert.ok(document.offsetAt(start) <= document.offsetAt(end), `a range that ends before it starts: ${text}`);
}

/** Inside the document, in any order, without overlaps, and not without effect. */
function assertApplicable(document: ToonDocument, title: string, edits: readonly TextEdit[]): void {
	assert.notEqual(edits.length, 0, "a fix without edits");
	const stretches = edits.map(({ range, newText }) => {
		assertInside(document, range);
		assert.notEqual(document.getText(range), newText, `an edit without effect: ${title}`);
		return [document.offsetAt(range.start), document.offsetAt(range.end)] as const;
	});
	stretches.sort(([a], [b]) => a - b);
	for (const [index, [start]] of stretches.entries()) {
		assert.ok(index === 0 || start >= (stretches[index - 1]?.[1] ?? 0), "edits overlap");
	}
}
