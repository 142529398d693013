/** `toon_check`: every error of a TOON text. */
import { PATH_PROPERTY, sourceOf, TEXT_PROPERTY } from "./sources";
import type { Tool } from "./tool";
import { asToon } from "./values";

export const checkTool: Tool = {
	name: "toon_check",
	title: "Check TOON",
	description: "Find every error of a TOON text, with line, column and what to do.",
	inputSchema: {
		type: "object",
		properties: { text: TEXT_PROPERTY, path: PATH_PROPERTY },
		additionalProperties: false,
	},
	writes: false,
	async run(given, context) {
		const { text } = await sourceOf(given, context);
		const common = { strict: true, indentSize: "auto", hints: false } as const;
		const { problems } = await context.run({ kind: "check", source: { text }, from: "toon", ...common });
		const told = problems.map(({ range, severity, code, message }) => ({
			line: (range?.start.line ?? 0) + 1,
			column: (range?.start.character ?? 0) + 1,
			severity,
			code: code ?? "",
			message,
		}));
		const errors = told.filter(({ severity }) => severity === "error").length;
		const shown = told.length === 0 ? "valid: no problems" : await asToon({ problems: told }, context);
		return { text: shown, structured: { valid: errors === 0, errors, problems: told } };
	},
};
