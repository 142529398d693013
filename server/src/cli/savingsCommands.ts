/** The commands that measure and save tokens. */
import { type Command, Option } from "commander";
import type { Encoding } from "../tokens";
import { type Done, examples, type RawReadOptions, readingCommand, readOptions, wholeNumber } from "./commandParts";
import type { Context } from "./context";
import type { CountOptions } from "./count";
import { COUNT_FORMATS } from "./countFormats";
import type { ReadOptions } from "./read";
import type { ScanOptions } from "./scan";

/** Not asked of the tokens room, which a small check does without. */
export const DEFAULT_ENCODING: Encoding = "o200k_base";

export function addCount(program: Command, context: Context, done: Done): void {
	readingCommand(program, "count", "Count tokens as TOON, as JSON and as compact JSON, and what TOON saves.")
		.option("--encoding <name>", "an encoding or a model: o200k_base, cl100k_base, gpt-5, gpt-4 …", DEFAULT_ENCODING)
		.option("--compare", "count YAML, CSV, a Markdown table and other delimiters too, and name the cheapest", false)
		.addOption(new Option("--top <n>", "name the N most expensive columns, rows and keys").argParser(wholeNumber))
		.addOption(new Option("--budget <n>", "exit with 3 if a file costs more tokens as TOON").argParser(wholeNumber))
		.addOption(new Option("--budget-total <n>", "exit with 3 if all files together do").argParser(wholeNumber))
		.addOption(new Option("--format <format>", "how to print").choices(COUNT_FORMATS).default("text"))
		.option("--json", "print JSON for scripts: --format json", false)
		.addHelpText(
			"after",
			examples(
				"toon-workbench count data.toon",
				"toon-workbench count data.json --compare",
				"toon-workbench count data.json --encoding gpt-4 --json",
				"toon-workbench count prompts/ --budget 2000 --format github",
			),
		)
		.action(async (files: string[], raw: RawCountOptions) => {
			const { count } = await import("./count");
			const format = raw.json ? "json" : raw.format;
			done(await count(files, { ...raw, ...readOptions(raw), format, top: raw.top ?? 0 }, context));
		});
}

type RawCountOptions = RawReadOptions & Omit<CountOptions, keyof ReadOptions | "top"> & { json: boolean; top?: number };

interface RawOptimizeOptions extends RawReadOptions {
	readonly check?: boolean;
	readonly write?: boolean;
	readonly stdout?: boolean;
	readonly minGain: number;
	readonly encoding: string;
	readonly json: boolean;
}

export function addOptimize(program: Command, context: Context, done: Done): void {
	readingCommand(
		program,
		"optimize",
		"Find what makes TOON files cost fewer tokens; the value stays, and is proved to.",
	)
		.addOption(new Option("--check", "exit with 1 if there is something to gain").conflicts(["write", "stdout"]))
		.addOption(new Option("--write", "write the files").conflicts("stdout"))
		.option("--stdout", "print one file, optimised")
		.addOption(new Option("--min-gain <n>", "least tokens that a step must gain").argParser(wholeNumber).default(1))
		.option("--encoding <name>", "an encoding or a model: o200k_base, cl100k_base, gpt-5, gpt-4 …", DEFAULT_ENCODING)
		.option("--json", "print JSON for scripts", false)
		.addHelpText(
			"after",
			examples(
				"toon-workbench optimize data.toon",
				"toon-workbench optimize prompts/ --write --min-gain 10",
				"toon-workbench optimize . --check --encoding gpt-4",
			),
		)
		.action(async (files: string[], raw: RawOptimizeOptions) => {
			const { optimize } = await import("./optimize");
			const mode = raw.check ? "check" : raw.write ? "write" : raw.stdout ? "stdout" : "report";
			done(await optimize(files, { ...raw, ...readOptions(raw), mode }, context));
		});
}

export function addScan(program: Command, context: Context, done: Done): void {
	program
		.command("scan")
		.description("Measure what the data files of folders, and the fences in their Markdown, would cost as TOON.")
		.argument("<folders...>", "folders, names or globs; what git ignores is left out")
		.option("--encoding <name>", "an encoding or a model: o200k_base, cl100k_base, gpt-5, gpt-4 …", DEFAULT_ENCODING)
		.addOption(
			new Option("--top <n>", "how many that gain, and lose, most are named").argParser(wholeNumber).default(10),
		)
		.option("--json", "print every file, as JSON", false)
		.addHelpText("after", examples("toon-workbench scan .", "toon-workbench scan data/ --json --encoding gpt-4"))
		.action(async (folders: string[], raw: ScanOptions) => {
			const { scan } = await import("./scan");
			done(await scan(folders, raw, context));
		});
}
