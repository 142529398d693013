/** What every command works with. */
import { runSafely } from "../workspace/faults";
import type { WorkPool } from "../workspace/pool";
import type { ResultOf, Task } from "../workspace/tasks";
import type { IdleCores } from "./idleCores";
import type { Input } from "./inputs";
import { Progress } from "./progress";
import { type Done, inOrder, type Planned } from "./queue";
import type { Terminal } from "./terminal";

/**
 * Idle cores beside our own from which threads save time. With one, which is all that a machine of two has, they did not:
 * 0.8 to 1.2 times as fast in measurements, since the collector and the waits for the disk have threads already.
 */
const worthwhile = 1.5;

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
	try {
		yield* inOrder(planned(inputs, plan), {
			inPlace,
			pool: async () => {
				if (!(await hasIdleCore())) return undefined;
				const { WorkPool } = await import("../workspace/pool");
				pool = new WorkPool();
				return pool;
			},
			progress: (done, known) => progress.report(done, known),
		});
	} finally {
		progress.end();
		await pool?.close();
	}
}

/** Asked for the first time, it begins to watch. Loaded late: a small check does without. */
function watchCores(): () => Promise<boolean> {
	let cores: IdleCores | undefined;
	return async () => {
		const { IdleCores } = await import("./idleCores");
		cores ??= new IdleCores();
		return (cores.count ?? 0) >= worthwhile;
	};
}

async function* planned<T extends Task>(
	inputs: AsyncIterable<Input>,
	plan: (input: Input) => Promise<Planned<T>>,
): AsyncGenerator<Planned<T>> {
	for await (const input of inputs) yield await plan(input);
}

const inPlace = <T extends Task>(task: T): Promise<ResultOf<T>> => runSafely(task, runHere);

/** Checking needs the parser only, which is part of this bundle; for the rest the bundle of the threads is loaded. */
async function runHere<T extends Task>(task: T): Promise<ResultOf<T>>;
async function runHere(task: Task): Promise<ResultOf<Task>> {
	if (task.kind === "check") return (await import("../workspace/checkTask")).check(task);
	return (await import("../workspace/worker")).runTask(task);
}
