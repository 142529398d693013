/** What single lines of a document write in the same value as JSON, brackets that they open left open. */
import type { LineReader, Scalar } from "../language";
import { lastWordEnd } from "../tokens";
import { indentation } from "./indentation";
import type { JsonScopes } from "./jsonScopes";
import { type RowShape, rowShape } from "./rowShape";

/** No cut: the compact JSON of the line is counted with that of the line before. */
export const NO_CUT = -1;

/** The JSON of one line. */
export interface LineText {
	readonly compact: string;
	/** Where `compact` may be cut for counting, or NO_CUT; its length where a literal ends it. */
	readonly cut: number;
	/** Indented by two spaces: from the indentation on, without the last line's end. */
	readonly pretty: string;
}

/** Writes the lines of one version of a document without errors. */
export class LineWriter {
	readonly #scopes: JsonScopes;
	readonly #reader: LineReader;
	readonly #tables = new Map<number, RowShape>();

	constructor(scopes: JsonScopes) {
		this.#scopes = scopes;
		this.#reader = scopes.reader;
	}

	write(line: number): LineText {
		const reader = this.#reader;
		const kind = reader.kind(line);
		const key = reader.key(line);
		const item = key === undefined ? 0 : reader.itemScope(line);
		const depth = this.#scopes.depth(reader.scope(line));
		let compact = "";
		let pretty = indentation(depth);
		let innerDepth = depth;
		if (item !== 0) {
			innerDepth = depth + 1;
			compact = "{";
			pretty += `{\n${indentation(innerDepth)}`;
		}
		if (key !== undefined) {
			const name = JSON.stringify(key);
			compact += `${name}:`;
			pretty += `${name}: `;
		}
		const keyEnd = compact.length;
		switch (kind) {
			case "row":
			case "entry-row": {
				const values = reader.values(line);
				const { cells, compact: between, pretty: prettyBetween } = this.table(reader.scope(line));
				compact += joined(values, cells, between);
				pretty += joined(values, cells, prettyBetween);
				break;
			}
			case "key-value":
			case "scalar": {
				const value = json(reader.values(line)[0]);
				compact += value;
				pretty += value;
				break;
			}
			case "inline-array": {
				const values = reader.values(line).map(json);
				const start = `\n${indentation(innerDepth + 1)}`;
				compact += `[${values.join(",")}]`;
				pretty += `[${start}${values.join(`,${start}`)}\n${indentation(innerDepth)}]`;
				break;
			}
			default: {
				const brackets = bracketsOf(kind);
				compact += brackets;
				pretty += brackets;
			}
		}
		return { compact, cut: cutOf(compact, keyEnd), pretty };
	}

	/** How the rows of a table are written. */
	table(scope: number): RowShape {
		const known = this.#tables.get(scope);
		if (known !== undefined) return known;
		const shape = rowShape(this.#reader.fieldSteps(scope), this.#scopes.depth(scope));
		this.#tables.set(scope, shape);
		return shape;
	}
}

/** Best at the end of the key, which typing in the value does not move; else as far back as there is a place. */
function cutOf(compact: string, keyEnd: number): number {
	const inKey = lastWordEnd(compact, 0, keyEnd === 0 ? firstKeyEnd(compact) : keyEnd - 1);
	return inKey >= 0 ? inKey : lastWordEnd(`${compact},`, 0, compact.length);
}

/** In a row: where its first field name ends, or 0. */
function firstKeyEnd(compact: string): number {
	return compact.startsWith('{"') ? compact.indexOf('"', 2) : 0;
}

const json = (scalar: Scalar | undefined): string => (scalar === undefined ? "null" : JSON.stringify(scalar.value));

/** The values of a row in the order of its shape, with what stands between them. */
function joined(values: readonly Scalar[], cells: readonly number[], between: readonly string[]): string {
	let text = "";
	for (let i = 0; i < cells.length; i++) text += between[i]! + json(values[cells[i]!]);
	return text + between[cells.length]!;
}

/** What a line writes that opens a scope or is empty. */
function bracketsOf(kind: ReturnType<LineReader["kind"]>): string {
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
