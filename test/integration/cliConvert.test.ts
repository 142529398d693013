/** `convert`: what is written, what is refused, and what is left when things go wrong in the middle. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inPlace, type Place } from "./commandLine";

const users = "users[2]{id,name}:\n  1,Ada\n  2,Bob\n";
const other = "users[1]{id,name}:\n  3,Cy\n";
const bad = "users[3]{id,name}:\n  1,Ada\n";
const json =
	'{\n  "users": [\n    {\n      "id": 1,\n      "name": "Ada"\n    },\n    {\n      "id": 2,\n      "name": "Bob"\n    }\n  ]\n}\n';

/** A file system of `size` that is mounted for one test; undefined where that is not allowed. */
function mounted(place: Place, size: string): (() => void) | undefined {
	if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
	mkdirSync(place.path("disk"));
	const { code } = place.execute("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", place.path("disk")]);
	return code === 0 ? () => place.execute("umount", [place.path("disk")]) : undefined;
}

describe("command line: convert", () => {
	it(
		"writes beside the source, and nothing the second time: 0",
		inPlace((place) => {
			place.write("sub/users.toon", users);
			assert.deepEqual(place.run(["convert", "sub/users.toon", "--to", "json"]), {
				code: 0,
				out: "sub/users.json: written\n",
				err: "",
			});
			assert.equal(place.read("sub/users.json"), json);
			assert.deepEqual(place.run(["convert", "sub/users.toon", "--to", "json"]), { code: 0, out: "", err: "" });
			assert.deepEqual(readdirSync(place.path("sub")).sort(), ["users.json", "users.toon"]);
		}),
	);

	it(
		"--check writes nothing, and says what is out of date: 1",
		inPlace((place) => {
			place.write("users.toon", users);
			const args = ["convert", "users.toon", "--to", "markdown"];
			assert.deepEqual(place.run([...args, "--check"]), { code: 1, out: "users.md: out of date\n", err: "" });
			assert.deepEqual(readdirSync(place.folder), ["users.toon"]);
			place.run(args);
			assert.equal(place.run([...args, "--check"]).code, 0);
			place.write("users.toon", other);
			assert.equal(place.run([...args, "--check"]).code, 1);
		}),
	);

	it(
		"converts to and from every format by extension",
		inPlace((place) => {
			place.write("users.toon", users);
			for (const [to, name] of [
				["json", "users.json"],
				["jsonl", "users.jsonl"],
				["yaml", "users.yaml"],
				["csv", "users.csv"],
				["tsv", "users.tsv"],
				["markdown", "users.md"],
				["html", "users.html"],
			] as const) {
				const from = to === "jsonl" || to === "csv" || to === "tsv" ? "rows.toon" : "users.toon";
				place.write("rows.toon", "[2]{id,name}:\n  1,Ada\n  2,Bob\n");
				assert.equal(place.run(["convert", from, "--to", to, "--out", name]).code, 0, to);
				if (to === "html" || to === "markdown") continue;
				const back = place.run(["convert", name, "--to", "toon", "--stdout"]);
				assert.deepEqual({ code: back.code, out: back.out }, { code: 0, out: place.read(from).trimEnd() }, to);
				assert.match(back.err, /^(.*: information: TOON does not pay here: .*\n)?$/, to);
			}
		}),
	);

	it(
		"reads standard input and prints",
		inPlace((place) => {
			assert.deepEqual(place.run(["convert", "-", "--to", "json"], users), { code: 0, out: json, err: "" });
			const back = place.run(["convert", "-", "--from", "json", "--to", "toon", "--delimiter", "pipe"], json);
			assert.equal(back.out, "users[2|]{id|name}:\n  1|Ada\n  2|Bob");
			assert.equal(place.run(["convert", "-", "--to", "json", "--out", "x.json"], users).code, 0);
			assert.equal(place.read("x.json"), json);
		}),
	);

	it(
		"--out keeps folders below what was named",
		inPlace((place) => {
			place.write("data/a.toon", users);
			place.write("data/sub/b.toon", users);
			assert.equal(place.run(["convert", "data", "--to", "json", "--out", "build/"]).code, 0);
			assert.equal(place.read("build/a.json"), json);
			assert.equal(place.read("build/sub/b.json"), json);
		}),
	);

	it(
		"refuses two sources for one target, and a target that is its source",
		inPlace((place) => {
			place.write("a.json", "1");
			place.write("a.yaml", "2");
			const { code, err } = place.run(["convert", "a.json", "a.yaml", "--to", "toon"]);
			assert.equal(code, 2);
			assert.match(err, /^a\.yaml: error: not converted: a\.toon is written from a\.json already$/m);
			assert.equal(place.read("a.toon"), "1");
			assert.match(place.run(["convert", "a.toon", "--to", "toon"]).err, /written over itself/);
		}),
	);

	it(
		"takes data out of folders for --to toon, and leaves Markdown there",
		inPlace((place) => {
			place.write("d/a.json", "1");
			place.write("d/README.md", "# x\n");
			assert.equal(place.run(["convert", "d", "--to", "toon"]).out, "d/a.toon: written\n");
		}),
	);

	it(
		"says where the input is wrong: 2, and converts the others",
		inPlace((place) => {
			place.write("bad.toon", bad);
			place.write("bad.json", '{"a": 1,\n "b" 2}');
			place.write("latin.toon", Uint8Array.of(0x61, 0x3a, 0x20, 0xe9, 0x0a));
			place.write("empty.toon", "");
			place.write("users.toon", users);
			mkdirSync(place.path("folder.toon"));
			const names = ["missing.toon", "bad.toon", "latin.toon", "empty.toon", "folder.toon", "users.toon"];
			const { code, out, err } = place.run(["convert", ...names, "--to", "json"]);
			assert.equal(code, 2);
			assert.equal(out, "empty.json: written\nusers.json: written\n");
			const lines = err.trimEnd().split("\n");
			assert.match(lines[0] ?? "", /^missing\.toon: error: no such file$/);
			assert.match(lines[1] ?? "", /^bad\.toon:1:6: error array-length /);
			assert.match(lines[2] ?? "", /^latin\.toon:1:4: error not-utf8 /);
			assert.match(lines[3] ?? "", /^folder\.toon: error: /);
			assert.equal(lines[4], "2 written, 0 unchanged, 4 failed");
			assert.equal(lines.length, 5);
			assert.match(place.run(["convert", "bad.json", "--to", "toon"]).err, /^bad\.json:2:\d+: error: [^\n]+\n$/);
		}),
	);

	it(
		"a name with every difficulty",
		inPlace((place) => {
			const name = "-a b'\"\n$(x)`*[1].toon";
			place.write(name, users);
			assert.equal(place.run(["convert", `./${name}`, "--to", "markdown"]).code, 0);
			assert.ok(existsSync(place.path(name.replace(".toon", ".md"))));
			assert.equal(place.run(["convert", "--to", "json", "--", name]).code, 0);
		}),
	);
});

describe("command line: convert spares what is not its own", () => {
	const cases: [string, string, (place: Place) => void][] = [
		["Markdown without a marker", "users.md", (place) => place.write("users.md", "# mine\n")],
		["Markdown that was edited", "users.md", (place) => place.write("users.md", `${place.read("users.md")}more\n`)],
		["JSON that it did not write", "users.json", (place) => place.write("users.json", "[]\n")],
		["JSON that was edited", "users.json", (place) => place.write("users.json", `${place.read("users.json")} `)],
		["an empty file", "users.md", (place) => place.write("users.md", "")],
	];
	for (const [name, target, change] of cases) {
		it(
			`${name}: 2, until --force`,
			inPlace((place) => {
				const args = ["convert", "users.toon", "--to", target.endsWith("md") ? "markdown" : "json"];
				place.write("users.toon", users);
				place.run(args);
				change(place);
				const theirs = place.read(target);
				place.write("users.toon", other);
				const refused = place.run(args);
				assert.equal(refused.code, 2);
				assert.match(refused.err, /^users\.(?:md|json): error: not overwritten: [^\n]+--force[^\n]*\n$/);
				assert.equal(place.read(target), theirs);
				assert.equal(place.run([...args, "--check"]).code, 2);
				assert.equal(place.run([...args, "--force"]).code, 0);
				assert.match(place.read(target), /Cy/);
			}),
		);
	}

	it(
		"its own output of an older source is replaced",
		inPlace((place) => {
			for (const to of ["markdown", "json", "yaml"]) {
				place.write("users.toon", users);
				assert.equal(place.run(["convert", "users.toon", "--to", to]).code, 0);
				place.write("users.toon", other);
				assert.equal(place.run(["convert", "users.toon", "--to", to]).code, 0);
			}
		}),
	);
});

describe("command line: convert when the disk says no", () => {
	const convert = ["convert", "a.toon", "b.toon", "c.toon", "--to", "json"];
	const prepare = (place: Place): void => {
		for (const name of ["a", "b", "c"]) place.write(`${name}.toon`, users);
	};
	const unharmed = (place: Place, message: RegExp): void => {
		const { code, err } = place.run(convert);
		assert.equal(code, 2);
		const [line, summary] = err.trimEnd().split("\n");
		assert.match(line ?? "", message);
		assert.equal(summary, "2 written, 0 unchanged, 1 failed");
		assert.equal(place.read("a.json"), json);
		assert.equal(place.read("c.json"), json);
		assert.deepEqual(
			readdirSync(place.folder).filter((name) => name.startsWith(".")),
			[],
		);
	};

	it(
		"a read-only target",
		inPlace((place) => {
			prepare(place);
			place.run(["convert", "b.toon", "--to", "json"]);
			place.write("b.toon", other);
			chmodSync(place.path("b.json"), 0o444);
			unharmed(place, /^b\.json: error: cannot write: the file is read-only$/);
			assert.equal(place.read("b.json"), json);
		}),
	);

	it(
		"a folder in the way",
		inPlace((place) => {
			prepare(place);
			mkdirSync(place.path("b.json"));
			unharmed(place, /^b\.json: error: cannot read: it is a folder, not a file$/);
		}),
	);

	it(
		"a link that leaves the tree is not followed",
		inPlace((place) => {
			prepare(place);
			const outside = place.path("..", "outside.json");
			writeFileSync(outside, "theirs");
			symlinkSync(outside, place.path("b.json"));
			unharmed(place, /^b\.json: error: not overwritten: /);
			assert.equal(place.run([...convert, "--force"]).code, 2);
			unharmedOutside(place, outside);
		}),
	);

	function unharmedOutside(place: Place, outside: string): void {
		assert.equal(place.execute("cat", [outside]).out, "theirs");
		assert.match(
			place.run(["convert", "b.toon", "--to", "json", "--force"]).err,
			/^b\.json: error: not written: a link leads to /,
		);
		const folder = place.path("..", "elsewhere");
		mkdirSync(folder);
		symlinkSync(folder, place.path("linked"));
		writeFileSync(join(folder, "d.toon"), users);
		assert.match(place.run(["convert", "linked/d.toon", "--to", "json"]).err, /^linked\/d\.json: error: not written: /);
		assert.deepEqual(readdirSync(folder), ["d.toon"]);
	}

	it(
		"a full disk",
		inPlace((place) => {
			const unmount = mounted(place, "64k");
			if (unmount === undefined) return;
			try {
				const rows = Array.from({ length: 900 }, (_, at) => `  ${at},Somebody number ${at}\n`).join("");
				place.write("disk/big.toon", `users[900]{id,name}:\n${rows}`);
				place.write("disk/small.toon", users);
				place.write("b.toon", users);
				const { code, out, err } = place.run(["convert", "disk/big.toon", "b.toon", "--to", "json"]);
				assert.equal(code, 2);
				assert.match(
					err,
					/^disk\/big\.json: error: cannot write: the disk is full\n1 written, 0 unchanged, 1 failed\n$/,
				);
				assert.equal(out, "b.json: written\n");
				assert.deepEqual(readdirSync(place.path("disk")).sort(), ["big.toon", "small.toon"]);
				// Nothing of the failed write takes up the room that a smaller one needs.
				assert.equal(place.run(["convert", "disk/small.toon", "--to", "json"]).out, "disk/small.json: written\n");
			} finally {
				unmount();
			}
		}),
	);

	it(
		"a read-only file system",
		inPlace((place) => {
			const unmount = mounted(place, "64k");
			if (unmount === undefined) return;
			try {
				place.write("disk/a.toon", users);
				place.write("b.toon", users);
				place.execute("mount", ["-o", "remount,ro", place.path("disk")]);
				const { code, out, err } = place.run(["convert", "disk/a.toon", "b.toon", "--to", "json"]);
				assert.equal(code, 2);
				assert.match(err, /^disk\/a\.json: error: cannot write: the file system is read-only$/m);
				assert.equal(out, "b.json: written\n");
			} finally {
				unmount();
			}
		}),
	);

	it(
		"kill -9 in the middle of 200 files: each target is old or new, and the next run completes",
		inPlace(async (place) => {
			const source = (value: number): string =>
				`rows[300]{id,value}:\n${Array.from({ length: 300 }, (_, at) => `  ${at},value ${value} of ${at}\n`).join("")}`;
			const names = Array.from({ length: 200 }, (_, at) => `f${String(at).padStart(3, "0")}`);
			const writeAll = (value: number): void => {
				for (const name of names) place.write(`data/${name}.toon`, source(value));
			};
			const args = ["convert", "data", "--to", "json"];
			writeAll(0);
			assert.equal(place.run(args).code, 0);
			const contents = new Map([["0", place.read("data/f000.json")]]);
			let interrupted = 0;
			for (let value = 1; value <= 4; value++) {
				writeAll(value);
				const isNew = (name: string): boolean => place.read(`data/${name}.json`).includes(`value ${value} of`);
				// Once the target in the middle is new, some are, and some are not.
				await place.kill(args, () => isNew(names[40 * value - 20]!));
				contents.set(String(value), "");
				let old = 0;
				for (const name of names) {
					const text = place.read(`data/${name}.json`);
					const written = /"value (\d) of 0"/.exec(text)?.[1] ?? "";
					const expected = contents.get(written) || undefined;
					if (written === String(value)) contents.set(written, text);
					if (expected !== undefined) assert.equal(text, expected, `${basename(name)} is whole`);
					JSON.parse(text);
					if (written !== String(value)) old++;
				}
				if (old > 0) interrupted++;
				const { code, err } = place.run(args);
				assert.equal(code, 0, err);
				assert.ok(names.every(isNew));
				const left = readdirSync(place.path("data")).filter((name) => name.endsWith(".tmp"));
				assert.deepEqual(left, [], "the next run clears up");
				contents.set(String(value), place.read("data/f000.json"));
			}
			assert.ok(interrupted > 0, "at least one run was caught in the middle");
		}),
	);
});

/** Makes the machine look as if it had four cores with nothing to do, and tells of each thread. */
const fourCores = `
const os = require("node:os");
const threads = require("node:worker_threads");
os.availableParallelism = () => 4;
os.cpus = () => Array.from({ length: 4 }, () => ({ times: { idle: Date.now() } }));
threads.Worker = class extends threads.Worker {
	constructor(...args) {
		super(...args);
		require("node:fs").appendFileSync("threads.txt", "thread\\n");
	}
};
`;

describe("command line: many files", () => {
	const files = 600;
	/** Every fiftieth file has a wrong count. */
	const prepare = (place: Place): void => {
		for (let at = 0; at < files; at++) {
			const rows = Array.from({ length: 500 }, (_, row) => `  ${row},Name ${row} of ${at}\n`).join("");
			place.write(`d/${at}.toon`, `rows[${at % 50 === 7 ? 499 : 500}]{id,name}:\n${rows}`);
		}
		place.write("cores.cjs", fourCores);
	};

	it(
		"gives the same, in the same order, from threads as from one",
		inPlace((place) => {
			prepare(place);
			const environment = { NODE_OPTIONS: `--require ${place.path("cores.cjs")}` };
			const withThreads = place.run(["count", "d", "--json"], "", environment);
			assert.equal(place.read("threads.txt"), "thread\n".repeat(3));
			place.write("core.cjs", 'require("node:os").availableParallelism = () => 1;');
			const alone = place.run(["count", "d", "--json"], "", { NODE_OPTIONS: `--require ${place.path("core.cjs")}` });
			assert.deepEqual(withThreads, alone);
			assert.equal(withThreads.code, 2);
			const names: string[] = JSON.parse(withThreads.out).files.map(({ file }: { file: string }) => file);
			assert.equal(names.length, files);
			assert.deepEqual(names, [...names].sort());
			assert.equal(withThreads.err.match(/array-length/g)?.length, files / 50);
		}),
	);

	it(
		"writes from threads as from one",
		inPlace((place) => {
			prepare(place);
			const environment = { NODE_OPTIONS: `--require ${place.path("cores.cjs")}` };
			const { code, err } = place.run(["convert", "d", "--to", "markdown", "--out", "out/"], "", environment);
			assert.equal(code, 2);
			assert.match(err, new RegExp(`^${files - files / 50} written, 0 unchanged, ${files / 50} failed$`, "m"));
			assert.ok(place.read("threads.txt").startsWith("thread\n"));
			const again = place.run(["convert", "d", "--to", "markdown", "--out", "out/", "--check"]);
			assert.match(again.err, /^0 out of date, /m);
		}),
	);
});
