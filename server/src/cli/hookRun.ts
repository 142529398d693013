/**
 * `hook run`: the Markdown of the staged .toon files, made from what is staged. All or nothing: when one file is
 * invalid or one target may not be written, none is.
 */
import { access, unlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { URI } from "vscode-uri";
import { readMarker } from "../convert/marker";
import { FileError, type Files } from "../workspace/files";
import { generatedRecords } from "../workspace/generated";
import { nodeFiles } from "../workspace/nodeFiles";
import { type OutputPlaces, writeOutput } from "../workspace/outputs";
import { type ConvertTask, type CountTask, conflictAdvice } from "../workspace/tasks";
import { sweepTemporaryFiles } from "../workspace/temporaryFiles";
import { decodeText } from "../workspace/text";
import { Budget, type BudgetOptions } from "./budget";
import { type Context, runTasks, stream } from "./context";
import { namedEncoding } from "./encoding";
import { type ExitCode, exitCodes } from "./exitCodes";
import { GitError, git, stage, zeroSeparated } from "./git";
import type { Input } from "./inputs";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed } from "./read";
import { blobContents, indexedFiles, type Staged, stagedFiles, topFolder } from "./staged";
import { visibleLine } from "./visible";

export interface HookRunOptions extends BudgetOptions {
	/** Write nothing: say what is out of date. */
	readonly check: boolean;
	/** Add the written files to the commit. */
	readonly stage: boolean;
	/** Replace Markdown that is not ours or was edited. */
	readonly force: boolean;
	/** An encoding or a model, for budgets. */
	readonly encoding: string;
}

/** @param names files or folders of the index to take; none: what is staged */
export async function hookRun(names: readonly string[], options: HookRunOptions, context: Context): Promise<ExitCode> {
	try {
		const top = await topFolder(context.folder);
		const staged = names.length > 0 ? await indexedFiles(names, context.folder) : await stagedFiles(context.folder);
		return await new HookRun(top, options, context).run(staged);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		await tellProblems("git", [errorOf(error.message)], context.terminal);
		return exitCodes.failed;
	}
}

/** A target, and what becomes of it. */
interface Change {
	/** Absolute. */
	readonly target: string;
	/** Undefined: it goes, since its source is gone. */
	readonly text: string | undefined;
}

class HookRun {
	readonly #top: string;
	readonly #options: HookRunOptions;
	readonly #context: Context;
	readonly #places: OutputPlaces;
	readonly #files: Files;

	constructor(top: string, options: HookRunOptions, context: Context) {
		this.#top = top;
		this.#options = options;
		this.#context = context;
		this.#files = nodeFiles(() => [URI.file(top)]);
		this.#places = { files: this.#files, records: generatedRecords() };
	}

	async run(staged: Staged): Promise<ExitCode> {
		const { folder } = this.#context;
		const contents = await blobContents(
			staged.files.map(({ blob }) => blob),
			folder,
		);
		const texts = await this.#convert(staged, contents);
		if (texts === undefined) return exitCodes.failed;
		if (!(await this.#isWithinBudget(staged, contents))) return exitCodes.overBudget;
		const changes = await this.#changes(texts, staged.gone);
		if (changes === undefined) return exitCodes.failed;
		if (!this.#options.check && !(await this.#apply(changes))) return exitCodes.failed;
		for (const change of changes) await this.#tell(change);
		if (this.#options.check) return changes.length > 0 ? exitCodes.stale : exitCodes.ok;
		if (!this.#options.stage) return changes.length > 0 ? exitCodes.stale : exitCodes.ok;
		const removed = changes.flatMap(({ target, text }) => (text === undefined ? [target] : []));
		return this.#stage([...texts.keys(), ...(await this.#tracked(removed))]);
	}

	/** Markdown by target; undefined when a file is invalid. */
	async #convert(staged: Staged, contents: readonly Uint8Array[]): Promise<ReadonlyMap<string, string> | undefined> {
		const { terminal } = this.#context;
		const texts = new Map<string, string>();
		let isFailed = false;
		const inputs = staged.files.map(({ path }) => this.#input(path));
		let next = 0;
		const plan = async (input: Input) => planConvert(input, contents[next++]!);
		for await (const { input, result } of runTasks(stream(inputs), plan, this.#context)) {
			const hasErrors = await tellProblems(input.name, result.problems, terminal);
			isFailed ||= hasErrors;
			if (result.text !== undefined && input.kind === "file") texts.set(markdownOf(input.path), result.text);
		}
		return isFailed ? undefined : texts;
	}

	/** Whether what is staged costs no more tokens than it may; tells what does. */
	async #isWithinBudget(staged: Staged, contents: readonly Uint8Array[]): Promise<boolean> {
		const { budget: each, budgetTotal } = this.#options;
		if (each === undefined && budgetTotal === undefined) return true;
		const { terminal } = this.#context;
		const model = namedEncoding(this.#options.encoding);
		const budget = new Budget(this.#options, model);
		const inputs = staged.files.map(({ path }) => this.#input(path));
		let next = 0;
		const plan = async (input: Input) => planCount(input, contents[next++]!, model.encoding);
		for await (const { input, result } of runTasks(stream(inputs), plan, this.#context)) {
			const tokens = result.tokens?.toon;
			const over = tokens == null ? undefined : budget.file(tokens);
			if (over !== undefined) await tellProblems(input.name, [over.problem], terminal);
		}
		const over = budget.all();
		if (over !== undefined) await tellProblems("total", [over.problem], terminal);
		return !budget.isOver;
	}

	#input(path: string): Input & { readonly kind: "file" } {
		const absolute = join(this.#top, path);
		return { kind: "file", path: absolute, name: this.#display(absolute), below: path, root: this.#top };
	}

	/** What differs on disk; undefined when something may not be written. */
	async #changes(texts: ReadonlyMap<string, string>, gone: readonly string[]): Promise<Change[] | undefined> {
		const changes: Change[] = [];
		let isRefused = false;
		for (const [target, text] of texts) {
			const result = await this.#write(target, text, true);
			if (result.outcome === "written") changes.push({ target, text });
			if (!("message" in result)) continue;
			isRefused = true;
			const advice = result.outcome === "conflict" ? conflictAdvice : "";
			await tellProblems(this.#display(target), [errorOf(result.message + advice)], this.#context.terminal);
		}
		for (const path of gone) {
			const source = join(this.#top, path);
			const target = markdownOf(source);
			if (!texts.has(target) && (await this.#isOrphan(source, target))) changes.push({ target, text: undefined });
		}
		return isRefused ? undefined : changes;
	}

	/** Markdown that we made from a file that is gone, and that nobody has edited. */
	async #isOrphan(source: string, target: string): Promise<boolean> {
		if (await exists(source)) return false;
		const content = await this.#files.read(URI.file(target)).catch(() => undefined);
		const read = content && decodeText(content);
		const marker = read && "text" in read ? readMarker(read.text) : undefined;
		return marker?.intact === true && marker.source === basename(source);
	}

	/** Does it all, or puts back what it did: a full disk in the middle leaves everything as it was. */
	async #apply(changes: readonly Change[]): Promise<boolean> {
		// A run that was killed may have left its temporary files.
		for (const folder of new Set(changes.map(({ target }) => dirname(target)))) await sweepTemporaryFiles(folder);
		const undo: (() => Promise<void>)[] = [];
		for (const change of changes) {
			const previous = await this.#files.read(URI.file(change.target)).catch(() => undefined);
			const problem = await this.#do(change);
			if (problem !== undefined) {
				await tellProblems(this.#display(change.target), [errorOf(problem)], this.#context.terminal);
				for (const each of undo.reverse()) await each();
				return false;
			}
			undo.push(() => this.#restore(change.target, previous));
		}
		return true;
	}

	/** Gives what went wrong. */
	async #do({ target, text }: Change): Promise<string | undefined> {
		if (text === undefined)
			return unlink(target).then(
				() => undefined,
				(error: Error) => `not removed: ${error.message}`,
			);
		const result = await this.#write(target, text, false);
		return "message" in result ? result.message : undefined;
	}

	#write(target: string, text: string, dryRun: boolean) {
		const overwrite = this.#options.force;
		return writeOutput({ target: URI.file(target), text, format: "markdown", overwrite, dryRun }, this.#places);
	}

	async #restore(target: string, previous: Uint8Array | undefined): Promise<void> {
		try {
			if (previous === undefined) await unlink(target);
			else await this.#files.write(URI.file(target), previous);
		} catch (error) {
			const reason = error instanceof FileError ? error.message : String(error);
			await tellProblems(this.#display(target), [errorOf(`not put back: ${reason}`)], this.#context.terminal);
		}
	}

	/** Those of the paths, absolute, that the index holds. */
	async #tracked(paths: readonly string[]): Promise<readonly string[]> {
		if (paths.length === 0) return paths;
		const args = ["--literal-pathspecs", "ls-files", "-z", "--full-name", "--", ...paths];
		return zeroSeparated(await git(args, this.#context.folder)).map((path) => join(this.#top, path));
	}

	async #stage(targets: readonly string[]): Promise<ExitCode> {
		const problem = await stage(targets, this.#context.folder);
		if (problem === undefined) return exitCodes.ok;
		await tellProblems("git", [errorOf(problem)], this.#context.terminal);
		return exitCodes.failed;
	}

	async #tell({ target, text }: Change): Promise<void> {
		const { check, stage: staged } = this.#options;
		const { out } = this.#context.terminal;
		const what = check ? "out of date" : text === undefined ? "removed" : "written";
		const also = staged && !check ? ", staged" : "";
		await out.write(`${visibleLine(this.#display(target))}: ${out.colors.green(what)}${also}\n`);
	}

	#display(path: string): string {
		return relative(this.#context.folder, path);
	}
}

function planConvert(input: Input, content: Uint8Array): Planned<ConvertTask> {
	const read = decodeText(content);
	if ("problem" in read) return failed(input, read.problem);
	const options = { source: basename(input.name) };
	const source = { text: read.text };
	const common = { strict: true, indentSize: "auto", options, output: undefined } as const;
	return { input, task: { kind: "convert", source, from: "toon", to: "markdown", ...common } };
}

function planCount(input: Input, content: Uint8Array, encoding: string): Planned<CountTask> {
	const read = decodeText(content);
	if ("problem" in read) return failed(input, read.problem);
	const source = { text: read.text };
	const common = { strict: true, indentSize: "auto", compare: false, top: 0 } as const;
	return { input, task: { kind: "count", source, from: "toon", encoding, ...common } };
}

const markdownOf = (source: string): string => source.replace(/\.toon$/i, ".md");

const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);
