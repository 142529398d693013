/** `count FILES…`: tokens as TOON, as JSON and as compact JSON, and what TOON saves; or in all forms. */
import { formatOf } from "../convert/formats";
import type { CountTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { jsonCounts, tableCounts } from "./countReports";
import { namedEncoding } from "./encoding";
import { type ExitCode, exitCodes } from "./exitCodes";
import { CountTotal } from "./fileCounts";
import { type Input, inputs } from "./inputs";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import { visibleLine } from "./visible";

export interface CountOptions extends ReadOptions {
	/** An encoding or a model. */
	readonly encoding: string;
	readonly json: boolean;
	/** Count every form that the value has. */
	readonly compare: boolean;
}

export async function count(files: readonly string[], options: CountOptions, context: Context): Promise<ExitCode> {
	const { terminal, folder } = context;
	const model = namedEncoding(options.encoding);
	if (model.kind === "estimate") await terminal.err.write(`${visibleLine(model.message)}\n`);
	const reporter = options.json ? jsonCounts(terminal, model) : tableCounts(terminal, model, options.compare);
	const plan = async (input: Input): Promise<Planned<CountTask>> => {
		const from = input.kind === "file" ? formatOf(input.path) : "toon";
		if (from === undefined || from === "html")
			return failed(input, errorOf("of no format that can be counted as TOON"));
		return planRead(input, context, (source) => ({
			kind: "count",
			source,
			from,
			...options,
			encoding: model.encoding,
		}));
	};
	const found = inputs(files, { folder, accepts: (path) => formatOf(path) === "toon" });
	const total = new CountTotal();
	let isFailed = false;
	for await (const { input, result } of runTasks(found, plan, context)) {
		const hasErrors = await tellProblems(input.name, result.problems, terminal);
		isFailed ||= hasErrors;
		if (result.tokens === undefined) continue;
		const counts = { tokens: result.tokens, comparison: result.comparison };
		await reporter.file(input.name, counts);
		total.add(counts);
	}
	await reporter.end(total.counts, total.files);
	return isFailed ? exitCodes.failed : exitCodes.ok;
}
