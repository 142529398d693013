/** What all calls of tools share in one process: threads, and jq. */
import { WorkPool } from "../pool";
import { QueryRunner } from "../query/queryRunner";
import { counterFor } from "../taskCounters";
import type { ResultOf, Task } from "../tasks";
import type { ToolFiles, ToolResult } from "./tool";
import { callTool } from "./tools";

/** Units of a text from which a thread does the work, so that others are answered meanwhile. */
const HEAVY = 200_000;

export class ToolResources {
	readonly #queries = new QueryRunner();
	readonly #pool = new WorkPool();
	#lastTurn: Promise<void> = Promise.resolve();

	/** @throws ToolError with what is wrong, why, and what to do */
	async call(name: string, given: unknown, files: ToolFiles | undefined, signal: AbortSignal): Promise<ToolResult> {
		await this.#turn();
		return callTool(name, given, {
			files,
			run: (task) => this.#run(task),
			counter: () => counterFor("o200k_base"),
			queries: this.#queries,
			signal,
		});
	}

	async close(): Promise<void> {
		await Promise.all([this.#queries.close(), this.#pool.close()]);
	}

	/**
	 * One call begins in each turn of the event loop. Began all at once that have arrived, the answer of a query's thread
	 * would wait for all of them.
	 */
	#turn(): Promise<void> {
		const turn = this.#lastTurn.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
		this.#lastTurn = turn;
		return turn;
	}

	async #run<T extends Task>(task: T): Promise<ResultOf<T>> {
		const { source } = task;
		if (!("text" in source) || source.text.length < HEAVY) {
			const { runTask } = await import("../worker");
			return runTask(task);
		}
		const [result] = await this.#pool.run([task]);
		return result as ResultOf<T>;
	}
}
