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
			for (const command of ["check", "count", "format"]) {
				const result = place.run([command, "big.toon"]);
				assert.equal(result.code, 2, command);
				assert.match(`${result.out}${result.err}`, /big\.toon.*700 MB.*up to 512 MB/, command);
			}
		}),
	);
});
