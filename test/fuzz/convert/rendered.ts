/** Markdown as marked understands it, a parser that shares nothing with the one that we print for. */
import { lexer, type Token, type Tokens } from "marked";

export const blocksOf = (markdown: string): Token[] => lexer(markdown).filter(({ type }) => type !== "space");

/** What a reader sees: escapes and character references resolved, `<br>` as a line break. */
export function visibleText(tokens: readonly Token[]): string {
	return tokens.map(visible).join("");
}

/** Cells of a table, its header first. */
export const cellsOf = (table: Tokens.Table): string[][] =>
	[table.header, ...table.rows].map((row) => row.map(({ tokens }) => visibleText(tokens)));

/** Everything in a document that a browser would run, load or follow: there must be none. */
export function livePartsOf(markdown: string): string[] {
	const live: string[] = [];
	const visit = (tokens: readonly Token[]): void => {
		for (const token of tokens) {
			if (token.type === "html" && !/^(?:<br>|<!--(?!>)(?:(?!--).)*-->\s*)+$/s.test(token.raw)) live.push(token.raw);
			if (token.type === "link" || token.type === "image") live.push(token.raw);
			if ("tokens" in token && token.tokens !== undefined) visit(token.tokens);
			if (token.type === "list") visit((token as Tokens.List).items);
			if (token.type === "table") {
				const { header, rows } = token as Tokens.Table;
				for (const cell of [...header, ...rows.flat()]) visit(cell.tokens);
			}
		}
	};
	visit(lexer(markdown));
	return live;
}

function visible(token: Token): string {
	if (token.type === "escape") return token.text;
	if (token.type === "checkbox") return "";
	if (token.type === "br") return "\n";
	if (token.type === "html") return token.raw === "<br>" ? "\n" : "";
	if (token.type === "codespan") return token.text;
	if ("tokens" in token && token.tokens !== undefined) return visibleText(token.tokens);
	return token.type === "text" ? decoded(token.text) : token.raw;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', copy: "©", nbsp: "\u00A0" };

const decoded = (text: string): string =>
	text.replace(/&(?:#x([0-9A-F]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
		if (name !== undefined) return named[name] ?? whole;
		return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
	});
