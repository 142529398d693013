/** Runs queries in a thread of their own, which is ended when one takes too long: no expression hangs the caller. */
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { depthOfJson } from "../../compare";
import { type JqAnswer, type JqJob, QUERY_BOUNDS } from "./jqJob";

/** Why a query has no result, in words. */
export class QueryError extends Error {
	override readonly name = "QueryError";
	/** `expression`: it is no jq, whatever the value; `value`: it fails on this one; `limit`: it would take too much. */
	readonly kind: "expression" | "value" | "limit" | "cancelled";

	constructor(kind: QueryError["kind"], message: string) {
		super(message);
		this.kind = kind;
	}
}

export interface QueryRunnerOptions {
	/** The bundle of the thread; default: the one beside the running bundle. */
	readonly threadFile?: string;
	/** Milliseconds for a small input; default `QUERY_BOUNDS`. */
	readonly milliseconds?: number;
}

export class QueryRunner {
	readonly #threadFile: string;
	readonly #milliseconds: number;
	#thread: Worker | undefined;
	#isClosed = false;
	/** The thread has started, which is not the time of a query. */
	#online: Promise<unknown> = Promise.resolve();
	/** Ends when the query before has: jq does one thing at a time. */
	#last: Promise<unknown> = Promise.resolve();

	constructor({ threadFile, milliseconds = QUERY_BOUNDS.milliseconds }: QueryRunnerOptions = {}) {
		this.#threadFile = threadFile ?? join(__dirname, "parts", "jqThread.js");
		this.#milliseconds = milliseconds;
	}

	/**
	 * The outputs of an expression, each as a JSON text on one line.
	 * @throws QueryError
	 */
	async run(job: JqJob, signal?: AbortSignal): Promise<readonly string[]> {
		const depth = depthOfJson(job.json, QUERY_BOUNDS.depth);
		if (depth > QUERY_BOUNDS.depth) {
			throw new QueryError(
				"limit",
				`The value is nested deeper than ${QUERY_BOUNDS.depth} levels, which jq cannot take.`,
			);
		}
		// An argument of a C program ends at a NUL.
		if (job.expression.includes("\0")) throw new QueryError("expression", "The expression holds a NUL character.");
		const turn = this.#last.then(() => this.#runNow(job, signal));
		this.#last = turn.catch(() => undefined);
		return outputsOf(await turn);
	}

	/** Ends the thread; a query under way is cancelled, and so are those that wait. */
	async close(): Promise<void> {
		this.#isClosed = true;
		const thread = this.#thread;
		this.#thread = undefined;
		await thread?.terminate();
	}

	async #runNow(job: JqJob, signal: AbortSignal | undefined): Promise<JqAnswer> {
		// Before a thread is started for nothing, which would then keep the process alive.
		if (this.#isClosed || signal?.aborted) throw cancelled();
		const thread = this.#start();
		await this.#online;
		if (signal?.aborted) {
			thread.unref();
			throw cancelled();
		}
		return new Promise((resolve, reject) => {
			const settle = (): void => {
				clearTimeout(timer);
				signal?.removeEventListener("abort", cancel);
				thread.off("message", answered).off("error", failed).off("exit", cancel);
				thread.unref();
			};
			const answered = (answer: JqAnswer): void => {
				settle();
				resolve(answer);
			};
			const end = (error: QueryError): void => {
				settle();
				if (this.#thread === thread) this.#thread = undefined;
				void thread.terminate();
				reject(error);
			};
			const cancel = (): void => end(cancelled());
			const failed = (error: Error): void => end(failure(error));
			const allowed = this.#timeFor(job);
			const timer = setTimeout(() => end(tooLong(allowed)), allowed);
			signal?.addEventListener("abort", cancel, { once: true });
			thread.once("message", answered).once("error", failed).once("exit", cancel);
			thread.postMessage(job);
		});
	}

	#timeFor({ json }: JqJob): number {
		return this.#milliseconds + (json.length / 1e6) * QUERY_BOUNDS.millisecondsPerMillion;
	}

	/** A thread that waits keeps no process alive. */
	#start(): Worker {
		// Nothing of ours is for jq to see, and what it prints goes nowhere.
		if (this.#thread === undefined) {
			this.#thread = new Worker(this.#threadFile, {
				env: {},
				stdout: true,
				stderr: true,
				resourceLimits: { maxOldGenerationSizeMb: 512 },
			});
			this.#online = once(this.#thread, "online");
		}
		this.#thread.ref();
		return this.#thread;
	}
}

const cancelled = (): QueryError => new QueryError("cancelled", "The query was cancelled.");

const tooLong = (milliseconds: number): QueryError => {
	const seconds = Math.round(milliseconds / 100) / 10;
	return new QueryError("limit", `The query was ended after ${seconds} s. Ask for less, or of a smaller file.`);
};

function failure(error: Error): QueryError {
	const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
	return isMemory ? tooMuchMemory() : new QueryError("limit", `The query ended its thread: ${error.message}`);
}

const tooMuchMemory = (): QueryError =>
	new QueryError("limit", "The query needs more memory than it may have. Ask for less, or of a smaller file.");

function outputsOf(answer: JqAnswer): readonly string[] {
	if ("outputs" in answer) return answer.outputs;
	switch (answer.problem) {
		case "out-of-memory":
			throw tooMuchMemory();
		case "result-too-large":
			throw new QueryError("limit", "The result is larger than 64 million characters. Ask for less.");
		case "expression":
		case "value":
			throw new QueryError(answer.problem, answer.message);
	}
}
