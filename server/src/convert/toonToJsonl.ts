/** TOON to JSON Lines: each item of a root array on a line of its own. */
import type { ToonDocument } from "../language";
import { withoutDuplicates } from "./duplicates";
import { JsonWriter, tableToJson } from "./toonToJson";
import type { Cancellation, Conversion, Converter, ConvertOptions } from "./types";
import { Warnings } from "./warnings";

export const toonToJsonl: Converter<"toon"> = { name: "TOON to JSON Lines", from: "toon", to: "jsonl", convert };

/** A document that is not an array is one line: a valid file of one record. */
function convert(document: ToonDocument, _options: ConvertOptions, cancellation: Cancellation): Conversion {
	const table = tableToJson(document, { indent: undefined, lines: true }, cancellation);
	if (table !== undefined) return table;
	const warnings = new Warnings();
	const writer = new JsonWriter({ indent: undefined, lines: true }, cancellation);
	withoutDuplicates(document, warnings).walk(writer);
	const text = writer.pieces.text();
	const lineMap = text === "" ? new Int32Array(0) : writer.pieces.lineMap();
	return { text: text === "" ? "" : `${text}\n`, warnings: warnings.list(), lineMap };
}
