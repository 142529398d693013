/** A progress bar: by files, and by bytes within a large one. On a terminal only, and only when the work takes long enough to be noticed. */
import type { SingleBar } from "cli-progress";
import type { Terminal } from "./terminal";

/** Milliseconds before the bar appears. */
const PATIENCE = 500;

export class Progress {
	readonly #terminal: Terminal;
	readonly #start = performance.now();
	#bar: SingleBar | undefined;
	#ended = false;

	constructor(terminal: Terminal) {
		this.#terminal = terminal;
	}

	/** `known`: files that were found so far, done or not. */
	async report(done: number, known: number): Promise<void> {
		await this.#show(done, known, { unit: `of ${known.toLocaleString("en")} files`, done: done.toLocaleString("en") });
	}

	/** How far the file is that is being worked on. */
	async bytes(done: number, total: number): Promise<void> {
		await this.#show(done, total, { unit: `of ${sizeText(total)}`, done: sizeText(done) });
	}

	async #show(value: number, total: number, payload: { readonly done: string; readonly unit: string }): Promise<void> {
		if (this.#ended) return;
		if (this.#bar === undefined) {
			if (performance.now() - this.#start < PATIENCE || !this.#terminal.err.isTerminal) return;
			const { Presets, SingleBar } = await import("cli-progress");
			if (this.#bar !== undefined || this.#ended) return;
			const format = "{bar} {done} {unit}, {duration_formatted}";
			this.#bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
			this.#bar.start(total, value, payload);
			// A line that is written goes where the bar stands; the bar draws itself anew below.
			this.#terminal.beforeWriting = () => process.stderr.write("\r\u001B[K");
		}
		this.#bar.setTotal(total);
		this.#bar.update(value, payload);
	}

	end(): void {
		this.#ended = true;
		this.#terminal.beforeWriting = undefined;
		this.#bar?.stop();
	}
}

function sizeText(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
}
