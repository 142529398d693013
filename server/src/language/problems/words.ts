/** Words that messages are made of. */

const LONGEST_QUOTE = 40;

/** Source text for a message: short, and with its tabs visible. */
export function shown(text: string): string {
	const visible = text.replaceAll("\t", "\\t");
	return visible.length > LONGEST_QUOTE ? `${visible.slice(0, LONGEST_QUOTE - 1)}…` : visible;
}

/** `1 row`, `2 rows`, `2 entries`. */
export const plural = (count: number, noun: string): string =>
	`${count} ${count === 1 ? noun : noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/** What is said of what stands between cells. */
const NAMES: Readonly<Record<string, string>> = {
	"\t": "tab",
	"|": "pipe",
	";": "semicolon",
	"\\t": "\\t",
	"，": "full-width comma",
	"；": "full-width semicolon",
};

/** What a delimiter is called: comma, tab or pipe; or what people put in its place. */
export const delimiterName = (delimiter: string): string => NAMES[delimiter] ?? "comma";

/** How a delimiter is marked in a bracket segment: not at all where it is a comma. */
export const delimiterMark = (delimiter: string): string => (delimiter === "," ? "" : delimiter);

export const JSON_MESSAGE =
	"This looks like JSON, which TOON does not read. Save it as .json and run “TOON: Convert JSON to TOON”, or paste it as TOON.";

export const COMMENT_MESSAGE =
	"A comment needs a line of its own in TOON: there are no comments behind content. Move it above.";

/** Names for fields that have none, `column2` for the second, which stand nowhere in the list. */
export function freeNames(list: string, before: number, count: number): readonly string[] {
	const names: string[] = [];
	for (let number = before + 1; names.length < count; number++) {
		if (!list.includes(`column${number}`)) names.push(`column${number}`);
	}
	return names;
}
