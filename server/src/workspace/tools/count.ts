/** `toon_count`: what a value costs in each format. */
import type { Form } from "../../savings";
import { encodingForModel } from "../../tokens";
import { formatOfSource, PATH_PROPERTY, refuseErrors, sourceOf, TEXT_PROPERTY } from "./sources";
import { type Tool, ToolError } from "./tool";
import { asToon } from "./values";

export const countTool: Tool = {
	name: "toon_count",
	title: "Count tokens",
	description: "Count the tokens of a value as TOON, JSON, YAML, CSV and Markdown, and name the cheapest.",
	inputSchema: {
		type: "object",
		properties: {
			text: TEXT_PROPERTY,
			path: PATH_PROPERTY,
			encoding: { type: "string", description: "A model or an encoding; default o200k_base" },
		},
		additionalProperties: false,
	},
	writes: false,
	async run(given, context) {
		const source = await sourceOf(given, context);
		const from = formatOfSource(source, undefined);
		const model = encodingForModel((given.encoding as string | undefined) ?? context.counter().encoding);
		if (model.kind === "unknown")
			throw new ToolError(`No model or encoding is named ${JSON.stringify(given.encoding)}.`);
		const { comparison, tokens, problems } = await context.run({
			kind: "count",
			source: { text: source.text },
			from,
			encoding: model.encoding,
			strict: true,
			indentSize: "auto",
			compare: true,
			top: 0,
		});
		refuseErrors(problems);
		const formats: Record<string, number | null> = {
			asGiven: tokens?.toon ?? null,
			...comparison?.formats,
		};
		const cheapest: Form | null = comparison?.cheapest ?? null;
		const exact = model.kind === "exact";
		const known = Object.fromEntries(Object.entries(formats).filter(([, count]) => count !== null));
		const text = await asToon({ encoding: model.encoding, exact, tokens: known, cheapest }, context);
		return { text, structured: { encoding: model.encoding, exact, formats, cheapest } };
	},
};
