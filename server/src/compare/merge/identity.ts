/** What tells the nodes below one parent apart, in three versions. */
import { keyColumn } from "../keyColumn";
import { cellTexts, withoutSpaces } from "./cells";
import type { Node } from "./lineTree";

/** The names of the nodes of each version: equal names mean the same thing. Undefined where only places tell them apart. */
export function identities(versions: readonly (readonly Node[])[]): readonly (readonly string[])[] | undefined {
	const all = versions.flat();
	const kinds = new Set(all.map(({ kind }) => kind));
	if (kinds.size !== 1) return undefined;
	const [kind] = kinds;
	if (kind === "field" || kind === "entry") return versions.map((nodes) => nodes.map(({ key }) => key!));
	if (kind === "value")
		return versions.every(({ length }) => length <= 1) ? versions.map((nodes) => nodes.map(() => "")) : undefined;
	return kind === "row" ? byColumn(versions) : byField(versions);
}

/** Rows by a column: quoted or not, a cell is the same. */
function byColumn(versions: readonly (readonly Node[])[]): readonly (readonly string[])[] | undefined {
	const tables = new Set(versions.flat().map(({ line }) => JSON.stringify(line!.syntax.table?.leaves)));
	if (tables.size !== 1) return undefined;
	const fields = (JSON.parse([...tables][0]!) as string[][]).map((path) => path.join("."));
	const texts = versions.map((nodes) => nodes.map(({ line }) => cellTexts(line!).map(withoutSpaces)));
	const column = keyColumn(
		fields,
		texts.map((rows) => ({ length: rows.length, text: (row, field) => told(rows[row]![fields.indexOf(field)]) })),
	);
	return column === undefined ? undefined : texts.map((rows) => rows.map((cells) => cells[fields.indexOf(column)]!));
}

/** Items by a field of theirs. */
function byField(versions: readonly (readonly Node[])[]): readonly (readonly string[])[] | undefined {
	if (!versions.flat().every(({ line }) => line === undefined)) return undefined;
	const texts = versions.map((nodes) =>
		nodes.map(({ children }) => new Map(children.map((field) => [field.key!, plainValue(field)]))),
	);
	const first = texts.find(({ length }) => length > 0)![0]!;
	const rows = texts.map((items) => ({
		length: items.length,
		text: (row: number, field: string) => told(items[row]!.get(field)),
	}));
	const field = keyColumn([...first.keys()], rows);
	return field === undefined ? undefined : texts.map((items) => items.map((fields) => fields.get(field)!));
}

/** The value of a field that is one line, as it is written. */
function plainValue({ line, children }: Node): string | undefined {
	const isPlain = line !== undefined && children.length === 0 && line.syntax.kind === "key-value";
	return isPlain ? withoutSpaces(line.text.slice(line.text.indexOf(":") + 1)) : undefined;
}

/** Strings and whole numbers tell rows apart; other values would do so by chance. */
const told = (text: string | undefined): string | undefined =>
	text === undefined || /^(?:""|null|true|false|-?\d+(?:\.\d+)?[eE].*|-?\d+\.\d+)?$/.test(text) ? undefined : text;
