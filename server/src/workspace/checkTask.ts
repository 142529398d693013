/** The task `check`: every diagnostic of a TOON file. */
import { type Diagnostic, parse, type ToonDocument } from "../language";
import { told } from "./problemList";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask, Problem } from "./tasks";

export function check({ source, strict, indentSize, hints }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const { items } = parse(read.text, { strict, indentSize }).diagnostics();
	const wanted = hints ? items : items.filter(isFinding);
	return { problems: told(wanted), leftOut: items.length - wanted.length };
}

/** Whether it is more than a remark on style. */
export const isFinding = ({ severity }: Diagnostic): boolean => severity === "error" || severity === "warning";

/** The errors of a document, without what is a matter of style. */
export function errorsOf(document: ToonDocument): Problem[] {
	const errors = document.diagnostics().items.filter(({ severity }) => severity === "error");
	return told(errors);
}
