/** The ledger as other rooms see it: asked in a thread of its own, which ends soon after and so frees its memory. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { batchesIn } from "./inbox";
import type { LedgerJob, LedgerReply, LedgerResults } from "./jobs";
import type { LedgerAnswer, LedgerFigures, LedgerQuestion } from "./types";

/** Milliseconds that the thread waits for another question: SQLite answers the second ten times as fast as the first. */
const IDLE = 60_000;

/** The ledger cannot be used; the message is for people. */
export class LedgerProblem extends Error {
	override readonly name = "LedgerProblem";
}

export interface LedgerOptions {
	readonly folder: string;
	/** The bundle of the thread; default: the one beside the running bundle. */
	readonly threadFile?: string;
	/** Is told what a person should know: a damaged file that was set aside. */
	readonly onNotice?: (message: string) => void;
}

export class Ledger {
	readonly folder: string;
	readonly #threadFile: string;
	readonly #onNotice: (message: string) => void;
	#thread: Worker | undefined;
	#idle: NodeJS.Timeout | undefined;
	/** Ends when the job before has: the thread does one at a time. */
	#last: Promise<unknown> = Promise.resolve();

	constructor({
		folder,
		threadFile = join(__dirname, "parts", "ledgerThread.js"),
		onNotice = () => {},
	}: LedgerOptions) {
		this.folder = folder;
		this.#threadFile = threadFile;
		this.#onNotice = onNotice;
	}

	/** Batches that wait to be taken over. */
	get waiting(): number {
		return batchesIn(this.folder).length;
	}

	/** Takes over what waits. @param keepDays what is older goes; undefined: nothing does. @throws LedgerProblem */
	async fold(keepDays?: number): Promise<void> {
		await this.#run({ kind: "fold", ...(keepDays !== undefined && { keepDays }) });
	}

	/** @throws LedgerProblem */
	report(question: LedgerQuestion): Promise<LedgerAnswer> {
		return this.#run({ kind: "report", question });
	}

	/** How long operations took in the last days, today among them. @throws LedgerProblem */
	figures(days: number): Promise<LedgerFigures> {
		return this.#run({ kind: "figures", days });
	}

	/** Deletes all that was recorded. @throws LedgerProblem */
	async forget(): Promise<void> {
		await this.#run({ kind: "forget" });
	}

	#run<J extends LedgerJob>(job: J): Promise<LedgerResults[J["kind"]]> {
		const answer = this.#last.then(() => this.#ask(job));
		this.#last = answer.catch(() => {});
		return answer;
	}

	async #ask<J extends LedgerJob>(job: J): Promise<LedgerResults[J["kind"]]> {
		clearTimeout(this.#idle);
		this.#thread ??= new Worker(this.#threadFile, { workerData: { folder: this.folder } });
		const thread = this.#thread;
		thread.ref();
		try {
			const reply = await replyOf(thread, job);
			if ("problem" in reply) throw new LedgerProblem(reply.problem);
			for (const notice of reply.notices) this.#onNotice(notice);
			return reply.result as LedgerResults[J["kind"]];
		} catch (error) {
			// A thread that failed is of no use any more.
			void this.#end();
			throw error;
		} finally {
			thread.unref();
			this.#idle = setTimeout(() => void this.#end(), IDLE).unref();
		}
	}

	async #end(): Promise<void> {
		const thread = this.#thread;
		this.#thread = undefined;
		await thread?.terminate();
	}
}

function replyOf(thread: Worker, job: LedgerJob): Promise<LedgerReply> {
	return new Promise((resolve, reject) => {
		const failed = (error: Error): void => reject(new LedgerProblem(`The ledger of savings failed: ${error.message}`));
		const ended = (): void => reject(new LedgerProblem("The ledger of savings ended without an answer."));
		thread.once("error", failed);
		thread.once("exit", ended);
		thread.once("message", (reply: LedgerReply) => {
			thread.off("error", failed);
			thread.off("exit", ended);
			resolve(reply);
		});
		thread.postMessage(job);
	});
}
