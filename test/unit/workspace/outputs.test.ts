import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { withMarker } from "../../../server/src/convert/marker";
import type { Format } from "../../../server/src/convert/types";
import { generatedRecords } from "../../../server/src/workspace/generated";
import { nodeFiles } from "../../../server/src/workspace/nodeFiles";
import { type Output, writeOutput } from "../../../server/src/workspace/outputs";
import { withTemporaryFolder } from "./temporaryFolder";

const one = withMarker("# One\n", "a.toon");
const two = withMarker("# Two\n", "a.toon");

/** What stands there (undefined: nothing), who wrote it, what is to be written, and what becomes of it. */
const cases: {
	name: string;
	format: Format;
	existing?: string;
	wrote?: string;
	text: string;
	overwrite?: boolean;
	outcome: string;
}[] = [
	{ name: "a new file", format: "markdown", text: one, outcome: "written" },
	{ name: "the same bytes", format: "markdown", existing: one, text: one, outcome: "unchanged" },
	{
		name: "line ends that git turned",
		format: "markdown",
		existing: one.replaceAll("\n", "\r\n"),
		text: one,
		outcome: "unchanged",
	},
	{ name: "our older document", format: "markdown", existing: one, text: two, outcome: "written" },
	{
		name: "our older document with turned line ends",
		format: "markdown",
		existing: one.replaceAll("\n", "\r\n"),
		text: two,
		outcome: "written",
	},
	{ name: "somebody's document", format: "markdown", existing: "# Mine\n", text: one, outcome: "conflict" },
	{ name: "our document, edited", format: "markdown", existing: `${one}more\n`, text: two, outcome: "conflict" },
	{
		name: "our document, edited, by force",
		format: "markdown",
		existing: `${one}more\n`,
		text: two,
		overwrite: true,
		outcome: "written",
	},
	{ name: "our older JSON", format: "json", existing: "1\n", wrote: "1\n", text: "2\n", outcome: "written" },
	{
		name: "our older JSON with turned line ends",
		format: "json",
		existing: "1\r\n",
		wrote: "1\n",
		text: "2\n",
		outcome: "written",
	},
	{
		name: "our older CSV",
		format: "csv",
		existing: "a\r\n1\r\n",
		wrote: "a\r\n1\r\n",
		text: "a\r\n2\r\n",
		outcome: "written",
	},
	{ name: "somebody's JSON", format: "json", existing: "1\n", text: "2\n", outcome: "conflict" },
	{ name: "our JSON, edited", format: "json", existing: "3\n", wrote: "1\n", text: "2\n", outcome: "conflict" },
	{ name: "somebody's JSON of the same bytes", format: "json", existing: "2\n", text: "2\n", outcome: "unchanged" },
	{
		name: "somebody's YAML, by force",
		format: "yaml",
		existing: "1\n",
		text: "2\n",
		overwrite: true,
		outcome: "written",
	},
];

describe("writeOutput", () => {
	for (const { name, format, existing, wrote, text, overwrite = false, outcome } of cases) {
		it(`${outcome}: ${name}`, () =>
			withTemporaryFolder(async (folder) => {
				const path = join(folder, "target");
				const target = URI.file(path);
				const places = { files: nodeFiles(() => [URI.file(folder)]), records: generatedRecords(join(folder, "state")) };
				const output: Output = { target, text, format, overwrite };
				if (wrote !== undefined)
					assert.equal((await writeOutput({ ...output, text: wrote }, places)).outcome, "written");
				if (existing !== undefined) await writeFile(path, existing);

				assert.equal((await writeOutput({ ...output, dryRun: true }, places)).outcome, outcome, "dry run");
				if (existing !== undefined) assert.equal(await readFile(path, "utf8"), Buffer.from(existing).toString());
				assert.equal((await writeOutput(output, places)).outcome, outcome);
				const expected = outcome === "written" ? text : Buffer.from(existing ?? "").toString();
				assert.equal(await readFile(path, "utf8"), expected);
			}));
	}

	it("knows its file whether or not a killed process came to write it", () =>
		withTemporaryFolder(async (folder) => {
			const target = URI.file(join(folder, "a.json"));
			const records = generatedRecords(join(folder, "state"));
			const [old, next] = [Buffer.from("1\n"), Buffer.from("2\n")];
			await records.announce(target, next, old);
			assert.equal(await records.isOurs(target, old), true);
			assert.equal(await records.isOurs(target, next), true);
			assert.equal(await records.isOurs(target, Buffer.from("3\n")), false);
			assert.equal(await records.isOurs(URI.file(join(folder, "b.json")), next), false);
		}));

	it("fails in one line, and writes all the same where no record can be kept", () =>
		withTemporaryFolder(async (folder) => {
			await writeFile(join(folder, "file"), "");
			const places = {
				files: nodeFiles(() => [URI.file(folder)]),
				records: generatedRecords(join(folder, "file", "state")),
			};
			const output = { target: URI.file(join(folder, "a.json")), text: "1\n", format: "json" } as const;
			assert.equal((await writeOutput(output, places)).outcome, "written");
			const failed = await writeOutput({ ...output, target: URI.file(folder) }, places);
			assert.deepEqual(failed, { outcome: "failed", message: "cannot read: it is a folder, not a file" });
		}));
});
