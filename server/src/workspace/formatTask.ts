/** The task `format`: one TOON file, or the TOON fences of a Markdown file, in their tidy form. */
import { URI } from "vscode-uri";
import { type ParseOptions, parse } from "../language";
import { errorsOf } from "./checkTask";
import { type MarkdownPart, MarkdownParts } from "./embedded/markdownParts";
import { FileError } from "./files";
import { nodeFiles } from "./nodeFiles";
import { readSource } from "./taskSource";
import type { FormatTask, Problem, TextResult } from "./tasks";
import { encodeText } from "./text";

export async function format(task: FormatTask): Promise<TextResult> {
	const { source, holds, root } = task;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const formatted = holds === "fences" ? formatFences(read.text, task) : formatDocument(read.text, task);
	if (typeof formatted !== "string") return { problems: formatted };
	const text = formatted;
	const outcome = text === read.text ? "unchanged" : "written";
	if (root === undefined || "text" in source) return { problems: [], outcome, text: text };
	if (outcome === "unchanged") return { problems: [], outcome };
	try {
		const files = nodeFiles(() => [URI.file(root)]);
		const previous = encodeText(read.text, read.mark);
		await files.write(URI.file(source.file), encodeText(text, read.mark), { previous });
		return { problems: [], outcome };
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		return { problems: [{ severity: "error", message: error.message }] };
	}
}

/** The text, or why it is not formatted. */
function formatDocument(text: string, options: ParseOptions): string | readonly Problem[] {
	const document = parse(text, options);
	return document.format() ?? errorsOf(document);
}

/** All of the fences, or none. */
function formatFences(text: string, options: ParseOptions): string | readonly Problem[] {
	const markdown = new MarkdownParts(text);
	const written = new Map<MarkdownPart, string>();
	const problems: Problem[] = [];
	for (const part of markdown.toon) {
		const formatted = formatDocument(part.text, options);
		if (typeof formatted === "string") written.set(part, formatted);
		else problems.push(...part.places.out(formatted));
	}
	return problems.length > 0 ? problems : markdown.with(written);
}
