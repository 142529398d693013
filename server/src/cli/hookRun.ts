/**
 * `hook run`: the Markdown of the staged .toon files, made from what is staged. All or nothing: when one file is
 * invalid or one target may not be written, none is.
 */
import { access, chmod, unlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { URI } from "vscode-uri";
import { readMarker } from "../convert";
import { linkStats } from "../workspace/fileStats";
import { FileError, type Files } from "../workspace/files";
import { generatedRecords } from "../workspace/generated";
import { nodeFiles } from "../workspace/nodeFiles";
import { type OutputPlaces, writeOutput } from "../workspace/outputs";
import { slashed } from "../workspace/paths";
import { CONFLICT_ADVICE, type ConvertTask, type CountTask, type Measuring } from "../workspace/tasks";
import { sweepOnce } from "../workspace/temporaryFiles";
import { decodeText } from "../workspace/text";
import { filteredContents } from "./blobs";
import { Budget, type BudgetOptions } from "./budget";
import { type Context, runTasks, stream } from "./context";
import { namedEncoding } from "./encoding";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { GitError, gitForPaths, stage, withoutIgnored, zeroSeparated } from "./git";
import { hookRefusals } from "./hookRefusals";
import type { Input } from "./inputs";
import { tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed } from "./read";
import { RunRecorder } from "./recording";
import {
	generatedIn,
	indexedFiles,
	inIndex,
	markdownOf,
	type Staged,
	type StagedFile,
	stagedFiles,
	topFolder,
} from "./staged";
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
		const start = performance.now();
		const code = await new HookRun(top, options, context).run(staged);
		const slow = slowRun(performance.now() - start, staged.files.length);
		if (slow !== undefined) await context.terminal.err.write(slow);
		return code;
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		await tellProblems("git", [errorOf(error.message)], context.terminal);
		return EXIT_CODES.failed;
	}
}

/** Milliseconds after which somebody who commits wonders what happens. */
const PATIENCE = 5000;

/** What is said of a run that took too long; undefined where it did not. */
export function slowRun(milliseconds: number, files: number): string | undefined {
	if (milliseconds <= PATIENCE) return undefined;
	const took = `The hook took ${(milliseconds / 1000).toFixed(1)} s for ${files} file${files === 1 ? "" : "s"}.`;
	return `${took} If that is too long, take it out (hook uninstall) and hold the Markdown in CI: convert --check.\n`;
}

/** A target, and what becomes of it. */
interface Change {
	/** Absolute. */
	readonly target: string;
	/** Undefined: it goes, since its source is gone. */
	readonly text: string | undefined;
	/** The source that is gone, absolute. */
	readonly source?: string;
}

/** Files that are written at the same time, since each waits for the disk. */
const AT_ONCE = 16;

class HookRun {
	readonly #top: string;
	readonly #options: HookRunOptions;
	readonly #context: Context;
	readonly #places: OutputPlaces;
	readonly #files: Files;
	readonly #recorder: RunRecorder | undefined;

	constructor(top: string, options: HookRunOptions, context: Context) {
		this.#recorder = options.check ? undefined : RunRecorder.for("hook", options.encoding);
		this.#top = top;
		this.#options = options;
		this.#context = context;
		this.#files = nodeFiles(() => [URI.file(top)]);
		this.#places = { files: this.#files, records: generatedRecords() };
	}

	async run(staged: Staged): Promise<ExitCode> {
		const code = await this.#run(staged);
		if (code !== EXIT_CODES.ok && code !== EXIT_CODES.stale) this.#recorder?.drop();
		if (staged.files.length > 0) this.#recorder?.addDuration("hook");
		await this.#recorder?.end(this.#context);
		return code;
	}

	async #run(staged: Staged): Promise<ExitCode> {
		if (await this.#refuses(staged.files)) return EXIT_CODES.failed;
		const contents = await filteredContents(staged.files, this.#top);
		const texts = await this.#convert(staged, contents);
		if (texts === undefined) return EXIT_CODES.failed;
		if (!(await this.#isWithinBudget(staged, contents))) return EXIT_CODES.overBudget;
		const changes = await this.#changes(texts, staged.gone);
		if (changes === undefined) return EXIT_CODES.failed;
		const { check, stage: isStaging } = this.#options;
		if (!check && !(await this.#apply(changes, [...texts.keys()]))) return EXIT_CODES.failed;
		const targets = [...texts.keys(), ...(await this.#goneTargets(staged.gone, texts))];
		if (isStaging && !check) return this.#stage(changes, targets);
		const loose = await this.#unstaged(targets);
		for (const { target, text } of changes) {
			await this.#say(target, check ? "out of date" : text === undefined ? "removed" : "written");
			loose.delete(target);
		}
		for (const target of loose) await this.#say(target, "not staged: git add it");
		return changes.length > 0 || loose.size > 0 ? EXIT_CODES.stale : EXIT_CODES.ok;
	}

	/** Adds the targets to the commit, and says what became of the changes. */
	async #stage(changes: readonly Change[], targets: readonly string[]): Promise<ExitCode> {
		const { folder, terminal } = this.#context;
		const problem = await stage(targets, folder);
		const staged = new Set(problem === undefined ? await withoutIgnored(targets, folder) : []);
		for (const { target, text } of changes) {
			const what = text === undefined ? "removed" : "written";
			await this.#say(target, what, staged.has(target) ? ", staged" : "");
		}
		if (problem === undefined) return EXIT_CODES.ok;
		await tellProblems("git", [errorOf(problem)], terminal);
		return EXIT_CODES.failed;
	}

	/** Says why sources cannot have their Markdown, before anything is done; true if there is such a one. */
	async #refuses(files: readonly StagedFile[]): Promise<boolean> {
		const shown = (path: string): string => this.#display(join(this.#top, path));
		const refusals = await hookRefusals(files, this.#top, shown);
		for (const { path, message } of refusals) {
			await tellProblems(shown(path), [errorOf(message)], this.#context.terminal);
		}
		return refusals.length > 0;
	}

	/** Markdown by target; undefined when a file is invalid. */
	async #convert(staged: Staged, contents: readonly Uint8Array[]): Promise<ReadonlyMap<string, string> | undefined> {
		const { terminal } = this.#context;
		const texts = new Map<string, string>();
		let isFailed = false;
		const inputs = staged.files.map(({ path }) => this.#input(path));
		let next = 0;
		const plan = async (input: Input) => planConvert(input, contents[next++]!, this.#recorder?.measuring);
		for await (const { input, result } of runTasks(stream(inputs), plan, this.#context)) {
			const hasErrors = await tellProblems(input.name, result.problems, terminal);
			isFailed ||= hasErrors;
			if (result.text === undefined || input.kind !== "file") continue;
			texts.set(markdownOf(input.path), result.text);
			if (result.measured) this.#recorder?.add({ file: input.path, form: "toon", measured: result.measured });
		}
		return isFailed ? undefined : texts;
	}

	/** Whether what is staged costs no more tokens than it may; tells what does. */
	async #isWithinBudget(staged: Staged, contents: readonly Uint8Array[]): Promise<boolean> {
		const { budget: each, budgetTotal } = this.#options;
		if (each === undefined && budgetTotal === undefined) return true;
		const { terminal } = this.#context;
		const model = await namedEncoding(this.#options.encoding, this.#context);
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
			const advice = result.outcome === "conflict" ? CONFLICT_ADVICE : "";
			const message = "message" in result ? result.message + advice : await this.#twinOf(target, text);
			if (message === undefined) continue;
			isRefused = true;
			await tellProblems(this.#display(target), [errorOf(message)], this.#context.terminal);
		}
		for (const path of gone) {
			const source = join(this.#top, path);
			const target = markdownOf(source);
			if (!texts.has(target) && (await this.#isOrphan(source, target)))
				changes.push({ target, text: undefined, source });
		}
		return isRefused ? undefined : changes;
	}

	/** Why a target belongs to another source in the index, whose name differs by case only; undefined where it does not. */
	async #twinOf(target: string, text: string): Promise<string | undefined> {
		const owner = (await this.#markerOf(target))?.source;
		if (owner === undefined || owner === readMarker(text)?.source) return undefined;
		const path = slashed(relative(this.#top, join(dirname(target), owner)));
		if (markdownOf(path) !== slashed(relative(this.#top, target))) return undefined;
		const isThere = (await inIndex([path], this.#top)).has(path);
		return isThere ? `not overwritten: it is the Markdown of ${owner}, rename one of the two` : undefined;
	}

	/** Markdown that we made from a file that is gone, and that nobody has edited. */
	async #isOrphan(source: string, target: string): Promise<boolean> {
		if (await exists(source)) return false;
		if (!linkStats(target)?.isFile()) return false;
		const marker = await this.#markerOf(target);
		return marker?.intact === true && marker.source === basename(source);
	}

	async #markerOf(target: string) {
		const content = await this.#files.read(URI.file(target)).catch(() => undefined);
		const read = content && decodeText(content);
		return read && "text" in read ? readMarker(read.text) : undefined;
	}

	/** Does it all, or puts back what it did: a full disk in the middle leaves everything as it was. */
	async #apply(changes: readonly Change[], targets: readonly string[]): Promise<boolean> {
		// A run that was killed may have left its temporary files.
		for (const folder of new Set(targets.map((target) => dirname(target)))) await sweepOnce(folder);
		const undo: (() => Promise<void>)[] = [];
		let isFailed = false;
		const apply = async (change: Change): Promise<void> => {
			const { target } = change;
			const mode = linkStats(target)?.mode;
			const previous = await this.#files.read(URI.file(target)).catch(() => undefined);
			const problem = await this.#do(change);
			if (problem === undefined) {
				undo.push(() => this.#restore(target, previous, mode));
			} else {
				isFailed = true;
				await tellProblems(this.#display(target), [errorOf(problem)], this.#context.terminal);
			}
		};
		const writes = changes.filter(({ text }) => text !== undefined);
		for (let at = 0; at < writes.length && !isFailed; at += AT_ONCE) {
			await Promise.all(writes.slice(at, at + AT_ONCE).map(apply));
		}
		for (const change of changes) if (change.text === undefined && !isFailed) await apply(change);
		if (isFailed) for (const each of undo.reverse()) await each();
		return !isFailed;
	}

	/** Gives what went wrong. */
	async #do({ target, text, source }: Change): Promise<string | undefined> {
		if (text !== undefined) {
			const result = await this.#write(target, text, false);
			return "message" in result ? result.message : undefined;
		}
		// It is looked at once more: somebody may have edited it, or brought its source back.
		if (!(await this.#isOrphan(source ?? "", target))) return "not removed: it was changed by somebody else meanwhile";
		return unlink(target).then(
			() => undefined,
			(error: Error) => `not removed: ${error.message}`,
		);
	}

	#write(target: string, text: string, dryRun: boolean) {
		const overwrite = this.#options.force;
		return writeOutput({ target: URI.file(target), text, format: "markdown", overwrite, dryRun }, this.#places);
	}

	async #restore(target: string, previous: Uint8Array | undefined, mode: number | undefined): Promise<void> {
		try {
			if (previous === undefined) return await unlink(target);
			await this.#files.write(URI.file(target), previous);
			if (mode !== undefined) await chmod(target, mode & 0o7777);
		} catch (error) {
			const reason = error instanceof FileError ? error.message : String(error);
			await tellProblems(this.#display(target), [errorOf(`not put back: ${reason}`)], this.#context.terminal);
		}
	}

	/** Markdown of ours, absolute, that the index still holds though its source is gone from there and itself from the folder. */
	async #goneTargets(gone: readonly string[], texts: ReadonlyMap<string, string>): Promise<readonly string[]> {
		const missing = gone
			.map(markdownOf)
			.filter((path) => !texts.has(join(this.#top, path)) && linkStats(join(this.#top, path)) === undefined);
		const held = [...(await inIndex(missing, this.#top)).values()];
		const generated = await generatedIn(held, this.#top);
		return generated.map(({ path }) => join(this.#top, path));
	}

	/** Those of the paths, absolute, that the commit would not hold as they stand in the folder. */
	async #unstaged(paths: readonly string[]): Promise<Set<string>> {
		const wanted = await withoutIgnored(paths, this.#context.folder);
		const below = wanted.map((path) => slashed(relative(this.#top, path)));
		const args = ["ls-files", "-z", "--full-name", "--modified", "--others", "--exclude-standard"];
		const found = zeroSeparated(await gitForPaths(args, below, this.#top));
		return new Set(found.map((path) => join(this.#top, path)));
	}

	async #say(target: string, what: string, also = ""): Promise<void> {
		const { out } = this.#context.terminal;
		await out.write(`${visibleLine(this.#display(target))}: ${out.colors.green(what)}${also}\n`);
	}

	#display(path: string): string {
		return relative(this.#context.folder, path);
	}
}

function planConvert(input: Input, content: Uint8Array, measure: Measuring | undefined): Planned<ConvertTask> {
	const read = decodeText(content);
	if ("problem" in read) return failed(input, read.problem);
	const options = { source: basename(input.name) };
	const source = { text: read.text };
	const common = { strict: true, indentSize: "auto", options, output: undefined, measure } as const;
	return { input, task: { kind: "convert", source, from: "toon", to: "markdown", ...common } };
}

function planCount(input: Input, content: Uint8Array, encoding: string): Planned<CountTask> {
	const read = decodeText(content);
	if ("problem" in read) return failed(input, read.problem);
	const source = { text: read.text };
	const common = { strict: true, indentSize: "auto", compare: false, top: 0 } as const;
	return { input, task: { kind: "count", source, from: "toon", encoding, ...common } };
}

const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);
