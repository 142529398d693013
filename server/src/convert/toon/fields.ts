/** Which arrays and objects are tables, and with which fields: the rule of the reference encoder (§9.3, §9.5). */
import type { Shape } from "./shapes";
import { FLAT_OBJECT, type Tape } from "./tape";

/** A field of a table that is going to be written. */
export interface EncodedField {
	/** The key as TOON writes it. */
	readonly text: Uint8Array;
	readonly fields?: readonly EncodedField[];
}

export interface Table {
	readonly fields: readonly EncodedField[];
	/**
	 * The nodes of the cells, row by row. Undefined where all rows are flat and of one shape: the cells of a row are the
	 * nodes after its own.
	 */
	readonly cells: Int32Array | undefined;
	/** Cells of a row. */
	readonly width: number;
}

/** The table that these objects are as rows, or undefined. */
export function tableOf(tape: Tape, rows: Int32Array): Table | undefined {
	const first = rows[0];
	if (first === undefined || !tape.isObject(first)) return undefined;
	const shape = tape.first[first]!;
	if (rows.every((row) => tape.kinds[row] === FLAT_OBJECT && tape.first[row] === shape)) {
		const { texts, width } = tape.shapes.get(shape);
		return width === 0 ? undefined : { fields: texts.map((text) => ({ text })), cells: undefined, width };
	}
	const columns: Int32Array[] = [];
	const fields = fieldsOf(tape, rows, columns);
	if (fields === undefined) return undefined;
	const width = columns.length;
	const cells = new Int32Array(width * rows.length);
	for (let column = 0; column < width; column++) {
		const nodes = columns[column]!;
		for (let row = 0; row < nodes.length; row++) cells[row * width + column] = nodes[row]!;
	}
	return { fields, cells, width };
}

/** The fields of the rows; the cells of each leaf are added to `columns`. Groups are as deep as values are. */
function fieldsOf(tape: Tape, rows: Int32Array, columns: Int32Array[]): EncodedField[] | undefined {
	const nodes = columnsOf(tape, rows);
	if (nodes === undefined) return undefined;
	const { texts } = tape.shapes.get(tape.first[rows[0]!]!);
	const fields: EncodedField[] = [];
	for (const [index, column] of nodes.entries()) {
		const text = texts[index]!;
		if (column.every((node) => tape.isPrimitive(node))) {
			columns.push(column);
			fields.push({ text });
			continue;
		}
		if (!column.every((node) => tape.isObject(node))) return undefined;
		const inner = fieldsOf(tape, column, columns);
		if (inner === undefined) return undefined;
		fields.push({ text, fields: inner });
	}
	return fields;
}

/** The member nodes by key, in the order of the first row; undefined when the rows have not the same keys, or none. */
function columnsOf(tape: Tape, rows: Int32Array): Int32Array[] | undefined {
	const { shapes } = tape;
	const shape = shapes.get(tape.first[rows[0]!]!);
	const { width } = shape;
	if (width === 0) return undefined;
	for (const row of rows) if (!tape.isObject(row) || shapes.get(tape.first[row]!).width !== width) return undefined;
	const places = new Map<Shape, Int32Array | undefined>();
	for (const row of rows) {
		const other = shapes.get(tape.first[row]!);
		if (other === shape || places.has(other)) continue;
		const found = placesOf(other, shape);
		if (found === undefined) return undefined;
		places.set(other, found);
	}
	const columns = shape.keys.map(() => new Int32Array(rows.length));
	for (let row = 0; row < rows.length; row++) {
		const place = places.get(shapes.get(tape.first[rows[row]!]!));
		for (let i = 0, at = rows[row]! + 1; i < width; i++, at = tape.after(at)) columns[place?.[i] ?? i]![row] = at;
	}
	return columns;
}

/** For each key of one shape its place in the other; undefined when their keys differ. */
function placesOf(shape: Shape, other: Shape): Int32Array | undefined {
	const places = new Map(other.keys.map((key, place) => [key, place]));
	const found = new Int32Array(shape.width);
	for (const [index, key] of shape.keys.entries()) {
		const place = places.get(key);
		if (place === undefined) return undefined;
		found[index] = place;
	}
	return found;
}
