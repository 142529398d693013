/** The format of a document: by its VS Code language, or by its name, since VS Code has no language for CSV and TSV. */
import { type FormatName, formatOf, isFormat } from "../../server/src/lsp/protocol";

/** What is looked at of a document. */
interface Named {
	readonly languageId: string;
	readonly uri: { readonly path: string };
}

/** Undefined where the document is none of ours. */
export function formatOfDocument({ languageId, uri }: Named): FormatName | undefined {
	return isFormat(languageId) ? languageId : formatOf(uri.path);
}

/** Formats whose text is a value. */
export const VALUE_FORMATS: ReadonlySet<string> = new Set(["toon", "json", "jsonc", "jsonl", "yaml", "csv", "tsv"]);

/** The format of a document whose text is a value. */
export function valueFormat(document: Named): FormatName | undefined {
	const format = formatOfDocument(document);
	return format !== undefined && VALUE_FORMATS.has(format) ? format : undefined;
}

/** The format of a document that is not TOON, and that the meter counts as what it would cost as TOON. */
export function countedFormat(document: Named): FormatName | undefined {
	const format = valueFormat(document);
	return format === "toon" ? undefined : format;
}
