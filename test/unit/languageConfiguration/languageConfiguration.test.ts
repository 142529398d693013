/** language-configuration.json: what Enter does, what folds, what a word is. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface EnterRule {
	readonly beforeText: string;
	readonly afterText?: string;
	readonly previousLineText?: string;
	readonly action: { readonly indent: "none" | "indent" | "outdent"; readonly appendText?: string };
}

interface LanguageConfiguration {
	readonly onEnterRules: readonly EnterRule[];
	readonly wordPattern: string;
	readonly folding: { readonly offSide: boolean; readonly markers: { readonly start: string; readonly end: string } };
	readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
}

const file = join(import.meta.dirname, "../../../language-configuration.json");
const configuration = JSON.parse(readFileSync(file, "utf8")) as LanguageConfiguration;

/** What stands before the cursor on the new line, as VS Code works it out from the rules (two spaces a level). */
function newLineAfter(before: string, after: string): string {
	const rule = configuration.onEnterRules.find(
		({ beforeText, afterText }) =>
			new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
	);
	const indentation = /^ */.exec(before)?.[0] ?? "";
	const appended = (rule?.action.appendText ?? "").replaceAll("\t", "  ");
	switch (rule?.action.indent) {
		case "indent":
			return `${indentation}  ${appended}`;
		case "outdent":
			return indentation.slice(2) + appended;
		default:
			return indentation + appended;
	}
}

describe("language configuration", () => {
	describe("Enter", () => {
		for (const [line, expected, why] of [
			["user:$0", "  ", "an object's content stands deeper"],
			["  user: $0", "    ", "spaces after the colon"],
			['"a:b[":$0', "  ", "quoted key"],
			["items[2]:$0", "  ", "a list's items stand deeper"],
			["items[2]{id,g{a,b}}:$0", "  ", "rows stand deeper"],
			["users[2:|]{a|b}:$0", "  ", "entry rows stand deeper"],
			["[2]{a}:$0", "  ", "a root table"],
			["a: 1$0", "", "a field follows a field"],
			["  a: 1$0", "  ", "at its depth"],
			["  1,Ada$0", "  ", "a row follows a row"],
			["  1|x:$0", "  ", "a row may end in a colon"],
			["  ada: lead,x$0", "  ", "an entry row follows an entry row"],
			["    1\tx$0", "    ", "tabs between cells"],
			["  - one$0", "  - ", "an item follows an item"],
			["  - 1,2$0", "  - ", "an item with a comma"],
			['  - "a: b"$0', "  - ", "a quoted item with a colon"],
			["  - []$0", "  - ", "an empty array as an item"],
			["  - [2]: 1,2$0", "  - ", "an array as an item"],
			["  - one$0 two", "  - ", "an item is split"],
			["  - $0two", "  - ", "before an item's text"],
			["  - $0", "", "an empty item ends the list"],
			["    -$0", "  ", "a bare marker too"],
			["  - id: 1$0", "    ", "an object's next field stands under its first"],
			['  - "id": 1$0', "    ", "quoted key"],
			["  - tags[2]: a,b$0", "    ", "after an array as first field"],
			["    name: Ada$0", "    ", "the next field again"],
			["  - [2]:$0", "    ", "a list in a list: one level deeper"],
			["  - user:$0", "      ", "the first field's content: two levels deeper (§10)"],
			["  - users[2]{id,name}:$0", "      ", "the first field's rows: two levels deeper (§10)"],
			["  # note:$0", "  ", "a comment opens nothing"],
			["  # - note$0", "  ", "a comment is no item"],
			["-lead: 1$0", "", "a key that starts with a hyphen"],
		] as const) {
			it(`${JSON.stringify(line)}: ${why}`, () => {
				const [before = "", after = ""] = line.split("$0");
				assert.equal(newLineAfter(before, after), expected);
			});
		}
	});

	describe("indentation", () => {
		for (const [line, deeper] of [
			["user:", true],
			["rows[2]{a,b}:", true],
			["user: x", false],
			["  1,x:", false],
			["  1,2", false],
			['  "a:"', false],
		] as const) {
			it(`${JSON.stringify(line)} ${deeper ? "opens" : "does not open"} a level`, () => {
				assert.equal(new RegExp(configuration.indentationRules.increaseIndentPattern).test(line), deeper);
			});
		}

		it("no line closes a level by itself", () => {
			const pattern = new RegExp(configuration.indentationRules.decreaseIndentPattern);
			for (const line of ["", "a: 1", "}", "- x"]) assert.equal(pattern.test(line), false);
		});
	});

	it("folds by indentation, and between region marks", () => {
		const { offSide, markers } = configuration.folding;
		assert.equal(offSide, true);
		assert.match("  # region Users", new RegExp(markers.start));
		assert.match("#endregion", new RegExp(markers.end));
		assert.doesNotMatch("regional: 1", new RegExp(markers.start));
	});

	it("takes keys, numbers and dates as words", () => {
		const words = (text: string): readonly string[] => text.match(new RegExp(configuration.wordPattern, "g")) ?? [];
		assert.deepEqual(words('user.name: foo-bar,-1.5e+3,2025-11-24 größe|"x y"'), [
			"user.name",
			"foo-bar",
			"-1.5e+3",
			"2025-11-24",
			"größe",
			"x",
			"y",
		]);
		assert.deepEqual(words("rows[2]{id,g{a}}:"), ["rows", "2", "id", "g", "a"]);
	});

	it("runs in linear time on a long line", () => {
		const patterns = [
			...configuration.onEnterRules.map((rule) => rule.beforeText),
			...Object.values(configuration.indentationRules),
		];
		for (const line of ['"\\'.repeat(50_000), `- ${"a ".repeat(50_000)}`, "[".repeat(100_000), " ".repeat(100_000)]) {
			const start = performance.now();
			for (const pattern of patterns) new RegExp(pattern).test(line);
			assert.ok(performance.now() - start < 500, `${line.slice(0, 10)}: ${performance.now() - start} ms`);
		}
	});
});
