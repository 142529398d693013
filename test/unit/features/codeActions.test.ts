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

	it("of one kind stands beside the fixes of that kind", () => {
		const text = 'a: 1\nb\n  c: 1\nd: "\\x"\ne\n  f: 1\n';
		const action = actionsOf(text, undefined, 1).find(({ title }) => title === "Fix all of this kind: missing-colon");
		assert.equal(textAfter(text, action), 'a: 1\nb:\n  c: 1\nd: "\\x"\ne:\n  f: 1\n');
	});
});
