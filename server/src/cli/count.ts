/** `count FILES…`: tokens as TOON, as JSON and as compact JSON, and what TOON saves. */
import { formatOf } from "../convert/formats";
import { encodingForModel } from "../tokens/models";
import type { CountTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { jsonCounts, tableCounts } from "./countReports";
import { type ExitCode, exitCodes, UsageError } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import { visibleLine } from "./visible";

export interface CountOptions extends ReadOptions {
	/** An encoding or a model. */
	readonly encoding: string;
	readonly json: boolean;
}

export async function count(files: readonly string[], options: CountOptions, context: Context): Promise<ExitCode> {
	const { terminal, folder } = context;
	const model = encodingForModel(options.encoding);
	if (model.kind === "estimate") await terminal.err.write(`${visibleLine(model.message)}\n`);
	if (model.kind === "unknown") {
		throw new UsageError(
			`no model or encoding is named "${model.name}": try gpt-5, gpt-4o, gpt-4, o200k_base or cl100k_base`,
		);
	}
	const reporter = (options.json ? jsonCounts : tableCounts)(terminal, model);
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
	const total = { toon: 0, json: 0, jsonCompact: 0 };
	let complete = 0;
	let isFailed = false;
	for await (const { input, result } of runTasks(found, plan, context)) {
		const hasErrors = await tellProblems(input.name, result.problems, terminal);
		isFailed ||= hasErrors;
		if (result.tokens === undefined) continue;
		await reporter.file(input.name, result.tokens);
		const { toon, json, jsonCompact } = result.tokens;
		// A total of what can be compared: a file without a value counts on neither side.
		if (toon === null || json === null || jsonCompact === null) continue;
		complete++;
		total.toon += toon;
		total.json += json;
		total.jsonCompact += jsonCompact;
	}
	await reporter.end(total, complete);
	return isFailed ? exitCodes.failed : exitCodes.ok;
}
