/** What stands around a line: its scope, the lines beside it, the cells in it. Shared by the features. */
import type {
	LineReader,
	Position,
	Range,
	ScopeKind,
	SyntaxLine,
	SyntaxToken,
	TableHeader,
	TokenType,
	ToonDocument,
	Visitor,
} from "../language";

/** A stretch of one line as LSP has it. */
export function rangeOn(line: number, start: number, end: number): Range {
	return { start: { line, character: start }, end: { line, character: end } };
}

/** Number of a line as TOON counts. */
export const numberOf = (lines: LineReader, line: number): number =>
	lines.place({ line: lines.lspLine(line), character: 0 }).number;

/** Columns of spaces in front of a line's text. */
export function columnOf(text: string): number {
	let column = 0;
	while (text.charCodeAt(column) === 0x20) column++;
	return column;
}

/** Whether a scope holds fields: the root of an object, an object, or an item that is one. */
export const holdsFields = (kind: ScopeKind): boolean => kind === "root" || kind === "object" || kind === "item";

/** The token that covers a position or ends there; where two meet, the one with a name or value. */
export function tokenAt({ tokens }: SyntaxLine, character: number): SyntaxToken | undefined {
	return choose(tokens.filter(({ start, end }) => start <= character && character <= end));
}

/** The same by an LSP position, for lines with a CR inside, whose tokens lie on several LSP lines. */
export function tokenAtPosition({ tokens }: SyntaxLine, { line, character }: Position): SyntaxToken | undefined {
	return choose(
		tokens.filter(
			({ range: { start, end } }) => start.line === line && start.character <= character && character <= end.character,
		),
	);
}

const SPACES: readonly TokenType[] = ["whitespace", "delimiter"];
const MARKS: readonly TokenType[] = ["brace", "bracket", "colon", "keyed-mark", "delimiter-mark", "list-marker"];

function choose(touching: readonly SyntaxToken[]): SyntaxToken | undefined {
	const isSpace = ({ type }: SyntaxToken): boolean => SPACES.includes(type);
	const isMark = ({ type }: SyntaxToken): boolean => MARKS.includes(type);
	return (
		touching.find((token) => !isSpace(token) && !isMark(token)) ??
		touching.find((token) => !isSpace(token)) ??
		touching[0]
	);
}

/** A cell of a row, or a value of an inline array, as far as it is written. */
export interface CellPlace {
	readonly index: number;
	/** Columns of its text without the spaces around; equal where nothing is written yet. */
	readonly start: number;
	readonly end: number;
	/** Cells that the line has. */
	readonly count: number;
}

/** The cell that a column of the line stands in; undefined in front of the cells, in keys and headers. */
export function cellAt(line: SyntaxLine, character: number): CellPlace | undefined {
	const { tokens, kind } = line;
	let first = 0;
	if (kind !== "row") {
		const colon = tokens.findIndex(({ type }) => type === "colon");
		if (colon < 0 || (kind !== "entry-row" && kind !== "inline-array")) return undefined;
		first = colon + 1;
	} else while (tokens[first]?.type === "whitespace" || tokens[first]?.type === "byte-order-mark") first++;
	if (character < (tokens[first - 1]?.end ?? 0)) return undefined;
	const delimiters = tokens.slice(first).filter(({ type }) => type === "delimiter");
	const index = delimiters.filter(({ end }) => end <= character).length;
	const value = tokens.slice(first).find((token) => token.cell === index && token.type !== "delimiter");
	const at = value ?? { start: character, end: character };
	return { index, start: at.start, end: at.end, count: delimiters.length + 1 };
}

/** Where a new line could belong. */
export interface Home {
	readonly scope: number;
	/** Level of indentation of the scope's lines. */
	readonly depth: number;
}

/** The scopes that a line behind `line` can belong to, the innermost first. */
function homesAfter(document: ToonDocument, line: number): Home[] {
	const { lines } = document;
	if (line === 0) return [{ scope: lines.rootScope, depth: 0 }];
	const homes: Home[] = [];
	let at = line;
	let depth = Math.floor(columnOf(lines.text(at)) / document.options.indentSize);
	const opened = lines.opened(at);
	const item = lines.itemScope(at);
	if (opened !== 0) homes.push({ scope: opened, depth: depth + (item === 0 ? 1 : 2) });
	if (item !== 0) homes.push({ scope: item, depth: depth + 1 });
	for (;;) {
		const scope = lines.scope(at);
		homes.push({ scope, depth });
		if (scope === lines.rootScope || scope === 0) return homes;
		at = lines.opener(scope);
		if (at === 0) return homes;
		depth = Math.floor(columnOf(lines.text(at)) / document.options.indentSize);
		const outer = lines.itemScope(at);
		if (outer !== 0 && outer !== scope) homes.push({ scope: outer, depth: depth + 1 });
	}
}

/** The last content line in front of the LSP line, or 0. */
export function contentAbove(document: ToonDocument, lspLine: number): number {
	const { lines } = document;
	const { number } = lines.place({ line: lspLine, character: 0 });
	return number === 0 ? 0 : contentAtOrAbove(lines, number - 1);
}

/** The line with the number, or the nearest content line above it, or 0. */
function contentAtOrAbove(lines: LineReader, number: number): number {
	const line = lines.at(number);
	return lines.isContent(line) ? line : lines.previous(line);
}

/** Where a line that starts in `column` of the LSP line would belong, looking at the lines above it. */
export function homeOfNewLine(document: ToonDocument, lspLine: number, column: number): Home | undefined {
	const depth = column / document.options.indentSize;
	return homesAfter(document, contentAbove(document, lspLine)).find((home) => home.depth === depth);
}

/** Whether a scope is another one or stands in it. */
export function isWithin(lines: LineReader, scope: number, outer: number): boolean {
	for (let at = scope; at !== 0; at = lines.parent(at)) if (at === outer) return true;
	return false;
}

/**
 * Lines that are members of a scope: its rows, items or fields, in order, from the first. An item that is an object
 * gives its first field only with the item's own scope, as the first member of that.
 */
export function* membersOf(lines: LineReader, scope: number): Generator<number> {
	const opener = lines.opener(scope);
	if (opener === 0) return;
	const isRoot = scope === lines.rootScope;
	if (isRoot || lines.itemScope(opener) === scope) yield opener;
	for (const line of lines.from(numberOf(lines, opener) + 1)) {
		const own = lines.scope(line);
		if (own === 0) continue;
		if (own === scope) yield line;
		else if (!isRoot && !isWithin(lines, own, scope)) return;
	}
}

/** Members near a line of the scope: at most `limit` before it and as many from it on. Content of members is skipped. */
export function* membersNear(lines: LineReader, scope: number, number: number, limit: number): Generator<number> {
	for (const step of [-1, 1]) {
		let left = limit;
		for (let at = step < 0 ? number - 1 : number; at >= 0 && at < lines.lineCount && left > 0; at += step, left--) {
			const line = lines.at(at);
			const own = lines.scope(line);
			if (own === 0) continue;
			if (own === scope) yield line;
			else if (!isWithin(lines, own, scope)) break;
		}
	}
}

/** The header of the table whose header stands on the LSP line, or of which it is a row; undefined for other lines. */
export function tableAt(document: ToonDocument, lspLine: number): TableHeader | undefined {
	const reader = new TableReader();
	document.walk(reader, { startLine: lspLine, endLine: lspLine });
	return reader.table;
}

class TableReader implements Visitor {
	table: TableHeader | undefined;

	beginTable(_key: string | undefined, header: TableHeader): void {
		this.table = header;
	}

	beginObject(): void {}
	endObject(): void {}
	beginArray(): void {}
	endArray(): void {}
	row(): void {}
	endTable(): void {}
	scalar(): void {}
}
