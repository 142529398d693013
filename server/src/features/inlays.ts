/** What is shown between the characters of a table without being there: column names, and spaces that align columns. */
import type { Position, Range, SyntaxLine, ToonDocument } from "../language";

export interface Inlay {
	readonly position: Position;
	readonly label: string;
	readonly kind: "name" | "space";
}

export interface InlayWishes {
	/** The LSP line whose cells get the names of their columns. */
	readonly namesOn?: number;
	readonly align?: boolean;
}

/** Lines in one answer at most. */
const LINE_LIMIT = 1_000;
/** Rows around the range that have a say in the width of columns, so that scrolling moves little. */
const MARGIN = 100;
/** A cell that is wider counts as this wide: one long text should not push everything out of the window. */
const WIDEST = 60;

export function inlays(document: ToonDocument, { start, end }: Range, { namesOn, align }: InlayWishes): Inlay[] {
	const last = Math.min(end.line, document.lineCount - 1, start.line + LINE_LIMIT);
	const found: Inlay[] = [];
	if (namesOn !== undefined && namesOn >= start.line && namesOn <= last) found.push(...names(document.line(namesOn)));
	if (align) found.push(...spaces(document, start.line, last));
	return found;
}

function* names({ table, tokens }: SyntaxLine): Generator<Inlay> {
	for (const { cell, type, range } of tokens) {
		const name = cell === undefined || type === "delimiter" ? undefined : table?.leaves[cell];
		if (name !== undefined) yield { position: range.start, label: `${name.join(".")}:`, kind: "name" };
	}
}

/** Behind each cell but the last of a row, what it lacks to the width of its column. */
function* spaces(document: ToonDocument, first: number, last: number): Generator<Inlay> {
	const widths = new Map<number, number[]>();
	const from = Math.max(0, first - MARGIN);
	const to = Math.min(document.lineCount - 1, last + MARGIN);
	for (let number = from; number <= to; number++) {
		const line = document.line(number);
		if (line.table === undefined || line.line !== number) continue;
		const columns = widths.get(line.parentLine ?? -1) ?? [];
		widths.set(line.parentLine ?? -1, columns);
		for (const { cell, width } of stretches(line))
			columns[cell] = Math.max(columns[cell] ?? 0, Math.min(width, WIDEST));
	}
	for (let number = first; number <= last; number++) {
		const line = document.line(number);
		if (line.table === undefined || line.line !== number) continue;
		const columns = widths.get(line.parentLine ?? -1) ?? [];
		for (const { cell, width, end } of stretches(line)) {
			const lack = (columns[cell] ?? 0) - width;
			const isLast = cell === line.table.leaves.length - 1;
			if (lack > 0 && !isLast) {
				yield { position: { line: number, character: end }, label: " ".repeat(lack), kind: "space" };
			}
		}
	}
}

/** The entry key (cell -1) and the cells of a row with what belongs to them on the line: spaces and the delimiter. */
function* stretches({ tokens, text, key }: SyntaxLine): Generator<{ cell: number; width: number; end: number }> {
	let cell = key === undefined ? 0 : -1;
	let start = tokens.find(({ type }) => type !== "whitespace")?.start ?? 0;
	for (const { type, end } of tokens) {
		if (type !== "delimiter" && !(cell === -1 && type === "colon")) continue;
		yield { cell, width: displayWidth(text.slice(start, end)), end };
		start = end;
		cell++;
	}
}

const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns of a monospaced font that a text takes. */
function displayWidth(text: string): number {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is the common case
	if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
	let width = 0;
	for (const character of text) width += /\p{M}|\u200d|\ufe0f/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
	return width;
}
