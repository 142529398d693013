/** `repair FILES…`: TOON as it was meant, where what is meant is sure; and what is left, also as a prompt for a model. */
import type { Problem, RepairedDocument, RepairTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { isMarkdown, mayHoldToon } from "./markdownFiles";
import { counted, tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import { printedText, visibleJson, visibleLine } from "./visible";

export interface RepairCommandOptions extends ReadOptions {
	/** Say what there is to repair, as an exit code; write the files that are whole then; or print one (default). */
	readonly mode: "check" | "write" | "stdout";
	readonly json: boolean;
	/** The files are answers of a model, with fences and prose around the documents. */
	readonly fromModel: boolean;
	/** Print what to ask the model, instead of the text. */
	readonly retryPrompt: boolean;
}

export async function repair(
	files: readonly string[],
	options: RepairCommandOptions,
	context: Context,
): Promise<ExitCode> {
	const { mode, strict, indentSize, json, fromModel } = options;
	const { terminal, folder } = context;
	const { out } = terminal;
	const printsOne = mode === "stdout" && !json;
	if (printsOne && files.length > 1) throw new UsageError("say --write, --check or --json for more than one file");
	let printed = 0;
	const plan = async (input: Input): Promise<Planned<RepairTask>> => {
		if (printsOne && printed++ > 0) {
			return failed(input, errorOf("not printed: say --write, --check or --json for more than one file"));
		}
		const root = mode === "write" && input.kind === "file" ? input.root : undefined;
		const holds = fromModel ? "answer" : isMarkdown(input) ? "fences" : "document";
		return planRead(input, context, (source) => ({ kind: "repair", source, strict, indentSize, holds, root }));
	};
	let isFailed = false;
	let isStale = false;
	let separator = `{"files": [`;
	for await (const { input, result } of runTasks(
		inputs(files, { folder, accepts: mayHoldToon, distinct: mode === "write" }),
		plan,
		context,
	)) {
		const hasErrors = await tellProblems(input.name, result.problems, terminal);
		isFailed ||= hasErrors;
		const { documents, text } = result;
		if (documents === undefined) continue;
		isFailed ||= documents.some(({ valid }) => !valid);
		isStale ||= documents.some(({ repairs }) => repairs.length > 0);
		if (json) {
			await out.write(`${separator}\n${visibleJson({ file: input.name, documents: documents.map(asJson(options)) })}`);
			separator = ",";
			continue;
		}
		for (const document of documents) await tellProblems(input.name, problemsOf(document), terminal);
		if (mode !== "check" && text === undefined && !options.retryPrompt) {
			const message = `the answer holds ${counted(documents.length, "document")}: say --json, which tells each`;
			isFailed = await tellProblems(input.name, [errorOf(message)], terminal);
			continue;
		}
		const isPrinted = mode === "stdout" || (mode === "write" && input.kind === "stdin");
		if (options.retryPrompt) await out.write(documents.map((document) => document.retryPrompt).join(""));
		else if (isPrinted) await out.write(printedText(text!, out.isTerminal));
		else await out.write(summary(input.name, documents, mode));
	}
	if (json) await out.write(`${separator === "," ? "" : separator}\n]}\n`);
	if (isFailed) return EXIT_CODES.failed;
	return mode === "check" && isStale ? EXIT_CODES.stale : EXIT_CODES.ok;
}

const asJson =
	({ retryPrompt: asked }: RepairCommandOptions) =>
	({ retryPrompt, ...document }: RepairedDocument): object =>
		asked ? { ...document, retryPrompt } : document;

/** What was repaired, what is left, and what is missing, as lines for people. */
function problemsOf({ repairs, unsure, truncated }: RepairedDocument): readonly Problem[] {
	const done = repairs.map(
		({ code, range, title }): Problem => ({ severity: "information", code, range, message: title }),
	);
	const left = unsure.map(({ code, range, message }): Problem => ({ severity: "error", code, range, message }));
	if (truncated === undefined) return [...done, ...left];
	const { found, declared } = truncated;
	return [
		...done,
		...left,
		{ severity: "warning", message: `the text ends after ${found} of ${declared}: the rest is missing` },
	];
}

/** One line for a file, or none where nothing was to be done. */
function summary(name: string, documents: readonly RepairedDocument[], mode: "check" | "write" | "stdout"): string {
	const repairs = documents.flatMap((document) => document.repairs).length;
	if (repairs === 0) return "";
	const isWhole = documents.every(({ valid }) => valid);
	const done =
		mode === "check" ? "to repair" : isWhole ? "repaired" : "could be repaired; not written, since errors are left";
	return `${visibleLine(name)}: ${counted(repairs, "mistake")} ${done}\n`;
}
