/** JSON and JSON with comments to TOON. */
import { jsonFault } from "./jsonFaults";
import { JsonReader } from "./jsonReader";
import { sourceBytes } from "./sourceBytes";
import { ToonBuilder } from "./toonBuilder";
import { type Conversion, ConversionError, type Converter, type ConvertOptions } from "./types";

export const jsonToToon: Converter<"json"> = {
	name: "JSON to TOON",
	from: "json",
	to: "toon",
	convert: (text, options) => convert(text, options, false),
};

/** Comments are read over. */
export const jsoncToToon: Converter<"jsonc"> = {
	name: "JSON with comments to TOON",
	from: "jsonc",
	to: "toon",
	convert: (text, options) => convert(text, options, true),
};

function convert(text: string, options: ConvertOptions, comments: boolean): Conversion {
	const data = sourceBytes(text);
	const builder = new ToonBuilder(options, data);
	const reader = new JsonReader(data, builder, comments);
	const end = reader.read(0, data.length);
	if (end.isFault) throw jsonFault(text, { comments }) ?? notJson(reader.lineAt(end.offset));
	return builder.toToon();
}

/** For what only the faster of our two readers refuses. */
export const notJson = (line: number): ConversionError =>
	new ConversionError("This is not JSON. Correct it and convert again.", { line });
