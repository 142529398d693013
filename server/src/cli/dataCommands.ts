/** The commands that work with values, and those that serve other programs. */
import { type Command, Option } from "commander";
import { type Format, formats } from "../convert/types";
import { type Done, examples, filesHelp } from "./commandParts";
import type { Context } from "./context";
import { exitCodes } from "./exitCodes";
import { type QueryFormat, queryFormats } from "./query";

export function addLsp(program: Command, _context: Context, done: Done): void {
	program
		.command("lsp")
		.description("Start the language server over standard input and output, for editors (docs/editors.md).")
		.option("--stdio", "what editors pass to say so; it is the only way", true)
		.addHelpText("after", examples("toon-workbench lsp"))
		.action(async () => {
			const { lsp } = await import("./lsp");
			lsp();
			done(exitCodes.ok);
		});
}

export function addQuery(program: Command, context: Context, done: Done): void {
	program
		.command("query")
		.description("Ask files in jq's language. $file is the name of the file.")
		.argument("<expression>", "what to ask, in jq 1.8: .users[] | select(.age > 30) | .name")
		.argument("<files...>", filesHelp)
		.addOption(new Option("--to <format>", "how to print").choices(queryFormats).default("toon"))
		.addOption(
			new Option("--from <format>", "format to read (default: by extension)").choices(
				formats.filter((format) => format !== "html"),
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
