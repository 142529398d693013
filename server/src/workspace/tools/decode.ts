/** `toon_decode`: TOON to another format. */
import { FORMATS, type Format } from "../../convert";
import { PATH_PROPERTY, sourceOf, TEXT_PROPERTY } from "./sources";
import type { Tool } from "./tool";
import { converted } from "./values";

export const decodeTool: Tool = {
	name: "toon_decode",
	title: "Decode TOON",
	description: "Convert TOON to JSON or another format. Says where invalid TOON is wrong.",
	inputSchema: {
		type: "object",
		properties: {
			text: TEXT_PROPERTY,
			path: PATH_PROPERTY,
			to: { type: "string", enum: FORMATS.filter((format) => format !== "toon"), description: "Default: json" },
		},
		additionalProperties: false,
	},
	writes: false,
	async run(given, context) {
		const source = await sourceOf(given, context);
		const to = (given.to ?? "json") as Format;
		const { text, warnings } = await converted(source.text, "toon", to, context);
		return { text, notes: warnings, structured: { to, warnings } };
	},
};
