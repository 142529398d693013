/** Runs tasks here, and in threads beside as soon as that saves time. Results come in the order of the inputs. */
import { faultProblem, problemsOnly } from "../workspace/faults";
import type { WorkPool } from "../workspace/pool";
import type { ResultOf, Task } from "../workspace/tasks";
import type { Input } from "./inputs";

/** An input with its task, or with its result where there is nothing to run. */
export type Planned<T extends Task> =
	| { readonly input: Input; readonly task: T }
	| { readonly input: Input; readonly result: ResultOf<T> };

export interface Done<T extends Task> {
	readonly input: Input;
	/** Undefined where there was nothing to run. */
	readonly task: T | undefined;
	readonly result: ResultOf<T>;
}

export interface Threads extends Pick<WorkPool, "hasRoom"> {
	run<T extends Task>(tasks: readonly T[]): Promise<readonly ResultOf<T>[]>;
}

export interface Workers {
	/** Runs a task in this thread. */
	readonly inPlace: <T extends Task>(task: T) => Promise<ResultOf<T>>;
	/** Called when threads would be worth their start; gives none while there is no core for them. */
	readonly pool: () => Promise<Threads | undefined>;
	/** Is told how far things are: inputs done, and known so far. */
	readonly progress: (done: number, known: number) => Promise<void>;
}

/** Files for one message to a thread, and files at once in this one, whose waits for the disk overlap. */
const THREAD_BATCH = 16;
const OWN_BATCH = 4;
/** Batches done or under way that wait for an earlier one; bounds the memory. */
const WINDOW = 256;
/** Inputs read ahead, which shows whether there is work for threads. */
const LOOK_AHEAD = 4096;
/** Milliseconds until a thread has started, loaded what it needs and become fast, roughly. */
const THREAD_START = 300;
/** Milliseconds of work here before its speed says something about the rest, and before threads are asked for again. */
const WARM_UP = 60;

/** Runs the tasks. Rejects only where the program itself is at fault. */
export const inOrder = <T extends Task>(
	planned: AsyncIterable<Planned<T>>,
	workers: Workers,
): AsyncGenerator<Done<T>> => new Run(planned, workers).results();

class Run<T extends Task> {
	readonly #source: Source<T>;
	readonly #workers: Workers;
	/** Under way or done, the oldest first. */
	readonly #batches: Batch<T>[] = [];
	#threads: Threads | undefined;
	/** Milliseconds of work here when threads were asked for last. */
	#asked = 0;
	/** Milliseconds of work in this thread. */
	#spent = 0;

	constructor(planned: AsyncIterable<Planned<T>>, workers: Workers) {
		this.#source = new Source(planned);
		this.#workers = workers;
	}

	async *results(): AsyncGenerator<Done<T>> {
		let done = 0;
		for (;;) {
			await this.#source.fill(LOOK_AHEAD);
			this.#feedThreads();
			const mustWait = this.#source.ahead === 0 || this.#batches.length >= WINDOW;
			if (!mustWait) await this.#workHere();
			else if (this.#batches.length === 0) return;
			else await this.#batches[0]?.results;
			while (this.#batches[0]?.settled) {
				const results = await this.#batches.shift()!.results;
				done += results.length;
				yield* results;
			}
			await this.#workers.progress(done, this.#source.read);
		}
	}

	#feedThreads(): void {
		const threads = this.#threads;
		while (threads?.hasRoom && this.#source.ahead > 0 && this.#batches.length < WINDOW) {
			this.#batches.push(new Batch(this.#source.take(THREAD_BATCH), (tasks) => threads.run(tasks)));
		}
	}

	async #workHere(): Promise<void> {
		const start = performance.now();
		const { inPlace } = this.#workers;
		const batch = new Batch(this.#source.take(OWN_BATCH), (tasks) => Promise.all(tasks.map(inPlace)));
		this.#batches.push(batch);
		const files = (await batch.results).length;
		const elapsed = performance.now() - start;
		this.#spent += elapsed;
		// Lets in what the threads have to say.
		if (this.#threads !== undefined) await new Promise<void>((resolve) => setImmediate(resolve));
		else await this.#askForThreads(this.#source.ahead * (elapsed / files));
	}

	/** @param remaining milliseconds of work that is known to wait */
	async #askForThreads(remaining: number): Promise<void> {
		if (this.#spent - this.#asked < WARM_UP || remaining < THREAD_START) return;
		this.#asked = this.#spent;
		this.#threads = await this.#workers.pool();
	}
}

type RunTasks<T extends Task> = (tasks: readonly T[]) => Promise<readonly ResultOf<T>[]>;

/** Inputs that are run together. */
class Batch<T extends Task> {
	readonly results: Promise<readonly Done<T>[]>;
	settled = false;

	constructor(planned: readonly Planned<T>[], run: RunTasks<T>) {
		this.results = this.#run(planned, run);
		// A rejection is seen when the batch's turn comes.
		this.results.catch(() => undefined);
	}

	async #run(planned: readonly Planned<T>[], run: RunTasks<T>): Promise<readonly Done<T>[]> {
		try {
			const tasks = planned.flatMap((each) => ("task" in each ? [each.task] : []));
			const results = tasks.length === 0 ? [] : await run(tasks).catch(() => oneByOne(tasks, run));
			let next = 0;
			return planned.map((each) =>
				"task" in each ? { ...each, result: results[next++]! } : { ...each, task: undefined },
			);
		} finally {
			this.settled = true;
		}
	}
}

/** A thread ended, for want of memory say: all but the task that ended it come to their results. */
async function oneByOne<T extends Task>(tasks: readonly T[], run: RunTasks<T>): Promise<readonly ResultOf<T>[]> {
	const results: ResultOf<T>[] = [];
	for (const task of tasks) {
		const [result] = await run([task]).catch((error: unknown) => [problemsOnly<T>(faultProblem(error))]);
		results.push(result!);
	}
	return results;
}

/** Inputs, some read ahead. */
class Source<T extends Task> {
	readonly #iterator: AsyncIterator<Planned<T>>;
	#ahead: Planned<T>[] = [];
	#ended = false;

	constructor(planned: AsyncIterable<Planned<T>>) {
		this.#iterator = planned[Symbol.asyncIterator]();
	}

	/** Inputs taken out of the stream so far. */
	read = 0;

	/** Those that wait. */
	get ahead(): number {
		return this.#ahead.length;
	}

	async fill(length: number): Promise<void> {
		while (!this.#ended && this.#ahead.length < length) {
			const next = await this.#iterator.next();
			if (next.done === true) {
				this.#ended = true;
			} else {
				this.read++;
				this.#ahead.push(next.value);
			}
		}
	}

	take(count: number): readonly Planned<T>[] {
		return this.#ahead.splice(0, count);
	}
}
