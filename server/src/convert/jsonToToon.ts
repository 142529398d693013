/** JSON and JSON with comments to TOON. */
import { readJson } from "./jsonReader";
import { ToonBuilder } from "./toonBuilder";
import type { Conversion, Converter, ConvertOptions } from "./types";

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
	const builder = new ToonBuilder(text);
	readJson(text, builder, { comments });
	return builder.toToon(options);
}
