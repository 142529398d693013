/** Which files are Markdown, by their names. Imports nothing: each start of the command line reads it. */

const MARKDOWN_NAME = /\.(?:md|markdown|mdx|qmd|rmd|mdc)$/i;

export const isMarkdownName = (name: string): boolean => MARKDOWN_NAME.test(name);
