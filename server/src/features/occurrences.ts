/**
 * Where a column or a key stands within its structure: what references, highlights, definition and rename have in
 * common.
 *
 * The structure of a column is its table. The structure of a key is the list whose items have it, at the same place in
 * each; a key outside of lists stands once.
 */
import type { LineReader, Position, Range, SyntaxLine, SyntaxToken, ToonDocument } from "../language";
import { cellAt, membersOf, numberOf, rangeOn, tokenAtPosition } from "./structure";

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

/** Cells that one answer lists at most. */
export const cellLimit = 10_000;

/**
 * What stands at the position, and where else.
 *
 * @param cells how many cells of a column are wanted; those next to the position come first
 */
export function occurrencesAt(document: ToonDocument, position: Position, cells = cellLimit): Occurrences | undefined {
	const line = document.line(position.line);
	const token = tokenAtPosition(line, position);
	if (token === undefined) return undefined;
	const { lines } = document;
	const handle = lines.at(lines.place(position).number);
	if (token.type === "field-name") return field(document, line, handle, token, position, cells);
	if (token.type === "key") {
		if (line.kind === "entry-row") return entryKey(handle, line, token);
		return key(document, handle, line, token);
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
	const scope = lines.opened(opener);
	const number = lines.place(position).number;
	return { ...common, kind: "column", cells: limit === 0 ? [] : cellsOf(document, scope, column, number, limit) };
}

/** The cells of a column, from the line with the number on and then those before it. */
function cellsOf(document: ToonDocument, scope: number, column: number, number: number, limit: number): Range[] {
	const { lines } = document;
	const first = numberOf(lines, lines.opener(scope)) + 1;
	const middle = Math.max(first, number - Math.floor(limit / 2));
	const found: Range[] = [];
	for (let at = middle; at < lines.lineCount && found.length < limit; at++) {
		const line = lines.at(at);
		const own = lines.scope(line);
		if (own === 0) continue;
		if (own !== scope) break;
		const token = document.line(lines.lspLine(line)).tokens.find((each) => isCell(each, column));
		if (token !== undefined) found.push(token.range);
	}
	return found;
}

const isCell = ({ cell, type }: SyntaxToken, column: number): boolean => cell === column && type !== "delimiter";

/** The key, and the equal ones at the same place of the other items of the nearest list. */
function key(document: ToonDocument, handle: number, line: SyntaxLine, token: SyntaxToken): Occurrences {
	const { lines } = document;
	const name = line.key ?? "";
	const path = [name];
	let scope = lines.itemScope(handle) || lines.scope(handle);
	while (lines.scopeKind(scope) === "object") {
		const opener = lines.opener(scope);
		path.unshift(lines.key(opener) ?? "");
		scope = lines.itemScope(opener) || lines.parent(scope);
	}
	const found = lines.scopeKind(scope) === "item" ? inItems(lines, lines.parent(scope), path) : [handle];
	const ordered = found.includes(handle) ? found : [handle, ...found];
	return {
		kind: "key",
		name,
		at: token.range,
		names: ordered.map((each) => keyRange(document, each)),
		lines: ordered,
		cells: [],
	};
}

/** The lines of a key at the end of a path in each item of a list. */
function inItems(lines: LineReader, list: number, path: readonly string[]): number[] {
	const found: number[] = [];
	for (const item of membersOf(lines, list)) {
		let scope = lines.itemScope(item);
		for (const [index, step] of path.entries()) {
			if (scope === 0) break;
			const line = memberWithKey(lines, scope, step);
			if (line === 0) break;
			if (index === path.length - 1) found.push(line);
			const opened = lines.opened(line);
			scope = opened !== 0 && lines.scopeKind(opened) === "object" ? opened : 0;
		}
	}
	return found;
}

function memberWithKey(lines: LineReader, scope: number, key: string): number {
	for (const line of membersOf(lines, scope)) if (lines.key(line) === key) return line;
	return 0;
}

function keyRange(document: ToonDocument, handle: number): Range {
	const line = document.line(document.lines.lspLine(handle));
	return line.tokens.find(({ type }) => type === "key")?.range ?? rangeOn(line.line, 0, 0);
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
