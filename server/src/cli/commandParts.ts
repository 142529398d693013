/** What the commands of the command line have in common. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Context } from "./context";
import type { ExitCode } from "./exitCodes";
import type { ReadOptions } from "./read";

/** Adds a command to the program. */
export type AddCommand = (program: Command, context: Context, done: Done) => void;

/** Called with the exit code of the command. */
export type Done = (code: ExitCode) => void;

export const FILES_HELP = "names, globs, folders, or - for standard input";

/** As commander gives them. */
export interface RawReadOptions {
	readonly strict: boolean;
	readonly indent?: number;
}

/** A command that reads TOON. */
export function readingCommand(program: Command, name: string, description: string): Command {
	return program
		.command(name)
		.description(description)
		.argument("<files...>", FILES_HELP)
		.option("--no-strict", "accept what the specification tolerates: wrong counts, equal keys (§14)")
		.addOption(new Option("--indent <n>", "spaces a level, 1 to 16 (default: as in the file)").argParser(indentSize));
}

export const readOptions = ({ strict, indent }: RawReadOptions): ReadOptions => ({
	strict,
	indentSize: indent ?? "auto",
});

function indentSize(text: string): number {
	const size = Number(text);
	if (/^\d+$/.test(text) && size >= 1 && size <= 16) return size;
	throw new InvalidArgumentError("give a whole number from 1 to 16.");
}

/** Help after the options. */
export const examples = (...lines: readonly string[]): string =>
	`\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join("")}`;

/** Reads the argument of an option. */
export function wholeNumber(text: string): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
	throw new InvalidArgumentError("give a whole number.");
}
