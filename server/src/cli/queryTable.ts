/** The result of a query as a table on a terminal: a row for each item, a column for each field. */
import { type Column, columnWidths, tableLine } from "./table";
import type { Sink } from "./terminal";
import { visibleJson, visibleLine } from "./visible";

type Row = Readonly<Record<string, unknown>>;

/** Prints a JSON text. What is no list is a table of one row; items that are no objects stand in a column of their own. */
export async function printTable(json: string, out: Sink): Promise<void> {
	const value: unknown = JSON.parse(json);
	const items = Array.isArray(value) ? value : [value];
	const fields = new Set<string>();
	for (const item of items) if (isRow(item)) for (const name of Object.keys(item)) fields.add(name);
	const columns = [...fields].map((name) =>
		column(
			visibleLine(name),
			items.map((item) => fieldOf(item, name)),
		),
	);
	const others = items.map((item) => (isRow(item) ? undefined : item));
	if (others.some((other) => other !== undefined)) columns.unshift(column("value", others));
	const rows = items.map((_, at) => columns.map(({ cells }) => cells[at]!));
	const widths = columnWidths(columns, rows);
	const titles = columns.map(({ title }) => title);
	await out.write(out.colors.bold(tableLine(titles, columns, widths).trimEnd()));
	await out.write("\n");
	for (const row of rows) await out.write(tableLine(row, columns, widths));
}

const isRow = (item: unknown): item is Row => typeof item === "object" && item !== null && !Array.isArray(item);

const fieldOf = (item: unknown, name: string): unknown =>
	isRow(item) && Object.hasOwn(item, name) ? item[name] : undefined;

/** Numbers stand at the right, where they can be compared. */
function column(title: string, values: readonly unknown[]): Column & { readonly cells: readonly string[] } {
	const present = values.filter((value) => value !== undefined && value !== null);
	const isNumeric = present.length > 0 && present.every((value) => typeof value === "number");
	return { title, align: isNumeric ? "right" : "left", cells: values.map(cell) };
}

function cell(value: unknown): string {
	if (value === undefined) return "";
	return typeof value === "string" ? visibleLine(value) : visibleJson(value);
}
