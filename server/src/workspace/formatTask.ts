/** The task `format`: one TOON file in its tidy form. */
import { URI } from "vscode-uri";
import { parse } from "../language";
import { errorsOf } from "./checkTask";
import { FileError } from "./files";
import { nodeFiles } from "./nodeFiles";
import { readSource } from "./taskSource";
import type { FormatTask, TextResult } from "./tasks";
import { encodeText } from "./text";

export async function format({ source, strict, indentSize, root }: FormatTask): Promise<TextResult> {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const document = parse(read.text, { strict, indentSize });
	const text = document.format();
	if (text === undefined) return { problems: errorsOf(document) };
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
