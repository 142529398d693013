/** Lines for people: `file:line:col: severity code message`. */
import { hasErrors, type Problem } from "../workspace/tasks";
import type { Colors } from "./colors";
import type { Terminal } from "./terminal";
import { visibleLine } from "./visible";

const paint = (colors: Colors, severity: Problem["severity"]): ((text: string) => string) =>
	severity === "error" ? colors.red : severity === "warning" ? colors.yellow : colors.cyan;

/** One problem of a file; lines and columns count from 1, columns in UTF-16 units as editors do. */
export function problemLine(name: string, { severity, code, message, range }: Problem, colors: Colors): string {
	const place = range === undefined ? "" : `:${range.start.line + 1}:${range.start.character + 1}`;
	const kind = paint(colors, severity)(severity);
	const what = code === undefined ? `${kind}:` : `${kind} ${colors.dim(code)}`;
	return `${colors.bold(visibleLine(name))}${place}: ${what} ${visibleLine(message)}\n`;
}

/** Tells the problems of a file on standard error; true if one of them is an error. */
export async function tellProblems(name: string, problems: readonly Problem[], { err }: Terminal): Promise<boolean> {
	for (const problem of problems) await err.write(problemLine(name, problem, err.colors));
	return hasErrors(problems);
}

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string =>
	`${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
