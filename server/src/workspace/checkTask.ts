/** The task `check`: every diagnostic of a TOON file. */
import { type Diagnostic, parse, type ToonDocument } from "../language";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask, Problem } from "./tasks";

/** Diagnostics of a file that are told; a pasted file of another kind has one a line. */
const LIMIT = 1000;

export function check({ source, strict, indentSize, hints }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const { items } = parse(read.text, { strict, indentSize }).diagnostics();
	const wanted = hints ? items : items.filter(isFinding);
	return { problems: told(wanted), leftOut: items.length - wanted.length };
}

/** Whether it is more than a remark on style. */
const isFinding = ({ severity }: Diagnostic): boolean => severity === "error" || severity === "warning";

/** The errors of a document, without what is a matter of style. */
export function errorsOf(document: ToonDocument): Problem[] {
	const errors = document.diagnostics().items.filter(({ severity }) => severity === "error");
	return told(errors);
}

/** The first of the diagnostics, and a word on the others, which weighs as much as the worst of them. */
export function told(diagnostics: readonly Diagnostic[]): Problem[] {
	const problems = diagnostics.slice(0, LIMIT).map(problemOf);
	const more = diagnostics.slice(LIMIT);
	if (more.length === 0) return problems;
	const has = (severity: Diagnostic["severity"]): boolean => more.some((each) => each.severity === severity);
	const severity = has("error") ? "error" : has("warning") ? "warning" : "information";
	return [...problems, { severity, message: `${more.length} more problems are not shown` }];
}

/** A diagnostic without its fixes, on one line. */
const problemOf = ({ severity, code, range, message }: Diagnostic): Problem => ({
	severity,
	code,
	range,
	message: oneLine(message),
});

export const oneLine = (message: string): string => message.replaceAll(/\s*[\r\n]+\s*/g, " ");
