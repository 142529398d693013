/** Formats and the names of files. */
import type { Format } from "./types";

/** Extensions by format, the first one for new files. */
const extensions: Readonly<Record<Format, readonly string[]>> = {
	toon: [".toon"],
	json: [".json", ".geojson", ".webmanifest"],
	jsonc: [".jsonc", ".code-workspace"],
	jsonl: [".jsonl", ".ndjson"],
	yaml: [".yaml", ".yml"],
	csv: [".csv"],
	tsv: [".tsv", ".tab"],
	markdown: [".md", ".markdown"],
	html: [".html", ".htm"],
};

/** The format of a file by its extension, in any case; undefined when it is none of ours. */
export function formatOf(fileName: string): Format | undefined {
	const name = fileName.toLowerCase();
	for (const [format, endings] of Object.entries(extensions)) {
		if (endings.some((ending) => name.endsWith(ending))) return format as Format;
	}
	return undefined;
}

/** The extension of new files of a format, with its dot. */
export const extensionOf = (format: Format): string => extensions[format][0]!;
