/** What runs in the threads of the pool, and in place for small work: the tasks, each kind loaded on first use. */
import type { TokenCounter } from "../tokens";
import { runSafely } from "./faults";
import type { ReportBytes } from "./streamFile";
import type { ResultOf, Task, TaskResults, ThreadTask } from "./tasks";

/**
 * Runs one task. Rejects only where the program itself is at fault.
 * @param report is told how far a large file is
 */
export async function runTask<T extends ThreadTask>(task: T, report?: ReportBytes): Promise<ResultOf<T>>;
export async function runTask(task: ThreadTask, report?: ReportBytes): Promise<TaskResults[keyof TaskResults]> {
	switch (task.kind) {
		case "check":
			if (task.from === "markdown") return (await import("./fenceTasks")).checkFences(task);
			return (await import("./checkLarge")).checkFile(task, report);
		case "count":
			if (task.fences !== undefined) return (await import("./fenceTasks")).countFences(task);
			return (await import("./countLarge")).countFile(task, { report });
		case "format":
			return (await import("./formatTask")).format(task);
		case "optimize":
			return (await import("./optimizeTask")).optimize(task);
		case "repair":
			return (await import("./repairTask")).repair(task);
		case "scan":
			return (await import("./scanTask")).scan(task);
		case "convert":
			return (await import("./convertTask")).convert(task, report);
		case "convertText":
			return (await import("./convertTask")).convertText(task);
		case "countTexts":
			return (await import("./countTask")).countTexts(task);
	}
}

/** A counter by a tokenizer's file, for who counts without a task. @throws where it cannot be read or is none */
export async function tokenizerAt(path: string): Promise<TokenCounter> {
	const { counterFor } = await import("./taskCounters");
	return counterFor(path);
}

/** What the pool calls: several tasks at once, since a message between threads costs as much as a small file. */
export default (tasks: readonly ThreadTask[]): Promise<readonly ResultOf<ThreadTask>[]> =>
	Promise.all(
		tasks.map((task) =>
			task.kind === "convertText" || task.kind === "countTexts" ? runTask(task) : runSafely<Task>(task, runTask),
		),
	);
