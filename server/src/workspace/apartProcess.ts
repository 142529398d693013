/** The process that large files are worked on in: see apart.ts. */
import type { FromApart } from "./apart";
import { runSafely } from "./faults";
import type { Task } from "./tasks";

/** Milliseconds between two words on how far things are. */
const PAUSE = 100;

const tell = (message: FromApart<Task>): Promise<void> =>
	new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()) ?? resolve());

const parent = process.ppid;

process.once("message", async (task: Task) => {
	const { runTask } = await import("./worker");
	let told = performance.now();
	const report = (done: number, total: number): void => {
		if (performance.now() - told < PAUSE) return;
		// Nobody waits any more. What was being written is swept by the next command.
		if (process.ppid !== parent) process.exit();
		told = performance.now();
		process.send?.({ done, total });
	};
	await tell({ result: await runSafely(task, (each) => runTask(each, report)) });
	process.disconnect();
});
