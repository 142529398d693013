/**
 * Writes a value as TOON, byte for byte as the reference encoder does, from a tape. It recurses as deep as the value is
 * nested, which builders hold to a thousand levels.
 */
import type { DelimiterName } from "../types";
import { Bytes, encodeUtf8 } from "./bytes";
import { type EncodedField, type Table, tableOf } from "./fields";
import { keyText } from "./keys";
import type { DelimiterByte } from "./plain";
import { FLAT_ARRAY, type Tape } from "./tape";

export const DELIMITER_BYTES: Readonly<Record<DelimiterName, DelimiterByte>> = { comma: 0x2c, tab: 0x09, pipe: 0x7c };

/** How TOON is written. */
export interface ToonStyle {
	/** Spaces a level. */
	readonly indentSize: number;
	readonly delimiter: DelimiterByte;
}

const COLON = 0x3a;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** A key as TOON writes it, or none at the root and in arrays. */
type Key = Uint8Array | undefined;

const emptyArray = encodeUtf8("[]");
const emptyValue = encodeUtf8(": []");

export class ToonEncoder {
	readonly out: Bytes;
	readonly #tape: Tape;
	readonly #indentSize: number;
	readonly #delimiter: DelimiterByte;
	#begun = false;

	constructor(tape: Tape, style: ToonStyle, out = new Bytes(1 << 16)) {
		this.#tape = tape;
		this.#indentSize = style.indentSize;
		this.#delimiter = style.delimiter;
		this.out = out;
	}

	/** The whole document. */
	root(node: number): void {
		const tape = this.#tape;
		if (tape.isPrimitive(node)) tape.write(node, this.out);
		else if (tape.isArray(node)) this.#array(undefined, node, 0);
		else if (!this.#keyed(undefined, node, 0)) this.#object(node, 0);
	}

	/** Something stands before what is written next. */
	goOn(): void {
		this.#begun = true;
	}

	/** The second of two rows of a root table. */
	secondRow(table: Table, node: number): void {
		this.#line(1);
		this.#cells(table, 1, node);
	}

	/** An item of a list. */
	item(node: number, depth: number): void {
		this.#item(node, depth);
	}

	/** Begins a line, with a hyphen where an item begins on it. */
	#line(depth: number, isItem = false): void {
		const { out } = this;
		out.reserve(depth * this.#indentSize + 3);
		const { data } = out;
		let at = out.length;
		if (this.#begun) data[at++] = LINE_FEED;
		this.#begun = true;
		for (let i = depth * this.#indentSize; i > 0; i--) data[at++] = SPACE;
		if (isItem) {
			data[at++] = 0x2d;
			data[at++] = SPACE;
		}
		out.length = at;
	}

	#object(node: number, depth: number, skip = 0): void {
		const tape = this.#tape;
		const { texts } = tape.shapes.get(tape.first[node]!);
		let at = node + 1;
		for (let i = 0; i < texts.length; i++, at = tape.after(at)) if (i >= skip) this.#member(texts[i]!, at, depth);
	}

	#member(key: Uint8Array, node: number, depth: number): void {
		const tape = this.#tape;
		if (tape.isPrimitive(node)) {
			this.#line(depth);
			this.#field(key, node);
		} else if (tape.isArray(node)) this.#array(key, node, depth);
		else if (!this.#keyed(key, node, depth)) {
			this.#line(depth);
			this.out.bytes(key);
			this.out.byte(COLON);
			this.#object(node, depth + 1);
		}
	}

	/** `key: value` */
	#field(key: Uint8Array, node: number): void {
		const { out } = this;
		out.bytes(key);
		out.byte(COLON);
		out.byte(SPACE);
		this.#tape.write(node, out);
	}

	/** Writes the object in keyed tabular form, if it has it. */
	#keyed(key: Key, node: number, depth: number): boolean {
		const table = this.#keyedTable(node);
		if (table === undefined) return false;
		this.#line(depth);
		this.#keyedRows(key, node, table, depth);
		return true;
	}

	#keyedTable(node: number): Table | undefined {
		const tape = this.#tape;
		// Most objects show at once that they are none.
		if (tape.countOf(node) < 2 || !tape.isObject(node + 1)) return undefined;
		const members = tape.members(node);
		return members.every((member) => tape.isObject(member)) ? tableOf(tape, members) : undefined;
	}

	#keyedRows(key: Key, node: number, table: Table, depth: number): void {
		const tape = this.#tape;
		const shape = tape.shapes.get(tape.first[node]!);
		this.#header(key, shape.width, table.fields, true);
		const rows = tape.members(node);
		for (let row = 0; row < rows.length; row++) {
			this.#line(depth + 1);
			shape.writeKey(row, this.out);
			this.out.byte(COLON);
			this.out.byte(SPACE);
			this.#cells(table, row, rows[row]!);
		}
	}

	#array(key: Key, node: number, depth: number): void {
		const tape = this.#tape;
		this.#line(depth);
		const count = tape.countOf(node);
		if (count === 0) {
			if (key !== undefined) this.out.bytes(key);
			this.out.bytes(key === undefined ? emptyArray : emptyValue);
		} else if (tape.kinds[node] === FLAT_ARRAY) this.#inline(key, node);
		else {
			const items = tape.members(node);
			const table = tableOf(tape, items);
			if (table !== undefined) this.#table(key, items, table, depth + 1);
			else {
				this.#header(key, count, undefined, false);
				for (const item of items) this.#item(item, depth + 1);
			}
		}
	}

	#table(key: Key, rows: Int32Array, table: Table, depth: number): void {
		this.#header(key, rows.length, table.fields, false);
		for (let row = 0; row < rows.length; row++) {
			this.#line(depth);
			this.#cells(table, row, rows[row]!);
		}
	}

	#cells({ cells, width }: Table, row: number, node: number): void {
		const { out } = this;
		const tape = this.#tape;
		const delimiter = this.#delimiter;
		for (let i = 0; i < width; i++) {
			if (i > 0) out.byte(delimiter);
			tape.write(cells === undefined ? node + 1 + i : cells[row * width + i]!, out);
		}
	}

	/** `key[N]: a,b,c` */
	#inline(key: Key, node: number): void {
		const { out } = this;
		const tape = this.#tape;
		const count = tape.countOf(node);
		this.#header(key, count, undefined, false);
		if (count === 0) return;
		out.byte(SPACE);
		for (let i = 1; i <= count; i++) {
			if (i > 1) out.byte(this.#delimiter);
			tape.write(node + i, out);
		}
	}

	#header(key: Key, count: number, fields: readonly EncodedField[] | undefined, keyed: boolean): void {
		const { out } = this;
		if (key !== undefined) out.bytes(key);
		writeHeader(out, count, fields, keyed, this.#delimiter);
	}

	#item(node: number, depth: number): void {
		const tape = this.#tape;
		if (tape.isPrimitive(node)) {
			this.#line(depth, true);
			tape.write(node, this.out);
		} else if (tape.isArray(node)) {
			this.#line(depth, true);
			if (tape.kinds[node] === FLAT_ARRAY) this.#inline(undefined, node);
			else this.#list(undefined, node, depth + 1);
		} else this.#itemObject(node, depth);
	}

	/** A header and its items, whatever they are: within items no array of arrays is a table. */
	#list(key: Key, node: number, depth: number): void {
		const items = this.#tape.members(node);
		this.#header(key, items.length, undefined, false);
		for (const item of items) this.#item(item, depth);
	}

	/** The first member stands on the line of the hyphen. */
	#itemObject(node: number, depth: number): void {
		const { out } = this;
		const tape = this.#tape;
		const { texts, width } = tape.shapes.get(tape.first[node]!);
		if (width === 0) {
			this.#line(depth);
			out.byte(0x2d);
			return;
		}
		const key = texts[0]!;
		const value = node + 1;
		this.#line(depth, true);
		if (tape.isPrimitive(value)) this.#field(key, value);
		else if (tape.isArray(value)) this.#itemArray(key, value, depth);
		else {
			const table = this.#keyedTable(value);
			if (table !== undefined) this.#keyedRows(key, value, table, depth + 1);
			else {
				out.bytes(key);
				out.byte(COLON);
				this.#object(value, depth + 2);
			}
		}
		this.#object(node, depth + 1, 1);
	}

	/** An array on the line of the hyphen. */
	#itemArray(key: Uint8Array, node: number, depth: number): void {
		const tape = this.#tape;
		if (tape.countOf(node) === 0) {
			this.out.bytes(key);
			this.out.bytes(emptyValue);
		} else if (tape.kinds[node] === FLAT_ARRAY) this.#inline(key, node);
		else {
			const items = tape.members(node);
			const table = tableOf(tape, items);
			if (table !== undefined) this.#table(key, items, table, depth + 2);
			else this.#list(key, node, depth + 2);
		}
	}
}

/** `[N]{fields}:` */
export function writeHeader(
	out: Bytes,
	count: number,
	fields: readonly EncodedField[] | undefined,
	keyed: boolean,
	delimiter: DelimiterByte,
): void {
	out.text(`[${count}${keyed ? ":" : ""}`);
	if (delimiter !== 0x2c) out.byte(delimiter);
	out.byte(0x5d);
	if (fields !== undefined) writeFields(fields, delimiter, out);
	out.byte(COLON);
}

function writeFields(fields: readonly EncodedField[], delimiter: DelimiterByte, out: Bytes): void {
	out.byte(0x7b);
	for (const [index, { text, fields: inner }] of fields.entries()) {
		if (index > 0) out.byte(delimiter);
		out.bytes(text);
		if (inner !== undefined) writeFields(inner, delimiter, out);
	}
	out.byte(0x7d);
}

/** Fields that are leaves, by their names. */
export const flatFields = (names: readonly string[]): EncodedField[] =>
	names.map((name) => ({ text: encodeUtf8(keyText(name)) }));
