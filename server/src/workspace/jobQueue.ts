/**
 * Work on files in the background. What a person waits for goes first; the latest job for a source and its target wins,
 * and two jobs on one source never run at the same time.
 */
import PQueue from "p-queue";
import type { Cancellation } from "../convert";

/** Bigger goes first: what a person waits for, then saves, then bulk work. */
const PRIORITIES = { person: 2, save: 1, bulk: 0 } as const;
export type Priority = keyof typeof PRIORITIES;

export interface Job {
	readonly source: string;
	readonly target: string;
	readonly priority: Priority;
	readonly cancellation: Cancellation;
}

/** Whether a newer job of the same source and target waits, or nobody waits for this one any more. */
export type GivesWay = () => boolean;

export class JobQueue {
	readonly #queue: PQueue;
	/** Newest job of each source and target; an older one that finds another number here gives way. */
	readonly #newest = new Map<string, number>();
	/** End of the last job that was started on each source. */
	readonly #running = new Map<string, Promise<unknown>>();
	#jobs = 0;

	/** @param concurrency Jobs under way at most, from 1. */
	constructor(concurrency: number) {
		this.#queue = new PQueue({ concurrency });
	}

	/** Runs the work when its turn comes. Long work asks now and then whether it gives way. */
	async run<Result>(job: Job, work: (givesWay: GivesWay) => Promise<Result>): Promise<Result> {
		const key = `${job.source} ${job.target}`;
		const number = ++this.#jobs;
		this.#newest.set(key, number);
		const isNewest = (): boolean => this.#newest.get(key) === number;
		const givesWay = (): boolean => !isNewest() || job.cancellation.isCancellationRequested;
		try {
			return await this.#queue.add(() => this.#inTurn(job.source, () => work(givesWay)), {
				priority: PRIORITIES[job.priority],
			});
		} finally {
			if (isNewest()) this.#newest.delete(key);
		}
	}

	async #inTurn<Result>(source: string, work: () => Promise<Result>): Promise<Result> {
		const before = this.#running.get(source);
		const now = Promise.resolve(before).then(work, work);
		this.#running.set(source, now);
		try {
			return await now;
		} finally {
			if (this.#running.get(source) === now) this.#running.delete(source);
		}
	}
}
