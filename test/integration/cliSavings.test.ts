/** What TOON saves, at the command line: `count --compare`, `convert --only-if-smaller`. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { encode } from "@toon-format/toon";
import { tiktokenCount } from "../unit/tokens/support";
import { inPlace } from "./commandLine";

const people = {
	users: [
		{ id: 1, name: "Ada Lovelace", city: "London" },
		{ id: 2, name: "Bob", city: "Paris" },
	],
};
const settings = { server: { host: "a", tls: { on: true } }, log: { level: "info" } };

const tokens = (text: string): number => tiktokenCount("o200k_base", text);

describe("command line: count --compare", () => {
	it(
		"counts each form, names the cheapest, and adds up",
		inPlace((place) => {
			place.write("people.json", JSON.stringify(people, null, 4));
			place.write("settings.toon", encode(settings));
			place.write("broken.toon", "a[2]: 1\n");
			const args = ["count", "people.json", "settings.toon", "--compare", "--json"];
			const { code, out } = place.run(args);
			assert.equal(code, 0);
			const { files, total } = JSON.parse(out);
			for (const [at, value] of [people, settings].entries()) {
				const form = (to: string): number | null => {
					const done = place.run(["convert", "-", "--from", "json", "--to", to, "--stdout"], JSON.stringify(value));
					return done.code === 2 ? null : tokens(done.out);
				};
				const { markdown, ...formats } = files[at].formats;
				assert.deepEqual(formats, {
					toon: tokens(encode(value)),
					toonTab: tokens(encode(value, { delimiter: "\t" })),
					toonPipe: tokens(encode(value, { delimiter: "|" })),
					json: tokens(JSON.stringify(value, null, 2)),
					jsonCompact: tokens(JSON.stringify(value)),
					yaml: form("yaml"),
					csv: form("csv"),
				});
				const table =
					"| id | name | city |\n| ---: | --- | --- |\n| 1 | Ada Lovelace | London |\n| 2 | Bob | Paris |\n";
				assert.equal(markdown, value === people ? tokens(table) : null);
			}
			assert.deepEqual([files[0].cheapest, files[1].cheapest], ["csv", "jsonCompact"]);
			assert.equal(total.formats.yaml, files[0].formats.yaml + files[1].formats.yaml);
			assert.equal(total.formats.csv, null);

			const { code: failed, out: bad } = place.run(["count", "broken.toon", "--compare", "--json"]);
			assert.equal(failed, 2);
			const [broken] = JSON.parse(bad).files;
			assert.deepEqual(new Set(Object.values(broken.formats)), new Set([null]));
			assert.equal(broken.cheapest, null);
		}),
	);

	it(
		"marks the cheapest for people",
		inPlace((place) => {
			const { out } = place.run(["count", "-", "--compare", "--encoding", "gpt-4"], encode(settings));
			assert.match(out, /^file \(cl100k_base\) +TOON +TOON, tabs .+\n<stdin> .+\*.+\n\* the cheapest of 8 forms/);
		}),
	);
});

describe("command line: convert --only-if-smaller", () => {
	it(
		"leaves what would cost as much or more, and says so",
		inPlace((place) => {
			place.write("people.json", JSON.stringify(people));
			place.write("settings.json", JSON.stringify(settings));
			const { code, err } = place.run(["convert", ".", "--to", "toon", "--only-if-smaller"]);
			const [own, other] = [tokens(encode(settings)), tokens(JSON.stringify(settings))];
			assert.ok(own > other);
			assert.equal(code, 0);
			assert.equal(place.read("people.toon"), encode(people));
			assert.ok(!existsSync(place.path("settings.toon")));
			const note = `TOON does not pay here: ${own} tokens as TOON, ${own - other} more than as it stands (${other} tokens)`;
			assert.equal(err, `settings.json: information: ${note}: not converted\n1 written, 1 unchanged, 0 failed\n`);

			const without = place.run(["convert", "settings.json", "--to", "toon"]);
			assert.equal(without.err, `settings.json: information: ${note}\n`);
			assert.equal(place.read("settings.toon"), encode(settings));
		}),
	);

	it(
		"passes a pipe on as it is",
		inPlace((place) => {
			const text = `${JSON.stringify(settings)}\n`;
			const args = ["convert", "-", "--to", "toon", "--only-if-smaller"];
			const { code, out } = place.run(args, text);
			assert.deepEqual({ code, out }, { code: 0, out: text });
			assert.equal(place.run(args, JSON.stringify(people)).out, encode(people));
			assert.equal(place.run([...args, "--encoding", "nonsense"], text).code, 64);
		}),
	);

	it(
		"is for TOON only",
		inPlace((place) => {
			const { code, err } = place.run(["convert", "-", "--to", "yaml", "--only-if-smaller"], "a: 1");
			assert.equal(code, 64);
			assert.match(err, /--only-if-smaller goes with --to toon/);
		}),
	);
});

describe("command line: optimize", () => {
	const loose = [
		"# all of them",
		"users[2]:",
		"  - id: 1",
		'    name: "Ada"',
		"    # lives there",
		"    address:",
		"      city: London",
		"  - id: 2",
		"    name: Bob",
		"    address:",
		"      city: Paris",
		"",
	].join("\n");
	const tight = "# all of them\nusers[2]{id,name,address{city}}:\n  # lives there\n  1,Ada,London\n  2,Bob,Paris\n";

	it(
		"reports steps with exact gains, and writes nothing",
		inPlace((place) => {
			place.write("loose.toon", loose);
			place.write("tight.toon", tight);
			const { code, out } = place.run(["optimize", ".", "--json", "--encoding", "cl100k_base"]);
			assert.equal(code, 0);
			const { encoding, files } = JSON.parse(out);
			assert.equal(encoding, "cl100k_base");
			const [one, other] = files;
			const count = (text: string): number => tiktokenCount("cl100k_base", text);
			assert.deepEqual(
				{ ...one, steps: 2 },
				{ file: "loose.toon", before: count(loose), after: count(tight), steps: 2 },
			);
			const unquoted = loose.replace('"Ada"', "Ada");
			assert.deepEqual(
				one.steps.map(({ title, gain }: { title: string; gain: number }) => [title, gain]),
				[
					["Remove needless quotes in 1 place", count(loose) - count(unquoted)],
					["Write the list users as a table, with nested columns", count(unquoted) - count(tight)],
				],
			);
			assert.deepEqual(other, { file: "tight.toon", before: count(tight), after: count(tight), steps: [] });
			assert.equal(place.read("loose.toon"), loose);
		}),
	);

	it(
		"checks, writes and prints",
		inPlace((place) => {
			place.write("loose.toon", loose);
			const checked = place.run(["optimize", "loose.toon", "--check"]);
			assert.equal(checked.code, 1);
			assert.match(checked.out, /^loose\.toon: \d+ tokens → \d+ · \d+ % fewer\n +−\d+ {2}\S.+\n +−\d+ {2}\S.+\n$/);
			assert.equal(place.run(["optimize", "loose.toon", "--stdout"]).out, tight);
			assert.equal(place.run(["optimize", "-", "--stdout"], loose).out, tight);
			assert.equal(place.run(["optimize", "loose.toon", "--check", "--min-gain", "1000"]).code, 0);
			assert.equal(place.read("loose.toon"), loose);
			assert.equal(place.run(["optimize", "loose.toon", "--write"]).code, 0);
			assert.equal(place.read("loose.toon"), tight);
			assert.equal(place.run(["optimize", "loose.toon", "--check"]).code, 0);
		}),
	);

	it(
		"leaves what is invalid, and tells why",
		inPlace((place) => {
			place.write("bad.toon", "users[3]:\n  - id: 1\n  - id: 2\n");
			const { code, err } = place.run(["optimize", "bad.toon", "--write"]);
			assert.equal(code, 2);
			assert.match(err, /^bad\.toon:1:6: error array-length /);
			assert.equal(place.run(["optimize", "a.toon", "b.toon", "--stdout"]).code, 64);
			assert.equal(place.run(["optimize", "bad.toon", "--min-gain", "much"]).code, 64);
			assert.equal(place.run(["optimize", "bad.toon", "--encoding", "nonsense"]).code, 64);
		}),
	);
});
