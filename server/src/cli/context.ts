/** What every command works with. */
import { dirname } from "node:path";
import { isForApart } from "../workspace/apartTasks";
import { runSafely } from "../workspace/faults";
import type { WorkPool } from "../workspace/pool";
import type { ResultOf, Task } from "../workspace/tasks";
import type { IdleCores } from "./idleCores";
import type { Input } from "./inputs";
import { Progress } from "./progress";
import { type Done, inOrder, type Planned, type Threads } from "./queue";
import type { Terminal } from "./terminal";

/**
 * Idle cores beside our own from which threads save time. With one, which is all that a machine of two has, they did not:
 * 0.8 to 1.2 times as fast in measurements, since the collector and the waits for the disk have threads already.
 */
const WORTHWHILE = 1.5;

export interface Context {
	readonly terminal: Terminal;
	/** Absolute folder that names on the command line are relative to. */
	readonly folder: string;
	readonly readStdin: () => Promise<Uint8Array>;
}

/** Plans a task for each input, runs them all and gives their results in order. */
export async function* runTasks<T extends Task>(
	inputs: AsyncIterable<Input>,
	plan: (input: Input) => Promise<Planned<T>>,
	{ terminal }: Context,
): AsyncGenerator<Done<T>> {
	const progress = new Progress(terminal);
	const hasIdleCore = watchCores();
	let pool: WorkPool | undefined;
	let release: (() => void) | undefined;
	const folders = new Set<string>();
	try {
		yield* inOrder(planned(inputs, plan, folders), {
			inPlace: (task) => inPlace(task, progress),
			pool: async () => {
				if (!(await hasIdleCore())) return undefined;
				const { WorkPool } = await import("../workspace/pool");
				pool = new WorkPool();
				release = await endWith(pool, folders);
				return withoutLarge(pool, progress);
			},
			progress: (done, known) => progress.report(done, known),
		});
	} finally {
		progress.end();
		await pool?.close();
		release?.();
	}
}

/** Asked for the first time, it begins to watch. Loaded late: a small check does without. */
function watchCores(): () => Promise<boolean> {
	let cores: IdleCores | undefined;
	return async () => {
		const { IdleCores } = await import("./idleCores");
		cores ??= new IdleCores();
		return (cores.count ?? 0) >= WORTHWHILE;
	};
}

/** Items that are known, for those who take a stream of them. */
export async function* stream<Item>(items: readonly Item[]): AsyncGenerator<Item> {
	yield* items;
}

async function* planned<T extends Task>(
	inputs: AsyncIterable<Input>,
	plan: (input: Input) => Promise<Planned<T>>,
	folders: Set<string>,
): AsyncGenerator<Planned<T>> {
	for await (const input of inputs) {
		const next = await plan(input);
		const folder = "task" in next ? writtenFolder(next.task) : undefined;
		if (folder !== undefined) folders.add(folder);
		yield next;
	}
}

/** The folder that a task writes to. */
function writtenFolder(task: Task): string | undefined {
	if (task.kind === "convert" && task.output !== undefined) return dirname(task.output.target);
	const isWriting = "root" in task && task.root !== undefined && "file" in task.source;
	return isWriting ? dirname(task.source.file) : undefined;
}

/** A signal reaches no thread: they are ended, and what they were writing is taken away. */
async function endWith(pool: WorkPool, folders: ReadonlySet<string>): Promise<() => void> {
	const { onInterruption } = await import("../workspace/interruption");
	const { sweepOwnTemporaryFiles } = await import("../workspace/temporaryFiles");
	return onInterruption(async () => {
		await pool.close();
		for (const folder of folders) sweepOwnTemporaryFiles(folder);
	});
}

async function inPlace<T extends Task>(task: T, progress: Progress): Promise<ResultOf<T>> {
	if (!isForApart(task)) return runSafely(task, runHere);
	const { runApart } = await import("../workspace/apart");
	return runApart(task, (done, total) => void progress.bytes(done, total));
}

/** Threads for all tasks but those on large files. */
const withoutLarge = (pool: WorkPool, progress: Progress): Threads => ({
	get hasRoom() {
		return pool.hasRoom;
	},
	async run<T extends Task>(tasks: readonly T[]): Promise<readonly ResultOf<T>[]> {
		if (!tasks.some(isForApart)) return pool.run(tasks);
		const results: ResultOf<T>[] = [];
		for (const task of tasks) {
			results.push(isForApart(task) ? await inPlace(task, progress) : (await pool.run([task]))[0]!);
		}
		return results;
	},
});

/** Checking TOON needs the parser only, which is part of this bundle; for the rest the bundle of the threads is loaded. */
async function runHere<T extends Task>(task: T): Promise<ResultOf<T>>;
async function runHere(task: Task): Promise<ResultOf<Task>> {
	if (task.kind === "check" && task.from === "toon") return (await import("../workspace/checkTask")).check(task);
	return (await import("../workspace/worker")).runTask(task);
}
