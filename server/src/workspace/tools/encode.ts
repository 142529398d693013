/** `toon_encode`: another format to TOON, with what it saves, or the truth where it does not. */
import { FORMATS } from "../../convert";
import { FORM_NAMES, saved } from "../../savings";
import { formatOfSource, PATH_PROPERTY, sourceOf, TEXT_PROPERTY } from "./sources";
import type { Tool } from "./tool";
import { converted } from "./values";

const READABLE = FORMATS.filter((format) => format !== "html");

export const encodeTool: Tool = {
	name: "toon_encode",
	title: "Encode as TOON",
	description: "Convert JSON, JSON Lines, YAML, CSV or a Markdown table to TOON, and say how many tokens that saves.",
	inputSchema: {
		type: "object",
		properties: {
			text: TEXT_PROPERTY,
			path: PATH_PROPERTY,
			from: { type: "string", enum: READABLE, description: "Default: found out" },
			delimiter: { type: "string", enum: ["comma", "tab", "pipe"] },
		},
		additionalProperties: false,
	},
	writes: false,
	async run(given, context) {
		const source = await sourceOf(given, context);
		const from = formatOfSource(source, given.from);
		const delimiter = given.delimiter as "comma" | "tab" | "pipe" | undefined;
		const { text, warnings } = await converted(source.text, from, "toon", context, { ...(delimiter && { delimiter }) });
		const tokens = { source: context.counter().count(source.text), toon: context.counter().count(text) };
		const { comparison } = await context.run({
			kind: "count",
			source: { text },
			from: "toon",
			encoding: context.counter().encoding,
			strict: true,
			indentSize: "auto",
			compare: true,
			top: 0,
		});
		const gain = saved(tokens.toon, tokens.source);
		const percent = Math.round(gain.percent * 10) / 10;
		const cheapest = comparison?.cheapest ?? null;
		const cheaper =
			cheapest === null || cheapest.startsWith("toon") ? undefined : (comparison?.formats[cheapest] ?? undefined);
		const isCheaper = cheaper !== undefined && cheaper < tokens.toon;
		const verdict =
			gain.tokens > 0
				? `TOON takes ${tokens.toon} tokens, the source ${tokens.source}: ${percent} % fewer.`
				: `TOON saves nothing here: it takes ${tokens.toon} tokens, the source ${tokens.source}.`;
		const note = isCheaper
			? `${verdict} As ${FORM_NAMES[cheapest!]} it would take only ${cheaper}: send that.`
			: verdict;
		return {
			text,
			notes: [note, ...warnings],
			structured: {
				from,
				encoding: context.counter().encoding,
				tokens,
				saved: { tokens: gain.tokens, percent },
				cheapest,
				formats: comparison?.formats ?? null,
				warnings,
			},
		};
	},
};
