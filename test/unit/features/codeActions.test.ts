/** Fix all, and all of one kind: the laws of a fix hold for what an editor does on save. */
import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-types";
import { codeActions, FIX_ALL_KIND } from "../../../server/src/features/codeActions";
import { parse, type TextEdit } from "../../../server/src/language/index";
import { applyEdits } from "../../support/fixes";

const URI = "file:///a.toon";

function actionsOf(text: string, only: readonly string[] | undefined, line = 0): readonly CodeAction[] {
	const range = { start: { line, character: 0 }, end: { line, character: 1000 } };
	return codeActions(parse(text), URI, range, { only, severities: {} as never });
}

const textAfter = (text: string, action: CodeAction | undefined): string =>
	applyEdits(text, (action?.edit?.changes?.[URI] ?? []) as readonly TextEdit[]);

describe("fix all", () => {
	const texts: readonly (readonly [what: string, before: string, after: string])[] = [
		["repairs step by step", "u:\n  - id: 1\n    tags:\n      - a\n", "u[1]:\n  - id: 1\n    tags[1]:\n      - a\n"],
		["removes nothing", "t[1]{a,b}:\n  1,2,3\n", "t[1]{a,b}:\n  1,2,3\n"],
		["tidies where there is no error", 'a: "b" \n', "a: b\n"],
	];
	for (const [what, before, expected] of texts) {
		it(what, () => assert.equal(textAfter(before, actionsOf(before, [FIX_ALL_KIND])[0]), expected));
	}

	it("of one kind is there for hints, which are chosen so", () => {
		const text = "a: [x, y]\nb: [z, w]\nc: 1\n";
		const action = actionsOf(text, undefined).find(({ title }) => title === "Fix all of this kind: looks-like-json");
		assert.equal(textAfter(text, action), "a[2]: x,y\nb[2]: z,w\nc: 1\n");
		assert.equal(actionsOf(text, [FIX_ALL_KIND])[0], undefined);
	});

	it("of one kind stands beside the fixes of that kind", () => {
		const text = 'a: 1\nb\n  c: 1\nd: "\\x"\ne\n  f: 1\n';
		const action = actionsOf(text, undefined, 1).find(({ title }) => title === "Fix all of this kind: missing-colon");
		assert.equal(textAfter(text, action), 'a: 1\nb:\n  c: 1\nd: "\\x"\ne:\n  f: 1\n');
	});
});

describe("the count of a table or list", () => {
	const rows: readonly (readonly [what: string, text: string, line: number, titles: number])[] = [
		["is mended in its rows", "t[3]{a}:\n  1\n  2\n", 2, 1],
		["in what hangs below its items", "l[3]:\n  - a: 1\n    b:\n      c: 1\n  - x\n", 3, 1],
		["in entry rows", "m[1:]{a}:\n  x: 1\n  y: 2\n", 1, 1],
		["not where it is right", "t[2]{a}:\n  1\n  2\n", 2, 0],
		["not elsewhere", "t[3]{a}:\n  1\n  2\nz: 1\n", 3, 0],
	];
	for (const [what, text, line, count] of rows) {
		it(what, () => {
			const fixes = actionsOf(text, undefined, line).filter(({ edit }) => {
				const [first] = edit?.changes?.[URI] ?? [];
				return first?.range.start.line === 0;
			});
			assert.equal(fixes.length > 0 ? 1 : 0, count);
		});
	}
});

describe("a fix that writes the whole text anew", () => {
	const json = (items: number): string =>
		JSON.stringify(
			Array.from({ length: items }, () => ({ id: 1 })),
			undefined,
			2,
		);
	const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
	const titles = (text: string): string[] =>
		codeActions(parse(text), URI, range, { only: undefined, severities: {} as never }).map(({ title }) => title);

	it("is made where that takes no time", () => assert.deepEqual(titles(json(100)), ["Write it as TOON"]));
	it("is left to the commands in long texts", () => assert.deepEqual(titles(json(60_000)), []));
});
