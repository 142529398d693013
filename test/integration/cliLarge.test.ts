/** Files that are too large to be read whole: part by part with the same bytes, or one clear line; the others are done. */
import assert from "node:assert/strict";
import { statSync, truncateSync } from "node:fs";
import { convertOnce } from "../../server/src/convert/index";
import { inPlace } from "./commandLine";

const rows = 1_700_000;

/** Of more than 64 MB. */
const largeCsv = (): string =>
	`id,name,note\n${Array.from({ length: rows }, (_, i) => `${i},Person Number ${i},"a, ${i}"\n`).join("")}`;

describe("command line: large files", function () {
	this.timeout(300_000);

	it(
		"CSV to TOON and back, part by part: the bytes of the whole, and nothing the second time",
		inPlace((place) => {
			const csv = largeCsv();
			place.write("a.csv", csv);
			assert.ok(statSync(place.path("a.csv")).size > 64 * 2 ** 20);
			const written = { code: 0, out: "a.toon: written\n", err: "" };
			assert.deepEqual(place.run(["convert", "a.csv", "--to", "toon"]), written);
			const toon = place.read("a.toon");
			assert.ok(toon === convertOnce({ text: csv, from: "csv", to: "toon" }).text);
			assert.deepEqual(place.run(["convert", "a.csv", "--to", "toon"]), { code: 0, out: "", err: "" });
			assert.equal(place.run(["convert", "a.toon", "--to", "csv", "--out", "b.csv"]).code, 0);
			assert.ok(place.read("b.csv") === convertOnce({ text: toon, to: "csv" }).text);
			place.write("a.toon", `${toon}\n# mine`);
			const { code, err } = place.run(["convert", "a.csv", "--to", "toon"]);
			assert.deepEqual([code, /not overwritten/.test(err)], [2, true]);
		}),
	);

	it(
		"checks and counts CSV and the TOON of it, part by part: true places, the counts of the whole",
		inPlace((place) => {
			const csv = largeCsv();
			place.write("a.csv", csv);
			const { text: toon } = convertOnce({ text: csv, from: "csv", to: "toon" });
			const lines = toon.split("\n");
			lines[1_000_000] += ",surplus";
			place.write("a.toon", lines.join("\n"));
			assert.deepEqual(place.run(["check", "a.csv"]), { code: 0, out: "", err: "" });
			const { code, out } = place.run(["check", "a.toon"]);
			assert.equal(code, 2);
			assert.match(
				out,
				/^a\.toon:1000001:\d+: error row-width The row has 4 cells, but the header has 3 fields\..*\n$/,
			);
			// What a third costs tells what the whole costs, but for the digits of its numbers.
			const third = csv.slice(0, csv.indexOf("\n700000,") + 1);
			place.write("third.csv", third);
			const { files } = JSON.parse(place.run(["count", "--json", "a.csv", "third.csv"]).out) as {
				files: Record<"toon" | "json" | "jsonCompact", number>[];
			};
			for (const form of ["toon", "json", "jsonCompact"] as const) {
				const share = files[1]![form] / files[0]![form];
				assert.ok(share > 0.35 && share < 0.42, `${form} ${share}`);
			}
		}),
	);

	it(
		"where the memory does not suffice for one, says so in one line, and does the others: 2",
		inPlace((place) => {
			const good = "users[1]{id}:\n  1\n";
			place.write("a.toon", good);
			place.write("c.toon", good);
			const items = Array.from({ length: 400_000 }, (_, i) => `  - id: ${i}\n    tags[2]: a,b\n`).join("");
			place.write("b.toon", `items[400000]:\n${items}`);
			const env = { NODE_OPTIONS: "--max-old-space-size=60" };
			const { code, out, err } = place.run(["convert", "a.toon", "b.toon", "c.toon", "--to", "yaml"], undefined, env);
			assert.equal(code, 2);
			assert.match(out, /a\.yaml: written\nc\.yaml: written/);
			assert.match(
				err,
				/^b\.toon: error: not done: it needs more memory than there is \(\d+ MB for values\)\. Split .*$/m,
			);
			assert.doesNotMatch(err, /FATAL|heap|at /);
		}),
	);

	it(
		"says what is too large, how large it may be, and does the others: 2",
		inPlace((place) => {
			place.write("small.md", "# A\n\nx\n");
			const names = ["big.md", "big2.yaml", "big3.json", "big.toon"];
			for (const name of names) {
				place.write(name, "");
				truncateSync(place.path(name), 700 * 2 ** 20);
			}
			const { code, out, err } = place.run(["convert", "big.md", "big2.yaml", "big3.json", "small.md", "--to", "toon"]);
			assert.equal(code, 2);
			assert.match(out, /^small\.toon: written$/m);
			assert.match(err, /^big\.md: .*The file has 700 MB, and markdown is converted to toon up to \d+ MB/m);
			assert.match(err, /^big2\.yaml: .*up to \d+ MB/m);
			assert.match(err, /^big3\.json.*only arrays/m);
			for (const [command, why] of [
				["check", /big\.toon.*a single line or item of it has more than 256 MB/],
				["count", /big\.toon.*a single line or item of it has more than 256 MB/],
				["format", /big\.toon.*700 MB.*up to 512 MB/],
			] as const) {
				const result = place.run([command, "big.toon"]);
				assert.equal(result.code, 2, command);
				assert.match(`${result.out}${result.err}`, why, command);
			}
		}),
	);

	const exploding: readonly (readonly [
		name: string,
		args: readonly string[],
		file: string,
		text: () => string,
		why: RegExp,
	])[] = [
		[
			"groups of fields, 20,000 deep, to count",
			["count"],
			"bad.toon",
			() => `[1]{${"a{".repeat(20_000)}b${"}".repeat(20_000)}}:\n  1\n`,
			/^bad\.toon: error: The groups of fields are nested so deeply/m,
		],
		[
			"the same to YAML",
			["convert", "--to", "yaml"],
			"bad.toon",
			() => `[1]{${"a{".repeat(20_000)}b${"}".repeat(20_000)}}:\n  1\n`,
			/^bad\.toon: error: The groups of fields are nested so deeply/m,
		],
		[
			"nine million values on a line",
			["convert", "--to", "json"],
			"bad.toon",
			() => `[9000000]: 1${",1".repeat(8_999_999)}\n`,
			/^bad\.toon:1:1: error: The line has 17 MB, and the values of lines up to 16 MB are read\./m,
		],
		[
			"merges of YAML",
			["count"],
			"bad.yaml",
			() =>
				`a0: &a0 {x: 1}\n${Array.from({ length: 3000 }, (_, i) => `a${i + 1}: &a${i + 1}\n  <<: *a${i}\n  k${i}: 1\n`).join("")}`,
			/^bad\.yaml:\d+:1: error: aliases stand for more than 1000000 values/m,
		],
	];
	for (const [name, args, file, text, why] of exploding) {
		it(
			`${name}: one line, and the files before and behind it are done: 2`,
			inPlace((place) => {
				const [command = "", ...options] = args;
				const good = "users[1]{id}:\n  1\n";
				place.write("a.toon", good);
				place.write("c.toon", good);
				place.write(file, text());
				const { code, out, err } = place.run([command, "a.toon", file, "c.toon", ...options]);
				assert.equal(code, 2);
				assert.match(err, why);
				assert.match(out, /^a\..*\n(?:.*\n)*?c\./m);
				assert.doesNotMatch(err, /please report|FATAL/);
			}),
		);
	}
});
