/** `check FILES…`: every error of TOON files, at its place; of files of other formats whether they can be read. */
import { type Format, formatOf } from "../convert/formats";
import type { CheckTask, Problem } from "../workspace/tasks";
import { createReporter, type ReportFormat } from "./checkReports";
import { type Context, runTasks } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { isMarkdown, isPassedOver, mayHoldToon } from "./markdownFiles";
import type { Planned } from "./queue";
import { planRead, type ReadOptions } from "./read";

export interface CheckOptions extends ReadOptions {
	readonly format: ReportFormat;
	/** Tell what is neither an error nor a warning too. */
	readonly hints: boolean;
}

export async function check(files: readonly string[], options: CheckOptions, context: Context): Promise<ExitCode> {
	const reporter = createReporter(options.format, context.terminal);
	const plan = (input: Input): Promise<Planned<CheckTask>> =>
		planRead(input, context, (source) => ({ kind: "check", source, from: readAs(input), ...options }));
	const found = inputs(files, { folder: context.folder, accepts: mayHoldToon });
	const totals = { files: 0, errors: 0, warnings: 0, leftOut: 0 };
	for await (const { input, result } of runTasks(found, plan, context)) {
		if (isPassedOver(input, result)) continue;
		totals.files++;
		totals.errors += count(result.problems, "error");
		totals.warnings += count(result.problems, "warning");
		totals.leftOut += result.leftOut ?? 0;
		await reporter.file(input.name, result.problems);
	}
	await reporter.end(totals);
	return totals.errors > 0 ? EXIT_CODES.failed : EXIT_CODES.ok;
}

/** What a file is checked as: what its extension says; everything else is meant to be TOON. */
function readAs(input: Input): Format {
	if (isMarkdown(input)) return "markdown";
	const format = input.kind === "file" ? formatOf(input.path) : undefined;
	return format === undefined || format === "html" ? "toon" : format;
}

const count = (problems: readonly Problem[], severity: Problem["severity"]): number =>
	problems.reduce((sum, problem) => sum + (problem.severity === severity ? 1 : 0), 0);
