/** What belongs to a line: the key, list or table that it opens, with all its content. */
import type { LineReader, Range, ToonDocument } from "../language";
import { isWithin, numberOf } from "./structure";

/** A content line with what it opens. */
export interface Block {
	/** Handle of the line that opens it. */
	readonly opener: number;
	/** Handle of its last content line; the opener where it opens nothing. */
	readonly last: number;
	/** From the start of the opening line to the end of the last content line. */
	readonly range: Range;
}

/** The block that the content line with this LSP number opens; just the line where it opens nothing. */
export function blockAt(document: ToonDocument, lspLine: number): Block | undefined {
	const { lines } = document;
	const opener = lines.at(lines.place({ line: lspLine, character: 0 }).number);
	if (!lines.isContent(opener)) return undefined;
	return blockOf(document, opener, lines.itemScope(opener) || lines.opened(opener));
}

/** A line with the content of a scope that it opens (0 for none). */
export function blockOf(document: ToonDocument, opener: number, scope: number): Block {
	const last = scope === 0 ? opener : lastLineOf(document, scope);
	const { lines } = document;
	const start = document.line(lines.lspLine(opener)).range.start;
	return { opener, last, range: { start, end: document.line(lines.lspLine(last)).range.end } };
}

/**
 * The last content line of a scope; its opener where it has none. What belongs to a scope stands together, so the end is
 * found by leaps and halving: a table may have a hundred thousand rows.
 */
export function lastLineOf({ lines }: ToonDocument, scope: number): number {
	const opener = lines.opener(scope);
	let inside = numberOf(lines, opener);
	let step = 1;
	while (inside + step < lines.lineCount && belongsTo(lines, inside + step, scope)) {
		inside += step;
		step *= 2;
	}
	let outside = Math.min(inside + step, lines.lineCount);
	while (outside - inside > 1) {
		const middle = (inside + outside) >> 1;
		if (belongsTo(lines, middle, scope)) inside = middle;
		else outside = middle;
	}
	// A blank line or a comment belongs to what comes behind it.
	while (inside < lines.lineCount - 1 && !lines.isContent(lines.at(inside))) inside++;
	return lines.at(inside);
}

/** Whether the line with the number, or the first content line behind it, stands in the scope. */
function belongsTo(lines: LineReader, number: number, scope: number): boolean {
	for (const line of lines.from(number)) {
		const own = lines.scope(line);
		if (own !== 0) return own === scope || isWithin(lines, own, scope);
	}
	return false;
}
