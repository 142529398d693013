/** The task `check`: every diagnostic of a TOON file. */
import { type Diagnostic, parse, type ToonDocument } from "../language";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask, Problem } from "./tasks";

/** Diagnostics of a file that are told; a pasted file of another kind has one a line. */
const limit = 1000;

export function check({ source, strict, indentSize }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const { items, total } = parse(read.text, { strict, indentSize }).diagnostics(limit);
	return { problems: told(items, total) };
}

/** The errors of a document, without what is a matter of style. */
export function errorsOf(document: ToonDocument): Problem[] {
	const errors = document.diagnostics().items.filter(({ severity }) => severity === "error");
	return told(errors, errors.length);
}

/** The first of the diagnostics, and a word on the others. */
export function told(diagnostics: readonly Diagnostic[], total: number): Problem[] {
	const problems = diagnostics.slice(0, limit).map(problemOf);
	const more = total - problems.length;
	if (more > 0) problems.push({ severity: "error", message: `${more} more problems are not shown` });
	return problems;
}

/** A diagnostic without its fixes, on one line. */
const problemOf = ({ severity, code, range, message }: Diagnostic): Problem => ({
	severity,
	code,
	range,
	message: oneLine(message),
});

export const oneLine = (message: string): string => message.replaceAll(/\s*[\r\n]+\s*/g, " ");
