/** The threads for heavy work, as many as the machine has cores; started when there is something for them to do. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type Tinypool from "tinypool";
import type { ResultOf, ThreadTask } from "./tasks";

/** Batches that wait in a thread while it works on another, so that it never waits for us. */
const AHEAD = 2;

export interface PoolOptions {
	/** Default: one for each core but the caller's own, which goes on working too. */
	readonly threads?: number;
	/** The bundle that the threads run; default: the one beside the running bundle. */
	readonly workerFile?: string;
	/** Megabytes that the values of a thread may take; default: as many as V8 takes by itself. */
	readonly megabytes?: number;
}

export class WorkPool {
	readonly #threads: number;
	readonly #workerFile: string;
	readonly #megabytes: number | undefined;
	#pool: Promise<Tinypool> | undefined;
	#running = 0;

	constructor({ threads = Math.max(1, availableParallelism() - 1), workerFile, megabytes }: PoolOptions = {}) {
		this.#threads = threads;
		this.#megabytes = megabytes;
		this.#workerFile = workerFile ?? join(__dirname, "worker.js");
	}

	/** Whether a batch that is given now would start soon. */
	get hasRoom(): boolean {
		return this.#running < this.#threads * AHEAD;
	}

	/** Batches that were given and are not answered. */
	get running(): number {
		return this.#running;
	}

	/** Runs tasks in one thread, in order. Rejects when the thread dies, or with what `signal` was aborted with. */
	async run<T extends ThreadTask>(tasks: readonly T[], signal?: AbortSignal): Promise<readonly ResultOf<T>[]> {
		this.#running++;
		try {
			this.#pool ??= this.#start();
			return await (await this.#pool).run(tasks, signal && { signal });
		} finally {
			this.#running--;
		}
	}

	/** Ends the threads; work under way is lost. */
	async close(): Promise<void> {
		const pool = await this.#pool;
		this.#pool = undefined;
		await pool?.destroy();
	}

	async #start(): Promise<Tinypool> {
		const { Tinypool } = await import("tinypool");
		return new Tinypool({
			filename: this.#workerFile,
			runtime: "worker_threads",
			minThreads: this.#threads,
			maxThreads: this.#threads,
			concurrentTasksPerWorker: AHEAD,
			...(this.#megabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: this.#megabytes } }),
		});
	}
}
