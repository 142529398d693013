/** Finds out how the cells of a CSV file are separated. */
import { type Dialect, type QuoteRule, Records } from "./records";

/** In the order of preference. */
const CANDIDATES = [0x2c, 0x3b, 0x09, 0x7c] as const;

/** What is looked at: bytes, and records. */
const SAMPLE_BYTES = 1 << 16;
const SAMPLE_RECORDS = 100;

export interface FoundDialect extends Dialect {
	/** Bytes and lines before the table: `sep=;`, which spreadsheets write and read. */
	readonly skip: number;
	readonly skipLines: number;
}

/** @param delimiter as it was asked for, of one ASCII character; undefined: found out */
export function findDialect(data: Uint8Array, delimiter: number | undefined, quotes: QuoteRule): FoundDialect {
	const returns = !data.includes(0x0a) && data.includes(0x0d);
	const told = toldDelimiter(data);
	const [skip, skipLines] = told === undefined ? [0, 0] : [told.length, 1];
	const base = { quotes, returns, skip, skipLines };
	if (delimiter !== undefined) return { ...base, delimiter };
	if (told !== undefined) return { ...base, delimiter: told.delimiter };
	return { ...base, delimiter: guess(data, { quotes: "loose", returns }) };
}

/** A first line `sep=;`. */
function toldDelimiter(data: Uint8Array): { readonly delimiter: number; readonly length: number } | undefined {
	const line = String.fromCharCode(...data.subarray(0, 7));
	const match = /^sep=([\x20-\x7e\t])(\r\n?|\n|$)/i.exec(line);
	if (match === null) return undefined;
	return { delimiter: match[1]!.charCodeAt(0), length: match[0].length };
}

/**
 * The delimiter that gives all records the same number of cells, more than one; else the one that the header has. The
 * comma goes first, then whichever gives more columns.
 */
function guess(data: Uint8Array, dialect: Omit<Dialect, "delimiter">): number {
	const sample = data.subarray(0, SAMPLE_BYTES);
	const widths = CANDIDATES.map((delimiter) => {
		const found = widthsOf(sample, { ...dialect, delimiter }, sample.length === data.length);
		const [header = 1, ...rows] = found;
		// A header alone, `a|b` above plain values, is a name with a pipe in it.
		const isUsed = header > 1 && (rows.length === 0 || rows.some((width) => width > 1));
		return { delimiter, header: isUsed ? header : 1, isEven: isUsed && rows.every((width) => width === header) };
	});
	const even = widths.filter(({ isEven }) => isEven);
	const comma = widths[0]!;
	if (comma.isEven || (even.length === 0 && comma.header > 1)) return comma.delimiter;
	const best = (even.length > 0 ? even : widths).reduce((a, b) => (b.header > a.header ? b : a));
	return best.delimiter;
}

/** Cells of the first records; the last one may be cut and does not count. */
function widthsOf(data: Uint8Array, dialect: Dialect, isWhole: boolean): number[] {
	const records = new Records(dialect, new Uint8Array(256), data);
	records.feed(data, data.length, isWhole);
	const widths: number[] = [];
	while (widths.length < SAMPLE_RECORDS && records.next()) {
		const isComment = records.count === 1 && data[records.from[0]!] === 0x23;
		if (!isComment) widths.push(records.count);
	}
	return widths;
}
