/** How long operations took, over the last thousand of each kind. Kept in memory, sent nowhere. */

/** Figures of one operation, in milliseconds. */
export interface OperationFigures {
	readonly count: number;
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
}

const WINDOW_SIZE = 1024;

class Recorder {
	/** The last `WINDOW_SIZE` durations, the newest replacing the oldest. */
	readonly #window = new Float64Array(WINDOW_SIZE);
	#count = 0;
	#max = 0;

	add(milliseconds: number): void {
		this.#window[this.#count % WINDOW_SIZE] = milliseconds;
		this.#count++;
		if (milliseconds > this.#max) this.#max = milliseconds;
	}

	figures(): OperationFigures {
		const sorted = this.#window.slice(0, Math.min(this.#count, WINDOW_SIZE)).sort();
		const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
		return { count: this.#count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: this.#max };
	}
}

/** A recorder for each operation. */
export class Metrics<Operation extends string> {
	readonly #recorders: Map<Operation, Recorder>;
	readonly #now: () => number;

	/**
	 * @param operations Told of from the start; others are once they were recorded.
	 * @param now A monotonic clock in milliseconds.
	 */
	constructor(operations: readonly Operation[], now: () => number) {
		this.#recorders = new Map(operations.map((operation) => [operation, new Recorder()]));
		this.#now = now;
	}

	record(operation: Operation, milliseconds: number): void {
		let recorder = this.#recorders.get(operation);
		if (recorder === undefined) {
			recorder = new Recorder();
			this.#recorders.set(operation, recorder);
		}
		recorder.add(milliseconds);
	}

	/** Runs `work` and records how long it took, also when it throws. */
	time<Result>(operation: Operation, work: () => Result): Result {
		const start = this.#now();
		try {
			return work();
		} finally {
			this.record(operation, this.#now() - start);
		}
	}

	figures(): Record<Operation, OperationFigures> {
		const entries = [...this.#recorders].map(([operation, recorder]) => [operation, recorder.figures()] as const);
		return Object.fromEntries(entries) as Record<Operation, OperationFigures>;
	}
}

/** What is handed to those who only record. */
export type Stopwatch<Operation extends string> = Pick<Metrics<Operation>, "record" | "time">;
