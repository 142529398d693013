/** An incremental parse equals a full one, after any edits; and local edits reuse what they did not touch. */
import assert from "node:assert/strict";
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { type ParseOptions, ToonDocument } from "../../../server/src/language/index";
import { EditSession, type Update } from "../../support/edits";
import { forEachCase, Random, TIMEOUT } from "../../support/random";
import { readDiagnostics, readLines } from "../../support/snapshot";
import { randomDocument, shrinkList } from "../../support/texts";
import { randomObject, randomTable } from "../../support/values";

const SESSIONS = 250;
const EDITS = 80;

describe("incremental equals full", function () {
	this.timeout(TIMEOUT);

	it(`after each of ${SESSIONS * EDITS} random edits`, () => {
		forEachCase(SESSIONS, (random) => {
			const { text } = randomDocument(random);
			const options: ParseOptions = {
				strict: random.chance(0.7),
				indentSize: random.weighted<number | "auto">([
					[3, 2],
					[1, 4],
					[2, "auto"],
				]),
			};
			checkSession(new EditSession(random, text), text, options);
		});
	});

	it("after random edits of a thousand lines, whole blocks among them", () => {
		forEachCase(25, (random) => {
			const value = random.times(8, () => [randomTable(random, random.between(1, 60)), randomObject(random)]);
			const { text, indentSize } = randomDocument(random, value.flat());
			const session = new EditSession(random, text, 30);
			const document = new ToonDocument(text, { indentSize });
			for (let edit = 1; edit <= 16; edit++) {
				document.update(session.next());
				const fresh = new ToonDocument(session.model.getText(), { indentSize });
				// Reading all lines takes longer than parsing them: only now and then.
				assert.equal(differenceOf(document, fresh, edit % 8 === 0 ? undefined : ["lines"]), undefined);
				assert.equal(positionFailure(document, session.model), undefined);
			}
		});
	});

	it("after a change of settings", () => {
		forEachCase(500, (random) => {
			const { text } = randomDocument(random);
			const session = new EditSession(random, text);
			const document = new ToonDocument(text, { indentSize: 2 });
			for (let change = 0; change < 5; change++) {
				document.update(session.next());
				const options = { strict: random.chance(0.5), indentSize: random.pick<number | "auto">([2, 4, "auto"]) };
				document.configure(options);
				assert.equal(differenceOf(document, new ToonDocument(session.model.getText(), options)), undefined);
			}
		});
	});
});

/** Applies the session's edits to a document, and fails with the smallest ones that show the difference. */
function checkSession(session: EditSession, text: string, options: ParseOptions): void {
	const document = new ToonDocument(text, options);
	const updates: Update[] = [];
	for (let edit = 0; edit < EDITS; edit++) {
		updates.push(session.next());
		if (!survives(document, updates.at(-1) as Update, session.model, options)) {
			assert.fail(smallestFailure(text, updates, options));
		}
	}
}

/** Updates the document, and tells whether it is now as a fresh one of the model's text. */
function survives(document: ToonDocument, update: Update, model: TextDocument, options: ParseOptions): boolean {
	return failureAfter(document, update, model, options) === undefined;
}

function failureAfter(
	document: ToonDocument,
	update: Update,
	model: TextDocument,
	options: ParseOptions,
): string | undefined {
	try {
		document.update(update);
		return differenceOf(document, new ToonDocument(model.getText(), options)) ?? positionFailure(document, model);
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}

/** The first part in which two documents differ, with both sides of it. */
function differenceOf(
	document: ToonDocument,
	fresh: ToonDocument,
	without: readonly string[] = [],
): string | undefined {
	for (const [part, read] of Object.entries(PARTS).filter(([name]) => !without.includes(name))) {
		const [ours, theirs] = [read(document), read(fresh)];
		if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
			return `${part}: ${messageOf(() => assert.deepEqual(ours, theirs, differing(ours, theirs))) ?? "the order of keys"}`;
		}
	}
	return undefined;
}

/** The two sides from a little before their first difference on. */
function differing(ours: unknown, theirs: unknown): string {
	const [left, right] = [JSON.stringify(ours) ?? "undefined", JSON.stringify(theirs) ?? "undefined"];
	let at = 0;
	while (at < left.length && left[at] === right[at]) {
		at++;
	}
	return [left, right].map((side) => `…${side.slice(Math.max(0, at - 200), at + 200)}…`).join("\n is not\n");
}

function messageOf(check: () => void): string | undefined {
	try {
		check();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

const PARTS: Readonly<Record<string, (document: ToonDocument) => unknown>> = {
	text: (document) => document.getText(),
	lines: readLines,
	diagnostics: readDiagnostics,
	value: (document) => document.decode(),
};

/** Positions and offsets are those of LSP, wherever they are asked. */
function positionFailure(document: ToonDocument, model: TextDocument): string | undefined {
	const random = new Random(model.version);
	const length = model.getText().length;
	if (document.lineCount !== model.lineCount) {
		return `${document.lineCount} lines, LSP has ${model.lineCount}`;
	}
	for (let left = 3; left > 0; left--) {
		const offset = random.below(length + 1);
		const position = model.positionAt(offset);
		const range = { start: position, end: model.positionAt(Math.min(length, offset + random.below(20))) };
		const failure = messageOf(() => {
			assert.deepEqual(document.positionAt(offset), position, `position of ${offset}`);
			assert.equal(document.offsetAt(position), model.offsetAt(position), `offset of ${JSON.stringify(position)}`);
			assert.equal(document.getText(range), model.getText(range), `text of ${JSON.stringify(range)}`);
		});
		if (failure !== undefined) {
			return failure;
		}
	}
	return undefined;
}

/** A small first text and list of updates that still fail, and how. */
function smallestFailure(text: string, updates: readonly Update[], options: ParseOptions): string {
	// Cut short, updates may reach beyond the text, where the two sides clamp differently: that is another failure.
	const kindOf = (failure: string | undefined) => failure?.slice(0, failure.indexOf(":"));
	const kind = kindOf(replay(text, updates, options));
	const fails = (first: string, some: readonly Update[]) => kindOf(replay(first, some, options)) === kind;
	let first = text;
	let needed = shrinkList(updates, (some) => fails(text, some));
	// The first updates are not needed where a fresh document of what they make fails as well.
	for (let done = needed.length - 1; done > 0; done--) {
		const after = textAfter(first, needed.slice(0, done));
		if (fails(after, needed.slice(done))) {
			first = after;
			needed = needed.slice(done);
			break;
		}
	}
	for (let line = first.split("\n").length - 1; line >= 0; line--) {
		const without = withoutLine(first, needed, line);
		if (without !== undefined && fails(...without)) {
			[first, needed] = without;
		}
	}
	return [JSON.stringify(options), JSON.stringify(first), ...needed.map((update) => JSON.stringify(update))]
		.concat(replay(first, needed, options) ?? "(passes when replayed)")
		.join("\n");
}

function textAfter(text: string, updates: readonly Update[]): string {
	const model = TextDocument.create("test:prefix", "toon", 0, text);
	return updates.reduce((document, update) => TextDocument.update(document, [...update], 1), model).getText();
}

/** The text without a line, and the updates moved up; undefined where an update touches the line. */
function withoutLine(text: string, updates: readonly Update[], line: number): [string, readonly Update[]] | undefined {
	const lines = text.split("\n");
	lines.splice(line, 1);
	const moved: Update[] = [];
	for (const update of updates) {
		const changes: TextDocumentContentChangeEvent[] = [];
		for (const change of update) {
			if (!("range" in change) || (change.range.start.line <= line && change.range.end.line >= line)) {
				return undefined;
			}
			const up = change.range.start.line > line ? 1 : 0;
			const [start, end] = [change.range.start, change.range.end];
			changes.push({
				text: change.text,
				range: { start: { ...start, line: start.line - up }, end: { ...end, line: end.line - up } },
			});
		}
		moved.push(changes);
	}
	return [lines.join("\n"), moved];
}

function replay(text: string, updates: readonly Update[], options: ParseOptions): string | undefined {
	let model = TextDocument.create("test:replay", "toon", 0, text);
	const document = new ToonDocument(text, options);
	for (const [index, update] of updates.entries()) {
		model = TextDocument.update(model, [...update], index + 1);
		const failure = failureAfter(document, update, model, options);
		if (failure !== undefined) {
			return failure;
		}
	}
	return undefined;
}
