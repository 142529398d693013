/** The counters of the tasks, one of each encoding in a thread. */
import { createCounter, type Encoding, type TokenCounter } from "../tokens";
import { RankFiles } from "./rankFiles";

const counters = new Map<Encoding, TokenCounter>();

/** Reads the tables at once: a task's thread has nothing else to do. */
export function counterFor(encoding: Encoding): TokenCounter {
	let counter = counters.get(encoding);
	if (counter === undefined) {
		counter = createCounter(encoding, new RankFiles().loadNow(encoding));
		counters.set(encoding, counter);
	}
	return counter;
}
