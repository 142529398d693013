/** The command line: its commands, options and help. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { DelimiterName, TsvQuotes } from "../convert";
import { FORMATS, type Format } from "../convert/formats";
import { REPORT_FORMATS, type ReportFormat } from "./checkReports";
import {
	type AddCommand,
	type Done,
	examples,
	type RawReadOptions,
	readingCommand,
	readOptions,
	wholeNumber,
} from "./commandParts";
import { completionScript, SHELLS, type Shell } from "./completion";
import type { Context } from "./context";
import { addDiff, addGit, addInstructions, addLsp, addMcp, addQuery } from "./dataCommands";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import type { HookRunOptions } from "./hookRun";
import { addRepair } from "./repairCommand";
import { addReport } from "./reportCommand";
import { addCount, addOptimize, addScan, DEFAULT_ENCODING } from "./savingsCommands";
import { version } from "./version";
import { visibleLine } from "./visible";

/** Runs the command line. Resolves with the exit code; rejects only where the program itself is at fault. */
export async function run(args: readonly string[], context: Context): Promise<ExitCode> {
	let code: ExitCode = EXIT_CODES.ok;
	try {
		if (args.length === 0) throw new UsageError("name a command, such as check, convert or query");
		if (args[0] === "--version") await context.terminal.out.write(`${version()}\n`);
		else await createProgram(args[0]!, context, (result) => (code = result)).parseAsync(args, { from: "user" });
		return code;
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return EXIT_CODES.ok;
		if (!(error instanceof CommanderError || error instanceof UsageError)) throw error;
		const isHelp = error instanceof CommanderError && error.code === "commander.help";
		const message = isHelp ? "name what to do" : error.message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");
		await context.terminal.err.write(`toon-workbench: ${visibleLine(message)} (see toon-workbench --help)\n`);
		return EXIT_CODES.usage;
	}
}

/** The program with the command that is asked for, or with all of them for the sake of its help and its suggestions. */
export function createProgram(asked: string, context: Context, done: Done): Command {
	const program = new Command("toon-workbench")
		.description("Checks, counts, converts and formats TOON files.")
		.option("--version", "print the version")
		.helpCommand(true)
		.exitOverride()
		.configureOutput({ writeErr: () => undefined })
		.addHelpText("after", `\n${EXIT_HELP}\n`);
	const commands: Readonly<Record<string, AddCommand>> = {
		check: addCheck,
		count: addCount,
		convert: addConvert,
		format: addFormat,
		repair: addRepair,
		optimize: addOptimize,
		scan: addScan,
		report: addReport,
		query: addQuery,
		diff: addDiff,
		git: addGit,
		hook: addHook,
		lsp: addLsp,
		mcp: addMcp,
		instructions: addInstructions,
		completion: addCompletion,
	};
	const known = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
	for (const add of known === undefined ? Object.values(commands) : [known]) add(program, context, done);
	return program;
}

const EXIT_HELP = `FILES are names, globs and folders; folders are searched for files of the kind, without what git ignores.
Exit codes: 0 done, or nothing to do; 1 out of date under --check, or written and not staged by hook run; 2 invalid input,
refused or failed; 3 over a budget of tokens; 64 wrong use.`;

function addCheck(program: Command, context: Context, done: Done): void {
	readingCommand(program, "check", "Find every error of TOON files, at its place.")
		.addOption(new Option("--format <format>", "how to print").choices(REPORT_FORMATS).default("text"))
		.option("--hints", "tell remarks on style too, beside errors and warnings", false)
		.addHelpText(
			"after",
			examples(
				"toon-workbench check data.toon",
				"toon-workbench check 'prompts/**/*.toon' --format github",
				"toon-workbench check . --format sarif > toon.sarif",
			),
		)
		.action(async (files: string[], raw: RawReadOptions & { format: ReportFormat; hints: boolean }) => {
			const { check } = await import("./check");
			done(await check(files, { ...readOptions(raw), format: raw.format, hints: raw.hints }, context));
		});
}

interface RawConvertOptions extends RawReadOptions {
	readonly to: Format;
	readonly from?: Format;
	readonly out?: string;
	readonly stdout: boolean;
	readonly check: boolean;
	readonly stage: boolean;
	readonly force: boolean;
	readonly delimiter?: DelimiterName;
	readonly csvEscapeFormulas: boolean;
	readonly csvDelimiter?: string;
	readonly csvText: boolean;
	readonly tsvQuotes: TsvQuotes;
	readonly frontMatter: "keys" | "drop";
	readonly onlyIfSmaller: boolean;
	readonly encoding: string;
}

function addConvert(program: Command, context: Context, done: Done): void {
	readingCommand(program, "convert", "Convert files: TOON to another format, or another format to TOON.")
		.addOption(new Option("--to <format>", "format to write").choices(FORMATS).makeOptionMandatory())
		.addOption(
			new Option("--from <format>", "format to read (default: by extension)").choices(
				FORMATS.filter((format) => format !== "html"),
			),
		)
		.addOption(new Option("--out <path>", "file or folder to write to (default: beside each file)"))
		.option("--stdout", "print instead of writing", false)
		.option("--check", "write nothing: exit with 1 if a file is out of date", false)
		.option("--stage", "add what was written to git's index", false)
		.option("--force", "replace files that TOON Workbench did not generate, or that were edited since", false)
		.addOption(new Option("--delimiter <name>", "delimiter of written TOON").choices(["comma", "tab", "pipe"]))
		.option("--csv-escape-formulas", "put ' before CSV cells that a spreadsheet would run as a formula", false)
		.addOption(
			new Option(
				"--csv-delimiter <character>",
				"what separates the cells of CSV that is read (default: found out)",
			).argParser(csvDelimiter),
		)
		.option("--csv-text", "keep all cells of CSV as text, numbers too", false)
		.addOption(
			new Option("--tsv-quotes <how>", "quotes around cells of TSV: taken off if they are right, as in CSV, or text")
				.choices(["auto", "csv", "text"])
				.default("auto"),
		)
		.addOption(
			new Option("--front-matter <what>", "YAML at the top of Markdown that is read")
				.choices(["keys", "drop"])
				.default("keys"),
		)
		.option("--only-if-smaller", "with --to toon: leave files that would not cost fewer tokens", false)
		.option("--encoding <name>", "an encoding or a model, for which that is counted", DEFAULT_ENCODING)
		.addHelpText(
			"after",
			examples(
				"toon-workbench convert data.toon --to markdown",
				"toon-workbench convert 'data/*.json' --to toon --out toon/",
				"toon-workbench convert . --to markdown --check",
				"toon-workbench convert data/ --to toon --only-if-smaller",
				"curl -s https://example.org/data.json | toon-workbench convert - --from json --to toon",
			),
		)
		.action(async (files: string[], raw: RawConvertOptions) => {
			const { convert } = await import("./convert");
			done(await convert(files, { ...raw, ...readOptions(raw) }, context));
		});
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
	comma: ",",
	semicolon: ";",
	tab: "\t",
	pipe: "|",
	"\\t": "\t",
};

function csvDelimiter(text: string): string {
	const delimiter = DELIMITER_NAMES[text] ?? text;
	if (delimiter === "auto" || (/^[\t\x20-\x7e]$/.test(delimiter) && delimiter !== '"')) return delimiter;
	throw new InvalidArgumentError("Give one character, or comma, semicolon, tab, pipe or auto.");
}

function addFormat(program: Command, context: Context, done: Done): void {
	readingCommand(program, "format", "Tidy TOON files: spaces, indentation, numbers. Comments and values stay.")
		.addOption(
			new Option("--check", "write nothing: exit with 1 if a file is not formatted").conflicts(["write", "stdout"]),
		)
		.addOption(new Option("--write", "write the files").conflicts("stdout"))
		.option("--stdout", "print one file (default)")
		.addHelpText(
			"after",
			examples("toon-workbench format data.toon", "toon-workbench format . --write", "toon-workbench format . --check"),
		)
		.action(async (files: string[], raw: RawReadOptions & { check?: boolean; write?: boolean }) => {
			const { format } = await import("./format");
			const mode = raw.check ? "check" : raw.write ? "write" : "stdout";
			done(await format(files, { ...readOptions(raw), mode }, context));
		});
}

function addHook(program: Command, context: Context, done: Done): void {
	const hook = program
		.command("hook")
		.description("Keep the Markdown beside TOON files in step, by git's pre-commit hook.");
	hook
		.command("install")
		.description("Put our part into git's pre-commit hook; what is there stays, and a copy is made of it.")
		.option("--merge", "merge generated Markdown by making it anew: .gitattributes and a merge driver", false)
		.option("--prettierignore", "list the generated Markdown in .prettierignore", false)
		.action(async (extras: { merge: boolean; prettierignore: boolean }) =>
			done(await (await import("./hookInstall")).hookInstall(extras, context)),
		);
	hook
		.command("merge", { hidden: true })
		.description("What git runs to merge Markdown, after install --merge.")
		.argument("<base>")
		.argument("<ours>")
		.argument("<theirs>")
		.argument("<size>")
		.argument("<path>")
		.action(async (base: string, ours: string, theirs: string, markSize: string, path: string) => {
			const { hookMerge } = await import("./hookMerge");
			done(await hookMerge({ base, ours, theirs, markSize, path }, context));
		});
	hook
		.command("uninstall")
		.description("Take our part out of the hook, and of what else install has set up.")
		.action(async () => done(await (await import("./hookInstall")).hookUninstall(context)));
	hook
		.command("run")
		.description("Write the Markdown of the staged .toon files from what is staged: all of it, or nothing.")
		.argument("[files...]", "files or folders of the index to take instead of what is staged")
		.option("--stage", "add what was written to the commit", false)
		.option("--check", "write nothing: exit with 1 if a file is out of date", false)
		.option("--force", "replace Markdown that TOON Workbench did not generate, or that was edited since", false)
		.addOption(new Option("--budget <n>", "exit with 3 if a file costs more tokens").argParser(wholeNumber))
		.addOption(new Option("--budget-total <n>", "exit with 3 if all files together do").argParser(wholeNumber))
		.option("--encoding <name>", "an encoding or a model, for which they are counted", DEFAULT_ENCODING)
		.addHelpText(
			"after",
			examples(
				"toon-workbench hook run --stage",
				"toon-workbench hook run --check .",
				"toon-workbench hook run --stage --budget 2000",
			),
		)
		.action(async (files: string[], raw: HookRunOptions) => {
			const { hookRun } = await import("./hookRun");
			done(await hookRun(files, raw, context));
		});
}

function addCompletion(program: Command, context: Context, done: Done): void {
	program
		.command("completion")
		.description("Print a script that completes commands and options in your shell.")
		.addArgument(new Argument("<shell>", "your shell").choices(SHELLS))
		.addHelpText(
			"after",
			examples(
				'eval "$(toon-workbench completion bash)"    # in ~/.bashrc; zsh in ~/.zshrc',
				"toon-workbench completion fish > ~/.config/fish/completions/toon-workbench.fish",
			),
		)
		.action(async (shell: Shell) => {
			await context.terminal.out.write(completionScript(createProgram("", context, done), shell));
		});
}
