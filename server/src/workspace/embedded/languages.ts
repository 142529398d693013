/** Which open files are Markdown, that may hold TOON. */
import type { FileMaker } from "../documents";
import { MarkdownFile } from "./markdownFile";

/** Language identifiers: Markdown, VS Code's prompt, instruction, agent and skill files, Quarto, R Markdown, MDX. */
const MARKDOWN_LANGUAGES: ReadonlySet<string> = new Set([
	"markdown",
	"prompt",
	"instructions",
	"chatagent",
	"chatmode",
	"skill",
	"quarto",
	"rmd",
	"mdx",
]);

const MARKDOWN_NAME = /\.(?:md|markdown|mdx|qmd|rmd)$/i;

/** Whether a file of that name is Markdown. */
export const isMarkdownName = (name: string): boolean => MARKDOWN_NAME.test(name);

/** What makes a file of an opened text; undefined where it is TOON. Editors may know no identifier: then the name tells. */
export function markdownMaker(uri: string, languageId: string): FileMaker | undefined {
	const isMarkdown = MARKDOWN_LANGUAGES.has(languageId) || (languageId !== "toon" && isMarkdownName(uri));
	return isMarkdown ? (newId, uri, version, text) => new MarkdownFile(newId, uri, version, text) : undefined;
}
