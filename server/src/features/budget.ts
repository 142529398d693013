/** The diagnostic of a document that costs more tokens than its budget. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from "vscode-languageserver-types";
import type { ToonDocument } from "../language";
import { OVER_BUDGET_CODE, overBudget } from "../savings";
import { pageOf } from "./diagnostics";

/**
 * One warning on the first line, since it is the whole that is too long.
 * @param label encoding, `~` in front of an estimate
 */
export function budgetDiagnostic(
	document: ToonDocument,
	tokens: number,
	budget: number,
	label: string,
): LspDiagnostic | undefined {
	const message = overBudget(tokens, budget, label);
	if (message === undefined) return undefined;
	return {
		range: document.line(0).range,
		severity: DiagnosticSeverity.Warning,
		source: "toon",
		code: OVER_BUDGET_CODE,
		codeDescription: { href: pageOf(OVER_BUDGET_CODE) },
		message,
	};
}
