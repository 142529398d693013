/** `convert` on files of other formats as people have them: options that say how they are read. */
import assert from "node:assert/strict";
import { inPlace } from "./commandLine";

describe("command line: how files are read", () => {
	const cases: readonly (readonly [
		name: string,
		file: string,
		text: string,
		options: readonly string[],
		out: string,
	])[] = [
		["a told delimiter", "a.csv", "x;y,z\n1;2,3\n", ["--csv-delimiter", ";"], '[1]{x,"y,z"}:\n  1,"2,3"'],
		["a delimiter by its name", "a.csv", "x,y|z\n1,2|3\n", ["--csv-delimiter", "pipe"], '[1]{"x,y",z}:\n  "1,2",3'],
		["cells as text", "a.csv", "x,y\n1E10,\n", ["--csv-text"], '[1]{x,y}:\n  "1E10",""'],
		["quotes of TSV", "a.tsv", 'x\ty\n"a"\tb"\n', [], '[1]{x,y}:\n  a,"b\\""'],
		["quotes of TSV as text", "a.tsv", 'x\ty\n"a"\tb\n', ["--tsv-quotes", "text"], '[1]{x,y}:\n  "\\"a\\"",b'],
		["front matter", "a.md", "---\nt: 1\n---\n\n# A\n\nx\n", [], "t: 1\nA: x"],
		["no front matter", "a.md", "---\nt: 1\n---\n\n# A\n\nx\n", ["--front-matter", "drop"], "A: x"],
	];
	for (const [name, file, text, options, out] of cases) {
		it(
			name,
			inPlace((place) => {
				place.write(file, text);
				const { code, out: written } = place.run(["convert", file, "--to", "toon", "--stdout", ...options]);
				assert.deepEqual([code, written], [0, out]);
			}),
		);
	}

	it(
		"refuses a delimiter of two characters: 64",
		inPlace((place) => {
			place.write("a.csv", "x\n");
			const { code, err } = place.run(["convert", "a.csv", "--to", "toon", "--csv-delimiter", "::"]);
			assert.equal(code, 64);
			assert.match(err, /one character/);
		}),
	);
});
