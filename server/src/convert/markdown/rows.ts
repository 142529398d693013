/** Tables of GFM, row by row. */
import { trim } from "./inline";

/** The cells of a row as they are written, but for escaped pipes. */
export function splitRow(line: string): string[] {
	const text = trim(line);
	const cells: string[] = [];
	let from = text.startsWith("|") ? 1 : 0;
	let isEscaped = false;
	for (let at = from; at <= text.length; at++) {
		const character = text[at];
		if (character === "\\" && (text[at + 1] === "|" || text[at + 1] === "\\")) {
			isEscaped ||= text[at + 1] === "|";
			at++;
		} else if (character === "|" || (character === undefined && from < text.length)) {
			const cell = trim(text.slice(from, at));
			cells.push(isEscaped ? cell.replaceAll("\\|", "|") : cell);
			from = at + 1;
			isEscaped = false;
		}
	}
	return cells;
}

const DELIMITER_ROW = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Whether two lines begin a table. */
export const beginsTable = (header: string, line: string): boolean =>
	line.includes("|") && DELIMITER_ROW.test(line) && splitRow(line).length === splitRow(header).length;
