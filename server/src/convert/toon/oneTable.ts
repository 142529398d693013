/** Documents that are one table, which is what large documents mostly are. */
import { type Field, type TableHeader, ToonDocument, type Visitor } from "../../language";
import { decodeSpan, encodeUtf8 } from "./bytes";
import { A_ROW, type RowLayout, TableRows } from "./tableRows";

export interface OneTable {
	readonly header: TableHeader;
	/** Of the only member of the document; undefined for a root table. */
	readonly key: string | undefined;
	/** Line of the header, zero-based. */
	readonly line: number;
	readonly layout: RowLayout;
	/** Where the rows begin. */
	readonly start: number;
}

/** Indentation that is found out where it is not told. */
const DETECTED: readonly number[] = [2, 4, 8];

/** A header is one line, and no longer than this in bytes. */
export const LONGEST_HEADER = 1 << 20;

/**
 * The table that UTF-8 begins with, if its first line is the header of one with rows.
 * @param indent spaces before the rows; undefined: those that the first row has
 */
export function findTable(data: Uint8Array, indent?: number): OneTable | undefined {
	const begin = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0;
	const end = data.indexOf(0x0a, begin);
	if (end < 0 || end - begin > LONGEST_HEADER) return undefined;
	const last = data[end - 1] === 0x0d ? end - 1 : end;
	// A table's header ends with `}:`, and nearly no other line does.
	if (data[last - 1] !== 0x3a || data[last - 2] !== 0x7d || data[begin] === 0x20) return undefined;
	const found = readHeader(decodeSpan(data, begin, last));
	if (found === undefined || found.header.keyed || found.header.length === 0) return undefined;
	if (hasEqualNames(found.header.fields)) return undefined;
	let spaces = 0;
	while (data[end + 1 + spaces] === 0x20) spaces++;
	if (indent === undefined ? !DETECTED.includes(spaces) : spaces !== indent) return undefined;
	const { delimiter, leaves } = found.header;
	const layout = { delimiter: delimiter.charCodeAt(0), indent: spaces, width: leaves.length };
	return { ...found, line: 0, layout, start: end + 1 };
}

/** Only the last of equal names counts where they are allowed. */
function hasEqualNames(fields: readonly Field[]): boolean {
	const open = [fields];
	for (let group = open.pop(); group !== undefined; group = open.pop()) {
		if (new Set(group.map(({ name }) => name)).size < group.length) return true;
		for (const { fields: inner } of group) if (inner !== undefined) open.push(inner);
	}
	return false;
}

/** The language room reads the header, as a document of its own. */
function readHeader(line: string): Pick<OneTable, "header" | "key"> | undefined {
	const document = new ToonDocument(line, { strict: false, styles: [] });
	if (document.hasErrors) return undefined;
	let found: Pick<OneTable, "header" | "key"> | undefined;
	let others = 0;
	const other = (): void => {
		others++;
	};
	const visitor: Visitor = {
		beginObject: (key) => (key === undefined ? undefined : other()),
		endObject() {},
		beginArray: other,
		endArray() {},
		beginTable(key, header) {
			found = { key, header };
		},
		row: other,
		endTable() {},
		scalar: other,
	};
	document.walk(visitor);
	return others === 0 ? found : undefined;
}

/**
 * Visits the table that a document is, row by row.
 * @param classes for `TableRows`
 * @returns whether it was one table to its end; else nothing that was told counts
 */
export function eachRow(
	document: ToonDocument,
	classes: Uint8Array,
	begin: (table: OneTable, data: Uint8Array) => void,
	row: (rows: TableRows, data: Uint8Array) => void,
): boolean {
	const text = document.getText();
	// A carriage return alone ends a line for editors only: lines would be counted otherwise.
	if (text.includes("\r") && /\r(?!\n)/.test(text)) return false;
	const data = encodeUtf8(text);
	const table = findTable(data, document.options.indentSize);
	if (table === undefined) return false;
	begin(table, data);
	const rows = new TableRows(table.layout, classes, data, table.start, table.line + 1);
	let count = 0;
	for (; rows.next() === A_ROW; count++) row(rows, data);
	return count === table.header.length && rows.isAtEnd;
}
