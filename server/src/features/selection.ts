/** The value of a selection, or of the block at the cursor: what is copied and converted. */
import { type Range, ToonDocument } from "../language";
import { hasErrors, type Node, readBlock, readDocument } from "./refactor/nodes";
import { write } from "./refactor/writing";

/** Why there is no value: for people. */
export interface NoValue {
	readonly reason: string;
}

/**
 * The selected members as a document of their own: fields as an object, rows and items as an array, entry rows as an
 * object. Without a selection the block, table or list at the cursor.
 */
export function selectedDocument(document: ToonDocument, range: Range): ToonDocument | NoValue {
	const isEmpty = range.start.line === range.end.line && range.start.character === range.end.character;
	const lines = isEmpty ? undefined : selectedLines(document, range);
	const found = isEmpty ? blockNode(document, range.start.line) : lines && membersNode(document, lines[0], lines[1]);
	if (found === undefined) {
		return { reason: "There is no value here, or it has errors. Select whole lines of fields, items or rows." };
	}
	const { indentSize } = document.options;
	const text = write(found, { indentSize, depth: 0, marker: false, key: undefined }).join("\n");
	return new ToonDocument(`${text}\n`, { indentSize });
}

/** First and last LSP line that the selection holds characters of. */
function selectedLines(document: ToonDocument, { start, end }: Range): readonly [number, number] | undefined {
	const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
	const isAll = start.line === 0 && start.character === 0 && document.offsetAt(end) === document.length;
	return isAll ? [0, document.lineCount - 1] : [start.line, last];
}

/** What the line opens, or the table or list that it is in; a field with its key. */
function blockNode(document: ToonDocument, lspLine: number): Node | undefined {
	const { lines } = document;
	const handle = lines.at(lines.place({ line: lspLine, character: 0 }).number);
	if (!lines.isContent(handle)) return readDocument(document);
	const kind = lines.kind(handle);
	if (kind === "row" || kind === "entry-row") return readBlock(document, lines.opener(lines.scope(handle)))?.node;
	if (lines.opened(handle) !== 0 || kind === "inline-array") return readBlock(document, handle)?.node;
	return membersNode(document, lspLine, lspLine);
}

/** The members between two lines, of the innermost scope that holds both. */
function membersNode(document: ToonDocument, first: number, last: number): Node | undefined {
	const { lines } = document;
	const from = lines.place({ line: first, character: 0 }).number;
	const to = lines.place({ line: last, character: 0 }).number;
	const contents: number[] = [];
	for (let number = from; number <= to; number++) {
		const line = lines.at(number);
		if (lines.isContent(line)) contents.push(line);
	}
	const [start] = contents;
	if (start === undefined || hasErrors(document, first, last)) return undefined;
	let scope = lines.scope(start);
	for (const line of contents) while (!holds(document, scope, line)) scope = lines.parent(scope);
	const isItem = lines.itemScope(lines.opener(scope)) === scope && scope !== lines.rootScope;
	const whole = scopeNode(document, scope, isItem);
	if (whole === undefined || whole.kind === "scalar") return whole;
	// A selection that begins inside of a member takes all of it.
	const inside = memberLine(document, scope, start);
	const isSelected = ({ line }: Node): boolean => line !== undefined && line >= Math.min(inside, first) && line <= last;
	if (whole.kind === "array") return { ...whole, items: whole.items.filter(isSelected) };
	return { ...whole, entries: whole.entries.filter(({ node }) => isSelected(node)) };
}

function holds({ lines }: ToonDocument, scope: number, line: number): boolean {
	for (let at = lines.scope(line); at !== 0; at = lines.parent(at)) if (at === scope) return true;
	return scope === lines.rootScope || scope === 0;
}

/** LSP line of the member of the scope that the line belongs to. */
function memberLine({ lines }: ToonDocument, scope: number, line: number): number {
	let at = line;
	while (lines.scope(at) !== scope && lines.scope(at) !== 0 && lines.scope(at) !== lines.rootScope) {
		at = lines.opener(lines.scope(at));
	}
	return lines.lspLine(at);
}

/** All of a scope. */
function scopeNode(document: ToonDocument, scope: number, isItem: boolean): Node | undefined {
	const { lines } = document;
	if (scope === lines.rootScope || scope === 0) return readDocument(document);
	if (!isItem) return readBlock(document, lines.opener(scope))?.node;
	const list = readBlock(document, lines.opener(lines.scope(lines.opener(scope))))?.node;
	const line = lines.lspLine(lines.opener(scope));
	return list?.kind === "array" ? list.items.find((item) => item.line === line) : undefined;
}
