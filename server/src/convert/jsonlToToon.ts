/** JSON Lines to TOON: the values of the lines are the items of an array. */
import { readJson } from "./jsonReader";
import { ToonBuilder } from "./toonBuilder";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";

export const jsonlToToon: Converter<"jsonl"> = { name: "JSON Lines to TOON", from: "jsonl", to: "toon", convert };

function convert(text: string, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const builder = new ToonBuilder(text);
	builder.beginArray(0);
	const lines = text.split("\n");
	for (const [line, content] of lines.entries()) {
		if (line % 1024 === 0) checkCancelled(cancellation);
		if (content.trim() !== "") readJson(content, builder, { comments: false }, line);
	}
	builder.end();
	return builder.toToon(options);
}
