/**
 * Where a column or a key stands within its structure: what references, highlights, definition and rename have in
 * common.
 *
 * The structure of a column is its table. The structure of a key is the list whose items have it, at the same place in
 * each; a key outside of lists stands once.
 */
import type { LineReader, Position, Range, SyntaxLine, SyntaxToken, ToonDocument } from "../language";
import { cellSpan } from "./cells";
import { cellAt, isWithin, numberOf, rangeOn, tableAt, tokenAtPosition } from "./structure";

export interface Occurrences {
	readonly kind: "column" | "group" | "key" | "entry key";
	readonly name: string;
	/** The token that the position is on, or the name that the cell belongs to. */
	readonly at: Range;
	/** The names as written: of the field, or of each equal key. The first stands for the definition. */
	readonly names: readonly Range[];
	/** Handles of the lines of the names. */
	readonly lines: readonly number[];
	/** Of a column: its cells near the position. */
	readonly cells: readonly Range[];
}

/**
 * What stands at the position, and where else.
 *
 * @param cells how many cells of a column are wanted: those around the position
 * @param names how many equal keys are wanted: the first ones
 */
export function occurrencesAt(
	document: ToonDocument,
	position: Position,
	cells: number,
	names = Number.POSITIVE_INFINITY,
): Occurrences | undefined {
	const line = document.line(position.line);
	const token = tokenAtPosition(line, position);
	if (token === undefined) return undefined;
	const { lines } = document;
	const handle = lines.at(lines.place(position).number);
	if (token.type === "field-name") return field(document, line, handle, token, position, cells);
	if (token.type === "key") {
		if (line.kind === "entry-row") return entryKey(handle, line, token);
		return key(document, handle, line, token, names);
	}
	const cell = line.table === undefined ? undefined : cellAt(line, position.character);
	if (cell === undefined || line.table?.leaves[cell.index] === undefined || line.parentLine === undefined)
		return undefined;
	const header = document.line(line.parentLine);
	const name = header.tokens.find(({ type, cell: leaf }) => type === "field-name" && leaf === cell.index);
	return name && field(document, header, lines.opener(lines.scope(handle)), name, position, cells);
}

function entryKey(handle: number, line: SyntaxLine, { range }: SyntaxToken): Occurrences {
	return { kind: "entry key", name: line.key ?? "", at: range, names: [range], lines: [handle], cells: [] };
}

function field(
	document: ToonDocument,
	header: SyntaxLine,
	opener: number,
	token: SyntaxToken,
	position: Position,
	limit: number,
): Occurrences {
	const { lines } = document;
	const name = readName(header.text.slice(token.start, token.end));
	const common = { name, at: token.range, names: [token.range], lines: [opener] };
	const column = token.cell;
	if (column === undefined) return { ...common, kind: "group", cells: [] };
	if (limit === 0) return { ...common, kind: "column", cells: [] };
	const number = lines.place(position).number;
	return { ...common, kind: "column", cells: cellsOf(document, lines.opened(opener), column, number, limit) };
}

/** The cells of a column: those around the line with the number, or the first ones where that is near the header. */
function cellsOf(document: ToonDocument, scope: number, column: number, number: number, limit: number): Range[] {
	const { lines } = document;
	const opener = lines.opener(scope);
	const table = tableAt(document, lines.lspLine(opener));
	const middle = Math.max(numberOf(lines, opener) + 1, number - Math.floor(limit / 2));
	const found: Range[] = [];
	if (table === undefined) return found;
	for (const line of lines.from(middle)) {
		const own = lines.scope(line);
		if (own === 0) continue;
		if (own !== scope || found.length >= limit) break;
		const text = lines.text(line);
		const cell = text.includes("\r") ? undefined : cellSpan(text, column, table.delimiter, table.keyed);
		if (cell !== undefined && cell.end > cell.start) found.push(rangeOn(lines.lspLine(line), cell.start, cell.end));
	}
	return found;
}

/** The key, and the equal ones at the same place of the other items of the nearest list. */
function key(document: ToonDocument, handle: number, line: SyntaxLine, token: SyntaxToken, limit: number): Occurrences {
	const { lines } = document;
	const name = line.key ?? "";
	const path = [name];
	let scope = lines.itemScope(handle) || lines.scope(handle);
	while (lines.scopeKind(scope) === "object") {
		const opener = lines.opener(scope);
		path.push(lines.key(opener) ?? "");
		scope = lines.itemScope(opener) || lines.parent(scope);
	}
	const found = lines.scopeKind(scope) === "item" ? inItems(lines, lines.parent(scope), path, handle, limit) : [handle];
	return {
		kind: "key",
		name,
		at: token.range,
		names: found.map((each) => keyRange(document, each)),
		lines: found,
		cells: [],
	};
}

/**
 * The lines of a key in each item of a list, the own one among them.
 *
 * @param path the keys from it up to the item
 */
function inItems(lines: LineReader, list: number, path: readonly string[], own: number, limit: number): number[] {
	const found: number[] = [];
	for (const line of lines.from(numberOf(lines, lines.opener(list)) + 1)) {
		const scope = lines.scope(line);
		if (scope === 0) continue;
		if (!isWithin(lines, scope, list)) break;
		if (line === own || isAtPath(lines, line, list, path)) found.push(line);
		if (found.length >= limit) break;
	}
	return found;
}

/** Whether the line has the key and stands below the keys of the path in an item of the list. */
function isAtPath(lines: LineReader, line: number, list: number, path: readonly string[]): boolean {
	let at = line;
	for (const [index, step] of path.entries()) {
		if (lines.kind(at) === "row" || lines.key(at) !== step) return false;
		const scope = lines.itemScope(at) || lines.scope(at);
		if (lines.scopeKind(scope) === "item") return index === path.length - 1 && lines.parent(scope) === list;
		if (lines.scopeKind(scope) !== "object") return false;
		at = lines.opener(scope);
	}
	return false;
}

function keyRange(document: ToonDocument, handle: number): Range {
	const { lines } = document;
	const text = lines.text(handle);
	const lspLine = lines.lspLine(handle);
	const key = lines.key(handle) ?? "";
	const start = /^(?: |- *)*/.exec(text)?.[0].length ?? 0;
	// As it is written without quotes; all else is looked up.
	if (key !== "" && text.startsWith(key, start) && /[:[]/.test(text.charAt(start + key.length)) && !text.includes("\r"))
		return rangeOn(lspLine, start, start + key.length);
	return document.line(lspLine).tokens.find(({ type }) => type === "key")?.range ?? rangeOn(lspLine, 0, 0);
}

/** A name as written, its quotes and escapes read. */
export function readName(written: string): string {
	if (!written.startsWith('"')) return written;
	try {
		return JSON.parse(written) as string;
	} catch {
		return written.slice(1, -1);
	}
}
