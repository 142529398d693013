/** Conversions as the tools ask for them. */
import type { ConvertOptions, Format } from "../../convert";
import type { TextResult } from "../tasks";
import { refuseErrors } from "./sources";
import type { ToolContext } from "./tool";

export interface Converted {
	readonly text: string;
	readonly warnings: readonly string[];
}

/** @throws ToolError where the text is not valid, or the format cannot carry it */
export async function converted(
	text: string,
	from: Format,
	to: Format,
	context: ToolContext,
	options: ConvertOptions = {},
): Promise<Converted> {
	const { strict = true } = options;
	const common = { strict, indentSize: "auto", options, output: undefined } as const;
	const result: TextResult = await context.run({ kind: "convert", source: { text }, from, to, ...common });
	refuseErrors(result.problems);
	const warnings = result.problems.map(({ message, range }) =>
		range === undefined ? message : `Line ${range.start.line + 1}: ${message}`,
	);
	return { text: result.text ?? "", warnings };
}

/** A JSON value as TOON. */
export const asToon = async (value: unknown, context: ToolContext): Promise<string> =>
	(await converted(JSON.stringify(value), "json", "toon", context)).text;
