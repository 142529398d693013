/** The counters of the tasks, one of each encoding or tokenizer file in a thread. */
import { readFileSync } from "node:fs";
import { createCounter, createFileCounter, encodingForModel, isTokenizerFile, type TokenCounter } from "../tokens";
import { RankFiles } from "./rankFiles";

const counters = new Map<string, TokenCounter>();

/**
 * Reads the tables at once: a task's thread has nothing else to do.
 * @param name an encoding, a model, or the path of a tokenizer.json
 */
export function counterFor(name: string): TokenCounter {
	let counter = counters.get(name);
	if (counter === undefined) {
		counter = isTokenizerFile(name) ? createFileCounter(name, readFileSync(name, "utf8")) : encodingCounter(name);
		counters.set(name, counter);
	}
	return counter;
}

function encodingCounter(name: string): TokenCounter {
	const { encoding } = encodingForModel(name);
	return createCounter(encoding, new RankFiles().loadNow(encoding));
}
