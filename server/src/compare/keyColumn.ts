/** Which field tells the rows of a table apart, so that a row can be found again in another version of it. */

/** Fields that are meant for it, the best first. */
const TELLING = [/^(?:id|key|uuid|guid)$/i, /(?:_|-)id$|[a-z]Id$/, /^(?:name|slug|code|path|sku|email)$/i];

/** The rows of one version: the text of a field of a row, or undefined where it has none that can tell it apart. */
export interface KeyedRows {
	readonly length: number;
	text(row: number, field: string): string | undefined;
}

/**
 * The field whose values are there and differ in all rows of each version.
 * @param fields in the order of the table: where none has a telling name, the first will do
 */
export function keyColumn(fields: readonly string[], versions: readonly KeyedRows[]): string | undefined {
	const rank = (field: string): number => {
		const at = TELLING.findIndex((pattern) => pattern.test(field));
		return at < 0 ? TELLING.length : at;
	};
	const ranked = [...fields].sort((a, b) => rank(a) - rank(b));
	return ranked.find((field) => versions.every((rows) => tellsApart(rows, field)));
}

function tellsApart(rows: KeyedRows, field: string): boolean {
	const seen = new Set<string>();
	for (let row = 0; row < rows.length; row++) {
		const text = rows.text(row, field);
		if (text === undefined || seen.has(text)) return false;
		seen.add(text);
	}
	return true;
}
