/** Foreign text within our own Markdown is text: parsed, it holds nothing else. */
import assert from "node:assert/strict";
import { markdownText } from "../../../client/src/markdownText";
import { comparisonReport } from "../../../client/src/savings/comparisonReport";

describe("foreign text in Markdown", () => {
	const cases: readonly [what: string, text: string, expected: string][] = [
		["a picture", "![x](https://a.b/c)", "\\!\\[x\\]\\(https\\:\\/\\/a\\.b\\/c\\)"],
		["HTML", "<img src=x>", "\\<img src\\=x\\>"],
		["an entity", "&lt;", "\\&lt\\;"],
		["a cell's end", "a|b", "a\\|b"],
		["lines and controls", "a\r\n\n# b\u0085c", "a \\# b c"],
		["an icon and a formula", "$(bug) $x$", "\\$\\(bug\\) \\$x\\$"],
		["escapes of its own", "\\![x](y)", "\\\\\\!\\[x\\]\\(y\\)"],
		["other scripts", "Größe 表", "Größe 表"],
	];
	for (const [what, text, expected] of cases) it(`${what} is text`, () => assert.equal(markdownText(text), expected));

	it("in the report of a comparison, name and model are text", () => {
		const formats = { toon: 1, toonTab: 1, toonPipe: 1, json: 1, jsonCompact: 1, yaml: 1, csv: 1, markdown: 1 };
		const hostile = "![x](https://a.b/c)\n<img src=x>";
		const report = comparisonReport(hostile, { encoding: hostile, exact: true, formats, cheapest: "toon" });
		assert.doesNotMatch(report, /(?<!\\)[<[!]/);
	});
});
