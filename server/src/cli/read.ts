/** From an input to the task that reads it; what every reading command has in common. */

import { problemsOnly } from "../workspace/faults";
import { fileError } from "../workspace/fileErrors";
import { LONGEST_TEXT } from "../workspace/sizeLimits";
import type { Problem, Task, TaskSource } from "../workspace/tasks";
import { decodeText } from "../workspace/text";
import type { Context } from "./context";
import type { Input } from "./inputs";
import type { Planned } from "./queue";

export interface ReadOptions {
	readonly strict: boolean;
	/** Spaces a level. */
	readonly indentSize: number | "auto";
}

/** A result that says only what is wrong. */
export const failed = <T extends Task>(input: Input, problem: Problem): Planned<T> => ({
	input,
	result: problemsOnly<T>(problem),
});

export const errorOf = (message: string): Problem => ({ severity: "error", message });

const TOO_LONG =
	"standard input has more than 512 MB, which is more than one text can be; write it to a file, and name that";

/** Reads standard input, or leaves the reading to the task; what cannot be taken becomes a result at once. */
export async function planRead<T extends Task>(
	input: Input,
	{ readStdin }: Context,
	task: (source: TaskSource) => T,
): Promise<Planned<T>> {
	if (input.kind === "problem") return failed(input, errorOf(input.message));
	if (input.kind === "file") return { input, task: task({ file: input.path }) };
	const content = await readStdin().catch((error: unknown) => fileError("read", error));
	if (content instanceof Error) return failed(input, errorOf(content.message));
	if (content.length > LONGEST_TEXT) return failed(input, errorOf(TOO_LONG));
	const read = decodeText(content);
	return "problem" in read ? failed(input, read.problem) : { input, task: task({ text: read.text }) };
}
