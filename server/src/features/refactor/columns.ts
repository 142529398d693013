/** Columns of a table, changed through the header and all rows: add, remove, move, duplicate, group, spread. */
import type { TextEdit, ToonDocument } from "../../language";
import { readName } from "../occurrences";
import { isRow, readTable, replaceTable, type WrittenField, type WrittenTable } from "./tables";
import { keyText } from "./writing";

/** Where a leaf field stands in the tree of fields: its index at each level. */
type FieldPath = readonly number[];

/** What a new table is made of: its fields, and for each cell the old one that it takes, or a text. */
interface Columns {
	readonly fields: readonly WrittenField[];
	readonly cells: readonly (number | string)[];
}

export type ColumnChange = (table: WrittenTable, column: number) => Columns | undefined;

/** Applies a change of columns to the table whose header the line is. */
export function changeColumns(
	document: ToonDocument,
	opener: number,
	column: number,
	change: ColumnChange,
): TextEdit[] | undefined {
	const table = readTable(document, opener);
	if (table === undefined) return undefined;
	const columns = change(table, column);
	if (columns === undefined) return undefined;
	const { fields, cells } = columns;
	const lines = table.lines.map((line) =>
		isRow(line)
			? { ...line, cells: cells.map((cell) => (typeof cell === "number" ? (line.cells[cell] ?? "") : cell)) }
			: line,
	);
	return replaceTable(document, table, { delimiter: table.delimiter, fields, lines });
}

/** A new column of nulls behind this one, in the same group. */
export const addColumn: ColumnChange = ({ fields, width }, column) => {
	const path = pathOf(fields, column);
	if (path === undefined) return undefined;
	const group = groupAt(fields, path);
	const name = freeName(group, "field");
	const inserted = insert(fields, path, { name });
	return { fields: inserted, cells: [...range(0, column + 1), "null", ...range(column + 1, width)] };
};

/** The column goes; the last one of a table or group cannot. */
export const removeColumn: ColumnChange = ({ fields, width }, column) => {
	const path = pathOf(fields, column);
	if (path === undefined || groupAt(fields, path).length < 2) return undefined;
	return { fields: without(fields, path), cells: range(0, width).filter((each) => each !== column) };
};

export const duplicateColumn: ColumnChange = ({ fields, width }, column) => {
	const path = pathOf(fields, column);
	if (path === undefined) return undefined;
	const group = groupAt(fields, path);
	const name = freeName(group, `${readName(group[path[path.length - 1]!]!.name)}_copy`);
	return {
		fields: insert(fields, path, { name: keyText(name) }),
		cells: [...range(0, column + 1), ...range(column, width)],
	};
};

/** The column changes places with what stands beside it in its group: a column or a whole group. */
export const moveColumn =
	(step: -1 | 1): ColumnChange =>
	({ fields, width }, column) => {
		const path = pathOf(fields, column);
		if (path === undefined) return undefined;
		const group = groupAt(fields, path);
		const index = path[path.length - 1]!;
		const other = group[index + step];
		if (other === undefined) return undefined;
		const moved = [...group];
		moved[index] = other;
		moved[index + step] = group[index]!;
		const cells = range(0, width);
		cells.splice(column, 1);
		cells.splice(column + step * leafCount(other), 0, column);
		return { fields: replaceGroup(fields, path.slice(0, -1), moved), cells };
	};

/** `a{b,c}` as the separate columns `a.b` and `a.c`. */
export const spreadGroup: ColumnChange = ({ fields, width }, column) => {
	const path = pathOf(fields, column);
	if (path === undefined || path.length < 2) return undefined;
	const groupPath = path.slice(0, -1);
	const siblings = groupAt(fields, groupPath);
	const index = groupPath[groupPath.length - 1]!;
	const group = siblings[index]!;
	const outer = readName(group.name);
	// With a dot in it, nobody could tell where the group's name ends.
	if (outer === "" || outer.includes(".")) return undefined;
	const spread = group.fields!.map((field) => ({ ...field, name: keyText(`${outer}.${readName(field.name)}`) }));
	const result = siblings.toSpliced(index, 1, ...spread);
	if (hasEqualNames(result)) return undefined;
	return { fields: replaceGroup(fields, groupPath.slice(0, -1), result), cells: range(0, width) };
};

/** Columns `a.b` and `a.c` that stand side by side as `a{b,c}`. */
export const groupColumns: ColumnChange = ({ fields, width }, column) => {
	const path = pathOf(fields, column);
	if (path === undefined) return undefined;
	const siblings = groupAt(fields, path);
	const index = path[path.length - 1]!;
	const outer = prefixOf(siblings[index]!);
	if (outer === undefined) return undefined;
	let first = index;
	let end = index + 1;
	while (first > 0 && prefixOf(siblings[first - 1]!) === outer) first--;
	while (end < siblings.length && prefixOf(siblings[end]!) === outer) end++;
	const inner = siblings.slice(first, end).map((field) => ({
		...field,
		name: keyText(readName(field.name).slice(outer.length + 1)),
	}));
	const group = { name: keyText(outer), fields: inner };
	const result = siblings.toSpliced(first, end - first, group);
	if (hasEqualNames(result) || hasEqualNames(inner)) return undefined;
	return { fields: replaceGroup(fields, path.slice(0, -1), result), cells: range(0, width) };
};

/** What stands in front of the first dot of a name, where something does. */
function prefixOf({ name }: WrittenField): string | undefined {
	const [outer, ...rest] = readName(name).split(".");
	return outer !== undefined && outer !== "" && rest.length > 0 && rest.join(".") !== "" ? outer : undefined;
}

const hasEqualNames = (fields: readonly WrittenField[]): boolean =>
	new Set(fields.map(({ name }) => readName(name))).size < fields.length;

/** Numbers from `start` up to, but not including, `end`. */
const range = (start: number, end: number): number[] =>
	Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);

/** Where the leaf field with the number stands. */
function pathOf(fields: readonly WrittenField[], column: number): FieldPath | undefined {
	let left = column;
	let level = fields;
	const path: number[] = [];
	for (;;) {
		let index = 0;
		for (; index < level.length; index++) {
			const count = leafCount(level[index]!);
			if (left < count) break;
			left -= count;
		}
		const field = level[index];
		if (field === undefined) return undefined;
		path.push(index);
		if (field.fields === undefined) return path;
		level = field.fields;
	}
}

/** Leaf fields that a field has; 1 for a leaf. Field lists are as deep as their line is long; a header line is short. */
function leafCount(field: WrittenField): number {
	let count = 0;
	const open = [field];
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		if (each.fields === undefined) count++;
		else open.push(...each.fields);
	}
	return count;
}

/** The fields beside the one at the path, itself included. */
function groupAt(fields: readonly WrittenField[], path: FieldPath): readonly WrittenField[] {
	let level = fields;
	for (const index of path.slice(0, -1)) level = level[index]?.fields ?? [];
	return level;
}

/** The fields with those of one group replaced. */
function replaceGroup(
	fields: readonly WrittenField[],
	path: FieldPath,
	group: readonly WrittenField[],
): readonly WrittenField[] {
	let replaced = group;
	for (let depth = path.length - 1; depth >= 0; depth--) {
		const level = groupAt(fields, path.slice(0, depth + 1));
		const index = path[depth]!;
		replaced = level.map((field, at) => (at === index ? { ...field, fields: replaced } : field));
	}
	return replaced;
}

const insert = (fields: readonly WrittenField[], path: FieldPath, field: WrittenField): readonly WrittenField[] =>
	replaceGroup(fields, path.slice(0, -1), groupAt(fields, path).toSpliced(path[path.length - 1]! + 1, 0, field));

const without = (fields: readonly WrittenField[], path: FieldPath): readonly WrittenField[] =>
	replaceGroup(fields, path.slice(0, -1), groupAt(fields, path).toSpliced(path[path.length - 1]!, 1));

function freeName(group: readonly WrittenField[], wanted: string): string {
	const taken = new Set(group.map(({ name }) => readName(name)));
	let name = wanted;
	for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
	return name;
}
