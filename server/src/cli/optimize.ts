/** `optimize FILES…`: TOON files with fewer tokens for the same value; each step with what it gains. */
import { formatOf, type Optimization } from "../convert";
import { difference, grouped, tokenCount } from "../savings";
import type { OptimizeTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { namedEncoding } from "./encoding";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import type { Sink } from "./terminal";
import { printedText, visibleJson, visibleLine } from "./visible";

export interface OptimizeCommandOptions extends ReadOptions {
	/** Say what there is to gain (default), also as an exit code; write the files; or print one. */
	readonly mode: "report" | "check" | "write" | "stdout";
	/** Least tokens that a step must gain. */
	readonly minGain: number;
	readonly encoding: string;
	readonly json: boolean;
}

export async function optimize(
	files: readonly string[],
	options: OptimizeCommandOptions,
	context: Context,
): Promise<ExitCode> {
	const { mode, strict, indentSize, minGain, json } = options;
	const { terminal, folder } = context;
	if (mode === "stdout" && (files.length > 1 || json)) throw new UsageError("--stdout prints one file, and no --json");
	const model = await namedEncoding(options.encoding, context);
	const report = json ? jsonReport(terminal.out, model.name) : textReport(terminal.out, mode);
	let printed = 0;
	const plan = async (input: Input): Promise<Planned<OptimizeTask>> => {
		if (mode === "stdout" && printed++ > 0) return failed(input, errorOf("not printed: --stdout prints one file"));
		const root = mode === "write" && input.kind === "file" ? input.root : undefined;
		const { encoding } = model;
		return planRead(input, context, (source) => {
			return { kind: "optimize", source, strict, indentSize, encoding, minGain, root };
		});
	};
	const found = inputs(files, { folder, accepts: (path) => formatOf(path) === "toon", distinct: mode === "write" });
	let isFailed = false;
	let isStale = false;
	for await (const { input, result } of runTasks(found, plan, context)) {
		const hasErrors = await tellProblems(input.name, result.problems, terminal);
		isFailed ||= hasErrors;
		const { optimization } = result;
		if (optimization === undefined) continue;
		isStale ||= optimization.steps.length > 0;
		const { text } = optimization;
		const isPrinted = mode === "stdout" || (mode === "write" && input.kind === "stdin" && !json);
		if (isPrinted) await terminal.out.write(printedText(text, terminal.out.isTerminal));
		else await report.file(input.name, optimization);
	}
	if (mode !== "stdout") await report.end();
	if (isFailed) return EXIT_CODES.failed;
	return mode === "check" && isStale ? EXIT_CODES.stale : EXIT_CODES.ok;
}

/** Prints what was gained, or could be. */
interface OptimizeReport {
	file(name: string, optimization: Optimization): Promise<void>;
	end(): Promise<void>;
}

function jsonReport(out: Sink, encoding: string): OptimizeReport {
	let separator = `{"encoding":${JSON.stringify(encoding)},\n"files": [`;
	return {
		async file(file, { before, after, steps }) {
			await out.write(`${separator}\n${visibleJson({ file, before, after, steps })}`);
			separator = ",";
		},
		async end() {
			await out.write(`${separator === "," ? "" : separator}\n]}\n`);
		},
	};
}

/** A line for each file, and one for each step below it. */
function textReport(out: Sink, mode: OptimizeCommandOptions["mode"]): OptimizeReport {
	const { bold, dim } = out.colors;
	return {
		async file(name, { before, after, steps }) {
			if (steps.length === 0) {
				if (mode === "report") await out.write(`${visibleLine(name)}: ${tokenCount(before)}, nothing to gain\n`);
				return;
			}
			const gain = `${tokenCount(before)} → ${grouped(after)} · ${difference(after, before) ?? "as many"}`;
			const done = mode === "write" ? " (written)" : "";
			await out.write(`${bold(visibleLine(name))}: ${gain}${done}\n`);
			const width = Math.max(...steps.map((step) => grouped(step.gain).length));
			for (const step of steps) {
				const each = `−${grouped(step.gain)}`.padStart(width + 1);
				await out.write(`  ${dim(each)}  ${visibleLine(step.title)}\n`);
			}
		},
		end: async () => undefined,
	};
}
