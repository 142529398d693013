/** Every converter, and how pairs without one of their own are put together. */
import { csvToToon, tsvToToon } from "./csvToToon";
import { isReadable, type ReadableFormat } from "./formats";
import { jsonlToToon } from "./jsonlToToon";
import { jsoncToToon, jsonToToon } from "./jsonToToon";
import { markdownToToon } from "./markdownToToon";
import { toonToCsv, toonToTsv } from "./toonToCsv";
import { toonToHtml } from "./toonToHtml";
import { toonToJson, toonToJsonc } from "./toonToJson";
import { toonToJsonl } from "./toonToJsonl";
import { toonToMarkdown } from "./toonToMarkdown";
import { toonToToon } from "./toonToToon";
import { toonToYaml } from "./toonToYaml";
import type { Converter, Format } from "./types";
import { yamlToToon } from "./yamlToToon";

/** TOON to every format. */
const WRITERS: Readonly<Record<Format, Converter<"toon">>> = {
	toon: toonToToon,
	json: toonToJson,
	jsonc: toonToJsonc,
	jsonl: toonToJsonl,
	yaml: toonToYaml,
	csv: toonToCsv,
	tsv: toonToTsv,
	markdown: toonToMarkdown,
	html: toonToHtml,
};

/** Every readable format to TOON. */
const READERS: { readonly [From in ReadableFormat]: Converter<From> } = {
	json: jsonToToon,
	jsonc: jsoncToToon,
	jsonl: jsonlToToon,
	yaml: yamlToToon,
	csv: csvToToon,
	tsv: tsvToToon,
	markdown: markdownToToon,
};

/** What can be converted directly; everything else goes through TOON. */
export const CONVERTERS: readonly Pick<Converter, "name" | "from" | "to">[] = [
	...Object.values(READERS),
	...Object.values(WRITERS),
];

/** The converter that writes `to` from TOON. */
export const writerOf = (to: Format): Converter<"toon"> => WRITERS[to];

/** The converter that reads `from` into TOON; undefined for a format that is only written. */
export function readerOf(from: Exclude<Format, "toon">): Converter<ReadableFormat> | undefined {
	return isReadable(from) ? (READERS[from] as Converter<ReadableFormat>) : undefined;
}
