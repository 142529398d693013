/** Diagnostics as LSP wants them. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from "vscode-languageserver-types";
import type { Diagnostic, DiagnosticCode, Severity, ToonDocument } from "../language";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** Where the project is at home. */
export const HOME = "https://github.com/toon-workbench/toon-workbench";

/** Page of a code in the documentation. */
export const pageOf = (code: string): string => `${HOME}/blob/main/docs/diagnostics.md#${code}`;

/** How a person wants remarks on style to be shown, by code. What is an error stays one. */
export type ChosenSeverities = Readonly<Partial<Record<DiagnosticCode, Severity | "off">>>;

/** A diagnostic as LSP wants it. */
export function toLspDiagnostic(diagnostic: Diagnostic, uri: string, chosen: ChosenSeverities): LspDiagnostic {
	return {
		range: diagnostic.range,
		severity: SEVERITIES[severityOf(diagnostic, chosen)],
		source: "toon",
		code: diagnostic.code,
		codeDescription: { href: pageOf(diagnostic.code) },
		message: diagnostic.message,
		...(diagnostic.related && {
			relatedInformation: diagnostic.related.map(({ range, message }) => ({ location: { uri, range }, message })),
		}),
	};
}

function severityOf({ code, severity }: Diagnostic, chosen: ChosenSeverities): Severity {
	const other = chosen[code];
	return severity === "error" || other === undefined || other === "off" ? severity : other;
}

export interface ShownDiagnostics {
	readonly limit: number;
	readonly severities: ChosenSeverities;
}

/**
 * The problems of a document in its order, at most `limit` of them. When there are more, one remark at the top of the
 * file says how many.
 */
export function lspDiagnostics(
	document: ToonDocument,
	uri: string,
	{ limit, severities }: ShownDiagnostics,
): LspDiagnostic[] {
	const { items, total } = document.diagnostics(limit);
	const shown = items.map((diagnostic) => toLspDiagnostic(diagnostic, uri, severities));
	if (total > items.length) {
		shown.push({
			range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
			severity: DiagnosticSeverity.Information,
			source: "toon",
			message: `Only the first ${items.length} of ${total} problems are shown. Mend these first, or raise "toon.validation.maxProblems".`,
		});
	}
	return shown;
}
