/**
 * Work on large files in a process of its own: when the memory runs out there, V8 or the system ends that process, and
 * the others are done all the same. It tells how far it is, while this process goes on.
 */
import { type ChildProcess, fork } from "node:child_process";
import { dirname, join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { problemsOnly } from "./faults";
import { onInterruption } from "./interruption";
import type { ReportBytes } from "./streamFile";
import type { ResultOf, Task } from "./tasks";
import { sweepTemporaryFiles } from "./temporaryFiles";

/** What the process says: how far it is, or what came out. */
export type FromApart<T extends Task> =
	| { readonly done: number; readonly total: number }
	| { readonly result: ResultOf<T> };

/** Processes run one after another: each may take all the memory there is. */
let last: Promise<unknown> = Promise.resolve();

/** Runs a task apart, after those that were given before. */
export function runApart<T extends Task>(task: T, report: ReportBytes): Promise<ResultOf<T>> {
	const result = last.then(() => run(task, report));
	last = result.catch(() => undefined);
	return result;
}

async function run<T extends Task>(task: T, report: ReportBytes): Promise<ResultOf<T>> {
	// What V8 prints when it gives up helps nobody.
	const stdio = ["ignore", "inherit", "ignore", "ipc"] as const;
	const child = fork(join(__dirname, "apart.js"), { serialization: "advanced", stdio: [...stdio] });
	// It listens to no signal while it works.
	const release = onInterruption(async () => {
		const end = new Promise((resolve) => child.on("exit", resolve));
		child.kill("SIGKILL");
		await end;
		await sweepAfter(task);
	});
	try {
		const result = await resultOf<T>(child, task, report);
		if (result !== undefined) return result;
		await sweepAfter(task);
		return problemsOnly<T>({ severity: "error", message: outOfMemory() });
	} finally {
		release();
	}
}

/** Takes away what the process was writing. */
async function sweepAfter(task: Task): Promise<void> {
	if (task.kind === "convert" && task.output !== undefined) await sweepTemporaryFiles(dirname(task.output.target));
	else if ("root" in task && task.root !== undefined && "file" in task.source)
		await sweepTemporaryFiles(dirname(task.source.file));
}

/** Undefined where the process ended without a result. */
function resultOf<T extends Task>(child: ChildProcess, task: T, report: ReportBytes): Promise<ResultOf<T> | undefined> {
	return new Promise((resolve) => {
		child.on("message", (message: FromApart<T>) => {
			if ("result" in message) resolve(message.result);
			else report(message.done, message.total);
		});
		child.on("error", () => resolve(undefined));
		child.on("exit", () => resolve(undefined));
		child.send(task, () => undefined);
	});
}

function outOfMemory(): string {
	const megabytes = Math.round(getHeapStatistics().heap_size_limit / 2 ** 20);
	return `not done: it needs more memory than there is (${megabytes.toLocaleString("en")} MB for values). Split the file, or allow more: NODE_OPTIONS=--max-old-space-size=${2 * megabytes}`;
}
