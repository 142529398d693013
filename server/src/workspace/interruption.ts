/** What is cleared up when a signal ends the process: temporary files, and threads that write some. */

/** Removes something. It may give a promise: threads take a moment to end. */
type Cleaner = () => unknown;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Milliseconds that cleaning up may take at most. */
const PATIENCE = 2000;

/** One for the process, which may have loaded several bundles with this file in them. */
interface State {
	readonly cleaners: Set<Cleaner>;
	isEnding: boolean;
	readonly end: (signal: NodeJS.Signals) => void;
}

const key: unique symbol = Symbol.for("toon-workbench.interruption");
const shared = globalThis as { [key]?: State };
shared[key] ??= { cleaners: new Set(), isEnding: false, end: (signal) => void end(signal) };
const state = shared[key];

/**
 * Has `clean` called if a signal ends the process. Gives a function that takes it back. Signals are listened to only
 * while there is something to clean: a long computation without temporary files ends at once, as ever.
 */
export function onInterruption(clean: Cleaner): () => void {
	const { cleaners } = state;
	if (cleaners.size === 0 && !state.isEnding) for (const signal of SIGNALS) process.on(signal, state.end);
	cleaners.add(clean);
	return () => {
		cleaners.delete(clean);
		if (cleaners.size === 0) for (const signal of SIGNALS) process.off(signal, state.end);
	};
}

async function end(signal: NodeJS.Signals): Promise<void> {
	state.isEnding = true;
	// A second signal ends the process at once.
	for (const each of SIGNALS) process.off(each, state.end);
	const waits = runAll();
	if (waits.length > 0) {
		const tooLong = new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
		await Promise.race([Promise.allSettled(waits), tooLong]);
		// Meanwhile this thread may have begun to write another file.
		runAll();
	}
	// As if nobody had listened; those who listen too decide for themselves.
	if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

/** Calls every cleaner; gives those that are not done yet. None may keep another from its turn. */
function runAll(): Promise<unknown>[] {
	const waits: Promise<unknown>[] = [];
	for (const clean of state.cleaners) {
		try {
			const result = clean();
			if (result instanceof Promise) waits.push(result);
		} catch {
			// It is gone already.
		}
	}
	return waits;
}
