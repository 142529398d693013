/** Text that came from a file, a name or another program, for a terminal: nothing in it may act on the terminal. */

/**
 * Controls (C0, DEL, C1), line and paragraph separators, marks that turn the direction of a line, invisible characters,
 * and the tag characters of plane 14. Joiners stay: emoji and Indic scripts are made with them.
 */
const HIDDEN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced.
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;

const KNOWN: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** On one line, with what cannot be seen as `\u001b`. */
export const visibleLine = (text: string): string =>
	text.replace(HIDDEN, (character) => KNOWN[character] ?? escaped(character));

/** The same for a whole document: its line ends and tabs stay. */
export const visibleText = (text: string): string =>
	text.replace(HIDDEN, (character) => (character === "\n" || character === "\t" ? character : escaped(character)));

/** A text that is printed: itself in a pipe; on a terminal with nothing that acts on it, and a line end at its end. */
export function printedText(text: string, isTerminal: boolean): string {
	if (!isTerminal) return text;
	return visibleText(text.endsWith("\n") ? text : `${text}\n`);
}

/** JSON that can be printed: what cannot be seen stands there as an escape, which reads back as the same. */
export const visibleJson = (value: unknown): string => visibleLine(JSON.stringify(value));

const escaped = (character: string): string =>
	Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
		.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
		.join("");
