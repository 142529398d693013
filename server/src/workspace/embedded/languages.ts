/** Which open files are Markdown, that may hold TOON. */
import type { FileMaker } from "../documents";
import { MarkdownFile } from "./markdownFile";
import { isMarkdown } from "./names";

/** What makes a file of an opened text; undefined where it is TOON. */
export function markdownMaker(uri: string, languageId: string): FileMaker | undefined {
	return isMarkdown(uri, languageId)
		? (newId, uri, version, text) => new MarkdownFile(newId, uri, version, text)
		: undefined;
}
