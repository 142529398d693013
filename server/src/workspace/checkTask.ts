/** The task `check`: every diagnostic of a TOON file. */
import { type Diagnostic, parse, type ToonDocument } from "../language";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask, Problem } from "./tasks";

export function check({ source, strict, indentSize }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const { items } = parse(read.text, { strict, indentSize }).diagnostics();
	return { problems: items.map(problemOf) };
}

/** The errors of a document, without what is a matter of style. */
export const errorsOf = (document: ToonDocument): Problem[] =>
	document.diagnostics().items.flatMap((item) => (item.severity === "error" ? [problemOf(item)] : []));

/** A diagnostic without its fixes, on one line. */
export const problemOf = ({ severity, code, range, message }: Diagnostic): Problem => ({
	severity,
	code,
	range,
	message: oneLine(message),
});

export const oneLine = (message: string): string => message.replaceAll(/\s*[\r\n]+\s*/g, " ");
