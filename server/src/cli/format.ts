/** `format FILES…`: TOON files, and the TOON fences of Markdown files, in their tidy form. */
import type { FormatTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { isMarkdown, mayHoldToon } from "./markdownFiles";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import { printedText, visibleLine } from "./visible";

export interface FormatOptions extends ReadOptions {
	/** Say which files are untidy; write them; or print one (default). */
	readonly mode: "check" | "write" | "stdout";
}

export async function format(files: readonly string[], options: FormatOptions, context: Context): Promise<ExitCode> {
	const { mode, strict, indentSize } = options;
	const { terminal, folder } = context;
	if (mode === "stdout" && files.length > 1) throw new UsageError("say --write or --check for more than one file");
	let printed = 0;
	const plan = async (input: Input): Promise<Planned<FormatTask>> => {
		if (mode === "stdout" && printed++ > 0) {
			return failed(input, errorOf("not printed: say --write or --check for more than one file"));
		}
		const root = mode === "write" && input.kind === "file" ? input.root : undefined;
		const holds = isMarkdown(input) ? "fences" : "document";
		return planRead(input, context, (source) => ({ kind: "format", source, holds, strict, indentSize, root }));
	};
	const found = inputs(files, { folder, accepts: mayHoldToon, distinct: mode === "write" });
	let isFailed = false;
	let isStale = false;
	for await (const { input, result } of runTasks(found, plan, context)) {
		const hasErrors = await tellProblems(input.name, result.problems, terminal);
		isFailed ||= hasErrors;
		if (result.outcome === undefined) continue;
		const isPrinted = mode === "stdout" || (mode === "write" && input.kind === "stdin");
		if (isPrinted) await terminal.out.write(printedText(result.text ?? "", terminal.out.isTerminal));
		else if (result.outcome === "written") {
			isStale ||= mode === "check";
			const what = mode === "check" ? terminal.out.colors.yellow("not formatted") : "formatted";
			await terminal.out.write(`${visibleLine(input.name)}: ${what}\n`);
		}
	}
	return isFailed ? EXIT_CODES.failed : isStale ? EXIT_CODES.stale : EXIT_CODES.ok;
}
