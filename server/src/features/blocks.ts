/** What belongs to a line: the key, list or table that it opens, with all its content. */
import type { LineReader, Range, ToonDocument } from "../language";

/** Number of a content line as TOON counts, and the handle of it. */
interface Block {
	/** The line that opens it. */
	readonly opener: number;
	/** From the start of the opening line to the end of the last content line. */
	readonly range: Range;
}

/** The block that the content line with this LSP number opens; just the line where it opens nothing. */
export function blockAt(document: ToonDocument, lspLine: number): Block | undefined {
	const { lines } = document;
	const opener = lines.at(lines.place({ line: lspLine, character: 0 }).number);
	if (!lines.isContent(opener)) return undefined;
	const scope = lines.itemScope(opener) || lines.opened(opener);
	let last = opener;
	if (scope !== 0) {
		for (
			let line = lines.next(opener);
			line !== 0 && isWithin(lines, lines.scope(line), scope);
			line = lines.next(line)
		) {
			last = line;
		}
	}
	const start = document.line(lines.lspLine(opener)).range.start;
	return { opener, range: { start, end: document.line(lines.lspLine(last)).range.end } };
}

function isWithin(lines: LineReader, scope: number, outer: number): boolean {
	for (let at = scope; at !== 0; at = lines.parent(at)) if (at === outer) return true;
	return false;
}
