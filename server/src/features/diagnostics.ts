/** Diagnostics as LSP wants them. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from "vscode-languageserver-types";
import type { Diagnostic, Severity, ToonDocument } from "../language";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** Page of a code in the documentation. */
const pageOf = (code: string): string =>
	`https://github.com/toon-workbench/toon-workbench/blob/main/docs/diagnostics.md#${code}`;

function toLsp(diagnostic: Diagnostic, uri: string): LspDiagnostic {
	return {
		range: diagnostic.range,
		severity: severities[diagnostic.severity],
		source: "toon",
		code: diagnostic.code,
		codeDescription: { href: pageOf(diagnostic.code) },
		message: diagnostic.message,
		...(diagnostic.related && {
			relatedInformation: diagnostic.related.map(({ range, message }) => ({ location: { uri, range }, message })),
		}),
	};
}

/**
 * The problems of a document in its order, at most `limit` of them. When there are more, one remark at the top of the
 * file says how many.
 */
export function lspDiagnostics(document: ToonDocument, uri: string, limit: number): LspDiagnostic[] {
	const { items, total } = document.diagnostics(limit);
	const shown = items.map((diagnostic) => toLsp(diagnostic, uri));
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
