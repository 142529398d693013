/** Conversions: tables to Markdown in MB/s, small and middle documents to TOON, and the second time. */
import { performance } from "node:perf_hooks";
import { decode, encode } from "@toon-format/toon";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import {
	type ConvertRequest,
	convertOnce,
	type Format,
	NEVER_CANCELLED,
	readerOf,
	writerOf,
} from "../server/src/convert";
import { ToonDocument } from "../server/src/language";
import { ConversionCache, keyOf } from "../server/src/workspace/conversionCache";
import { atLeast, atMost, type Bench, median, type Suite } from "./framework";

const megabyte = 1_000_000;
const rounds = 9;

/** Rows of numbers, words and dates, as most tables are. */
function plainTable(bytes: number): string {
	const row = (i: number): string =>
		`  ${i},Person Number ${i},Copenhagen,${(i * 1.37).toFixed(2)},2025-11-${10 + (i % 20)}`;
	return tableOf("{id,name,city,score,day}", bytes, row);
}

/** Rows with something to escape in every cell but the first. */
function markedTable(bytes: number): string {
	const row = (i: number): string =>
		`  ${i},first_name_${i}_,p${i}@example.com,"https://x.org/a_b/${i}",a | b & c <${i}>`;
	return tableOf("{id,name,email,url,note}", bytes, row);
}

function tableOf(fields: string, bytes: number, row: (i: number) => string): string {
	const rows: string[] = [];
	for (let length = 0; length < bytes; ) length += rows[rows.push(row(rows.length)) - 1]!.length + 1;
	return `rows[${rows.length}]${fields}:\n${rows.join("\n")}`;
}

/** Objects within objects, `keys` keys in all. */
function nestedJson(keys: number): string {
	const value: Record<string, unknown> = {};
	for (let i = 0; i < keys / 5; i++)
		value[`part${i}`] = { id: i, name: `name ${i}`, inner: { active: i % 2 === 0, note: "a, b" } };
	return JSON.stringify(value, null, 2);
}

/** Orders with objects, tables and lists in them. */
function nestedToon(bytes: number): string {
	const orders: string[] = [];
	for (let length = 0; length < bytes; ) {
		const i = orders.length;
		const order = [
			`order${i}:`,
			`  id: ${i}`,
			"  customer:",
			`    name: Person ${i}`,
			"    city: Copenhagen",
			"  lines[2]{sku,qty,price}:",
			`    A-${i},2,9.5`,
			`    B-${i},1,12`,
			"  tags[2]: red,blue",
			"  notes[2]:",
			`    - text: first note ${i}`,
			"      by: ada",
			'    - text: "second, note"',
			"      by: bob",
		].join("\n");
		length += orders[orders.push(order) - 1]!.length + 1;
	}
	return orders.join("\n");
}

const flatJson = (keys: number): string =>
	JSON.stringify(
		Object.fromEntries(Array.from({ length: keys }, (_, i) => [`key${i}`, i % 2 === 0 ? i : `value ${i}`])),
	);

const tableJson = (rows: number): string =>
	JSON.stringify(
		Array.from({ length: rows }, (_, id) => ({
			id,
			name: `user ${id}`,
			email: `u${id}@x.org`,
			score: id * 1.5,
			ok: true,
		})),
	);

/** Source text of a document, in MB a second, that a converter gets through. */
function throughput(
	bench: Bench,
	name: string,
	toon: string,
	to: "markdown" | "json" | "html",
	least: number | null,
): void {
	const document = new ToonDocument(toon);
	const times: number[] = [];
	for (let round = -2; round < rounds; round++) {
		const start = performance.now();
		writerOf(to).convert(document, { source: "rows.toon" }, NEVER_CANCELLED);
		if (round >= 0) times.push(performance.now() - start);
	}
	const rate = toon.length / megabyte / (median(times) / 1000);
	const size = (toon.length / megabyte).toFixed(1);
	bench.amount(
		name,
		rate,
		"MB/s",
		least === null ? null : atLeast(least),
		`${size} MB in ${median(times).toFixed(0)} ms`,
	);
}

const latencies = async (bench: Bench): Promise<void> => {
	const toToon = readerOf("json")!;
	const cases = [
		["10 keys to TOON", flatJson(10), 0.1],
		["50 nested keys to TOON", nestedJson(50), 0.5],
		["1,000 rows to TOON", tableJson(1000), 10],
	] as const;
	for (const [name, json, most] of cases) {
		const operation = (): unknown => toToon.convert(json, {}, NEVER_CANCELLED);
		await bench.latency(name, { operation, against: null, percentile: 50, bar: atMost(most) });
	}
};

/** 10 MB of a format against the library that people would use, in the same run. */
async function againstPeers(bench: Bench): Promise<void> {
	const size = 10 * megabyte;
	const toon = plainTable(size);
	const write = (to: Format): string => convertOnce({ text: toon, to }).text;
	const csv = write("csv");
	const json = write("json");
	const jsonl = write("jsonl");
	const nested = nestedJson(size / 12);
	const yaml = convertOnce({ text: plainTable(size / 10), to: "yaml" }).text;
	const read = (text: string, from: Format) => (): unknown => convertOnce({ text, from, to: "toon" });
	const written = (to: Format) => (): unknown => convertOnce({ text: toon, to });
	const parseEncode = (text: string) => (): unknown => encode(JSON.parse(text));
	const parseLinesEncode = (text: string) => (): unknown =>
		encode(
			text
				.trimEnd()
				.split("\n")
				.map((line) => JSON.parse(line)),
		);
	const decodePrint = (): unknown => JSON.stringify(decode(toon), null, 2);
	const rows = [
		["CSV to TOON", read(csv, "csv"), () => parseCsv(csv), 1, "csv-parse"],
		["JSON table to TOON", read(json, "json"), parseEncode(json), 2, "JSON.parse and encode"],
		["JSONL table to TOON", read(jsonl, "jsonl"), parseLinesEncode(jsonl), 2, "JSON.parse of lines and encode"],
		["nested JSON to TOON", read(nested, "json"), parseEncode(nested), 3, "JSON.parse and encode"],
		["TOON to JSON", written("json"), decodePrint, 5, "decode and JSON.stringify"],
		["TOON to CSV", written("csv"), decodePrint, 5, "decode and JSON.stringify"],
		["TOON to HTML", written("html"), decodePrint, 4, "decode and JSON.stringify"],
	] as const;
	for (const [name, ours, peer, least, peerName] of rows) {
		await bench.compare(`10 MB: ${name}`, {
			ours,
			peer,
			as: "speedup",
			bar: atLeast(least),
			peerName,
			rounds: 3,
			warmup: 1,
		});
	}
	await bench.compare("1 MB: YAML to TOON", {
		ours: read(yaml, "yaml"),
		peer: () => parseYaml(yaml),
		as: "share",
		bar: atMost(1.5),
		peerName: "yaml",
		rounds: 3,
		warmup: 1,
	});
	const markdown = write("markdown");
	const orders = nestedToon(size);
	const nestedMarkdown = convertOnce({ text: orders, to: "markdown" }).text;
	const latencies = [
		["Markdown to TOON", read(markdown, "markdown")],
		["nested Markdown to TOON", read(nestedMarkdown, "markdown")],
		["nested TOON to Markdown", (): unknown => convertOnce({ text: orders, to: "markdown" })],
	] as const;
	for (const [name, operation] of latencies) {
		const bar = atMost(6000);
		await bench.latency(`10 MB: ${name}`, { operation, samples: 3, against: null, percentile: 50, bar });
	}
}

/** A text that V8 has not seen: equal, and not the same string. */
const copyOf = (text: string): string => Buffer.from(text).toString();

export const convert: Suite = {
	name: "convert",
	async run(bench) {
		const plain = plainTable(4 * megabyte);
		throughput(bench, "table to Markdown", plain, "markdown", 20);
		throughput(bench, "table to Markdown, every cell escaped", markedTable(4 * megabyte), "markdown", 20);
		throughput(bench, "table to JSON", plain, "json", null);
		throughput(bench, "table to HTML", plain, "html", null);
		await latencies(bench);
		await againstPeers(bench);

		const cache = new ConversionCache();
		const request = (text: string): ConvertRequest => ({ text, to: "markdown" });
		cache.remember(keyOf(request(plain)), convertOnce(request(plain)));
		const again = (): unknown => cache.known(keyOf(request(text)))!.text;
		let text = plain;
		await bench.latency("4 MB converted again", {
			prepare: () => {
				text = copyOf(plain);
			},
			operation: again,
			samples: 50,
			against: null,
			bar: atMost(1),
		});
	},
};
