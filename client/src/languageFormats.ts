/** The format of a document by its VS Code language: those whose text is a value. */
import type { FormatName } from "../../server/src/lsp/protocol";

export const LANGUAGE_FORMATS: Readonly<Record<string, FormatName>> = {
	toon: "toon",
	json: "json",
	jsonc: "jsonc",
	jsonl: "jsonl",
	yaml: "yaml",
	csv: "csv",
	tsv: "tsv",
};
