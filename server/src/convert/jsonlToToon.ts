/** JSON Lines to TOON: the values of the lines are the items of an array. */
import { jsonFault } from "./jsonFaults";
import { JsonReader } from "./jsonReader";
import { notJson } from "./jsonToToon";
import { sourceBytes } from "./sourceBytes";
import { ToonBuilder } from "./toonBuilder";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";

export const jsonlToToon: Converter<"jsonl"> = { name: "JSON Lines to TOON", from: "jsonl", to: "toon", convert };

function convert(text: string, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const data = sourceBytes(text);
	const builder = new ToonBuilder(options, data);
	const reader = new JsonReader(data, builder, false);
	builder.beginArray(0);
	let line = 0;
	for (let from = 0; from < data.length; line++) {
		if (line % 1024 === 0) checkCancelled(cancellation);
		const found = data.indexOf(0x0a, from);
		const to = found < 0 ? data.length : found;
		if (!isBlank(data, from, to)) {
			if (reader.read(from, to).isFault) throw lineFault(text, line);
		}
		from = to + 1;
	}
	builder.end();
	return builder.toToon();
}

/** White space and nothing else. */
export function isBlank(data: Uint8Array, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if (data[at] !== 0x20 && data[at] !== 0x09 && data[at] !== 0x0d) return false;
	return true;
}

function lineFault(text: string, line: number): Error {
	const content = text.split("\n", line + 1)[line] ?? "";
	return jsonFault(content, { comments: false }, line) ?? notJson(line);
}
