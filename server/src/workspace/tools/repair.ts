/** `toon_repair`: broken TOON, as models write it, made valid. */
import { repair } from "../../repair";
import { PATH_PROPERTY, sourceOf, TEXT_PROPERTY, wantsWrite } from "./sources";
import { type Tool, ToolError } from "./tool";

/** Units of a text; longer ones would hold up everything else. */
const LONGEST = 2_000_000;

export const repairTool: Tool = {
	name: "toon_repair",
	title: "Repair TOON",
	description: "Repair broken TOON (counts, indentation, quotes); says what it did and what it is not sure of.",
	inputSchema: {
		type: "object",
		properties: {
			text: TEXT_PROPERTY,
			path: PATH_PROPERTY,
			write: { type: "boolean", description: "Write the file if it is valid then" },
		},
		additionalProperties: false,
	},
	writes: true,
	async run(given, context) {
		const source = await sourceOf(given, context);
		if (source.text.length > LONGEST) throw new ToolError(`The text is longer than ${LONGEST} characters. Split it.`);
		const result = repair(source.text);
		const { text, truncated } = result;
		const valid = result.value !== undefined;
		const repairs = result.repairs.map(({ code, title, range }) => ({ code, title, line: range.start.line + 1 }));
		const unsure = result.unsure.map(({ code, message, range }) => ({ code, message, line: range.start.line + 1 }));
		const isWritten = wantsWrite(given) && valid && text !== source.text;
		if (isWritten) await context.files!.write(given.path as string, text);
		const left = unsure.map(({ line, message }) => `Line ${line}: ${message}`);
		const summary = valid
			? repairs.length === 0
				? "It was valid already."
				: `Repaired in ${repairs.length} places; valid now.`
			: `Not valid yet; decide these:\n${left.join("\n")}`;
		return {
			text,
			notes: [summary],
			structured: { valid, repairs, unsure, ...(truncated && { truncated }), written: isWritten },
		};
	},
};
