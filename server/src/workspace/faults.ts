/** A fault of the program in one file, in words: it must not end the work on the others. */
import type { Problem, ResultOf, Task } from "./tasks";

/** Runs one task. What it throws becomes a problem of its file. */
export async function runSafely<T extends Task>(
	task: T,
	run: (task: T) => ResultOf<T> | Promise<ResultOf<T>>,
): Promise<ResultOf<T>> {
	try {
		return await run(task);
	} catch (error) {
		return problemsOnly<T>(faultProblem(error));
	}
}

/** A result that says only what is wrong. */
export const problemsOnly = <T extends Task>(problem: Problem): ResultOf<T> =>
	({ problems: [problem] }) satisfies ResultOf<Task> as ResultOf<T>;

export const faultProblem = (error: unknown): Problem => ({ severity: "error", message: faultMessage(error) });

/** One line, without the stack, whose minified names help nobody. */
export function faultMessage(error: unknown): string {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "ERR_WORKER_OUT_OF_MEMORY") return "not done: it needs more memory than a thread has; split the file";
	const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return `not done, by a fault of the program; please report it: ${what.replaceAll(/\s+/g, " ").slice(0, 300)}`;
}
