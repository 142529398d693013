/** Which tasks are done in a process of their own: see apart.ts, which is loaded for them only. */
import { statSync } from "node:fs";
import type { Task } from "./tasks";

/** Smaller files are read where the others are: to start a process takes as long as to read some megabytes. */
const APART_BYTES = 8 * 2 ** 20;

/** Whether the task may need so much memory that it is done apart. */
export const isForApart = (task: Task): boolean =>
	"file" in task.source && (statSync(task.source.file, { throwIfNoEntry: false })?.size ?? 0) > APART_BYTES;
