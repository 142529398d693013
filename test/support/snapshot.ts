/** All that can be asked of a document, as plain values that can be compared. */
import type { Diagnostic, SyntaxLine, ToonDocument } from "../../server/src/language/index";

/** A diagnostic with everything that is made on demand. */
export type ReadDiagnostic = Pick<Diagnostic, "code" | "severity" | "range" | "message" | "related" | "fixes">;

/** The diagnostics with their messages, other places and fixes. */
export function readDiagnostics(document: ToonDocument, limit?: number): { items: ReadDiagnostic[]; total: number } {
	const { items, total } = document.diagnostics(limit);
	return {
		items: items.map(({ code, severity, range, message, related, fixes }) => {
			return { code, severity, range, message, ...(related && { related }), ...(fixes && { fixes }) };
		}),
		total,
	};
}

/** Every line with its tokens. */
export function readLines(document: ToonDocument): SyntaxLine[] {
	return Array.from({ length: document.lineCount }, (_, number) => document.line(number));
}
