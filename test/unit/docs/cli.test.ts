/** docs/cli.md names every command and option that there is, and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../../..");
const text = (name: string): string => readFileSync(join(root, name), "utf8");

/** Options as they stand in a text, without those that every program has. */
const optionsIn = (name: string): Set<string> =>
	new Set([...text(name).matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option));

describe("docs of the command line", () => {
	const sources = ["program.ts", "commandParts.ts", "dataCommands.ts"];
	const declared = new Set(sources.flatMap((name) => [...optionsIn(`server/src/cli/${name}`)]));
	const documented = new Set([...optionsIn("docs/cli.md"), ...optionsIn("docs/hook.md")]);
	/** Those of git, and of commander, which stand in program.ts or in the docs only. */
	const others = new Set(["--no-verify", "--only", "--version", "--help"]);

	it("know every option", () => {
		assert.deepEqual(
			[...declared].filter((option) => !documented.has(option) && !others.has(option)),
			[],
		);
	});

	it("know no other", () => {
		assert.deepEqual(
			[...documented].filter((option) => !declared.has(option) && !others.has(option)),
			[],
		);
	});
});
