/** Which conversions can be done part by part. */
import { tsvQuotes } from "../csvToToon";
import type { ConvertOptions, Format } from "../types";
import { CsvStream } from "./csv";
import { JsonArrayStream, JsonlStream } from "./json";
import { rowTargets, TableStream } from "./table";
import type { StreamConversion } from "./types";

export { LineStream } from "./lines";
export type { StreamConversion } from "./types";

/** The conversion of a source larger than memory; undefined where the pair of formats needs the whole. */
export function streamOf(from: Format, to: Format, options: ConvertOptions): StreamConversion | undefined {
	if (from === "toon")
		return to in rowTargets
			? new TableStream(rowTargets[to as keyof typeof rowTargets](options), options.indentSize)
			: undefined;
	if (to !== "toon") return undefined;
	if (from === "csv") return new CsvStream(options.csv?.delimiter ?? "auto", "strict", options);
	if (from === "tsv") return new CsvStream("\t", tsvQuotes(options), options);
	if (from === "jsonl") return new JsonlStream(options);
	return from === "json" ? new JsonArrayStream(options) : undefined;
}
