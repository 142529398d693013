/** The docs of the command line name every command and option that there is, each with its command, and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Context } from "../../../server/src/cli/context";
import { createProgram } from "../../../server/src/cli/program";

const text = (name: string): string => readFileSync(join(import.meta.dirname, "../../..", name), "utf8");

/** Options as they stand in a text. */
const optionsIn = (part: string): Set<string> =>
	new Set([...part.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option));

/** Options of a command and of those below it. */
const optionsOf = (command: Command): string[] => [
	...command.options.flatMap(({ long }) => long ?? []),
	...command.commands.flatMap(optionsOf),
];

const guide = text("docs/cli.md");

/** A section of docs/cli.md; what holds for several commands stands before the first. */
const section = (name: string): string => {
	const [introduction = "", ...sections] = guide.split(/^## /m);
	return introduction + (sections.find((each) => each.startsWith(`${name}\n`)) ?? "");
};

/** Where the options of a command are described. */
const pages: Readonly<Record<string, string>> = { hook: text("docs/hook.md"), lsp: text("docs/editors.md") + guide };

/** Options of git, which the docs speak of too, and those that every program has. */
const others = ["--no-verify", "--only", "--version", "--help"];

describe("docs of the command line", () => {
	// Nothing is run, so that no command asks for what stands around it.
	const { commands } = createProgram("", {} as Context, () => undefined);

	for (const command of commands) {
		const name = command.name();

		it(`have ${name} in their table`, () => assert.match(guide, new RegExp(`^\\| (\\[?)\`${name}\``, "m")));

		it(`know every option of ${name}`, () => {
			const known = optionsIn(pages[name] ?? section(name));
			assert.deepEqual(
				optionsOf(command).filter((option) => !known.has(option)),
				[],
			);
		});
	}

	it("know no other", () => {
		const declared = new Set([...commands.flatMap(optionsOf), ...others]);
		const documented = [...optionsIn(guide), ...optionsIn(text("docs/hook.md"))];
		assert.deepEqual(
			documented.filter((option) => !declared.has(option)),
			[],
		);
	});
});
