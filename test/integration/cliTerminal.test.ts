/** What is printed, and what becomes of it: severities, hostile texts, full disks and readers that go away. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { commandLine, inPlace, type Place } from "./commandLine";

const bad = "users[3]{id,name}:\n  1,Ada\n";
/** Escape, bell, C1, an override of direction. */
const hostile = "\u001B]0;pwned\u0007\u009B2J\u202Egnp";
const isHarmless = (text: string): boolean =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
	!/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/.test(text);

/** Runs the command line by a shell, with redirections behind it. */
const shell = (place: Place, command: string) =>
	place.execute("bash", ["-c", command.replace("CLI", `'${process.execPath}' '${commandLine}'`)]);

describe("command line: severities", () => {
	/** Three remarks and no more. */
	const untidy = "a:  1\nb: 2 \nc: 1.50\n";

	it(
		"shows errors and warnings; the summary counts the rest, which --hints shows",
		inPlace((place) => {
			place.write("untidy.toon", untidy);
			place.write("bad.toon", bad);
			const { code, out, err } = place.run(["check", "untidy.toon"]);
			assert.deepEqual({ code, out }, { code: 0, out: "" });
			assert.match(err, /^1 file: 0 errors, 0 warnings, \d hints not shown \(--hints\)\n$/);
			const all = place.run(["check", "--hints", "untidy.toon"]);
			assert.deepEqual({ code: all.code, err: all.err }, { code: 0, err: "" });
			const shown = all.out.trimEnd().split("\n");
			assert.equal(shown.length, Number(/(\d) hints/.exec(err)?.[1]));
			for (const line of shown) assert.match(line, /^untidy\.toon:\d:\d: (?:hint|information) /);
			const both = place.run(["check", "bad.toon", "untidy.toon"]);
			assert.equal(both.code, 2);
			assert.match(both.err, /^2 files: 1 error, 0 warnings, \d hints not shown \(--hints\)\n$/);
			for (const format of ["json", "github", "sarif"]) {
				const { out: plain } = place.run(["check", "untidy.toon", "--format", format]);
				assert.ok(!/number|trailing/.test(plain), `${format}: ${plain}`);
				assert.match(place.run(["check", "untidy.toon", "--format", format, "--hints"]).out, /number/);
			}
		}),
	);

	it(
		"more hints than are shown are no error",
		inPlace((place) => {
			const { code, err } = place.run(["check", "--hints", "-"], "a: 1.50 \n".replace("a", "a0") + manyHints(1500));
			assert.match(err, /^<stdin>: information: \d+ more problems are not shown\n$/);
			assert.equal(code, 0);
		}),
	);

	const manyHints = (count: number): string =>
		Array.from({ length: count }, (_, at) => `b${at}: ${at + 1}.50\n`).join("");
});

describe("command line: hostile texts", () => {
	it(
		"names and messages act on no terminal",
		inPlace((place) => {
			const name = `${hostile}.toon`;
			place.write(name, `"${hostile}": 1\n"${hostile}": 2\n${hostile}\n`);
			place.write(`d/${name}`, "a: 1\n");
			place.write(`${hostile}.json`, `{"\u202Egnp\u009B2J": }`);
			const runs: string[][] = [
				["check", name],
				["check", "--format", "github", name],
				["check", "--format", "json", name],
				["check", "--format", "sarif", name],
				["count", name, `d/${name}`],
				["count", "--json", `d/${name}`],
				["convert", name, "--to", "json"],
				["convert", `d/${name}`, "--to", "markdown"],
				["convert", `${hostile}.json`, "--to", "toon"],
				["convert", `${hostile}.nothing`, "--to", "toon", "--from", "json"],
				["convert", "a", "--to", hostile],
				["count", "a", "--encoding", hostile],
				["format", name, "--check"],
				["format", `d/${name}`, "--check"],
				["check", `${hostile}*`],
				[hostile],
			];
			for (const args of runs) {
				const { out, err } = place.run(args);
				assert.ok(out + err !== "" || args[0] === "format", args.join(" "));
				assert.ok(isHarmless(out), JSON.stringify([args, out]));
				assert.ok(isHarmless(err), JSON.stringify([args, err]));
			}
			place.git(["init", "-q"]);
			place.git(["add", "."]);
			for (const args of [
				["hook", "run"],
				["hook", "run", `${hostile}-`],
				["hook", "run", "--", `d/${name}`],
			]) {
				const { out, err } = place.run(args);
				assert.ok(isHarmless(out + err), JSON.stringify([args, out, err]));
			}
		}),
	);

	it(
		"a printed document is shown on a terminal, and is itself in a pipe",
		inPlace((place) => {
			if (process.platform !== "linux") return;
			const text = `a: "\u202Egnp\u009B"\n`;
			place.write("a.toon", text);
			assert.equal(place.run(["format", "a.toon"]).out, text);
			const convert = "CLI convert a.toon --to yaml --stdout";
			assert.ok(shell(place, convert).out.includes("\u202E"));
			for (const command of [convert, "CLI format a.toon"]) {
				const inner = command.replace("CLI", `'${process.execPath}' '${commandLine}'`);
				const { code, out } = place.execute("script", ["-qec", inner, "/dev/null"]);
				assert.equal(code, 0, out);
				assert.ok(out.includes("\\u202egnp"), JSON.stringify(out));
				assert.ok(isHarmless(out.replaceAll("\r\n", "\n")), JSON.stringify(out));
			}
		}),
	);

	it(
		"a printed document ends its last line on a terminal, and not in a pipe, where it has none",
		inPlace((place) => {
			if (process.platform !== "linux") return;
			place.write("a.toon", "a:  1");
			place.write("b.toon", "b[2]: 1");
			for (const command of ["format a.toon", "convert a.toon --to toon --stdout", "repair b.toon --stdout"]) {
				const piped = place.run(command.split(" ")).out;
				assert.match(piped, /1$/, command);
				const inner = `'${process.execPath}' '${commandLine}' ${command} 2>/dev/null`;
				const { out } = place.execute("script", ["-qec", inner, "/dev/null"]);
				assert.equal(out, `${piped}\r\n`, command);
			}
		}),
	);
});

describe("command line: where the output goes", () => {
	const lines = (text: string): number => text.split("\n").length - 1;

	it(
		"a full disk: one line, 2, and files are written all the same",
		inPlace((place) => {
			if (!existsSync("/dev/full")) return;
			place.write("a.toon", "a: 1\n");
			place.write("bad.toon", bad);
			for (const args of ["check bad.toon", "count a.toon --json", "convert a.toon --to json --stdout", "--version"]) {
				const { code, err } = shell(place, `CLI ${args} > /dev/full`);
				assert.equal(code, 2, args);
				assert.equal(err, "toon-workbench: the output is not whole: cannot write: the disk is full\n");
			}
			const { code, err } = shell(place, "CLI convert a.toon --to json > /dev/full");
			assert.equal(code, 2);
			assert.equal(lines(err), 1);
			assert.equal(place.read("a.json"), '{\n  "a": 1\n}\n');
			assert.equal(shell(place, "CLI check bad.toon missing.toon 2> /dev/full").code, 2);
		}),
	);

	it(
		"a reader that goes away: not a word",
		inPlace((place) => {
			for (let at = 0; at < 300; at++) place.write(`d/${at}.toon`, "a:\n".concat("\tb: 1\n".repeat(100)));
			for (const args of ["check d", "count d", "convert d --to json", "format d --check"]) {
				const { err } = shell(place, `CLI ${args} 2>/dev/null | head -1`);
				assert.equal(err, "");
				const { err: last } = shell(place, `{ CLI ${args} | head -1 >/dev/null; } 2>&1 >/dev/null | grep -c '    at '`);
				assert.equal(last, "");
			}
			assert.equal(shell(place, "CLI check d 2>&1 >/dev/null | true").err, "");
		}),
	);

	it(
		"standard input that cannot be read",
		inPlace((place) => {
			const { code, err } = shell(place, "CLI check - < .");
			assert.equal(code, 2);
			assert.equal(err, "<stdin>: error: cannot read: it is a folder, not a file\n");
		}),
	);
});

describe("command line: a fault in one file", () => {
	it(
		"is one line of its own; the others are done",
		inPlace((place) => {
			const fault = `const { encode } = TextEncoder.prototype; TextEncoder.prototype.encode = function (text) {
				if (String(text).includes("boom")) throw new RangeError("a fault\\n    at ours");
				return encode.call(this, text);
			};`;
			place.write("fault.cjs", fault);
			for (const name of ["a", "c"]) place.write(`${name}.toon`, "a:   1\n");
			place.write("b.toon", "a:   boom\n");
			const environment = { NODE_OPTIONS: `--require ${place.path("fault.cjs")}` };
			const { code, out, err } = place.run(["format", "--write", "."], "", environment);
			assert.equal(code, 2);
			assert.equal(out, "a.toon: formatted\nc.toon: formatted\n");
			assert.match(err, /^b\.toon: error: not done, by a fault of the program; [^\n]+: RangeError: a fault at ours\n$/);
			assert.deepEqual([place.read("a.toon"), place.read("b.toon")], ["a: 1\n", "a:   boom\n"]);
		}),
	);
});

describe("command line: CSV for spreadsheets", () => {
	it(
		"--csv-escape-formulas",
		inPlace((place) => {
			place.write("a.toon", '[2]{name}:\n  "=1+1"\n  Ada\n');
			const print = (...args: string[]) => place.run(["convert", "a.toon", "--to", "csv", "--stdout", ...args]).out;
			assert.equal(print(), "name\n=1+1\nAda\n");
			assert.equal(print("--csv-escape-formulas"), "name\n'=1+1\nAda\n");
		}),
	);
});
