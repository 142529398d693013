/** `check`, `count` and `format`, wrong use, and how FILES are found. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { commandLine, inPlace, type Place } from "./commandLine";

const good = "users[2]{id,name}:\n  1,Ada\n  2,Bob\n";
/** The second row is too short, and there is one row too few. */
const bad = "users[3]{id,name}:\n  1,Ada\n  2,Bob\nteams[1]{id,name}:\n  7\nend: true\n";

describe("command line: wrong use", () => {
	const cases: [string, string[], RegExp][] = [
		["no command", [], /name a command/],
		["no such command", ["chek"], /unknown command 'chek' \(Did you mean check\?\)/],
		["no files", ["check"], /missing required argument 'files'/],
		["no such option", ["check", "--nonsense", "a"], /unknown option '--nonsense'/],
		["no such format", ["check", "a.toon", "--format", "xml"], /Allowed choices are text, json, github, sarif/],
		["an indentation that is none", ["check", "a.toon", "--indent", "0"], /a whole number from 1 to 16/],
		["convert without --to", ["convert", "a.toon"], /--to/],
		["two ways to go", ["convert", "a.toon", "--to", "json", "--stdout", "--out", "b.json"], /--stdout goes with none/],
		["two modes", ["format", "--check", "--write", "a.toon"], /cannot be used with/],
		["hook without a verb", ["hook"], /name what to do/],
	];
	for (const [name, args, message] of cases) {
		it(
			`${name}: one line, 64`,
			inPlace((place) => {
				const { code, out, err } = place.run(args);
				assert.equal(code, 64);
				assert.equal(out, "");
				assert.match(err, /^[^\n]+\n$/);
				assert.match(err, message);
			}),
		);
	}

	it(
		"has help with examples for each command",
		inPlace((place) => {
			for (const command of [
				["check"],
				["count"],
				["convert"],
				["format"],
				["hook", "run"],
				["lsp"],
				["query"],
				["diff"],
				["mcp"],
				["instructions"],
			]) {
				const { code, out } = place.run([...command, "--help"]);
				assert.equal(code, 0);
				assert.match(out, /Examples:\n +\$ toon-workbench/);
			}
			assert.equal(place.run(["hook", "--help"]).code, 0);
			assert.match(place.run(["--help"]).out, /Exit codes: 0 /);
			assert.match(place.run(["--version"]).out, /^\d+\.\d+\.\d+\n$/);
		}),
	);
});

describe("command line: check", () => {
	it(
		"prints file:line:col: severity code message, 2",
		inPlace((place) => {
			place.write("good.toon", good);
			place.write("bad.toon", bad);
			assert.deepEqual(place.run(["check", "good.toon"]), { code: 0, out: "", err: "" });
			const { code, out, err } = place.run(["check", "good.toon", "bad.toon"]);
			assert.equal(code, 2);
			assert.match(out, /^bad\.toon:1:6: error array-length .+\nbad\.toon:5:\d+: error row-width .+\n$/);
			assert.equal(err, "2 files: 2 errors, 0 warnings\n");
		}),
	);

	it(
		"takes what is tolerated with --no-strict, and --indent",
		inPlace((place) => {
			place.write("count.toon", "a[3]: 1,2\n");
			place.write("deep.toon", "a:\n    b: 1\n");
			assert.equal(place.run(["check", "count.toon"]).code, 2);
			assert.equal(place.run(["check", "count.toon", "--no-strict"]).code, 0);
			assert.equal(place.run(["check", "deep.toon", "--indent", "4"]).code, 0);
			assert.equal(place.run(["check", "deep.toon", "--indent", "2"]).code, 2);
		}),
	);

	it(
		"says in one line what it cannot read, and reads the others",
		inPlace((place) => {
			place.write("bad.toon", bad);
			place.write("latin.toon", Buffer.from("a: 1\nb: caf\xe9\n", "latin1"));
			place.write("empty.toon", "");
			mkdirSync(place.path("folder.toon"));
			const { code, out, err } = place.run([
				"check",
				"missing.toon",
				"latin.toon",
				"empty.toon",
				"folder.toon",
				"bad.toon",
			]);
			assert.equal(code, 2);
			assert.match(out, /^latin\.toon:2:7: error not-utf8 .+0xE9.+\nbad\.toon:1/);
			assert.match(err, /^missing\.toon: error: no such file\nfolder\.toon: error: .+\n5 files: 5 errors/);
			assert.equal(place.run(["check", "empty.toon"]).code, 0);
		}),
	);

	it(
		"tells the first thousand problems of a file, and how many more there are",
		inPlace((place) => {
			const { code, out, err } = place.run(["check", "-"], "a:\n".concat("\tb: 1\n".repeat(1500)));
			assert.equal(code, 2);
			assert.equal(out.match(/^<stdin>:\d+:\d+: error /gm)?.length, 1000);
			assert.match(err, /^<stdin>: error: \d+ more problems are not shown\n$/);
		}),
	);

	it(
		"reads standard input",
		inPlace((place) => {
			assert.match(place.run(["check", "-"], bad).out, /^<stdin>:1:6: error array-length/);
			assert.equal(place.run(["check", "-"], good).code, 0);
			assert.match(place.run(["check", "-"], Uint8Array.of(0xff)).out, /^<stdin>:1:1: error not-utf8/);
		}),
	);

	it(
		"prints JSON",
		inPlace((place) => {
			place.write("a b,c.toon", bad);
			const { code, out } = place.run(["check", "--format", "json", "a b,c.toon", "missing.toon"]);
			assert.equal(code, 2);
			const report = JSON.parse(out);
			assert.deepEqual(
				{ ...report, diagnostics: report.diagnostics.length },
				{ diagnostics: 3, files: 2, errors: 3, warnings: 0 },
			);
			const { message, ...first } = report.diagnostics[0];
			assert.ok(message.length > 0);
			const place1 = { line: 1, column: 6, endLine: 1, endColumn: 9 };
			assert.deepEqual(first, { file: "a b,c.toon", ...place1, severity: "error", code: "array-length" });
			assert.deepEqual(JSON.parse(place.run(["check", "--format", "json", "-"], good).out).diagnostics, []);
		}),
	);

	it(
		"prints annotations for GitHub",
		inPlace((place) => {
			place.write("a:b,c%.toon", bad);
			const [line] = place.run(["check", "--format", "github", "a:b,c%.toon"]).out.split("\n");
			assert.match(
				line ?? "",
				/^::error file=a%3Ab%2Cc%25\.toon,line=1,endLine=1,col=6,endColumn=9,title=TOON array-length::The header declares 3 rows/,
			);
		}),
	);

	it(
		"prints SARIF that fits its schema",
		inPlace((place) => {
			place.write("sub folder/ä b.toon", bad);
			place.write("good.toon", "a:  1\n");
			const ajv = new Ajv({ strict: false });
			addFormats(ajv);
			const schema = join(__dirname, "../fixtures/sarif-schema-2.1.0.json");
			const fits = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
			for (const files of [["."], ["good.toon"], ["missing.toon", "."]]) {
				const log = JSON.parse(place.run(["check", "--format", "sarif", ...files]).out);
				assert.ok(fits(log), JSON.stringify(fits.errors));
			}
			const [run] = JSON.parse(place.run(["check", "--format", "sarif", "sub folder"]).out).runs;
			const [result] = run.results;
			assert.equal(result.ruleId, "array-length");
			assert.equal(run.tool.driver.rules[result.ruleIndex].id, "array-length");
			const { artifactLocation, region } = result.locations[0].physicalLocation;
			assert.equal(artifactLocation.uri, "sub%20folder/%C3%A4%20b.toon");
			assert.deepEqual(region, { startLine: 1, startColumn: 6, endLine: 1, endColumn: 9 });
		}),
	);

	it(
		"follows NO_COLOR, and colours nothing in a pipe",
		inPlace((place) => {
			const sequence = "\u001B[";
			assert.ok(!place.run(["check", "-"], bad).out.includes(sequence));
			assert.ok(place.run(["check", "-"], bad, { FORCE_COLOR: "1" }).out.includes(sequence));
			assert.ok(!place.run(["check", "-"], bad, { FORCE_COLOR: "1", NO_COLOR: "1" }).out.includes(sequence));
		}),
	);

	it(
		"keeps line ends in names out of its lines",
		inPlace((place) => {
			place.write("a\nb\u001B[31m.toon", bad);
			for (const line of place.run(["check", "."]).out.trimEnd().split("\n")) {
				assert.match(line, /^a\\nb\\u001b\[31m\.toon:\d/);
			}
		}),
	);
});

describe("command line: FILES", () => {
	const files = [
		"a.toon",
		"sub/b.toon",
		"sub/deep/c.toon",
		"sub/d.json",
		"out/e.toon",
		"sub/skipped.toon",
		".git/f.toon",
	];
	const found = (place: Place, ...args: string[]): string[] => {
		const { out } = place.run(["check", "--format", "json", ...args]);
		return [...new Set<string>(JSON.parse(out).diagnostics.map(({ file }: { file: string }) => file))];
	};
	const prepare = (place: Place): void => {
		for (const name of files) place.write(name, bad);
		place.write(".gitignore", "/out/\nskipped.*\n");
	};
	const cases: [string, string[], string[]][] = [
		["a folder, without what git ignores", ["."], ["a.toon", "sub/b.toon", "sub/deep/c.toon"]],
		["a glob", ["**/*.toon"], ["a.toon", "sub/b.toon", "sub/deep/c.toon"]],
		["a glob of one level", ["sub/*.toon"], ["sub/b.toon"]],
		["a glob with braces", ["{a,sub/b}.toon"], ["a.toon", "sub/b.toon"]],
		["a name that git ignores", ["out/e.toon"], ["out/e.toon"]],
		["each file once", ["sub/b.toon", "sub", "**/b.toon"], ["sub/b.toon", "sub/deep/c.toon"]],
		["a folder below a .gitignore", ["sub"], ["sub/b.toon", "sub/deep/c.toon"]],
	];
	for (const [name, args, expected] of cases) {
		it(
			name,
			inPlace((place) => {
				prepare(place);
				assert.deepEqual(found(place, ...args), expected);
			}),
		);
	}

	it(
		"an inner .gitignore has the last word",
		inPlace((place) => {
			prepare(place);
			place.write("sub/.gitignore", "!skipped.toon\ndeep/\n");
			assert.deepEqual(found(place, "sub"), ["sub/b.toon", "sub/skipped.toon"]);
		}),
	);

	it(
		"globs that would explode end, or are refused in one line",
		inPlace((place) => {
			place.write(`${"a".repeat(200)}.toon`, good);
			for (const glob of ["*a".repeat(29), `${"*a".repeat(29)}*`, `**/${"*a".repeat(20)}/${"?*".repeat(20)}b`]) {
				const { code, err } = place.run(["check", glob]);
				assert.equal(code, glob.endsWith("*") ? 0 : 2, glob);
				assert.match(err, /^$|^[^\n]+: error: there is no file to take[^\n]*\n$/);
			}
			for (const glob of ["{a,b}".repeat(30), "+(a|+(a))b", "{1..99999}"]) {
				const { code, err } = place.run(["check", glob]);
				assert.equal(code, 2);
				assert.match(err, /^[^\n]+: error: [^\n]+\n$/);
			}
		}),
	);

	it(
		"says what matches nothing, and does not follow folders in a circle",
		inPlace((place) => {
			place.write("a.toon", good);
			symlinkSync(place.folder, place.path("loop"));
			assert.equal(place.run(["check", "."]).code, 0);
			const { code, err } = place.run(["check", "nothing-*.toon"]);
			assert.equal(code, 2);
			assert.match(err, /^nothing-\*\.toon: error: [^\n]+\n$/);
		}),
	);
});

describe("command line: count", () => {
	it(
		"prints a table with totals, and what TOON costs beside both forms of JSON",
		inPlace((place) => {
			place.write("users.toon", good);
			place.write("one.json", '{"a":1}');
			const { code, out } = place.run(["count", "users.toon", "one.json"]);
			assert.equal(code, 0);
			const lines = out.trimEnd().split("\n");
			assert.match(lines[0] ?? "", /^file \(o200k_base\) +TOON +JSON +TOON costs +compact JSON +TOON costs$/);
			assert.match(lines[1] ?? "", /^users\.toon +\d+ +\d+ +\d+\.\d % fewer +\d+ +\d+\.\d % (fewer|more)$/);
			assert.match(lines[3] ?? "", /^2 files +\d/);
			assert.equal(new Set(lines.map((line) => line.length)).size, 1);
		}),
	);

	it(
		"prints JSON, in the encoding that is asked for",
		inPlace((place) => {
			place.write("users.toon", good);
			const report = JSON.parse(place.run(["count", "users.toon", "--json", "--encoding", "gpt-4"]).out);
			assert.equal(report.encoding, "cl100k_base");
			const [{ file, toon, json, jsonCompact, savings }] = report.files;
			assert.equal(file, "users.toon");
			assert.ok(toon > 0 && json > jsonCompact);
			assert.equal(savings.json.tokens, json - toon);
			assert.equal(savings.jsonCompact.tokens, jsonCompact - toon);
			assert.deepEqual(report.total.toon, toon);
		}),
	);

	it(
		"counts the text of an invalid file, and says why there is nothing to compare",
		inPlace((place) => {
			place.write("bad.toon", bad);
			const { code, out, err } = place.run(["count", "bad.toon", "--json"]);
			assert.equal(code, 2);
			assert.match(err, /^bad\.toon:1:6: error array-length/);
			assert.equal(JSON.parse(out).files[0].json, null);
			assert.ok(JSON.parse(out).files[0].toon > 0);
		}),
	);
});

describe("command line: format", () => {
	const untidy = "# a\na:   1\nb[0]:\n";
	const tidy = "# a\na: 1\nb: []\n";

	it(
		"prints, checks or writes",
		inPlace((place) => {
			place.write("a.toon", untidy);
			assert.deepEqual(place.run(["format", "a.toon"]), { code: 0, out: tidy, err: "" });
			assert.deepEqual(place.run(["format", "a.toon", "--stdout"]), { code: 0, out: tidy, err: "" });
			assert.deepEqual(place.run(["format", "-"], untidy), { code: 0, out: tidy, err: "" });
			assert.deepEqual(place.run(["format", "--check", "."]), { code: 1, out: "a.toon: not formatted\n", err: "" });
			assert.equal(place.read("a.toon"), untidy);
			assert.deepEqual(place.run(["format", "--write", "."]), { code: 0, out: "a.toon: formatted\n", err: "" });
			assert.equal(place.read("a.toon"), tidy);
			assert.deepEqual(place.run(["format", "--check", "."]), { code: 0, out: "", err: "" });
		}),
	);

	it(
		"leaves alone what does not parse, and says why",
		inPlace((place) => {
			place.write("bad.toon", bad);
			const { code, err } = place.run(["format", "--write", "bad.toon"]);
			assert.equal(code, 2);
			assert.match(err, /^bad\.toon:1:6: error array-length/);
			assert.equal(place.read("bad.toon"), bad);
		}),
	);
});

describe("command line: completion", () => {
	const complete = (place: Place, ...words: string[]): string[] => {
		const ask = `eval "$(${process.execPath} ${commandLine} completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _toon_workbench; echo "\${COMPREPLY[@]}"`;
		return place
			.execute("bash", ["-c", ask, "bash", "toon-workbench", ...words])
			.out.trim()
			.split(" ");
	};
	const cases: [string[], string[]][] = [
		[["co"], ["count", "convert", "completion"]],
		[["check", "--f"], ["--format"]],
		[
			["convert", "--st"],
			["--stdout", "--stage"],
		],
		[["hook", "r"], ["run"]],
		[["hook", "run", "--c"], ["--check"]],
		[["check", "a"], [""]],
	];
	for (const [words, expected] of cases) {
		it(
			words.join(" "),
			inPlace((place) => assert.deepEqual(complete(place, ...words), expected)),
		);
	}

	it(
		"has scripts for zsh and fish",
		inPlace((place) => {
			assert.match(place.run(["completion", "zsh"]).out, /^autoload -U \+X bashcompinit/);
			assert.match(place.run(["completion", "fish"]).out, /^complete -c toon-workbench .* -l no-strict -d 'accept/m);
			assert.equal(place.run(["completion", "cmd"]).code, 64);
		}),
	);
});
