/** `toon_decode`: TOON to another format. */
import { type Format, formats } from "../../convert";
import { pathProperty, sourceOf, textProperty } from "./sources";
import type { Tool } from "./tool";
import { converted } from "./values";

export const decodeTool: Tool = {
	name: "toon_decode",
	title: "Decode TOON",
	description: "Convert TOON to JSON or another format. Says where invalid TOON is wrong.",
	inputSchema: {
		type: "object",
		properties: {
			text: textProperty,
			path: pathProperty,
			to: { type: "string", enum: formats.filter((format) => format !== "toon"), description: "Default: json" },
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
