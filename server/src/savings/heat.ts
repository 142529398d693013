/** How many tokens each cell, key and value costs: for a map of where they go. */
import type { SyntaxToken, TokenType, ToonDocument } from "../language";
import { type TokenCounter, tokenStarts } from "../tokens";

/** A piece of a line, with the tokens that begin in it, or in the punctuation and white space before it. */
export interface HeatCell {
	readonly line: number;
	/** UTF-16 units from the start of the line: of its text alone. */
	readonly start: number;
	readonly end: number;
	readonly tokens: number;
}

export interface Heat {
	readonly cells: readonly HeatCell[];
	/** Where each token starts, in the order of the text. */
	readonly boundaries: readonly { readonly line: number; readonly character: number }[];
}

/** What has a cost of its own; the rest of a line belongs to what follows it, and at its end to what it follows. */
const OWN: ReadonlySet<TokenType> = new Set<TokenType>([
	"comment",
	"key",
	"field-name",
	"string",
	"quoted-string",
	"number",
	"boolean",
	"null",
	"empty-array",
	"error",
]);

/**
 * The cells of the lines `from` to `to`, both included. All cells of a document together have all of its tokens.
 * Undefined where the tokenizer does not tell where its tokens are.
 */
export function heatOf(document: ToonDocument, from: number, to: number, counter: TokenCounter): Heat | undefined {
	const last = Math.min(to, document.lineCount - 1);
	const text = document.getText();
	const start = document.offsetAt({ line: from, character: 0 });
	const end = last + 1 < document.lineCount ? document.offsetAt({ line: last + 1, character: 0 }) : text.length;
	const starts = tokenStarts(text, start, end, counter);
	if (starts === undefined) return undefined;

	const cells: HeatCell[] = [];
	const boundaries: { line: number; character: number }[] = [];
	let next = 0;
	let lineStart = start;
	for (let line = from; line <= last; line++) {
		const lineEnd = line === last ? end : document.offsetAt({ line: line + 1, character: 0 });
		const first = next;
		while (next < starts.length && starts[next]! < lineEnd) {
			boundaries.push({ line, character: starts[next]! - lineStart });
			next++;
		}
		const within = starts.slice(first, next).map((at) => at - lineStart);
		addCells(cells, line, document.line(line).tokens, within);
		lineStart = lineEnd;
	}
	return { cells, boundaries };
}

/** @param starts of the tokens of the line, in units from its start */
function addCells(cells: HeatCell[], line: number, tokens: readonly SyntaxToken[], starts: readonly number[]): void {
	const own = tokens.filter(({ type, start, end }) => OWN.has(type) && end > start);
	// A line of nothing but punctuation, or a blank one: its tokens have it as a whole.
	const parts = own.length > 0 ? own : [{ start: 0, end: tokens.at(-1)?.end ?? 0 }];
	let next = 0;
	for (const [index, { start, end }] of parts.entries()) {
		const first = next;
		const isLast = index === parts.length - 1;
		while (next < starts.length && (isLast || starts[next]! < end)) next++;
		cells.push({ line, start, end, tokens: next - first });
	}
}
