/** Every form that is compared equals an independent computation: reference encoder, JSON.stringify, tiktoken, other readers. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { parse as parseCsv } from "csv-parse/sync";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { parse as parseYaml } from "yaml";
import { Forms, NEVER_CANCELLED } from "../../../server/src/convert";
import { ToonDocument } from "../../../server/src/language";
import { compareForms, FORMS, type Form } from "../../../server/src/savings";
import { forEachCase, type Random } from "../../support/random";
import { randomScalar, randomTable, randomValue, sameValue } from "../../support/values";
import { counterOf, ENCODINGS, tiktokenCount } from "../../unit/tokens/support";

const written = (text: string): ((form: Form) => string | undefined) => {
	const all = new Forms(new ToonDocument(text), NEVER_CANCELLED);
	return (form) => all.write(form);
};

describe("fuzz: compared forms", function () {
	this.timeout(60_000);

	it("count what tiktoken counts of the reference encoder's and JSON.stringify's texts; the cheapest is the least", () => {
		forEachCase(400, (random, index) => {
			const value = random.chance(0.5) ? { rows: randomTable(random) } : randomValue(random);
			const encoding = ENCODINGS[index % ENCODINGS.length]!;
			const count = (text: string): number => tiktokenCount(encoding, text);
			const write = written(encode(value, { delimiter: random.pick([",", "\t", "|"]) }));
			const { formats, cheapest } = compareForms(write, (text) => counterOf(encoding).count(text));
			const { yaml, csv, markdown, ...exact } = formats;
			deepEqual(exact, {
				toon: count(encode(value)),
				toonTab: count(encode(value, { delimiter: "\t" })),
				toonPipe: count(encode(value, { delimiter: "|" })),
				json: count(JSON.stringify(value, null, 2)),
				jsonCompact: count(JSON.stringify(value)),
			});
			const yamlText = write("yaml")!;
			deepEqual(parseYaml(yamlText), parseYaml(JSON.stringify(value)));
			equal(yaml, count(yamlText));
			for (const [form, tokens] of [
				["csv", csv],
				["markdown", markdown],
			] as const) {
				const text = write(form);
				equal(tokens, text === undefined ? null : count(text));
			}
			const least = Math.min(...FORMS.map((form) => formats[form] ?? Number.POSITIVE_INFINITY));
			equal(formats[cheapest!], least);
			ok(FORMS.slice(0, FORMS.indexOf(cheapest!)).every((form) => (formats[form] ?? least + 1) > least));
		});
	});

	it("hold the cells of a table in CSV and in Markdown, whatever form it was written in", () => {
		forEachCase(300, (random) => {
			const rows = plainTable(random);
			const table = random.chance(0.5) ? rows : { rows };
			const text = random.chance(0.5) ? encode(table) : asList(rows);
			const write = written(text);
			const expected = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map(String))];
			deepEqual(parseCsv(write("csv")!, { relax_column_count: true }), expected);
			const read = fromMarkdown(write("markdown")!, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
			equal(read.children.length, 1);
			deepEqual(cellsOf(read.children[0] as Node), expected);
		});
	});

	it("have no table where the value is none", () => {
		for (const text of ["a: 1", "[]", "a[2]: 1,2", "a[1]{b}:\n  1\nc: 2", "", "hello"]) {
			const write = written(text);
			equal(write("csv"), undefined, text);
			equal(write("markdown"), undefined, text);
			ok(sameValue(JSON.parse(write("jsonCompact")!), new ToonDocument(text).decode()));
		}
	});
});

/** Words and numbers only: what Markdown and CSV show of anything else is for the tests of those formats. */
function plainTable(random: Random): Record<string, string | number>[] {
	const keys = ["id", "name", "total"].slice(0, random.between(1, 3));
	const cell = (): string | number => {
		const scalar = randomScalar(random);
		return typeof scalar === "number" && Number.isInteger(scalar) ? scalar : random.pick(["ada", "bob", "x y"]);
	};
	return random.times(random.between(1, 6), () => Object.fromEntries(keys.map((key) => [key, cell()])));
}

const asList = (rows: readonly Record<string, string | number>[]): string =>
	`rows[${rows.length}]:\n${rows.map((row) => `  - ${encode(row).replaceAll("\n", "\n    ")}`).join("\n")}`;

interface Node {
	readonly value?: string;
	readonly children?: readonly Node[];
}

const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join("");

const cellsOf = (table: Node): string[][] => (table.children ?? []).map((row) => (row.children ?? []).map(textOf));
