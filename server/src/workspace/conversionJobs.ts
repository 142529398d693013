/**
 * Conversions of files, in the background: after a save, on command, or in bulk. One queue with priorities; the latest
 * request for a source wins, and two conversions of one source never run at the same time.
 */
import PQueue from "p-queue";
import type { URI } from "vscode-uri";
import type { Format } from "../convert";
import { type PlannedConversion, planConversions } from "./saveRules";
import type { Settings } from "./settings";

export type Outcome = "written" | "unchanged" | "conflict" | "invalid" | "failed" | "superseded";

/** What became of one conversion. */
export interface JobResult {
	readonly source: string;
	readonly target?: string;
	readonly to: Format;
	readonly outcome: Outcome;
	/** What is wrong, why, and what to do; absent when all went well. */
	readonly message?: string;
	readonly warnings: readonly string[];
}

export interface JobRequest {
	readonly source: URI;
	readonly target: URI;
	readonly to: Format;
	/** Replace a target that is not ours or was edited. */
	readonly overwrite?: boolean;
}

export interface Cancellation {
	readonly isCancellationRequested: boolean;
}

/** A converted text, or why there is none. */
export type Converted =
	| { readonly text: string; readonly warnings: readonly string[] }
	| { readonly problem: string; readonly kind: "invalid" | "failed" };

/** What the jobs need of the world. */
export interface JobEnvironment {
	/** Reads the source as it is on disk and converts it; never rejects for a bad source. */
	convert(request: JobRequest, settings: Settings, cancellation: Cancellation): Promise<Converted>;
	/** Writes the target by the rules of outputs.ts. */
	write(
		request: JobRequest,
		text: string,
	): Promise<{ outcome: "written" | "unchanged" | "conflict" | "failed"; message?: string }>;
	settings(uri: string): Promise<Settings>;
	workspaceFolders(): readonly URI[];
	/** Nothing is written while this is false. */
	isTrusted(): boolean;
}

/** Bigger goes first: what a person waits for, then saves, then bulk work. */
const priorities = { person: 2, save: 1, bulk: 0 } as const;
export type Priority = keyof typeof priorities;

const never: Cancellation = { isCancellationRequested: false };

export class ConversionJobs {
	readonly #environment: JobEnvironment;
	readonly #queue: PQueue;
	/** Newest request of each source and target; an older one that finds another number here gives way. */
	readonly #newest = new Map<string, number>();
	/** End of the last conversion that was started for each source. */
	readonly #running = new Map<string, Promise<unknown>>();
	#requests = 0;

	/** @param concurrency Conversions under way at most, from 1. */
	constructor(environment: JobEnvironment, concurrency: number) {
		this.#environment = environment;
		this.#queue = new PQueue({ concurrency });
	}

	/** Runs the rules of convert-on-save for a file that was saved; one result for each rule that applies. */
	async saved(source: URI): Promise<readonly JobResult[]> {
		const settings = await this.#environment.settings(source.toString());
		if (!settings.convertOnSave || !this.#environment.isTrusted()) return [];
		const planned = planConversions(source, settings.saveRules, this.#environment.workspaceFolders());
		return Promise.all(
			planned.map(async (plan): Promise<JobResult> => {
				if ("problem" in plan) return result(plan, "failed", plan.problem);
				return this.run(plan, "save");
			}),
		);
	}

	/** Converts one file. Resolves when it is written, or when it is known why not; never rejects. */
	async run(request: JobRequest, priority: Priority, cancellation: Cancellation = never): Promise<JobResult> {
		const key = `${request.source} ${request.target}`;
		const number = ++this.#requests;
		this.#newest.set(key, number);
		const isNewest = (): boolean => this.#newest.get(key) === number;
		try {
			return await this.#queue.add(() => this.#inTurn(request, isNewest, cancellation), {
				priority: priorities[priority],
			});
		} finally {
			if (isNewest()) this.#newest.delete(key);
		}
	}

	async #inTurn(request: JobRequest, isNewest: () => boolean, cancellation: Cancellation): Promise<JobResult> {
		const source = request.source.toString();
		const before = this.#running.get(source);
		const work = Promise.resolve(before).then(() => this.#convert(request, isNewest, cancellation));
		this.#running.set(source, work);
		try {
			return await work;
		} finally {
			if (this.#running.get(source) === work) this.#running.delete(source);
		}
	}

	async #convert(request: JobRequest, isNewest: () => boolean, cancellation: Cancellation): Promise<JobResult> {
		const givesWay = (): boolean => !isNewest() || cancellation.isCancellationRequested;
		try {
			if (givesWay()) return result(request, "superseded");
			if (!this.#environment.isTrusted()) {
				return result(
					request,
					"failed",
					"The workspace is not trusted, so nothing is written. Trust it to convert files.",
				);
			}
			const settings = await this.#environment.settings(request.source.toString());
			const converted = await this.#environment.convert(request, settings, cancellation);
			if ("problem" in converted) return result(request, converted.kind, converted.problem);
			if (givesWay()) return result(request, "superseded");
			const { outcome, message } = await this.#environment.write(request, converted.text);
			return result(request, outcome, message, converted.warnings);
		} catch (error) {
			return result(request, "failed", error instanceof Error ? error.message : String(error));
		}
	}
}

function result(
	request: Pick<PlannedConversion, "source"> & { readonly target?: URI; readonly to: Format },
	outcome: Outcome,
	message?: string,
	warnings: readonly string[] = [],
): JobResult {
	return {
		source: request.source.toString(),
		...(request.target !== undefined && { target: request.target.toString() }),
		to: request.to,
		outcome,
		...(message !== undefined && { message }),
		warnings,
	};
}
