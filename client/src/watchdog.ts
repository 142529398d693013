/** Notices a server that does not answer any more, and ends it: what runs the server then starts it again. */
import type { PingAnswer } from "../../server/src/lsp/protocol";

/** Milliseconds between two questions. */
const INTERVAL = 5_000;
/** Milliseconds without an answer after which the server is taken for stuck. */
const PATIENCE = 10_000;
/** A timer that is later by this, in milliseconds, tells of a machine that slept, or of a stuck client. */
const LATE = 2_000;

export interface Watched {
	/** Asks the server whether it is well. Rejects where there is no connection. */
	ping(): Promise<PingAnswer>;
	/** Ends the process of a server that is stuck; undefined: it never said which one that is. */
	end(pid: number | undefined): void;
	/** Whether somebody may have halted the server on purpose, in a debugger. */
	isDebugged(): boolean;
}

export class Watchdog {
	readonly #watched: Watched;
	#pid: number | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts starts: what belongs to a server before says nothing of this one. */
	#start = 0;

	constructor(watched: Watched) {
		this.#watched = watched;
	}

	/** A server is up. */
	start(): void {
		this.stop();
		this.#pid = undefined;
		this.#ask(++this.#start);
	}

	stop(): void {
		this.#start++;
		clearTimeout(this.#timer);
	}

	#ask(start: number): void {
		const asked = Date.now();
		this.#timer = setTimeout(() => {
			if (start !== this.#start) return;
			const isLate = Date.now() - asked > PATIENCE + LATE;
			if (isLate || this.#watched.isDebugged()) return this.#ask(start);
			this.stop();
			this.#watched.end(this.#pid);
		}, PATIENCE);
		const next = (): void => {
			if (start !== this.#start) return;
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.#ask(start), INTERVAL);
		};
		// Where there is no connection, whoever made it knows.
		this.#watched.ping().then(({ pid }) => {
			if (start === this.#start) this.#pid = pid;
			next();
		}, next);
	}
}
