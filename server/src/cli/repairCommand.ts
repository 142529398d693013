/** The command `repair` with its options and help; what it does is loaded when it runs. */
import { type Command, Option } from "commander";
import { type Done, examples, type RawReadOptions, readingCommand, readOptions } from "./commandParts";
import type { Context } from "./context";

interface RawRepairOptions extends RawReadOptions {
	readonly check?: boolean;
	readonly write?: boolean;
	readonly json: boolean;
	readonly fromModel: boolean;
	readonly retryPrompt: boolean;
}

export function addRepair(program: Command, context: Context, done: Done): void {
	readingCommand(program, "repair", "Write TOON with mistakes as it was surely meant. Nothing that it says is lost.")
		.addOption(
			new Option("--check", "write nothing: exit with 1 if there is something to repair").conflicts([
				"write",
				"stdout",
			]),
		)
		.addOption(new Option("--write", "write the files in which no error is left").conflicts("stdout"))
		.option("--stdout", "print one file (default)")
		.option("--json", "print JSON for scripts: documents, repairs, what is left", false)
		.option("--from-model", "take the TOON out of a model's answer: fences, or what stands between prose", false)
		.option("--retry-prompt", "print what to ask the model, in few tokens, instead of the text", false)
		.addHelpText(
			"after",
			examples(
				"toon-workbench repair data.toon",
				"toon-workbench repair prompts/ --write",
				"toon-workbench repair answer.txt --from-model --json",
				"toon-workbench repair answer.txt --from-model --retry-prompt",
			),
		)
		.action(async (files: string[], raw: RawRepairOptions) => {
			const { repair } = await import("./repair");
			const mode = raw.check ? "check" : raw.write ? "write" : "stdout";
			done(await repair(files, { ...raw, ...readOptions(raw), mode }, context));
		});
}
