/** `convert FILES… --to FORMAT`: files to another format, beside them or elsewhere. */
import { basename, dirname, extname, join, relative } from "node:path";
import { type DelimiterName, type Format, formatOf, type TsvQuotes } from "../convert";
import { isInside } from "../workspace/paths";
import type { ConvertTask, Measured, Measuring, TaskOutput } from "../workspace/tasks";
import { sweepOnce } from "../workspace/temporaryFiles";
import { type Context, runTasks, stream } from "./context";
import { namedEncoding } from "./encoding";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import { stage } from "./git";
import { type Input, inputs } from "./inputs";
import { problemLine, tellProblems } from "./messages";
import type { Done, Planned } from "./queue";
import { errorOf, failed, planRead, type ReadOptions } from "./read";
import { RunRecorder } from "./recording";
import { Targets } from "./targets";
import { printedText, visibleLine } from "./visible";

export interface ConvertCommandOptions extends ReadOptions {
	readonly to: Format;
	/** Default: by the extension of each file. */
	readonly from?: Format;
	readonly out?: string;
	readonly stdout: boolean;
	/** Write nothing: say what is out of date. */
	readonly check: boolean;
	/** Add to git's index what was written. */
	readonly stage: boolean;
	/** Replace targets that are not ours or were edited. */
	readonly force: boolean;
	readonly delimiter?: DelimiterName;
	readonly csvDelimiter?: string;
	readonly csvText: boolean;
	readonly tsvQuotes: TsvQuotes;
	readonly frontMatter: "keys" | "drop";
	/** Put `'` before CSV cells that a spreadsheet would run. */
	readonly csvEscapeFormulas: boolean;
	/** Convert to TOON only what then costs fewer tokens. */
	readonly onlyIfSmaller: boolean;
	/** An encoding or a model, for which conversions to TOON are weighed. */
	readonly encoding: string;
}

export async function convert(
	files: readonly string[],
	options: ConvertCommandOptions,
	context: Context,
): Promise<ExitCode> {
	checkOptions(files, options);
	const accepts = (path: string): boolean => isWanted(formatOf(path), options);
	// All of them before the first write, which must not fall on one that is still to be read.
	const sources: Input[] = [];
	for await (const input of inputs(files, { folder: context.folder, accepts })) sources.push(input);
	// Only what is written as TOON is weighed.
	const { encoding } = options.to === "toon" ? await namedEncoding(options.encoding, context) : options;
	const recorder = options.check ? undefined : RunRecorder.for("cli", encoding);
	const planner = new Planner(
		options,
		context,
		new Targets(options.to, options.out, context.folder, sources),
		encoding,
		recorder?.measuring,
	);
	const summary = new Summary(options, context, recorder);
	for await (const done of runTasks(stream(sources), (input) => planner.plan(input), context)) await summary.add(done);
	return summary.end();
}

function checkOptions(files: readonly string[], options: ConvertCommandOptions): void {
	const { stdout, out, check, stage: staged, to, onlyIfSmaller } = options;
	if (stdout && (out !== undefined || check || staged)) {
		throw new UsageError("--stdout goes with none of --out, --check and --stage");
	}
	if (check && staged) throw new UsageError("--check writes nothing, so there is nothing to --stage");
	if (onlyIfSmaller && to !== "toon") throw new UsageError("--only-if-smaller goes with --to toon");
	if (stdout && files.length > 1) throw new UsageError("--stdout takes one file at a time");
}

/** What is taken out of folders. Markdown is to be named: a folder's README is no data. */
function isWanted(format: Format | undefined, { from, to }: ConvertCommandOptions): boolean {
	if (from !== undefined) return format === from;
	if (to !== "toon") return format === "toon";
	return format !== undefined && !["toon", "markdown", "html"].includes(format);
}

/** Makes the task of each input. */
class Planner {
	readonly #options: ConvertCommandOptions;
	readonly #context: Context;
	readonly #targets: Targets;
	readonly #encoding: string;
	readonly #measure: Measuring | undefined;
	#printed = 0;

	constructor(
		options: ConvertCommandOptions,
		context: Context,
		targets: Targets,
		encoding: string,
		measure: Measuring | undefined,
	) {
		this.#measure = measure;
		this.#options = options;
		this.#context = context;
		this.#targets = targets;
		this.#encoding = encoding;
	}

	async plan(input: Input): Promise<Planned<ConvertTask>> {
		const { to, strict, indentSize, delimiter, csvEscapeFormulas: escapeFormulas, onlyIfSmaller } = this.#options;
		const { csvDelimiter, csvText, tsvQuotes, frontMatter } = this.#options;
		if (input.kind === "problem") return failed(input, errorOf(input.message));
		const from = this.#formatOf(input);
		if (from === undefined) return failed(input, errorOf("of no format that is known: say which with --from"));
		if (from === "html") return failed(input, errorOf("HTML is only written: convert from another format"));
		const output = await this.#output(input);
		if (output !== undefined && "message" in output) return failed(input, errorOf(`not converted: ${output.message}`));
		const named = input.kind === "file" ? { source: basename(input.path) } : {};
		const weigh = to === "toon" && from !== "toon" ? { encoding: this.#encoding, onlyIfSmaller } : undefined;
		const csv = { ...(csvDelimiter !== undefined && { delimiter: csvDelimiter }), text: csvText, tsvQuotes };
		const markdown = { frontMatter };
		const options = { ...named, ...(delimiter !== undefined && { delimiter }), escapeFormulas, csv, markdown };
		return planRead(input, this.#context, (source) => {
			const measure = this.#measure;
			return { kind: "convert", source, from, to, strict, indentSize, options, output, weigh, measure };
		});
	}

	#formatOf(input: Input): Format | undefined {
		const { from, to } = this.#options;
		if (from !== undefined) return from;
		if (input.kind === "file") return formatOf(input.path);
		return to === "toon" ? "json" : "toon";
	}

	/** Undefined: the text goes to standard output. */
	async #output(input: Input & { kind: "file" | "stdin" }): Promise<TaskOutput | { message: string } | undefined> {
		const { stdout, out, check, force } = this.#options;
		if (stdout || (input.kind === "stdin" && out === undefined)) {
			return this.#printed++ === 0 ? undefined : { message: "--stdout takes one file at a time" };
		}
		const target = this.#targets.of(input);
		if ("message" in target) return target;
		if (!check) await sweepOnce(target.folder);
		return { target: target.path, root: target.root, overwrite: force, dryRun: check };
	}
}

/** Tells what became of each file, and adds it up. */
class Summary {
	readonly #options: ConvertCommandOptions;
	readonly #context: Context;
	readonly #counts = { written: 0, unchanged: 0, failed: 0 };
	readonly #toStage: string[] = [];
	readonly #recorder: RunRecorder | undefined;

	constructor(options: ConvertCommandOptions, context: Context, recorder: RunRecorder | undefined) {
		this.#options = options;
		this.#context = context;
		this.#recorder = recorder;
	}

	async add({ input, task, result }: Done<ConvertTask>): Promise<void> {
		const { terminal } = this.#context;
		const target = task?.output?.target;
		for (const problem of result.problems) {
			const name = problem.of === "target" && target !== undefined ? this.#display(target) : input.name;
			await terminal.err.write(problemLine(name, problem, terminal.err.colors));
		}
		if (task !== undefined && result.measured !== undefined) this.#record(input, task, result.measured);
		if (result.text !== undefined) await this.#print(result.text);
		else if (result.outcome === undefined) this.#counts.failed++;
		else if (target !== undefined) await this.#settled(target, result.outcome);
	}

	/** By the name of the TOON file, be it the source, the target, or what would stand beside the source. */
	#record(input: Input, { from, to, output }: ConvertTask, measured: Measured): void {
		const source = input.kind === "file" ? input.path : undefined;
		const beside = source && join(dirname(source), `${basename(source, extname(source))}.toon`);
		const file = from === "toon" ? source : to === "toon" ? (output?.target ?? beside) : undefined;
		this.#recorder?.add({ file, form: from, measured });
	}

	/** TOON ends without a line end (§12), which a person's next prompt wants. */
	async #print(text: string): Promise<void> {
		const { out } = this.#context.terminal;
		await out.write(printedText(text, out.isTerminal));
	}

	async #settled(target: string, outcome: "written" | "unchanged"): Promise<void> {
		const { terminal } = this.#context;
		this.#counts[outcome]++;
		if (outcome === "unchanged") return;
		if (this.#options.stage) this.#toStage.push(target);
		const what = this.#options.check ? terminal.out.colors.yellow("out of date") : terminal.out.colors.green("written");
		await terminal.out.write(`${visibleLine(this.#display(target))}: ${what}\n`);
	}

	async end(): Promise<ExitCode> {
		const { terminal, folder } = this.#context;
		const { written, unchanged, failed: bad } = this.#counts;
		const staged = await stage(this.#toStage, folder);
		await this.#recorder?.end(this.#context);
		if (staged !== undefined) await tellProblems("git", [errorOf(staged)], terminal);
		if (written + unchanged + bad > 1) {
			const first = this.#options.check ? `${written} out of date` : `${written} written`;
			await terminal.err.write(`${first}, ${unchanged} unchanged, ${bad} failed\n`);
		}
		if (bad > 0 || staged !== undefined) return EXIT_CODES.failed;
		return written > 0 && this.#options.check ? EXIT_CODES.stale : EXIT_CODES.ok;
	}

	#display(path: string): string {
		const { folder } = this.#context;
		return isInside(path, folder) ? relative(folder, path) : path;
	}
}
