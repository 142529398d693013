/** No file is harmed: modes and owners, hard and symbolic links, races, twins, and signals in the middle. */
import assert from "node:assert/strict";
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inPlace, type Place } from "./commandLine";

const untidy = "a:   1\n";
const tidy = "a: 1\n";
const json = '{\n  "a": 1\n}\n';
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

const mode = (place: Place, name: string): number => statSync(place.path(name)).mode & 0o7777;
const temporaries = (place: Place, folder = "."): string[] =>
	readdirSync(place.path(folder)).filter((name) => name.endsWith(".tmp"));

describe("command line: modes and owners", () => {
	for (const given of [0o600, 0o640, 0o664, 0o755, 0o604]) {
		it(
			`0${given.toString(8)} stays`,
			inPlace((place) => {
				place.write("a.toon", untidy);
				place.run(["convert", "a.toon", "--to", "json"]);
				for (const name of ["a.toon", "a.json"]) chmodSync(place.path(name), given);
				place.write("a.toon", "a:   2\n");
				assert.equal(place.run(["convert", "a.toon", "--to", "json"]).code, 0);
				assert.equal(place.run(["format", "--write", "a.toon"]).code, 0);
				assert.match(place.read("a.json"), /2/);
				assert.deepEqual([mode(place, "a.toon"), mode(place, "a.json")], [given, given]);
			}),
		);
	}

	it(
		"nobody else may read it meanwhile, from the first byte on",
		inPlace((place) => {
			place.write("a.toon", untidy);
			chmodSync(place.path("a.toon"), 0o600);
			// Every mode that the file under way has had, seen at its opening and at its end.
			const script = `for (const name of fs.readdirSync(".")) if (name.endsWith(".tmp")) {
				fs.appendFileSync("../modes", (fs.statSync(name).mode & 0o777).toString(8) + "\\n");
			}`;
			const watcher = `const open = fs.openSync; fs.openSync = (...args) => { const file = open(...args); ${script} return file; };`;
			place.write("../watch.cjs", `const fs = require("node:fs"); ${watcher}`);
			const environment = { NODE_OPTIONS: `--require ${place.path("..", "watch.cjs")}` };
			assert.equal(place.run(["format", "--write", "a.toon"], "", environment).code, 0);
			assert.match(place.read("../modes"), /^(?:600\n)+$/);
		}),
	);

	it(
		"owner and group stay where the user may give them",
		inPlace((place) => {
			if (!isRoot) return;
			place.write("a.toon", untidy);
			chownSync(place.path("a.toon"), nobody, nobody);
			chmodSync(place.path("a.toon"), 0o640);
			assert.equal(place.run(["format", "--write", "a.toon"]).code, 0);
			const { uid, gid } = statSync(place.path("a.toon"));
			assert.deepEqual({ uid, gid, mode: mode(place, "a.toon") }, { uid: nobody, gid: nobody, mode: 0o640 });
		}),
	);

	it(
		"a file whose owner did not let us write is not replaced, though its folder would allow it",
		inPlace((place) => {
			place.write("a.toon", untidy);
			place.write("a.json", "1\n");
			for (const name of ["a.toon", "a.json"]) chmodSync(place.path(name), 0o644);
			chmodSync(place.folder, 0o777);
			const formatted = place.runAs(nobody, ["format", "--write", "a.toon"]);
			if (formatted === undefined) return;
			assert.deepEqual(formatted, { code: 2, out: "", err: "a.toon: error: cannot write: permission denied\n" });
			const converted = place.runAs(nobody, ["convert", "a.toon", "--to", "json", "--force"]);
			assert.equal(converted?.code, 2);
			assert.match(converted?.err ?? "", /^a\.json: error: cannot write: permission denied\n$/);
			assert.deepEqual([place.read("a.toon"), place.read("a.json")], [untidy, "1\n"]);
			assert.deepEqual(temporaries(place), []);
		}),
	);

	it(
		"a group that we may not give gets no rights that another one would have",
		inPlace((place) => {
			place.write("a.toon", untidy);
			chmodSync(place.path("a.toon"), 0o666);
			if (isRoot) chownSync(place.path("a.toon"), 0, 12345);
			chmodSync(place.folder, 0o777);
			chmodSync(place.path("a.toon"), 0o662);
			const formatted = place.runAs(nobody, ["format", "--write", "a.toon"]);
			if (formatted === undefined) return;
			assert.equal(formatted.code, 2, "it may not be read");
			chmodSync(place.path("a.toon"), 0o676);
			assert.equal(place.runAs(nobody, ["format", "--write", "a.toon"])?.code, 0);
			assert.equal(mode(place, "a.toon"), 0o666);
		}),
	);
});

describe("command line: hard links", () => {
	it(
		"are refused in words, with any option",
		inPlace((place) => {
			place.write("a.toon", untidy);
			linkSync(place.path("a.toon"), place.path("b.toon"));
			place.write("a.json", "1\n");
			linkSync(place.path("a.json"), place.path("other.json"));
			for (const args of [
				["format", "--write", "a.toon", "b.toon"],
				["convert", "a.toon", "--to", "json", "--force"],
			]) {
				const { code, err } = place.run(args);
				assert.equal(code, 2);
				assert.match(err, /^\w\.\w+: error: not written: it has 2 names \(hard links\)/);
			}
			assert.deepEqual([place.read("b.toon"), place.read("other.json")], [untidy, "1\n"]);
			assert.equal(statSync(place.path("a.toon")).nlink, 2);
		}),
	);
});

describe("command line: races", () => {
	/** What is run, what another program does just before the write, what is left, and what is said. */
	const cases: [string, string[], string, Record<string, string>, RegExp][] = [
		[
			"format: the file was changed",
			["format", "--write", "a.toon"],
			'fs.writeFileSync("a.toon", "a: 9\\n");',
			{ "a.toon": "a: 9\n" },
			/^a\.toon: error: not written: it was changed by somebody else meanwhile; run it again\n$/,
		],
		[
			"format: the file was replaced",
			["format", "--write", "a.toon"],
			'fs.writeFileSync("n", "a: 9\\n"); fs.renameSync("n", "a.toon");',
			{ "a.toon": "a: 9\n" },
			/not written: it was replaced by somebody else meanwhile/,
		],
		[
			"format: the file was removed",
			["format", "--write", "a.toon"],
			'fs.unlinkSync("a.toon");',
			{},
			/not written: it was removed by somebody else meanwhile/,
		],
		[
			"convert: the source was changed",
			["convert", "a.toon", "--to", "json"],
			'fs.writeFileSync("a.toon", "a:   2\\n");',
			{ "a.toon": "a:   2\n" },
			/^a\.json: error: not written: the source was changed meanwhile; run it again\n$/,
		],
		[
			"convert: the target was made",
			["convert", "a.toon", "--to", "json"],
			'fs.writeFileSync("a.json", "mine");',
			{ "a.toon": untidy, "a.json": "mine" },
			/^a\.json: error: not overwritten: TOON Workbench did not generate it, or it was edited since/,
		],
		[
			"convert --force: the target was made",
			["convert", "a.toon", "--to", "markdown", "--force"],
			'fs.writeFileSync("a.md", "mine");',
			{ "a.toon": untidy, "a.md": "mine" },
			/not written: it was made by somebody else meanwhile/,
		],
	];
	for (const [name, args, script, left, message] of cases) {
		it(
			name,
			inPlace((place) => {
				place.write("a.toon", untidy);
				const { code, err } = place.runWithRace(args, script);
				assert.equal(code, 2);
				assert.match(err, message);
				assert.deepEqual(readdirSync(place.folder).sort(), Object.keys(left).sort());
				for (const [file, text] of Object.entries(left)) assert.equal(place.read(file), text);
			}),
		);
	}

	it(
		"convert: our own target was edited",
		inPlace((place) => {
			place.write("a.toon", untidy);
			place.run(["convert", "a.toon", "--to", "json"]);
			place.write("a.toon", "a: 2\n");
			const { code, err } = place.runWithRace(
				["convert", "a.toon", "--to", "json"],
				'fs.appendFileSync("a.json", "mine");',
			);
			assert.equal(code, 2);
			assert.match(err, /^a\.json: error: not overwritten: TOON Workbench did not generate it, or it was edited since/);
			assert.equal(place.read("a.json"), `${json}mine`);
		}),
	);
});

describe("command line: symbolic links", () => {
	it(
		"walks read none that leads out of the tree, by folder or by glob",
		inPlace((place) => {
			place.write("../outside/secret.toon", "x[2]: 1\n");
			place.write("in/a.toon", tidy);
			symlinkSync("../../outside/secret.toon", place.path("in/out.toon"));
			symlinkSync(place.path("../outside"), place.path("in/folder"));
			symlinkSync("a.toon", place.path("in/b.toon"));
			const count = (...args: string[]): string[] =>
				JSON.parse(place.run(["count", "--json", ...args]).out).files.map(({ file }: { file: string }) => file);
			for (const args of [["."], ["in"], ["**/*.toon"], ["in/*.toon"]]) {
				assert.deepEqual(count(...args), ["in/a.toon", "in/b.toon"], args.join());
			}
			assert.equal(place.run(["check", "in/out.toon"]).code, 2, "what is named is taken");
		}),
	);

	it(
		"a link to a file of the same run is formatted once",
		inPlace((place) => {
			place.write("real.toon", untidy);
			symlinkSync("real.toon", place.path("a.toon"));
			assert.deepEqual(place.run(["format", "--write", "."]), { code: 0, out: "a.toon: formatted\n", err: "" });
			assert.equal(place.read("real.toon"), tidy);
			assert.ok(readdirSync(place.folder, { withFileTypes: true }).some((entry) => entry.isSymbolicLink()));
		}),
	);

	/** Links by name and what they lead to, the arguments, and what is said. */
	const refused: [string, Record<string, string>, string[], RegExp][] = [
		[
			"a target that is a link to the source",
			{ "a.md": "a.toon" },
			["a.toon", "--to", "markdown"],
			/^a\.toon: error: not converted: it would be written over itself$/m,
		],
		[
			"a target that is a link to another source",
			{ "a.md": "b.toon" },
			["a.toon", "b.toon", "--to", "markdown"],
			/^a\.toon: error: not converted: it would be written over b\.toon$/m,
		],
		[
			"a target that is another source",
			{ "x.toon": "b.toon" },
			["x.toon", "b.toon", "--to", "yaml", "--out", "b.toon"],
			/^x\.toon: error: not converted: it would be written over /m,
		],
		[
			"--out through a linked folder",
			{ same: "." },
			["a.toon", "--to", "json", "--out", "same/a.toon"],
			/^a\.toon: error: not converted: it would be written over itself$/m,
		],
		[
			"two targets that are one file",
			{ "a.md": "b.md" },
			["a.toon", "b.toon", "--to", "markdown"],
			/^b\.toon: error: not converted: b\.md is written from a\.toon already$/m,
		],
	];
	for (const [name, links, args, message] of refused) {
		it(
			`${name} is refused, with --force too`,
			inPlace((place) => {
				place.write("a.toon", tidy);
				place.write("b.toon", untidy);
				if (links["a.md"] === "b.md") place.write("b.md", "");
				for (const [link, to] of Object.entries(links)) symlinkSync(to, place.path(link));
				for (const force of [[], ["--force"], ["--check"]]) {
					const { code, err } = place.run(["convert", ...args, ...force]);
					assert.equal(code, 2);
					assert.match(err, message);
				}
				assert.deepEqual([place.read("a.toon"), place.read("b.toon")], [tidy, untidy]);
			}),
		);
	}

	it(
		"a hard link to a source is refused as the source",
		inPlace((place) => {
			place.write("a.toon", tidy);
			linkSync(place.path("a.toon"), place.path("a.md"));
			const { code, err } = place.run(["convert", "a.toon", "--to", "markdown", "--force"]);
			assert.equal(code, 2);
			assert.match(err, /it would be written over itself/);
			assert.equal(place.read("a.md"), tidy);
		}),
	);

	it(
		"a target that is a source further back in the run is refused before anything is written",
		inPlace((place) => {
			place.write("a.json", "1");
			place.write("a.toon", "{}\n");
			const { code, err } = place.run(["convert", "a.json", "a.toon", "--to", "toon", "--force"]);
			assert.equal(code, 2);
			assert.match(err, /^a\.json: error: not converted: it would be written over a\.toon$/m);
			assert.equal(place.read("a.toon"), "{}\n");
		}),
	);
});

describe("command line: names", () => {
	it(
		"twins that differ by case go to one target, which is refused",
		inPlace((place) => {
			place.write("t.toon", "a: 1\n");
			place.write("t.TOON", "a: 2\n");
			if (place.read("t.toon") === "a: 2\n") return; // the file system knows one of them only
			for (const args of [["."], ["t.toon", "t.TOON"]]) {
				const { code, err } = place.run(["convert", ...args, "--to", "markdown"]);
				assert.equal(code, 2);
				assert.match(err, /^t\.(?:toon|TOON): error: not converted: t\.md is written from t\.(?:toon|TOON) already$/m);
			}
		}),
	);

	it(
		"a name that is not UTF-8 is said to be, and the others are read",
		inPlace((place) => {
			if (process.platform !== "linux") return;
			place.write("a.toon", untidy);
			writeFileSync(
				Buffer.concat([Buffer.from(`${place.folder}/`), Buffer.from([0x62, 0xff]), Buffer.from(".toon")]),
				tidy,
			);
			const { code, out, err } = place.run(["format", "--check", "."]);
			assert.equal(code, 2);
			assert.equal(out, "a.toon: not formatted\n");
			assert.match(err, /^b\uFFFD\.toon: error: cannot read: its name is not UTF-8; rename it\n$/);
		}),
	);
});

/** Files that take some time, so that a signal comes in the middle. */
function prepareMany(place: Place, count: number): void {
	const rows = Array.from({ length: 200 }, (_, at) => `  ${at},Somebody number ${at}\n`).join("");
	for (let at = 0; at < count; at++) place.write(`d/${at}.toon`, `users[200]{id,name}:\n${rows}`);
}

/** Makes the machine look as if it had four cores with nothing to do. */
const fourCores = `const os = require("node:os"); os.availableParallelism = () => 4;
os.cpus = () => Array.from({ length: 4 }, () => ({ times: { idle: Date.now() } }));`;

describe("command line: signals", () => {
	/** Of each signal. */
	const kills = Number(process.env.TOON_KILLS ?? 4);
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		it(
			`${signal} leaves no temporary file, in ${kills} runs`,
			inPlace(async (place) => {
				prepareMany(place, 150);
				let inTheMiddle = 0;
				for (let round = 0; round < kills; round++) {
					for (const name of readdirSync(place.path("d"))) {
						if (name.endsWith(".json")) renameSync(place.path("d", name), place.path("old"));
					}
					const last = Math.floor((round * 140) / kills);
					const when = (): boolean => existsSync(place.path("d", `${last}.json`));
					const by = await place.kill(["convert", "d", "--to", "json", "--force"], when, signal);
					if (by === signal) inTheMiddle++;
					assert.deepEqual(temporaries(place, "d"), []);
					for (const name of readdirSync(place.path("d"))) {
						if (name.endsWith(".json")) JSON.parse(place.read(join("d", name)));
					}
				}
				assert.ok(inTheMiddle > 0, "some ended by the signal");
			}),
		);
	}

	it(
		"SIGTERM leaves none of the threads' either",
		inPlace(async (place) => {
			prepareMany(place, 1500);
			place.write("cores.cjs", fourCores);
			const environment = { NODE_OPTIONS: `--require ${place.path("cores.cjs")}` };
			for (const count of [300, 700]) {
				const when = (): boolean => readdirSync(place.path("d")).length > 1500 + count;
				await place.kill(["convert", "d", "--to", "json", "--force"], when, "SIGTERM", environment);
				assert.deepEqual(temporaries(place, "d"), []);
				for (const name of readdirSync(place.path("d"))) {
					if (name.endsWith(".json")) renameSync(place.path("d", name), place.path("old"));
				}
			}
		}),
	);

	it(
		"every command sweeps what a killed run left, and nothing else",
		inPlace(async (place) => {
			for (const args of [
				["check", "d/0.toon"],
				["check", "d"],
				["count", "d"],
				["format", "--check", "d"],
				["format", "--write", "d/0.toon"],
				["convert", "d", "--to", "json", "--force"],
				["convert", "d/0.toon", "--to", "json", "--out", "d/x.json", "--force"],
			]) {
				prepareMany(place, 60);
				for (let tries = 0; temporaries(place, "d").length === 0 && tries < 50; tries++) {
					await place.kill(["convert", "d", "--to", "json", "--force"], () => temporaries(place, "d").length > 0);
					for (const name of readdirSync(place.path("d"))) {
						if (name.endsWith(".json")) renameSync(place.path("d", name), place.path("old"));
					}
				}
				assert.ok(temporaries(place, "d").length > 0, "a run was killed while it wrote");
				place.write("d/mine.tmp", "mine");
				place.run(args);
				assert.deepEqual(temporaries(place, "d"), ["mine.tmp"], args.join(" "));
				renameSync(place.path("d/mine.tmp"), place.path("old"));
			}
		}),
	);

	it(
		"what a killed run left as a second name of its target is swept, too",
		inPlace(async (place) => {
			place.write("a.toon", tidy);
			place.run(["convert", "a.toon", "--to", "json"]);
			const { mtimeMs } = statSync(place.path("a.json"));
			// The name that a process had that no longer runs.
			const gone = await nameOfKilled(place);
			linkSync(place.path("a.json"), place.path(gone));
			place.write("a.toon", "a: 2\n");
			assert.deepEqual(place.run(["convert", "a.toon", "--to", "json"]).err, "");
			assert.deepEqual(temporaries(place), []);
			assert.ok(statSync(place.path("a.json")).mtimeMs >= mtimeMs);
			assert.match(readFileSync(place.path("a.json"), "utf8"), /2/);
		}),
	);
});

/** The name of the temporary file of a run that was killed. */
async function nameOfKilled(place: Place): Promise<string> {
	mkdirSync(place.path("d"), { recursive: true });
	prepareMany(place, 60);
	for (let tries = 0; tries < 50; tries++) {
		await place.kill(["convert", "d", "--to", "json", "--force"], () => temporaries(place, "d").length > 0);
		const [name] = temporaries(place, "d");
		if (name !== undefined) return name;
		for (const each of readdirSync(place.path("d"))) {
			if (each.endsWith(".json")) renameSync(place.path("d", each), place.path("old"));
		}
	}
	throw new Error("no run was killed while it wrote");
}
