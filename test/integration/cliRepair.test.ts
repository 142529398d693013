/** The built command line repairs files, fences in Markdown, and answers of models. */
import assert from "node:assert/strict";
import { inPlace } from "./commandLine";

const BROKEN = "users:\n- id: 1\n  name: Ada\n- id: 2\n  name: Bob\n";
const REPAIRED = "users[2]:\n  - id: 1\n    name: Ada\n  - id: 2\n    name: Bob\n";
const HOPELESS = "t[1]{a,b}:\n  1,2,3\n";

describe("repair on the command line", () => {
	it(
		"prints one file, and says what it did",
		inPlace((place) => {
			place.write("a.toon", BROKEN);
			const { code, out, err } = place.run(["repair", "a.toon"]);
			assert.equal(out, REPAIRED);
			assert.match(err, /^a\.toon:3:1: information over-indented Declare a list of 2$/m);
			assert.equal(code, 0);
			assert.equal(place.read("a.toon"), BROKEN);
		}),
	);

	it(
		"reads standard input",
		inPlace((place) => {
			assert.equal(place.run(["repair", "-"], "a = 1\nb = 2\n").out, "a: 1\nb: 2\n");
		}),
	);

	it(
		"--check writes nothing and ends with 1; --write writes, and then all is well",
		inPlace((place) => {
			place.write("a.toon", BROKEN);
			assert.equal(place.run(["repair", "--check", "."]).code, 1);
			assert.equal(place.read("a.toon"), BROKEN);
			assert.equal(place.run(["repair", "--write", "."]).code, 0);
			assert.equal(place.read("a.toon"), REPAIRED);
			assert.equal(place.run(["repair", "--check", "."]).code, 0);
		}),
	);

	it(
		"writes no file in which an error is left, and ends with 2",
		inPlace((place) => {
			place.write("a.toon", `b = 1\n${HOPELESS}`);
			const { code, err } = place.run(["repair", "--write", "a.toon"]);
			assert.equal(code, 2);
			assert.match(err, /error row-width/);
			assert.equal(place.read("a.toon"), `b = 1\n${HOPELESS}`);
		}),
	);

	it(
		"repairs the fences of Markdown and leaves the rest",
		inPlace((place) => {
			place.write("a.md", "# T\n\n```toon\na = 1\nb = 2\n```\n\n- x:\n  ```toon\n  b:\n    - 1\n  ```\n");
			assert.equal(place.run(["repair", "--write", "a.md"]).code, 0);
			assert.equal(place.read("a.md"), "# T\n\n```toon\na: 1\nb: 2\n```\n\n- x:\n  ```toon\n  b[1]:\n    - 1\n  ```\n");
		}),
	);

	it(
		"takes the documents out of an answer, as JSON",
		inPlace((place) => {
			place.write("a.txt", `Sure!\n\n\`\`\`toon\n${BROKEN}\`\`\`\nand\n\`\`\`toon\nt[9]{a}:\n  1\n`);
			const { code, out } = place.run(["repair", "a.txt", "--from-model", "--json"]);
			assert.equal(code, 0);
			const { files } = JSON.parse(out);
			assert.deepEqual(
				files[0].documents.map(({ text, valid, truncated }: Record<string, unknown>) => ({ text, valid, truncated })),
				[
					{ text: REPAIRED, valid: true, truncated: undefined },
					{ text: "t[1]{a}:\n  1\n", valid: true, truncated: { declared: 9, found: 1 } },
				],
			);
			assert.deepEqual(files[0].documents[0].repairs[0].range.start, { line: 5, character: 0 });
		}),
	);

	it(
		"writes the one document of an answer in its place, and none of several",
		inPlace((place) => {
			const answer = "Sure!\n\n```toon\na: 1\n```\n";
			place.write("a.toon", answer);
			place.write("b.toon", answer + answer);
			assert.equal(place.run(["repair", "a.toon", "--from-model", "--write"]).code, 0);
			assert.equal(place.read("a.toon"), "a: 1\n");
			const { code, err } = place.run(["repair", "b.toon", "--from-model", "--write"]);
			assert.equal(code, 2);
			assert.match(err, /holds 2 documents: say --json/);
			assert.equal(place.read("b.toon"), answer + answer);
		}),
	);

	it(
		"prints what to ask the model",
		inPlace((place) => {
			const { code, out } = place.run(["repair", "-", "--retry-prompt"], HOPELESS);
			assert.equal(code, 2);
			assert.match(out, /^Your TOON has errors\..*\nline 2 `1,2,3`: /);
			assert.equal(place.run(["repair", "-", "--retry-prompt"], "a: 1\n").out, "");
		}),
	);
});
