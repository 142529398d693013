/** The commands that work with values, and those that serve other programs. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { FORMATS, type Format } from "../convert/formats";
import { type Done, examples, FILES_HELP } from "./commandParts";
import type { Context } from "./context";
import { EXIT_CODES } from "./exitCodes";
import { QUERY_FORMATS, type QueryFormat } from "./query";

export function addLsp(program: Command, _context: Context, done: Done): void {
	program
		.command("lsp")
		.description("Start the language server over standard input and output, for editors (docs/editors.md).")
		.option("--stdio", "what editors pass to say so; it is the only way", true)
		.addHelpText("after", examples("toon-workbench lsp"))
		.action(async () => {
			const { lsp } = await import("./lsp");
			lsp();
			done(EXIT_CODES.ok);
		});
}

export function addQuery(program: Command, context: Context, done: Done): void {
	program
		.command("query")
		.description("Ask files in jq's language. $file is the name of the file.")
		.argument("<expression>", "what to ask, in jq 1.8: .users[] | select(.age > 30) | .name")
		.argument("<files...>", FILES_HELP)
		.addOption(new Option("--to <format>", "how to print").choices(QUERY_FORMATS).default("toon"))
		.addOption(
			new Option("--from <format>", "format to read (default: by extension)").choices(
				FORMATS.filter((format) => format !== "html"),
			),
		)
		.option("--no-strict", "accept what the specification tolerates: wrong counts, equal keys (§14)")
		.addHelpText(
			"after",
			examples(
				"toon-workbench query '.users[] | select(.age > 30)' users.toon",
				"toon-workbench query '{version, services: (.services | length)}' 'deploy/*.toon' --to table",
				"curl -s https://example.org/data.json | toon-workbench query '.items | length' - --from json",
			),
		)
		.action(async (expression: string, files: string[], raw: { to: QueryFormat; from?: Format; strict: boolean }) => {
			const { query } = await import("./query");
			done(await query(expression, files, raw, context));
		});
}

export function addDiff(program: Command, context: Context, done: Done): void {
	program
		.command("diff")
		.description(
			"Show what changed between two files by value: fields by name, rows by the field that tells them apart.",
		)
		.argument("<a>", "the file as it was, of any format, or - for standard input")
		.argument("<b>", "the file as it is")
		.option("--json", "print JSON for scripts", false)
		.option("--check", "exit with 1 if the files differ", false)
		.option("--no-strict", "accept what the specification tolerates: wrong counts, equal keys (§14)")
		.addHelpText(
			"after",
			examples("toon-workbench diff old.toon new.toon", "toon-workbench diff data.json data.toon --check"),
		)
		.action(async (a: string, b: string, raw: { json: boolean; check: boolean; strict: boolean }) => {
			const { diff } = await import("./diff");
			done(await diff([a, b], raw, context));
		});
}

export function addGit(program: Command, context: Context, done: Done): void {
	const git = program
		.command("git")
		.description("Let git show and merge .toon files by value: rows by their key, with the counts made right.");
	git
		.command("install")
		.description("Set up this repository: how .toon files are compared (textconv) and merged.")
		.action(async () => done(await (await import("./gitInstall")).gitInstall(context)));
	git
		.command("uninstall")
		.description("Take it out of this repository again.")
		.action(async () => done(await (await import("./gitInstall")).gitUninstall(context)));
	git
		.command("textconv")
		.description("What git calls to compare: print one line for each value of a file.")
		.argument("<file>")
		.action(async (file: string) => done(await (await import("./gitDrivers")).gitTextconv(file, context)));
	git
		.command("merge")
		.description("What git calls to merge: write the result to the second file; 1 if there are conflicts.")
		.argument("<base>")
		.argument("<ours>")
		.argument("<theirs>")
		.argument("[size]", "characters of a conflict's mark", "7")
		.action(async (base: string, ours: string, theirs: string, size: string) => {
			const { gitMerge } = await import("./gitDrivers");
			done(await gitMerge({ base, ours, theirs, size: Number(size) }, context));
		});
}

export function addMcp(program: Command, context: Context, done: Done): void {
	program
		.command("mcp")
		.description("Serve the tools for agents by the Model Context Protocol (docs/agents.md).")
		.addOption(
			new Option(
				"--http <port>",
				"serve HTTP on this port of this machine (0: any) instead of standard input",
			).argParser(port),
		)
		.option("--root <dir...>", "folders whose files the tools may read (default: this one)")
		.option("--write", "let the tools write files there too", false)
		.addHelpText(
			"after",
			examples("toon-workbench mcp --root data", "toon-workbench mcp --http 8401 --root data --write"),
		)
		.action(async (raw: { http?: number; root?: string[]; write: boolean }) => {
			const { mcp } = await import("./mcp");
			done(await mcp(raw, context));
		});
}

function port(text: string): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && number <= 65_535) return number;
	throw new InvalidArgumentError("give a port from 0 to 65535.");
}

export function addInstructions(program: Command, context: Context, done: Done): void {
	program
		.command("instructions")
		.description("Print a short text on how to read and write TOON, for a prompt.")
		.addHelpText("after", examples("toon-workbench instructions >> AGENTS.md"))
		.action(async () => done(await (await import("./instructions")).instructions(context)));
}
