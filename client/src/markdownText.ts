/** Text of documents, file names and settings within our own Markdown: shown as it is, never read as Markdown or HTML. */

/**
 * A text as one line of Markdown that shows it. Every ASCII punctuation character is escaped (CommonMark 2.4), so that
 * there is no link, picture, HTML, entity, icon, formula or end of a table's cell in it, whatever it holds.
 */
export const markdownText = (text: string): string =>
	text.replaceAll(/[\s\p{Cc}]+/gu, " ").replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
