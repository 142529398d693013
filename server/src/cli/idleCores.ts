/** Whether the machine has a core to spare: on a busy one, threads only cost what it takes to start them. */
import { availableParallelism, cpus } from "node:os";

/** Milliseconds; the system counts in ticks of ten. */
const SHORTEST = 40;

/** Watches the cores from its making on. */
export class IdleCores {
	#idle = idleTime();
	#since = performance.now();

	/** Cores beside our own that stood idle since the last answer; undefined while that is too short ago to say. */
	get count(): number | undefined {
		const elapsed = performance.now() - this.#since;
		if (elapsed < SHORTEST) return undefined;
		const idle = idleTime();
		// A container may use fewer cores than the machine has.
		const count = Math.min((idle - this.#idle) / elapsed, availableParallelism() - 1);
		this.#idle = idle;
		this.#since += elapsed;
		return count;
	}
}

/** Milliseconds that all cores have been idle since the machine started. */
const idleTime = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0);
