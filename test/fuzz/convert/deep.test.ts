/** Values nested far deeper than anybody writes: converted or refused, and never the end of the process. */
import assert from "node:assert/strict";
import { ConversionError, convertOnce, type Format } from "../../../server/src/convert/index";

const repeat = (part: string, count: number): string => part.repeat(count);
const staircase = (count: number, step: string, line: string): string =>
	Array.from({ length: count }, (_, i) => step.repeat(i) + line).join("");

const shapes: readonly (readonly [name: string, from: Format, make: (levels: number) => string])[] = [
	["objects of TOON", "toon", (levels) => staircase(levels, "  ", "a:\n")],
	[
		"lists of TOON",
		"toon",
		(levels) => `${staircase(levels, "  ", "- [1]:\n").replace("- ", "")}${repeat("  ", levels)}- 1`,
	],
	["groups of fields", "toon", (levels) => `[1]{${repeat("a{", levels)}x${repeat("}", levels)}}:\n  1`],
	["arrays of JSON", "json", (levels) => repeat("[", levels) + repeat("]", levels)],
	["objects of JSON", "json", (levels) => `${repeat('{"a":', levels)}1${repeat("}", levels)}`],
	["flow of YAML", "yaml", (levels) => repeat("[", levels) + repeat("]", levels)],
	["open flow of YAML", "yaml", (levels) => repeat("{a: ", levels)],
	["sequences of YAML", "yaml", (levels) => `${repeat("- ", levels)}x`],
	["mappings of YAML", "yaml", (levels) => staircase(levels, " ", "a:\n")],
	["keys of YAML", "yaml", (levels) => `${repeat("? ", levels)}x`],
	["lists of Markdown", "markdown", (levels) => staircase(levels, "  ", "- x\n")],
	["quotes of Markdown", "markdown", (levels) => `${repeat("> ", levels)}x`],
	["emphasis of Markdown", "markdown", (levels) => `${repeat("*", levels)}x${repeat("*", levels)}`],
];

describe("fuzz: deep values", function () {
	this.timeout(30_000);

	for (const [name, from, make] of shapes) {
		// A staircase is as long as the square of its levels.
		for (const levels of make(100).includes("\n", 200) ? [50, 190, 600] : [50, 190, 1000, 50_000]) {
			it(`${levels} levels: ${name}`, () => {
				const text = make(levels);
				for (const to of ["toon", "json", "yaml", "csv", "markdown", "html"] as const) {
					try {
						convertOnce({ text, from, to });
					} catch (error) {
						assert.ok(error instanceof ConversionError, `to ${to}: ${(error as Error).stack}`);
					}
				}
			});
		}
	}
});
