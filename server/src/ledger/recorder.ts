/** What records into the ledger: in memory at first, a batch at a time into the inbox, never in the way of a save. */
import { randomBytes } from "node:crypto";
import { dayOf } from "./days";
import { writeBatch } from "./inbox";
import type { LedgerEvent, LedgerRecord, LedgerSource } from "./types";

/** Milliseconds until a batch is written: what a `kill -9` can lose. */
const DELAY = 2_000;
/** Records that are written without waiting. */
const FULL = 500;
/** Records that are kept while nothing can be written; the oldest go first. */
const MOST_KEPT = 2_000;

export interface RecorderOptions {
	/** Of the ledger. */
	readonly folder: string;
	readonly source: LedgerSource;
	/** Is told, once, that nothing can be recorded, in words. */
	readonly onProblem: (message: string) => void;
	/** Is told of each batch. */
	readonly onWritten?: () => void;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
}

/** Counts of one file as it was saved or converted. */
export type Recorded = Pick<LedgerEvent, "folder" | "name" | "encoding" | "form" | "toon" | "json" | "jsonCompact">;

type WithoutOrigin<R> = R extends LedgerRecord ? Omit<R, "at" | "day" | "session"> : never;

export class Recorder {
	/** Names this process in the ledger. */
	readonly session = randomBytes(8).toString("hex");
	readonly #options: RecorderOptions;
	readonly #now: () => number;
	#waiting: LedgerRecord[] = [];
	#timer: NodeJS.Timeout | undefined;
	#isFailing = false;
	#isTold = false;

	constructor(options: RecorderOptions) {
		this.#options = options;
		this.#now = options.now ?? Date.now;
	}

	/** Takes a save or a conversion, which is written soon. Never throws. */
	record(recorded: Recorded): void {
		this.add({ kind: "event", source: this.#options.source, ...recorded });
	}

	/** Takes any record, which is written soon. Never throws. */
	add(record: WithoutOrigin<LedgerRecord>): void {
		const at = this.#now();
		this.#waiting.push({ ...record, at, day: dayOf(at), session: this.session });
		if (this.#waiting.length >= FULL && !this.#isFailing) {
			this.flush();
			return;
		}
		this.#timer ??= setTimeout(() => this.flush(), DELAY).unref();
	}

	/** Writes what waits, at once: a process may be about to end. Never throws. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const records = this.#waiting;
		if (records.length === 0) return;
		try {
			writeBatch(this.#options.folder, records, this.#now());
			this.#waiting = [];
			this.#isFailing = false;
			this.#options.onWritten?.();
		} catch (error) {
			// A disk may have room again later.
			this.#isFailing = true;
			this.#waiting = records.slice(-MOST_KEPT);
			this.#tell(error);
		}
	}

	/** Drops what waits. */
	forget(): void {
		this.#waiting = [];
	}

	#tell(error: unknown): void {
		if (this.#isTold) return;
		this.#isTold = true;
		const { folder, onProblem } = this.#options;
		onProblem(`What TOON saves is not recorded for now: ${folder} cannot be written to (${reasonOf(error)}).`);
	}
}

const REASONS: Readonly<Record<string, string>> = {
	ENOSPC: "the disk is full",
	EDQUOT: "your quota is used up",
	EROFS: "the storage is read-only",
	EACCES: "permission denied",
	EPERM: "permission denied",
	ENOTDIR: "a file is in the way",
	EEXIST: "a file is in the way",
};

function reasonOf(error: unknown): string {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
