/** Which indentation size a document uses, where nobody says so. */
import { CR, HASH, SPACE } from "./characters";

/** §12: two spaces a level. */
export const DEFAULT_INDENT_SIZE = 2;
/** What people and formatters use. Three spaces are more likely a slip of the hand than a size. */
const DETECTED: ReadonlySet<number> = new Set([2, 4, 8]);
/** Only the first lines are asked: an edit further down cannot change the answer. */
export const LINES_ASKED = 100;

/**
 * The indentation of the first indented line, if it is 2, 4 or 8 and all lines asked are multiples of it; else the
 * default, which other decoders use as well: what they would refuse is an error here, too.
 */
export function detectIndentSize(lines: Iterable<string>): number {
	let size = 0;
	let asked = 0;
	for (const line of lines) {
		if (asked++ >= LINES_ASKED) break;
		const indent = indentOf(line);
		if (indent === 0) continue;
		if (size === 0) {
			if (!DETECTED.has(indent)) return DEFAULT_INDENT_SIZE;
			size = indent;
		}
		if (indent % size !== 0) return DEFAULT_INDENT_SIZE;
	}
	return size === 0 ? DEFAULT_INDENT_SIZE : size;
}

/** Leading spaces; 0 for blank lines and comments. */
function indentOf(line: string): number {
	let i = 0;
	while (line.charCodeAt(i) === SPACE) i++;
	return i === line.length || line.charCodeAt(i) === HASH || line.charCodeAt(i) === CR ? 0 : i;
}

/** The first lines of a text, without splitting the rest. */
export function* firstLines(text: string): Generator<string> {
	let start = 0;
	for (let n = 0; n < LINES_ASKED; n++) {
		const end = text.indexOf("\n", start);
		if (end < 0) {
			yield text.slice(start);
			return;
		}
		yield text.slice(start, end);
		start = end + 1;
	}
}
