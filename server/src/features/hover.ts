/** Hover: what a key, a table or a column costs in tokens, and which column a cell belongs to. */
import { type Hover, MarkupKind } from "vscode-languageserver-types";
import type { Position, SyntaxLine, SyntaxToken, ToonDocument } from "../language";
import type { Meter } from "../savings";
import { blockAt } from "./blocks";

export interface HoverCounting {
	/** Its counts must be settled. */
	readonly meter: Meter;
	/** Tokens of a text. */
	readonly count: (text: string) => number;
	/** Encoding, `~` in front where it is an estimate. */
	readonly label: string;
}

/** Shown for keys, headers, field names and cells; nothing elsewhere. */
export function hover(document: ToonDocument, position: Position, counting: HoverCounting): Hover | undefined {
	const line = document.line(position.line);
	const token = line.tokens.find(({ range }) => covers(range, position));
	if (token === undefined) return undefined;
	const text = describe(document, line, token, counting);
	if (text === undefined) return undefined;
	return { contents: { kind: MarkupKind.Markdown, value: text }, range: token.range };
}

function describe(
	document: ToonDocument,
	line: SyntaxLine,
	token: SyntaxToken,
	counting: HoverCounting,
): string | undefined {
	if (token.type === "field-name" && token.cell !== undefined) return column(document, line, token.cell, counting);
	if (token.cell !== undefined && line.table !== undefined && token.type !== "delimiter") return cell(line, token.cell);
	if (token.type === "key" || token.type === "bracket" || token.type === "length") return key(document, line, counting);
	return undefined;
}

/** A key with all that belongs to it. */
function key(document: ToonDocument, line: SyntaxLine, { meter, label }: HoverCounting): string | undefined {
	const block = blockAt(document, line.line);
	if (block === undefined) return undefined;
	const own = meter.rangeTokens(block.range);
	const total = meter.counts.toon;
	const share = total === 0 ? 100 : (own / total) * 100;
	const { header } = line;
	const member = line.kind === "table-header" ? "row" : line.kind === "keyed-table-header" ? "entry" : "item";
	const size = header === undefined ? "" : ` · ${plural(header.count, member)}`;
	const name = line.key === undefined ? "" : `${code(line.key)} · `;
	return `${name}${plural(own, "token")} (${label}), ${share.toFixed(1)} % of the document${size}`;
}

/** All cells of a column, each taken alone. */
function column(
	document: ToonDocument,
	line: SyntaxLine,
	index: number,
	{ count, label }: HoverCounting,
): string | undefined {
	const block = blockAt(document, line.line);
	if (block === undefined) return undefined;
	const { lines } = document;
	let tokens = 0;
	for (const row of block.rows) tokens += count(lines.values(row)[index]?.text ?? "");
	const mean = block.rows.length === 0 ? 0 : tokens / block.rows.length;
	return `Column ${index + 1} · ${plural(tokens, "token")} in ${plural(block.rows.length, "cell")} (${label}), ${mean.toFixed(1)} each`;
}

function cell({ table, parentLine }: SyntaxLine, index: number): string | undefined {
	const path = table?.leaves[index];
	if (path === undefined) return undefined;
	const header = parentLine === undefined ? "" : ` · header in line ${parentLine + 1}`;
	return `${code(path.join("."))} · column ${index + 1} of ${table?.leaves.length}${header}`;
}

const plural = (count: number, noun: string): string => {
	const nouns = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
	return `${count.toLocaleString("en-US")} ${count === 1 ? noun : nouns}`;
};

/** A name as code in Markdown, whatever is in it. */
function code(name: string): string {
	const flat = name.replaceAll(/\s+/g, " ");
	const fence = "`".repeat(1 + Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)));
	return `${fence}${flat.startsWith("`") || flat.endsWith("`") ? ` ${flat} ` : flat}${fence}`;
}

function covers({ start, end }: SyntaxToken["range"], { line, character }: Position): boolean {
	return start.line === line && start.character <= character && character < end.character;
}
