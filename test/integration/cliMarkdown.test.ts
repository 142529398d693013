/** The built command line on Markdown: `check`, `count`, `format` and `repair` work on its ```toon fences, at places of the file. */
import assert from "node:assert/strict";
import { inPlace } from "./commandLine";

const PROMPT = `# Prompt

\`\`\`toon
users[3]{id,name}:
  1,Ada
  2,Bob
\`\`\`

> - one
>   ~~~ toon {.data}
>   a:   1
>   ~~~

\`\`\`js
const a = [3];
\`\`\`
`;

const MENDED = PROMPT.replace("users[3]", "users[2]");
const PLAIN = "# No fence\n\n```json\n{}\n```\n";

describe("command line: Markdown", () => {
	it(
		"check tells the place in the file, in every report",
		inPlace((place) => {
			place.write("prompt.md", PROMPT);
			const { code, out } = place.run(["check", "prompt.md"]);
			assert.equal(code, 2);
			assert.match(out, /^prompt\.md:4:6: error array-length /);
			const { diagnostics } = JSON.parse(place.run(["check", "prompt.md", "--format", "json"]).out);
			assert.deepEqual([diagnostics[0].line, diagnostics[0].column, diagnostics[0].endColumn], [4, 6, 9]);
			assert.match(
				place.run(["check", "prompt.md", "--format", "github"]).out,
				/file=prompt\.md,line=4,endLine=4,col=6,/,
			);
			const sarif = JSON.parse(place.run(["check", "prompt.md", "--format", "sarif"]).out);
			const { region } = sarif.runs[0].results[0].locations[0].physicalLocation;
			assert.deepEqual([region.startLine, region.startColumn], [4, 6]);
		}),
	);

	it(
		"check takes Markdown with fences out of folders, and no other",
		inPlace((place) => {
			place.write("a/prompt.md", PROMPT);
			place.write("a/page.qmd", MENDED);
			place.write("a/README.md", PLAIN);
			place.write("a/data.toon", "a: 1\n");
			const { out, err } = place.run(["check", "."]);
			assert.match(out, /prompt\.md:4:6/);
			assert.match(err, /^3 files: 1 error/m);
			// Named, it is looked at, and has nothing that could be wrong.
			assert.deepEqual([place.run(["check", "a/README.md"]).code, place.run(["check", "a/*.md"]).code], [0, 2]);
		}),
	);

	it(
		"count tells each fence beside the file, and budgets are the file's",
		inPlace((place) => {
			place.write("prompt.md", MENDED);
			place.write("README.md", PLAIN);
			const { files, total } = JSON.parse(place.run(["count", ".", "--json"]).out);
			const [file, ...others] = files;
			assert.deepEqual(others, []);
			const [first, second] = file.fences;
			assert.deepEqual([file.file, first.line, second.line], ["prompt.md", 4, 11]);
			assert.equal(file.toon, first.toon + second.toon);
			assert.equal(total.json, first.json + second.json);
			assert.ok(file.markdown > file.toon);
			const text = place.run(["count", "prompt.md"]).out;
			const figures = `fence ${first.toon} (line 4) · fence ${second.toon} (line 11) · file ${file.markdown} tokens`;
			assert.ok(text.includes(figures), text);
			assert.equal(place.run(["count", "prompt.md", "--budget", String(file.markdown)]).code, 0);
			assert.equal(place.run(["count", "prompt.md", "--budget", String(file.markdown - 1)]).code, 3);
		}),
	);

	it(
		"count takes the tables of Markdown without fences, if it is named",
		inPlace((place) => {
			place.write("table.md", "| a | b |\n|---|---|\n| 1 | 2 |\n");
			const { files } = JSON.parse(place.run(["count", "table.md", "--json"]).out);
			assert.ok(files[0].toon > 0 && files[0].markdown === undefined);
		}),
	);

	it(
		"format --write changes the fences only, and none where one has errors",
		inPlace((place) => {
			place.write("prompt.md", PROMPT);
			const refused = place.run(["format", "--write", "prompt.md"]);
			assert.equal(refused.code, 2);
			assert.match(refused.err, /^prompt\.md:4:6: error array-length/);
			assert.equal(place.read("prompt.md"), PROMPT);
			place.write("prompt.md", MENDED);
			assert.equal(place.run(["format", "--check", "."]).code, 1);
			assert.equal(place.run(["format", "--write", "."]).code, 0);
			assert.equal(place.read("prompt.md"), MENDED.replace("a:   1", "a: 1"));
			assert.equal(place.run(["format", "--check", "."]).code, 0);
		}),
	);

	it(
		"repair writes into quotes and lists as they are, with line ends as they are",
		inPlace((place) => {
			const broken = "- > ~~~toon\n  > users:\n  > - id: 1\n  >   name: Ada\n  > - id: 2\n  >   name: Bob\n  > ~~~\n";
			const mended =
				"- > ~~~toon\n  > users[2]:\n  >   - id: 1\n  >     name: Ada\n  >   - id: 2\n  >     name: Bob\n  > ~~~\n";
			const windows = (text: string): string => text.replaceAll("\n", "\r\n");
			place.write("a.md", broken);
			place.write("b.mdx", windows(broken));
			const { documents } = JSON.parse(place.run(["repair", "a.md", "--json"]).out).files[0];
			assert.deepEqual(documents[0].repairs[0].range.start, { line: 3, character: 4 });
			assert.equal(place.run(["repair", "--write", "."]).code, 0);
			assert.equal(place.read("a.md"), mended);
			assert.equal(place.read("b.mdx"), windows(mended));
		}),
	);
});
