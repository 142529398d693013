/** Document and range formatting. */
import type { TextEdit as LspEdit } from "vscode-languageserver-types";
import type { FormatOptions, Range, ToonDocument } from "../language";

/** The edits, or why there are none: a document with errors is never formatted. */
export type Formatting = { readonly edits: LspEdit[] } | { readonly problem: string };

/**
 * Formats a document, or the lines that a range touches.
 *
 * @param firstLine what people call line 0 of the document, less one
 */
export function formatting(document: ToonDocument, options: FormatOptions, range?: Range, firstLine = 0): Formatting {
	const edits = document.formatEdits(options, range);
	if (edits !== undefined) return { edits: edits.map(({ range, newText }) => ({ range, newText })) };
	const first = document.diagnostics().items.find(({ severity }) => severity === "error");
	const place =
		first === undefined ? "" : ` The first is in line ${firstLine + first.range.start.line + 1}: ${first.message}`;
	return {
		problem: `Not formatted, since the document has errors and formatting could change its value. “TOON: Repair Document” mends what is sure.${place}`,
	};
}
