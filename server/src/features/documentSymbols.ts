/** The outline: keys, objects, lists and tables, never rows. */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { ArrayHeader, Range, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { blockAt } from "./blocks";

/** Symbols in one answer at most; what an outline of more would show helps nobody. */
export const SYMBOL_LIMIT = 5_000;

/** Levels of nesting in an answer: deeper ones would exhaust the stack of whoever writes it as JSON. */
const DEPTH_LIMIT = 100;

/** An open symbol with the last line seen inside it. */
interface OpenSymbol {
	readonly symbol: DocumentSymbol | undefined;
	readonly children: DocumentSymbol[];
	readonly firstLine: number;
	/** Items seen so far; they number the symbols of a list. */
	items: number;
}

/** The keys of a document in its order, nested as they are. Items of lists are named by their index. */
export function documentSymbols(document: ToonDocument): DocumentSymbol[] {
	const outline = new Outline(document);
	document.walk(outline);
	return outline.roots;
}

/** Symbols of all levels. */
export function symbolCount(symbols: readonly DocumentSymbol[]): number {
	return symbols.reduce((sum, { children = [] }) => sum + 1 + symbolCount(children), 0);
}

class Outline implements Visitor {
	readonly roots: DocumentSymbol[] = [];
	readonly #document: ToonDocument;
	readonly #open: OpenSymbol[] = [];
	#made = 0;
	#lastLine = 0;

	constructor(document: ToonDocument) {
		this.#document = document;
	}

	beginObject(key: string | undefined, line: number): void {
		this.#begin(key, line, SymbolKind.Object, "");
	}

	endObject(): void {
		this.#end();
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		this.#begin(key, line, SymbolKind.Array, header.form === "empty" ? "[]" : `[${header.length}]`);
	}

	endArray(): void {
		this.#end();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		const fields = header.leaves.map((path) => path.join(".")).join(", ");
		this.#begin(key, line, SymbolKind.Struct, `[${header.length}] ${fields}`);
	}

	row({ line }: { readonly line: number }): void {
		this.#lastLine = line;
	}

	endTable(): void {
		this.#end();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#lastLine = line;
		const parent = this.#open.at(-1);
		if (parent !== undefined) parent.items++;
		// Scalars of lists are data, not structure.
		if (key === undefined || this.#isFull) return;
		this.#made++;
		(parent?.children ?? this.roots).push({
			name: key === "" ? '""' : key,
			detail: scalar.text.slice(0, 80),
			kind: kindOf(scalar),
			range: this.#lines(line, line),
			selectionRange: this.#lines(line, line),
		});
	}

	get #isFull(): boolean {
		return this.isDone() || this.#open.length > DEPTH_LIMIT;
	}

	#begin(key: string | undefined, line: number, kind: SymbolKind, detail: string): void {
		this.#lastLine = line;
		const parent = this.#open.at(-1);
		const index = parent?.items ?? 0;
		if (parent !== undefined) parent.items++;
		const isRoot = parent === undefined && key === undefined;
		const siblings = parent?.children ?? this.roots;
		if (isRoot || this.#isFull) {
			this.#open.push({ symbol: undefined, children: siblings, firstLine: line, items: 0 });
			return;
		}
		this.#made++;
		const children: DocumentSymbol[] = [];
		const name = key === undefined ? `[${index}]` : key === "" ? '""' : key;
		const selectionRange = this.#lines(line, line);
		const symbol: DocumentSymbol = { name, detail, kind, range: selectionRange, selectionRange, children };
		siblings.push(symbol);
		this.#open.push({ symbol, children, firstLine: line, items: 0 });
	}

	#end(): void {
		const closed = this.#open.pop();
		if (closed?.symbol === undefined) return;
		// Of what was open when the outline was full, the end was not visited.
		closed.symbol.range = this.isDone()
			? (blockAt(this.#document, closed.firstLine)?.range ?? closed.symbol.range)
			: this.#lines(closed.firstLine, this.#lastLine);
	}

	isDone(): boolean {
		return this.#made >= SYMBOL_LIMIT;
	}

	/** From the start of a line's text to the end of another. */
	#lines(first: number, last: number): Range {
		const { start, end } = this.#document.contentRange(first);
		return { start, end: first === last ? end : this.#document.contentRange(last).end };
	}
}

function kindOf({ value }: Scalar): SymbolKind {
	switch (typeof value) {
		case "number":
			return SymbolKind.Number;
		case "boolean":
			return SymbolKind.Boolean;
		case "string":
			return SymbolKind.String;
		default:
			return SymbolKind.Null;
	}
}
