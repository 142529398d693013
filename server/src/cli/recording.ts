/** Conversions of the command line and the hook in the ledger of savings (docs/savings.md). */
import { basename, dirname } from "node:path";
import type { Format } from "../convert";
import { isRecordingWanted, Ledger, LedgerProblem, type LedgerSource, ledgerFolder, Recorder } from "../ledger";
import { encodingForModel, encodingLabel, isTokenizerFile } from "../tokens";
import type { Measured, Measuring } from "../workspace/tasks";
import type { Context } from "./context";
import { visibleLine } from "./visible";

/** Batches in the inbox from which a run takes them over: one in many is a little longer, and the inbox stays small. */
const MANY_BATCHES = 256;

export interface RecordedConversion {
	/** Absolute path of the TOON file; undefined for what came through a pipe. */
	readonly file: string | undefined;
	/** What the value was before it was TOON. */
	readonly form: Format;
	readonly measured: Measured;
}

/** What a run records. Nothing that goes wrong here is a failure of the run: it is told, once. */
export class RunRecorder {
	readonly #recorder: Recorder;
	readonly #ledger: Ledger;
	readonly #label: string;
	readonly #problems: string[] = [];
	/** What tasks need to know to count. */
	readonly measuring: Measuring;

	/** @param encoding absolute path of a tokenizer.json, or a name that is known */
	private constructor(source: LedgerSource, encoding: string) {
		const folder = ledgerFolder();
		this.#recorder = new Recorder({ folder, source, onProblem: (message) => this.#problems.push(message) });
		this.#ledger = new Ledger({ folder, onNotice: (message) => this.#problems.push(message) });
		this.#label = isTokenizerFile(encoding) ? encoding : encodingLabel(encodingForModel(encoding));
		this.measuring = { encoding };
	}

	/** Undefined where nothing is to be recorded. */
	static for(source: LedgerSource, encoding: string): RunRecorder | undefined {
		const isKnown = isTokenizerFile(encoding) || encodingForModel(encoding).kind !== "unknown";
		return isKnown && isRecordingWanted() ? new RunRecorder(source, encoding) : undefined;
	}

	add({ file, form, measured }: RecordedConversion): void {
		const { toon, json, jsonCompact, digest } = measured;
		const place =
			file === undefined ? { folder: "", name: `pipe ${digest}` } : { folder: dirname(file), name: basename(file) };
		this.#recorder.record({ ...place, encoding: this.#label, form, toon, json, jsonCompact });
	}

	/** The whole run is one operation. */
	addDuration(operation: string): void {
		const ms = performance.now();
		this.#recorder.add({ kind: "timing", operation, count: 1, p50: ms, p95: ms, p99: ms, max: ms });
	}

	/** What was converted is not used: the run has failed. */
	drop(): void {
		this.#recorder.forget();
	}

	/** Writes it all, and tells what went wrong. */
	async end({ terminal }: Context): Promise<void> {
		this.#recorder.flush();
		if (this.#problems.length === 0) await this.#fold();
		for (const problem of this.#problems) await terminal.err.write(`${visibleLine(problem)}\n`);
	}

	async #fold(): Promise<void> {
		try {
			if (this.#ledger.waiting >= MANY_BATCHES) await this.#ledger.fold();
		} catch (error) {
			if (!(error instanceof LedgerProblem)) throw error;
			this.#problems.push(error.message);
		}
	}
}
