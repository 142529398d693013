/** Which files are Markdown, by their names and languages. Imports nothing: each start of the command line reads it. */

const MARKDOWN_NAME = /\.(?:md|markdown|mdx|qmd|rmd|mdc)$/i;

export const isMarkdownName = (name: string): boolean => MARKDOWN_NAME.test(name);

/** Language identifiers: Markdown, VS Code's prompt, instruction, agent and skill files, Quarto, R Markdown, MDX. */
export const MARKDOWN_LANGUAGES: readonly string[] = [
	"markdown",
	"prompt",
	"instructions",
	"chatagent",
	"chatmode",
	"skill",
	"quarto",
	"rmd",
	"mdx",
];

/** Editors may know no identifier for a file: then its name tells. */
export const isMarkdown = (name: string, languageId: string): boolean =>
	MARKDOWN_LANGUAGES.includes(languageId) || (languageId !== "toon" && isMarkdownName(name));
