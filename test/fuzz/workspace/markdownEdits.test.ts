/** After any edits of a Markdown file its fences, their documents and their diagnostics are those of a fresh one. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Position, parse, type ToonDocument } from "../../../server/src/language";
import { MarkdownFile } from "../../../server/src/workspace/embedded/markdownFile";
import { randomMarkdown, randomMarkdownEdit } from "../../support/markdownTexts";
import { forEachCase, TIMEOUT } from "../../support/random";

const open = (text: string): MarkdownFile => {
	let ids = 0;
	return new MarkdownFile(() => ++ids, "file:///a.md", 1, text);
};

const problemsOf = (document: ToonDocument) =>
	document.diagnostics().items.map(({ code, message, range, related }) => ({ code, message, range, related }));

/** All that is known of the file, for comparison. */
const stateOf = ({ markdown, documents }: MarkdownFile) => ({
	text: markdown.getText(),
	fences: [...markdown.fences],
	lines: markdown.lines.map(({ text, end, role, start, virtual, info, after }) => [
		text,
		end,
		role,
		start,
		virtual,
		info,
		after.name,
	]),
	documents: documents.map(({ toon, places }) => [toon.getText(), places.firstLine, problemsOf(toon)]),
});

describe("edits of Markdown", function () {
	this.timeout(TIMEOUT);

	it("equal a fresh reading", () => {
		forEachCase(400, (random) => {
			let model = TextDocument.create("file:///a.md", "markdown", 1, randomMarkdown(random));
			const file = open(model.getText());
			const log: unknown[] = [];
			for (let version = 2; version < 42; version++) {
				const changes = random.times(random.chance(0.9) ? 1 : 3, () => {
					const { start, end, text } = randomMarkdownEdit(random, model.getText());
					const change = { range: { start: model.positionAt(start), end: model.positionAt(end) }, text };
					model = TextDocument.update(model, [change], version);
					return change;
				});
				log.push([model.getText(), changes]);
				file.update(changes, version);
				assert.equal(file.markdown.getText(), model.getText());
				assert.deepEqual(stateOf(file), stateOf(open(model.getText())), JSON.stringify(log.slice(-2)));
			}
		});
	});

	it("leave documents of fences that they do not touch alone", () => {
		const file = open("text\n\n```toon\na: 1\n```\n\nmore\n\n> ```toon\n> b: 2\n> ```\n");
		const [first, second] = file.documents;
		file.update([{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "new\n\n" }], 2);
		assert.deepEqual(file.documents, [first, second]);
		assert.deepEqual(file.touched, []);
		assert.deepEqual(
			file.documents.map(({ places }) => places.firstLine),
			[5, 11],
		);
		file.update(
			[{ range: { start: { line: 11, character: 6 }, end: { line: 11, character: 6 } }, text: "\n> c: 3" }],
			3,
		);
		assert.deepEqual(file.touched, [second]);
		assert.equal(second?.toon.getText(), "b: 2\nc: 3");
	});
});

describe("diagnostics of fences", function () {
	this.timeout(TIMEOUT);

	it("are those of the fence's text alone, moved", () => {
		forEachCase(2_000, (random) => {
			const { documents, markdown } = open(randomMarkdown(random));
			for (const { toon, places } of documents) {
				const alone = problemsOf(parse(toon.getText()));
				assert.deepEqual(problemsOf(toon), alone);
				for (const [index, moved] of places.out(alone).entries()) {
					const { range, code, message } = alone[index]!;
					assert.deepEqual([moved.code, moved.message], [code, message]);
					assert.deepEqual(places.into(moved.range), { start: shown(range.start), end: shown(range.end) });
					assert.equal(moved.range.start.line, range.start.line + places.firstLine);
				}
				/** In spaces that a tab stands for nothing can be shown: behind them it can. */
				function shown({ line, character }: Position): Position {
					return { line, character: Math.max(character, markdown.lines[places.firstLine + line]!.virtual) };
				}
			}
		});
	});
});

describe("edits of a fence's document", function () {
	this.timeout(TIMEOUT);

	/** Nothing of it ends a fence, or lacks an indentation that ends an item. */
	const WRITTEN = [
		"a: 1",
		"  b: 2",
		"x\n",
		"\n",
		"\ny: 1",
		"1,2\n  3,4\n",
		"\n\n",
		"",
		"",
		" ",
		"    ",
		"- x\n-",
		"> q\n",
		"a\n\n  b",
	];

	it("do in the file what they do in the document", () => {
		forEachCase(2_000, (random) => {
			// A line feed written behind a lone CR would end one line with it, not two.
			const text = randomMarkdown(random).replaceAll(/\r(?!\n)/g, "\n");
			const { documents } = open(text);
			for (const { toon, places } of documents.slice(0, 4)) {
				const own = TextDocument.create("test:fence", "toon", 1, toon.getText());
				const start = random.below(own.getText().length + 1);
				const end = random.chance(0.5) ? start : Math.min(own.getText().length, start + random.below(40));
				const edit = {
					range: { start: own.positionAt(start), end: own.positionAt(end) },
					newText: random.pick(WRITTEN),
				};
				const model = TextDocument.create("file:///a.md", "markdown", 1, text);
				const after = open(TextDocument.applyEdits(model, [places.out(edit)]));
				const now = after.documents.find((each) => each.places.firstLine === places.firstLine);
				const wanted = normal(TextDocument.applyEdits(own, [edit]));
				// What would close the fence, where lines were joined, is no matter of places.
				if (/^ {0,3}(?:`{3,}|~{3,})/m.test(wanted)) return;
				assert.equal(now && normal(now.toon.getText()), wanted, JSON.stringify([text, edit, places.out(edit)]));
			}
		});
	});
});

/** Line ends that are mixed make no difference here, and nor do spaces in lines that have nothing else. */
const normal = (text: string): string => text.replaceAll(/\r\n?/g, "\n").replaceAll(/^[ \t]+$/gm, "");
