/** Text as HTML: for contents, attribute values in quotes, and comments. */

const SPECIAL = /[&<>"'\0\r\n]/g;

const REPLACEMENTS: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
	"\r": "&#13;",
	"\n": "&#10;",
	// HTML has no way to hold NUL.
	"\0": "\uFFFD",
};

/** Keeps the text on one line, so that lines can be mapped. */
export const escapeHtml = (text: string): string => text.replace(SPECIAL, (character) => REPLACEMENTS[character]!);

/** A comment of the source. Two hyphens could end it. */
export const commentOf = (text: string): string =>
	`<!-- ${text
		.replace(/^#/, "")
		.trim()
		.replace(/-(?=-)|-$/g, "- ")} -->`;
