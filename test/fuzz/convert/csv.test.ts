/** Random records as CSV, written in every way that is allowed: all cells come back, in their columns. */
import assert from "node:assert/strict";
import { parse as parseCsv } from "csv-parse/sync";
import { readerOf } from "../../../server/src/convert/registry";
import { ConversionError, type ConvertOptions, NEVER_CANCELLED } from "../../../server/src/convert/types";
import { ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomString } from "../../support/values";

const read = (csv: string, options: ConvertOptions = {}, from: "csv" | "tsv" = "csv"): unknown =>
	new ToonDocument(readerOf(from)!.convert(csv, options, NEVER_CANCELLED).text).decode();

/** Quoted where it must be, or by chance. */
function cellText(text: string, delimiter: string, random: Random): string {
	const mustQuote = text === "" || /["\r\n]/.test(text) || text.includes(delimiter) || text.startsWith("#");
	return mustQuote || random.chance(0.2) ? `"${text.replaceAll('"', '""')}"` : text;
}

describe("fuzz: CSV", function () {
	this.timeout(60_000);

	it("gives back all cells as text", () => {
		forEachCase(2000, (random) => {
			const width = random.between(2, 6);
			const delimiter = random.pick([",", ";", "\t", "|"]);
			const eol = random.pick(["\n", "\r\n"]);
			const names = random.times(width, (column) => `c${column}`);
			const rows = random.times(random.between(1, 8), () =>
				random.times(width, () => randomString(random).replaceAll("\uFEFF", "")),
			);
			const lines = [names, ...rows].map((row) => row.map((cell) => cellText(cell, delimiter, random)).join(delimiter));
			const csv = lines.join(eol) + random.pick(["", eol, eol + eol]);
			const expected = rows.map((row) => Object.fromEntries(row.map((cell, column) => [names[column], cell])));
			assert.deepEqual(read(csv, { csv: { text: true, delimiter } }), expected, csv);
			if (delimiter === "\t") assert.deepEqual(read(csv, { csv: { text: true } }, "tsv"), expected, csv);
		});
	});

	it("reads what csv-parse reads, and refuses what it refuses but for quotes within cells", () => {
		forEachCase(4000, (random) => {
			const csv = random.times(random.between(1, 30), () => random.pick([...'ab",,\n"é', "\r\n", '""'])).join("");
			const options = { csv: { text: true, delimiter: "," } };
			let records: string[][];
			try {
				records = parseCsv(csv, { relax_column_count: true, skip_empty_lines: true, record_delimiter: ["\n", "\r\n"] });
			} catch (error) {
				if ((error as { code?: string }).code === "INVALID_OPENING_QUOTE") return;
				assert.throws(() => read(csv, options), ConversionError, csv);
				return;
			}
			const [header = [], ...rows] = records;
			if (rows.some((row) => row.length > header.length)) {
				assert.throws(() => read(csv, options), ConversionError, csv);
				return;
			}
			const found = read(csv, options) as Record<string, string | null>[];
			const cells = rows.map((row) => header.map((_, column) => row[column] ?? null));
			assert.deepEqual(
				found.map((row) => Object.values(row)),
				cells,
				csv,
			);
		});
	});
});
