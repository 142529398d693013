/** Long work in slices, so that the event loop turns in between. */
import { type Cancellation, NEVER_CANCELLED } from "../../convert";

/** Lets the event loop turn once; what waits there goes first. */
export type Pause = () => Promise<void>;

/** Milliseconds of work between two pauses. */
const SLICE = 12;

/** The work's answer is not wanted any more: it was cancelled, or the document has gone on. */
export class Abandoned extends Error {}

export class Slices {
	readonly #pause: Pause;
	readonly #cancellation: Cancellation;
	readonly #isCurrent: () => boolean;
	#start = performance.now();

	constructor(pause: Pause, isCurrent: () => boolean, cancellation: Cancellation = NEVER_CANCELLED) {
		this.#pause = pause;
		this.#isCurrent = isCurrent;
		this.#cancellation = cancellation;
	}

	/** Whether the slice is used up: then `next` must be awaited. */
	get isOver(): boolean {
		return performance.now() - this.#start > SLICE;
	}

	/** Begins the next slice. @throws Abandoned */
	async next(): Promise<void> {
		await this.#pause();
		if (this.#cancellation.isCancellationRequested || !this.#isCurrent()) throw new Abandoned();
		this.#start = performance.now();
	}
}
