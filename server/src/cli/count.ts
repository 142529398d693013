/** `count FILES…`: tokens as TOON and in other forms, what TOON saves, where tokens go, and what is over its budget. */
import { formatOf } from "../convert";
import { type CountTask, hasErrors, type Problem } from "../workspace/tasks";
import { Budget, type BudgetOptions } from "./budget";
import { createReporter } from "./checkReports";
import { type Context, runTasks } from "./context";
import type { CountFormat } from "./countFormats";
import { type CountReporter, jsonCounts, tableCounts } from "./countReports";
import { type NamedEncoding, namedEncoding } from "./encoding";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { CountTotal } from "./fileCounts";
import { type Input, inputs } from "./inputs";
import { isMarkdown, isPassedOver, mayHoldToon } from "./markdownFiles";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import type { Totals } from "./reporter";

export interface CountOptions extends ReadOptions, BudgetOptions {
	/** An encoding or a model. */
	readonly encoding: string;
	readonly format: CountFormat;
	/** Count every form that the value has. */
	readonly compare: boolean;
	/** How many of the most expensive columns, rows and keys to name. */
	readonly top: number;
}

export async function count(files: readonly string[], options: CountOptions, context: Context): Promise<ExitCode> {
	const { folder } = context;
	const model = await namedEncoding(options.encoding, context);
	const plan = async (input: Input): Promise<Planned<CountTask>> => {
		const fences = !isMarkdown(input) ? undefined : input.kind === "file" && input.isWalked ? "only" : "ifAny";
		const from = fences !== undefined ? "markdown" : input.kind === "file" ? formatOf(input.path) : "toon";
		if (from === undefined || from === "html")
			return failed(input, errorOf("of no format that can be counted as TOON"));
		return planRead(input, context, (source) => ({
			kind: "count",
			source,
			from,
			fences,
			...options,
			encoding: model.encoding,
		}));
	};
	const found = inputs(files, { folder, accepts: mayHoldToon });
	const output = createOutput(options, context, model);
	const budget = new Budget(options, model);
	const total = new CountTotal();
	const seen = { files: 0, errors: 0 };
	for await (const { input, result } of runTasks(found, plan, context)) {
		if (isPassedOver(input, result)) continue;
		seen.files++;
		const { problems, tokens, comparison, costliest, markdown } = result;
		if (hasErrors(problems)) seen.errors++;
		// A prompt costs all of its text.
		const cost = markdown?.tokens ?? tokens?.toon;
		const over = cost == null ? undefined : budget.file(cost);
		await output.problems(input.name, over === undefined ? problems : [...problems, over.problem]);
		if (tokens === undefined) continue;
		const counts = { tokens, comparison, costliest, markdown, over: over?.tokens };
		await output.counts?.file(input.name, counts);
		total.add(counts);
	}
	const over = budget.all();
	if (over !== undefined) await output.problems(undefined, [over.problem]);
	const code = seen.errors > 0 ? EXIT_CODES.failed : budget.isOver ? EXIT_CODES.overBudget : EXIT_CODES.ok;
	await output.counts?.end({ ...total.counts, over: over?.tokens }, total.files);
	await output.end({ ...seen, warnings: 0, leftOut: 0, exitCode: code });
	return code;
}

/** Where counts and problems go. */
interface CountOutput {
	readonly counts: CountReporter | undefined;
	problems(name: string | undefined, problems: readonly Problem[]): Promise<void>;
	end(totals: Totals): Promise<void>;
}

function createOutput({ format, compare }: CountOptions, { terminal }: Context, model: NamedEncoding): CountOutput {
	if (format === "github" || format === "sarif") {
		const reporter = createReporter(format, terminal);
		return {
			counts: undefined,
			problems: (name, problems) => reporter.file(name, problems),
			end: (totals) => reporter.end(totals),
		};
	}
	return {
		counts: format === "json" ? jsonCounts(terminal, model) : tableCounts(terminal, model, compare),
		async problems(name, problems) {
			await tellProblems(name ?? "total", problems, terminal);
		},
		end: async () => undefined,
	};
}
