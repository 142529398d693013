/** `toon_edit`: values, rows and columns of a TOON text set, inserted and deleted; what is not touched stays as it is. */
import {
	COMPARED_DEPTH,
	depthOfJson,
	EditError,
	type ExactValue,
	editValue,
	isEqual,
	mergeTexts,
	readExact,
	type ValueEdit,
	writeExact,
} from "../../compare";
import type { ConvertOptions } from "../../convert";
import { ToonDocument } from "../../language";
import { PATH_PROPERTY, sourceOf, TEXT_PROPERTY, wantsWrite } from "./sources";
import { type Tool, type ToolContext, ToolError } from "./tool";
import { converted } from "./values";

export const editTool: Tool = {
	name: "toon_edit",
	title: "Edit TOON",
	description: "Set, insert or delete values, rows or columns of TOON by path; counts stay right, comments stay.",
	inputSchema: {
		type: "object",
		properties: {
			text: TEXT_PROPERTY,
			path: PATH_PROPERTY,
			edits: {
				type: "array",
				items: {
					type: "object",
					properties: {
						op: { type: "string", enum: ["set", "insert", "delete"] },
						at: { type: "string", description: "users[0].name, users[id=2], users[*].age (column), users[-] (end)" },
						value: { description: "Any JSON value, for set and insert" },
					},
					required: ["op", "at"],
					additionalProperties: false,
				},
			},
			write: { type: "boolean", description: "Write the file" },
		},
		required: ["edits"],
		additionalProperties: false,
	},
	writes: true,
	async run(given, context) {
		const source = await sourceOf(given, context);
		const edits = given.edits as readonly { op: ValueEdit["op"]; at: string; value?: unknown }[];
		const json = await compact(source.text, context);
		let value = readExact(json);
		for (const [index, { op, at, value: part }] of edits.entries()) {
			if (op !== "delete" && part === undefined) throw new ToolError(`edits[${index}].value: it is missing.`);
			const edit = { op, path: at, ...(part !== undefined && { value: readExact(JSON.stringify(part)) }) };
			value = edited(value, edit as ValueEdit, index);
		}
		const { text, isWhole } = await written(source.text, json, value, context);
		const isWritten = wantsWrite(given) && text !== source.text;
		if (isWritten) await context.files!.write(given.path as string, text);
		const notes = isWhole ? ["The text was written anew: its comments and its formatting are gone."] : [];
		return { text, notes, structured: { changed: text !== source.text, edits: edits.length, written: isWritten } };
	},
};

async function compact(text: string, context: ToolContext): Promise<string> {
	const json = (await converted(text, "toon", "json", context, { pretty: false })).text;
	if (depthOfJson(json, COMPARED_DEPTH) <= COMPARED_DEPTH) return json;
	throw new ToolError(`The value is nested deeper than ${COMPARED_DEPTH} levels, which is not edited by path.`);
}

function edited(value: ExactValue, edit: ValueEdit, index: number): ExactValue {
	try {
		return editValue(value, edit);
	} catch (error) {
		if (error instanceof EditError) throw new ToolError(`edits[${index}]: ${error.message}`);
		throw error;
	}
}

/**
 * The text with the new value. What changed between both values, written alike, is merged into the text as it stands;
 * where that does not give the value, the value is written anew.
 */
async function written(
	text: string,
	before: string,
	after: ExactValue,
	context: ToolContext,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
	const options = styleOf(text);
	const base = await converted(before, "json", "toon", context, options);
	const target = await converted(writeExact(after), "json", "toon", context, options);
	const merged = mergeTexts(base.text, text.replace(/\n$/, ""), target.text, "theirs");
	if (merged !== undefined) {
		const ended = text.endsWith("\n") && !merged.text.endsWith("\n") ? `${merged.text}\n` : merged.text;
		const isRight = !new ToonDocument(ended).hasErrors && isEqual(readExact(await compact(ended, context)), after);
		if (isRight) return { text: ended, isWhole: false };
	}
	return { text: text.endsWith("\n") ? `${target.text}\n` : target.text, isWhole: true };
}

/** How the text is written, as far as the encoder can write so too. */
function styleOf(text: string): ConvertOptions {
	const mark = /\[\d+:?([|\t])\]/.exec(text)?.[1];
	return {
		indentSize: new ToonDocument(text).options.indentSize,
		delimiter: mark === "|" ? "pipe" : mark === "\t" ? "tab" : "comma",
	};
}
