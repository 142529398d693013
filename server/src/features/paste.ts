/** Text of another format pasted or dropped into a document: as TOON, at the depth and in the form of the place. */
import type { Field, Position, Range, TableHeader, TextEdit, ToonDocument } from "../language";
import { countAfter } from "./counts";
import { type Foreign, nameOfFormat, readForeign } from "./paste/foreign";
import { type Node, readDocument } from "./refactor/nodes";
import { keyText, token, write } from "./refactor/writing";
import { columnOf, holdsFields, homeOfNewLine, tableAt } from "./structure";

export interface Paste {
	/** What the paste does, for the menu. */
	readonly title: string;
	/** Takes the place of the selection. */
	readonly text: string;
	/** Edits elsewhere that belong to it: a header's count, the bracket of a key that gets an array. */
	readonly edits: readonly TextEdit[];
}

/** What the text becomes in place of the range; undefined where it stays as it is. */
export function paste(document: ToonDocument, range: Range, text: string): Paste | undefined {
	const foreign = readForeign(text);
	const node = foreign && readDocument(foreign.toon);
	if (foreign === undefined || node === undefined) return undefined;
	return new Paster(document, range, foreign, node).run();
}

class Paster {
	readonly #document: ToonDocument;
	readonly #range: Range;
	readonly #foreign: Foreign;
	readonly #node: Node;

	constructor(document: ToonDocument, range: Range, foreign: Foreign, node: Node) {
		this.#document = document;
		this.#range = range;
		this.#foreign = foreign;
		this.#node = node;
	}

	run(): Paste | undefined {
		const document = this.#document;
		const { start, end } = this.#range;
		const { lines } = document;
		const isAll = start.line === 0 && start.character === 0 && document.offsetAt(end) === document.length;
		if (isAll || lines.first === 0) return this.#paste("TOON", [], this.#lines(0, false, undefined), "");
		const line = document.line(start.line);
		const before = line.text.slice(0, start.character);
		const isAlone = this.#endsLine() && line.line === start.line;
		if (!isAlone) return undefined;
		if (before.trim() === "") return this.#onNewLine(before);
		if (line.kind === "object" && before.trimEnd().endsWith(":")) return this.#behindKey(start, before);
		if (line.kind === "empty-item") return this.#inItem(before);
		return undefined;
	}

	/** Whether nothing stands behind the range on its line. */
	#endsLine(): boolean {
		const { line, character } = this.#range.end;
		return this.#document.line(line).text.slice(character).trim() === "";
	}

	#paste(title: string, edits: readonly TextEdit[], written: readonly string[], indentation: string): Paste {
		const eol = this.#document.lines.lineEnd(this.#document.lines.at(0)) || "\n";
		// The first line goes where the cursor is, behind the indentation that stands there.
		const text = written.join(eol).slice(indentation.length);
		return { title: `Paste ${nameOfFormat(this.#foreign.format)} as ${title}`, text, edits };
	}

	#lines(depth: number, marker: boolean, key: string | undefined, node = this.#node): string[] {
		const { indentSize } = this.#document.options;
		return write(node, { indentSize, depth, marker, key });
	}

	/** Rows of a table, items of a list, fields of an object: by the scope that a line there belongs to. */
	#onNewLine(before: string): Paste | undefined {
		const document = this.#document;
		const { lines } = document;
		const home = homeOfNewLine(document, this.#range.start.line, before.length);
		if (home === undefined) return undefined;
		const { scope, depth } = home;
		const kind = lines.scopeKind(scope);
		const opener = lines.opener(scope);
		if (kind === "table" || kind === "keyed-table") {
			const rows = this.#rows(scope, depth);
			return rows && this.#paste("rows", this.#count(opener, rows.length), rows, before);
		}
		if (kind === "list") {
			const node = this.#node;
			const items = node.kind === "array" ? node.items : [node];
			const written = items.flatMap((item) => this.#lines(depth, true, undefined, asItem(item)));
			return this.#paste("items", this.#count(opener, items.length), written, before);
		}
		if (!holdsFields(kind) || lines.root !== "object") return undefined;
		const node = this.#node;
		if (node.kind === "object" && node.table === undefined) {
			const fields = node.entries.flatMap(({ key, node: value }) => this.#lines(depth, false, key, value));
			return fields.length === 0 ? undefined : this.#paste("fields", [], fields, before);
		}
		return this.#paste("TOON", [], this.#lines(depth, false, "items"), before);
	}

	/** The count of the header, where the pasted text takes no rows away. */
	#count(opener: number, added: number): readonly TextEdit[] {
		const { start, end } = this.#range;
		return start.line === end.line ? countAfter(this.#document, opener, added) : [];
	}

	/** Objects with the columns of the table, in any order, as its rows. */
	#rows(scope: number, depth: number): string[] | undefined {
		const document = this.#document;
		const table = tableAt(document, document.lines.lspLine(document.lines.opener(scope)));
		if (table === undefined) return undefined;
		const node = this.#node;
		const indentation = " ".repeat(depth * document.options.indentSize);
		const rows: string[] = [];
		const members = table.keyed
			? node.kind === "object" && node.entries
			: (node.kind === "array" ? node.items : [node]).map((each) => ({ key: "", node: each }));
		if (members === false || members.length === 0) return undefined;
		for (const { key, node: row } of members) {
			const cells = cellsFor(row, table);
			if (cells === undefined) return undefined;
			const start = table.keyed ? `${keyText(key)}: ` : "";
			rows.push(indentation + start + cells.join(table.delimiter));
		}
		return rows;
	}

	/** The value of a key that has none yet. */
	#behindKey(position: Position, before: string): Paste | undefined {
		const document = this.#document;
		const line = document.line(position.line);
		const key = line.tokens.find(({ type }) => type === "key");
		const colon = line.tokens.find(({ type }) => type === "colon");
		if (key === undefined || colon === undefined || this.#hasContentBelow(position.line)) return undefined;
		const depth = Math.floor(columnOf(line.text) / document.options.indentSize);
		const [first = "", ...rest] = this.#lines(depth, line.isItem, "k");
		const header = first.slice(first.indexOf("k") + 1);
		// What stands between key and value goes in front of the colon: `[2]{a,b}`.
		const at = header.search(/:(?: |$)/);
		const bracket = header.slice(0, at);
		const value = header.slice(at + 1).trimStart();
		const edits = bracket === "" ? [] : [{ range: { start: key.range.end, end: key.range.end }, newText: bracket }];
		const space = value !== "" && before.endsWith(":") ? " " : "";
		return this.#paste("the value", edits, [space + value, ...rest], "");
	}

	/** What an item is that has its hyphen already. */
	#inItem(before: string): Paste | undefined {
		const column = columnOf(before);
		const depth = Math.floor(column / this.#document.options.indentSize);
		if (this.#hasContentBelow(this.#range.start.line)) return undefined;
		const written = this.#lines(depth, true, undefined, asItem(this.#node));
		const space = before.endsWith("-") ? " " : "";
		return this.#paste("an item", [], [space + written[0]!.slice(column + 2), ...written.slice(1)], "");
	}

	#hasContentBelow(lspLine: number): boolean {
		const { lines } = this.#document;
		const line = lines.at(lines.place({ line: lspLine, character: 0 }).number);
		const next = lines.next(line);
		return next !== 0 && columnOf(lines.text(next)) > columnOf(lines.text(line));
	}
}

/** An item without a key has neither rows nor entry rows: a table becomes a list there, a keyed table an object. */
function asItem(node: Node): Node {
	if (node.kind === "array" && node.form === "table") {
		const { table: _, ...list } = node;
		return { ...list, form: "list" };
	}
	if (node.kind !== "object" || node.table === undefined) return node;
	const { table: _, ...object } = node;
	return object;
}

/** The cells of an object in the order of the table's columns; undefined where it has other fields, or values within. */
function cellsFor(node: Node, table: TableHeader): string[] | undefined {
	const cells: string[] = [];
	return collect(node, table.fields, table.delimiter, cells) ? cells : undefined;
}

function collect(node: Node, fields: readonly Field[], delimiter: TableHeader["delimiter"], cells: string[]): boolean {
	if (node.kind !== "object" || node.entries.length !== fields.length) return false;
	const members = new Map(node.entries.map(({ key, node: value }) => [key, value]));
	for (const { name, fields: inner } of fields) {
		const value = members.get(name) ?? members.get(name.trim());
		if (value === undefined) return false;
		if (inner !== undefined) {
			if (!collect(value, inner, delimiter, cells)) return false;
		} else if (value.kind === "scalar") cells.push(token(value.scalar, delimiter));
		else return false;
	}
	return true;
}
