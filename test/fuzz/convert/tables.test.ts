/** Documents that are one table are written from bytes to bytes: the same text and lines as on the usual way. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { writerOf } from "../../../server/src/convert/registry";
import {
	type Conversion,
	ConversionError,
	type ConvertOptions,
	NEVER_CANCELLED,
} from "../../../server/src/convert/types";
import { ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomTable } from "../../support/values";

const targets = ["json", "jsonl", "csv", "tsv", "html"] as const;

function written(toon: string, to: (typeof targets)[number], options: ConvertOptions): Conversion | string {
	const document = new ToonDocument(toon, { indentSize: "auto" });
	if (document.hasErrors) return "errors";
	try {
		return writerOf(to).convert(document, options, NEVER_CANCELLED);
	} catch (error) {
		if (error instanceof ConversionError) return error.message;
		throw error;
	}
}

/** What people do to text: spaces, line ends, escapes that need not be, cells changed. */
function touched(toon: string, random: Random): string {
	const [header = "", ...rows] = toon.split("\n");
	const changed = rows.map((row) => {
		if (random.chance(0.6)) return row;
		return random.pick<() => string>([
			() => `${row}  `,
			() => row.replace(/,(?=\w)/, ",  "),
			() => row.replace(/(\w),/, "$1  ,"),
			() => row.replace(/"([a-z])/, '"\\u0041$1'),
			() =>
				row.replace(
					/[a-z]+$/,
					random.pick(["1.50", "-0", "1e3", "007", '"\\t"', "1e999", "", " ", "é", "\u0007", '"\u0007"']),
				),
			() => row.replace(/\w/, random.pick([":", '"', "#", "\t", "\\"])),
			() => "",
		])();
	});
	return [header, ...changed].join(random.pick(["\n", "\n", "\r\n"])) + random.pick(["", "\n", "\n\n"]);
}

describe("fuzz: documents that are one table", function () {
	this.timeout(60_000);

	it("are written as all others", () => {
		forEachCase(1000, (random) => {
			const table = randomTable(random);
			const delimiter = random.pick([",", "\t", "|"] as const);
			const value = random.chance(0.5) ? table : { [random.pick(["rows", "a b"])]: table };
			const toon = touched(encode(value, { delimiter, indentSize: random.between(1, 4) }), random);
			const options = {
				pretty: random.chance(0.5),
				indentSize: random.between(1, 3),
				markdown: { comments: "drop" },
			} as const;
			for (const to of targets) {
				const quick = written(toon, to, options);
				// A comment is no part of the value, and makes the document one that is visited line by line.
				const slow = written(`${toon}\n# end`, to, options);
				assert.deepEqual(quick, slow, `${to}: ${JSON.stringify(toon)}`);
			}
		});
	});
});
