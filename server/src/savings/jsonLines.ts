/**
 * What single lines of a document contribute to the same value as JSON.
 *
 * The JSON of a document is, line by line, what the line itself writes (`compact`, `pretty`) and what stands between it
 * and the next content line (`compactGap`, `prettyGap`): commas, and the closing brackets of what ends there. Line 0
 * stands for the start of the text, and as a next line for its end. The document must have no errors.
 */
import type { LineReader } from "../language";
import { lastWordEnd } from "../tokens";
import { indentation } from "./indentation";
import { type RowShape, rowShape } from "./rowShape";

const START = 0;
const END = 0;

/** No cut: the compact JSON of the line cannot be told apart from that of the line before. */
export const NO_CUT = -1;

interface Table extends RowShape {
	/** Where the compact text of each row may be cut because of its first name, or NO_CUT. */
	readonly cut: number;
}

/** Writes the lines of one version of a document. */
export class JsonLines {
	readonly #reader: LineReader;
	/** Whether the root is an object whose braces no line of the document opens. */
	readonly #bareRoot: boolean;
	readonly #first: number;
	readonly #tables = new Map<number, Table>();

	constructor(reader: LineReader) {
		this.#reader = reader;
		this.#first = reader.first;
		this.#bareRoot = reader.root === "object" && (this.#first === 0 || reader.key(this.#first) !== undefined);
	}

	/** Whether the JSON of the line starts a line of the indented JSON that another one precedes. */
	followsLineEnd(line: number): boolean {
		return line !== START && (line !== this.#first || this.#bareRoot);
	}

	/** The line's own compact JSON, brackets that it opens left open. */
	compact(line: number): string {
		if (line === START) return this.#bareRoot ? "{" : "";
		const reader = this.#reader;
		const kind = reader.kind(line);
		if (kind === "row" || kind === "entry-row") {
			const { cells, compact } = this.#table(reader.scope(line));
			return this.#prefix(line, false) + this.#row(line, cells, compact);
		}
		const prefix = this.#prefix(line, false);
		switch (kind) {
			case "key-value":
			case "scalar":
				return prefix + this.#value(line);
			case "inline-array":
				return `${prefix}[${this.#values(line).join(",")}]`;
			default:
				return prefix + opening(kind);
		}
	}

	/** The line's own part of the JSON indented by two spaces: from the indentation on, without the last line's end. */
	pretty(line: number): string {
		if (line === START) return this.#bareRoot ? "{" : "";
		const reader = this.#reader;
		const kind = reader.kind(line);
		if (kind === "row") {
			const { cells, pretty } = this.#table(reader.scope(line));
			return this.#row(line, cells, pretty);
		}
		const depth = this.#depth(reader.itemScope(line) || reader.scope(line));
		const prefix = this.#prefix(line, true);
		switch (kind) {
			case "entry-row": {
				const { cells, pretty } = this.#table(reader.scope(line));
				return prefix + this.#row(line, cells, pretty).trimStart();
			}
			case "key-value":
			case "scalar":
				return prefix + this.#value(line);
			case "inline-array": {
				const inner = indentation(depth + 1);
				const values = this.#values(line).map((value) => `\n${inner}${value}`);
				return `${prefix}[${values.join(",")}\n${indentation(depth)}]`;
			}
			default:
				return prefix + opening(kind);
		}
	}

	/** Where in `compact(line)` the text may be cut for counting, or NO_CUT. Its length where a literal ends it. */
	cut(line: number): number {
		if (line === START) return 0;
		const reader = this.#reader;
		const kind = reader.kind(line);
		if (kind === "row") {
			const { cut } = this.#table(reader.scope(line));
			if (cut !== NO_CUT) return cut;
		} else {
			const prefix = this.#prefix(line, false);
			const cut = lastWordEnd(prefix, 0, prefix.length - 1);
			if (cut !== NO_CUT) return cut;
		}
		const whole = this.compact(line);
		return lastWordEnd(`${whole},`, 0, whole.length);
	}

	/** The compact text of a line up to its cut, which it has. */
	head(line: number, cut: number): string {
		const reader = this.#reader;
		const isRow = reader.kind(line) === "row";
		const prefix = isRow ? this.#table(reader.scope(line)).compact[0]! : this.#prefix(line, false);
		return (cut <= prefix.length ? prefix : this.compact(line)).slice(0, cut);
	}

	/** What stands between a line's own compact JSON and the next line's. */
	compactGap(line: number, next: number): string {
		const reader = this.#reader;
		if (line === START && !this.#bareRoot) return "";
		const target = next === END ? 0 : reader.scope(next);
		let scope = this.#innermost(line);
		if (scope === target) return this.#opens(line, scope) ? "" : ",";
		let text = "";
		for (; scope !== target && scope !== 0; scope = reader.parent(scope)) text += this.#closing(scope);
		return next === END ? text : `${text},`;
	}

	/** The same for the indented JSON, with the line end and without the next line's indentation. */
	prettyGap(line: number, next: number): string {
		const reader = this.#reader;
		if (line === START && !this.#bareRoot) return "";
		const target = next === END ? 0 : reader.scope(next);
		let scope = this.#innermost(line);
		let empty = this.#opens(line, scope);
		if (scope === target) return empty ? "\n" : ",\n";
		let text = "";
		let depth = this.#depth(scope);
		for (; scope !== target && scope !== 0; scope = reader.parent(scope)) {
			const closing = this.#closing(scope);
			if (closing !== "") {
				depth--;
				text += empty ? closing : `\n${indentation(depth)}${closing}`;
			}
			empty = false;
		}
		return next === END ? text : `${text},\n`;
	}

	/** What the rows of a table have in common, to tell whether they are written as before. */
	tableSignature(scope: number): string {
		const { cells, pretty } = this.#table(scope);
		return JSON.stringify([cells, pretty]);
	}

	/** What the line's JSON starts with: indentation (if `pretty`), the brace of an item with fields, the key. */
	#prefix(line: number, pretty: boolean): string {
		const reader = this.#reader;
		const key = reader.key(line);
		const item = reader.itemScope(line);
		if (!pretty) {
			if (key === undefined) return "";
			return item === 0 ? `${JSON.stringify(key)}:` : `{${JSON.stringify(key)}:`;
		}
		const depth = this.#depth(reader.scope(line));
		const indent = indentation(depth);
		if (key === undefined) return indent;
		return item === 0
			? `${indent}${JSON.stringify(key)}: `
			: `${indent}{\n${indentation(depth + 1)}${JSON.stringify(key)}: `;
	}

	#value(line: number): string {
		return this.#values(line)[0] ?? "null";
	}

	#values(line: number): string[] {
		return this.#reader.values(line).map((scalar) => JSON.stringify(scalar.value));
	}

	#row(line: number, cells: readonly number[], between: readonly string[]): string {
		const values = this.#values(line);
		let text = "";
		for (let i = 0; i < cells.length; i++) text += between[i]! + (values[cells[i]!] ?? "null");
		return text + between[cells.length]!;
	}

	#table(scope: number): Table {
		const known = this.#tables.get(scope);
		if (known !== undefined) return known;
		const shape = rowShape(this.#reader.fieldSteps(scope), this.#depth(scope));
		const first = shape.compact[0]!;
		const table = { ...shape, cut: lastWordEnd(first, 0, first.length - 1) };
		this.#tables.set(scope, table);
		return table;
	}

	/** The innermost scope that is open behind the line. */
	#innermost(line: number): number {
		const reader = this.#reader;
		if (line === START) return reader.rootScope;
		return reader.opened(line) || reader.itemScope(line) || reader.scope(line);
	}

	/** Whether the line's own JSON ends with the bracket that opens the scope. */
	#opens(line: number, scope: number): boolean {
		return line === START || this.#reader.opened(line) === scope;
	}

	#closing(scope: number): string {
		switch (this.#reader.scopeKind(scope)) {
			case "object":
			case "item":
			case "keyed-table":
				return "}";
			case "list":
			case "table":
				return "]";
			case "root":
				return this.#bareRoot ? "}" : "";
			default:
				return "";
		}
	}

	/** Levels of indentation of what stands directly in the scope. */
	#depth(scope: number): number {
		const reader = this.#reader;
		let depth = 0;
		for (let at = scope; at !== 0; at = reader.parent(at)) if (this.#closing(at) !== "") depth++;
		return depth;
	}
}

/** The JSON of a line that opens a scope or is empty. */
function opening(kind: ReturnType<LineReader["kind"]>): string {
	switch (kind) {
		case "object":
		case "keyed-table-header":
			return "{";
		case "list-header":
		case "table-header":
			return "[";
		case "empty-array":
			return "[]";
		case "empty-item":
			return "{}";
		default:
			return "";
	}
}
