/** `query EXPR FILES…`: what jq's language says of the values of files. */
import { basename } from "node:path";
import { type Format, formatOf } from "../convert";
import { QueryError, QueryRunner } from "../workspace/query/queryRunner";
import { combined, type FileOutputs, withFiles } from "../workspace/query/results";
import type { ConvertTask, TaskSource } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { tellProblems } from "./messages";
import { printTable } from "./queryTable";
import type { Planned } from "./queue";
import { errorOf, failed, planRead } from "./read";
import { visibleText } from "./visible";

export const QUERY_FORMATS = ["toon", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "table"] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

export interface QueryCommandOptions {
	/** `table`: aligned columns for people. */
	readonly to: QueryFormat;
	/** Default: by the extension of each file. */
	readonly from?: Format;
	readonly strict: boolean;
}

/** Units of all outputs that are held before they are printed. */
const MOST = 128 * 2 ** 20;

export async function query(
	expression: string,
	files: readonly string[],
	options: QueryCommandOptions,
	context: Context,
): Promise<ExitCode> {
	const runner = new QueryRunner();
	try {
		return await ask(expression, files, options, context, runner);
	} catch (error) {
		if (error instanceof QueryError && error.kind === "expression") throw new UsageError(error.message);
		throw error;
	} finally {
		await runner.close();
	}
}

async function ask(
	expression: string,
	files: readonly string[],
	options: QueryCommandOptions,
	context: Context,
	runner: QueryRunner,
): Promise<ExitCode> {
	const found = inputs(files, { folder: context.folder, accepts: (path) => formatOf(path) === "toon" });
	const results: FileOutputs[] = [];
	let isFailed = false;
	let units = 0;
	let read = 0;
	for await (const { input, result } of runTasks(found, (each) => plan(each, options, context), context)) {
		read++;
		const hasErrors = await tellProblems(input.name, result.problems, context.terminal);
		isFailed ||= hasErrors;
		if (result.text === undefined) continue;
		try {
			const outputs = await runner.run({ json: result.text, expression, file: input.name });
			units += outputs.reduce((sum, output) => sum + output.length, 0);
			if (units > MOST) throw new QueryError("limit", "the results are too large together: ask for less");
			results.push({ file: input.name, outputs });
		} catch (error) {
			if (!(error instanceof QueryError) || error.kind === "expression") throw error;
			await tellProblems(input.name, [errorOf(error.message)], context.terminal);
			isFailed = true;
			if (units > MOST) return EXIT_CODES.failed;
		}
	}
	if (results.length === 0) return isFailed ? EXIT_CODES.failed : EXIT_CODES.ok;
	const json = read > 1 ? withFiles(results) : combined(results[0]!.outputs);
	const isPrinted = await print(json, options.to, context);
	return isFailed || !isPrinted ? EXIT_CODES.failed : EXIT_CODES.ok;
}

/** Each input as compact JSON, which is what jq reads. */
function plan(input: Input, options: QueryCommandOptions, context: Context): Promise<Planned<ConvertTask>> {
	const from = options.from ?? (input.kind === "file" ? formatOf(input.path) : "toon");
	if (from === undefined || from === "html") {
		return Promise.resolve(failed(input, errorOf("of no format that can be read: say which with --from")));
	}
	const name = input.kind === "file" ? { source: basename(input.path) } : {};
	return planRead(input, context, (source) => toConvert(source, from, "json", { ...name, strict: options.strict }));
}

function toConvert(
	source: TaskSource,
	from: Format,
	to: Format,
	{ strict = true, ...rest }: { readonly strict?: boolean; readonly source?: string },
): ConvertTask {
	const options = { ...rest, pretty: to !== "json" || from === "json" };
	return { kind: "convert", source, from, to, strict, indentSize: "auto", options, output: undefined };
}

/** False where the format cannot carry the result. */
async function print(json: string, to: QueryFormat, context: Context): Promise<boolean> {
	const { out } = context.terminal;
	if (to === "table") {
		await printTable(json, out);
		return true;
	}
	const { runTask } = await import("../workspace/worker");
	const { text, problems } = await runTask(toConvert({ text: json }, "json", to, {}));
	const hasErrors = await tellProblems("result", problems, context.terminal);
	if (text === undefined) return !hasErrors;
	const shown = out.isTerminal ? visibleText(text) : text;
	await out.write(shown.endsWith("\n") ? shown : `${shown}\n`);
	return true;
}
