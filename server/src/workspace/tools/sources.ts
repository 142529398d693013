/** The text that a tool works on: given, or in a file. */
import { type Format, formatOf } from "../../convert";
import { readForeign } from "../../features/paste/foreign";
import type { Problem } from "../tasks";
import { type Arguments, type ToolContext, ToolError } from "./tool";

export const TEXT_PROPERTY = { type: "string", description: "The text itself" } as const;
export const PATH_PROPERTY = { type: "string", description: "Instead of text: a file, relative to the root" } as const;

export interface Source {
	readonly text: string;
	/** The file, where it was one. */
	readonly path: string | undefined;
}

/** @throws ToolError unless exactly one of `text` and `path` is given, and can be read */
export async function sourceOf({ text, path }: Arguments, context: ToolContext): Promise<Source> {
	if ((text === undefined) === (path === undefined)) throw new ToolError("Give either text or path.");
	if (typeof text === "string") return { text, path: undefined };
	return { text: await readFileOf(path as string, context), path: path as string };
}

/** @throws ToolError where something is to be written, and nothing says where */
export function wantsWrite({ write, path }: Arguments): boolean {
	if (write === true && path === undefined) throw new ToolError("write: give the path of the file, not its text.");
	return write === true;
}

/** @throws ToolError */
export async function readFileOf(path: string, { files }: ToolContext): Promise<string> {
	if (files === undefined) throw new ToolError("No files can be read here: give the text.");
	return files.read(path);
}

/** The format that is named, that of the file, or that which the text looks like. TOON where nothing speaks against it. */
export function formatOfSource({ text, path }: Source, named: unknown): Format {
	if (typeof named === "string") return named as Format;
	const known = path === undefined ? undefined : formatOf(path);
	if (known !== undefined) return known;
	if (isJson(text)) return "json";
	const looks = readForeign(text)?.format;
	if (looks !== undefined) return looks;
	return /^\s*(?:\{|\[(?!\d*[:|\t]?\]))/.test(text) ? "json" : "toon";
}

/** The engine's own reader tells in a moment what is JSON; `[2]: 1` is none. */
export function isJson(text: string): boolean {
	if (!/^\s*[{[]/.test(text)) return false;
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The errors among problems as one message; undefined where there are none. */
function errorsText(problems: readonly Problem[]): string | undefined {
	const errors = problems.filter(({ severity }) => severity === "error");
	if (errors.length === 0) return undefined;
	const shown = errors.slice(0, 10).map(({ range, message }) => {
		const place = range === undefined ? "" : `Line ${range.start.line + 1}, column ${range.start.character + 1}: `;
		return place + message;
	});
	if (errors.length > shown.length) shown.push(`There are ${errors.length - shown.length} more errors.`);
	return shown.join("\n");
}

/** @throws ToolError with the errors */
export function refuseErrors(problems: readonly Problem[]): void {
	const errors = errorsText(problems);
	if (errors !== undefined) throw new ToolError(errors);
}
