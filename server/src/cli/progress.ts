/** A progress bar: on a terminal only, and only when the work takes long enough to be noticed. */
import type { SingleBar } from "cli-progress";
import type { Terminal } from "./terminal";

/** Milliseconds before the bar appears. */
const PATIENCE = 500;

export class Progress {
	readonly #terminal: Terminal;
	readonly #start = performance.now();
	#bar: SingleBar | undefined;

	constructor(terminal: Terminal) {
		this.#terminal = terminal;
	}

	/** `known`: files that were found so far, done or not. */
	async report(done: number, known: number): Promise<void> {
		if (this.#bar === undefined) {
			if (performance.now() - this.#start < PATIENCE || !this.#terminal.err.isTerminal) return;
			const { Presets, SingleBar } = await import("cli-progress");
			const format = "{bar} {value} of {total} files, {duration_formatted}";
			this.#bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
			this.#bar.start(known, done);
			// A line that is written goes where the bar stands; the bar draws itself anew below.
			this.#terminal.beforeWriting = () => process.stderr.write("\r\u001B[K");
		}
		this.#bar.setTotal(known);
		this.#bar.update(done);
	}

	end(): void {
		this.#terminal.beforeWriting = undefined;
		this.#bar?.stop();
	}
}
