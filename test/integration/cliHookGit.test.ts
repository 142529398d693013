/** `hook run` in the corners of git: partial commits, filters, line ends, names, sparse checkouts, and very many files. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { inPlace, type Place } from "./commandLine";

const users = (name: string): string => `users[1]{id,name}:\n  1,${name}\n`;

const inRepository = (test: (place: Place) => void) =>
	inPlace((place) => {
		place.git(["init", "-q", "-b", "main"]);
		place.git(["commit", "-q", "--allow-empty", "-m", "first"]);
		test(place);
	});

const status = (place: Place): string[] =>
	place
		.git(["status", "--porcelain", "-z", "--no-renames"])
		.out.split("\0")
		.filter((entry) => entry !== "")
		.sort();

const run = (place: Place, ...args: string[]) => place.run(["hook", "run", ...args]);

/** Commits a.toon with its Markdown, by the installed hook. */
function prepare(place: Place): void {
	place.run(["hook", "install"]);
	place.write("a.toon", users("Ada"));
	place.write("b.toon", users("Bob"));
	place.git(["add", "."]);
	place.git(["commit", "-q", "-m", "both"]);
}

describe("hook run: commits of some files", () => {
	it(
		"git commit -- FILE, then a plain commit, which does not bring the old Markdown back",
		inRepository((place) => {
			prepare(place);
			place.write("a.toon", users("New"));
			place.git(["commit", "-q", "-m", "one", "--", "a.toon"]);
			assert.match(place.git(["show", "HEAD:a.md"]).out, /New/);
			place.write("b.toon", users("Newer"));
			place.git(["add", "b.toon"]);
			place.git(["commit", "-q", "-m", "two"]);
			assert.match(place.git(["show", "HEAD:a.md"]).out, /New/);
			assert.match(place.git(["show", "HEAD:b.md"]).out, /Newer/);
			assert.deepEqual(status(place), []);
		}),
	);

	it(
		"git commit -- FILE of a new file, then a plain commit, which does not take its Markdown away",
		inRepository((place) => {
			prepare(place);
			place.write("c.toon", users("Cy"));
			place.git(["add", "-N", "c.toon"]);
			place.git(["commit", "-q", "-m", "one", "--", "c.toon"]);
			assert.match(place.git(["show", "HEAD:c.md"]).out, /Cy/);
			place.write("b.toon", users("Newer"));
			place.git(["commit", "-q", "-m", "two", "-a"]);
			assert.match(place.git(["show", "HEAD:c.md"]).out, /Cy/);
			assert.deepEqual(status(place), []);
		}),
	);

	it(
		"Markdown that is taken out on purpose stays out",
		inRepository((place) => {
			prepare(place);
			place.git(["rm", "-q", "a.md"]);
			place.git(["commit", "-q", "-m", "without"]);
			assert.equal(place.git(["cat-file", "-e", "HEAD:a.md"], { mayFail: true }).code, 128);
		}),
	);
});

describe("hook run: filters and line ends", () => {
	it(
		"reads through clean and smudge filters",
		inRepository((place) => {
			place.git(["config", "filter.rot.clean", "tr a-zA-Z n-za-mN-ZA-M"]);
			place.git(["config", "filter.rot.smudge", "tr a-zA-Z n-za-mN-ZA-M"]);
			place.write(".gitattributes", "*.toon filter=rot\n");
			place.write("a.toon", users("Ada"));
			place.write("line\nend.toon", users("Bob"));
			place.git(["add", "."]);
			assert.match(place.git(["show", ":a.toon"]).out, /Nqn/);
			assert.equal(run(place, "--stage").code, 0);
			assert.match(place.git(["show", ":a.md"]).out, /Ada/);
			assert.match(place.git(["show", ":line\nend.md"]).out, /Bob/);
		}),
	);

	it(
		"says that a filter fails, or that a pointer is all there is, and writes nothing",
		inRepository((place) => {
			place.write("b.toon", users("Bob"));
			place.write("a.toon", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n");
			place.git(["add", "."]);
			const { code, err } = run(place, "--stage");
			assert.equal(code, 2);
			assert.match(err, /^git: error: a\.toon is a pointer of Git LFS, whose content is not here: [^\n]+\n$/);
			place.write("a.toon", users("Ada"));
			place.git(["config", "filter.broken.smudge", "false"]);
			place.git(["config", "filter.broken.required", "true"]);
			place.git(["config", "filter.broken.clean", "cat"]);
			place.write(".gitattributes", "a.toon filter=broken\n");
			place.git(["add", "."]);
			const broken = run(place, "--stage");
			assert.equal(broken.code, 2);
			assert.match(broken.err, /^git: error: [^\n]+\n$/);
			assert.deepEqual(
				readdirSync(place.folder).filter((name) => name.endsWith(".md")),
				[],
			);
		}),
	);

	for (const autocrlf of ["true", "input", "false"]) {
		it(
			`core.autocrlf ${autocrlf} with core.safecrlf`,
			inRepository((place) => {
				place.write("a.toon", users("Ada"));
				place.git(["add", "."]);
				place.git(["config", "core.autocrlf", autocrlf]);
				place.git(["config", "core.safecrlf", "true"]);
				assert.deepEqual(run(place, "--stage"), { code: 0, out: "a.md: written, staged\n", err: "" });
				place.git(["commit", "-q", "-m", "a"]);
				rmSync(place.path("a.md"));
				place.git(["checkout", "-q", "--", "a.md"]);
				assert.deepEqual(run(place, "--check", "."), { code: 0, out: "", err: "" });
			}),
		);
	}
});

describe("hook run: names and places", () => {
	it(
		"twins that would share their Markdown are refused, and nothing is written",
		inRepository((place) => {
			place.write("t.toon", users("Ada"));
			place.git(["add", "."]);
			const blob = place.git(["hash-object", "t.toon"]).out.trim();
			place.git(["update-index", "--add", "--cacheinfo", `100644,${blob},t.TOON`]);
			const { code, err } = run(place, "--stage");
			assert.equal(code, 2);
			assert.match(
				err,
				/^t\.(?:toon|TOON): error: its Markdown would be that of t\.(?:toon|TOON): rename one of the two\n$/,
			);
			assert.ok(!existsSync(place.path("t.md")));
			place.git(["rm", "-q", "--cached", "t.TOON"]);
			assert.equal(run(place, "--stage").code, 0);
			place.git(["commit", "-q", "-m", "t"]);
			const before = place.read("t.md");
			place.git(["update-index", "--add", "--cacheinfo", `100644,${blob},t.TOON`]);
			assert.match(run(place, "--stage").err, /^t\.md: error: not overwritten: it is the Markdown of t\.toon, /);
			assert.equal(place.read("t.md"), before);
		}),
	);

	it(
		"twins by the case of the whole name, where git does not tell case apart",
		inRepository((place) => {
			place.git(["config", "core.ignorecase", "true"]);
			place.write("t.toon", users("Ada"));
			place.git(["add", "."]);
			const blob = place.git(["hash-object", "t.toon"]).out.trim();
			place.git(["update-index", "--add", "--cacheinfo", `100644,${blob},T.toon`]);
			assert.equal(run(place, "--stage").code, 2);
		}),
	);

	it(
		"a name that is not UTF-8 is refused in words, and can be taken away",
		inRepository((place) => {
			if (process.platform !== "linux") return;
			const name = Buffer.concat([Buffer.from(`${place.folder}/b`), Buffer.from([0xff]), Buffer.from(".toon")]);
			place.write("a.toon", users("Ada"));
			writeFileSync(name, users("Bob"));
			place.git(["add", "."]);
			const { code, err } = run(place, "--stage");
			assert.equal(code, 2);
			assert.match(err, /^git: error: b\uFFFD\.toon: its name is not UTF-8; [^\n]+\n$/);
			assert.ok(!existsSync(place.path("a.md")));
			place.git(["commit", "-q", "-m", "b", "--no-verify"]);
			unlinkSync(name);
			place.git(["add", "--all"]);
			assert.equal(run(place, "--stage").code, 0);
		}),
	);

	it(
		"links in the place of the Markdown, or of its folder, are refused, with --force too",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("d/b.toon", users("Bob"));
			place.write("c.toon", users("Cy"));
			symlinkSync("a.toon", place.path("a.md"));
			symlinkSync("nowhere", place.path("c.md"));
			place.git(["add", "*.toon"]);
			place.execute("mv", ["d", "e"]);
			symlinkSync("e", place.path("d"));
			const { code, err } = run(place, "--stage", "--force");
			assert.equal(code, 2);
			assert.match(err, /^a\.md: error: not written: a\.md is a link$/m);
			assert.match(err, /^c\.md: error: not written: c\.md is a link$/m);
			assert.match(err, /^d\/b\.md: error: not written: d is a link$/m);
			assert.equal(place.read("a.toon"), users("Ada"));
			assert.deepEqual(readdirSync(place.path("e")), ["b.toon"]);
			assert.ok(!existsSync(place.path("nowhere")));
		}),
	);

	it(
		"a file in the place of a folder is said to be, and nothing is written",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("d/b.toon", users("Bob"));
			place.git(["add", "."]);
			rmSync(place.path("d"), { recursive: true });
			place.write("d", "");
			const { code, err } = run(place, "--stage");
			assert.equal(code, 2);
			assert.match(err, /^d\/b\.md: error: [^\n]+\n$/);
			assert.ok(!existsSync(place.path("a.md")));
		}),
	);

	it(
		"what lies outside of a sparse checkout is refused before anything is written",
		inRepository((place) => {
			place.write("in/a.toon", users("Ada"));
			place.write("out/b.toon", users("Bob"));
			place.git(["add", "."]);
			run(place, "--stage");
			place.git(["commit", "-q", "-m", "both"]);
			place.git(["sparse-checkout", "set", "in"]);
			assert.ok(!existsSync(place.path("out")));
			place.write("in/a.toon", users("New"));
			place.git(["add", "in/a.toon"]);
			assert.deepEqual(run(place, "--stage"), { code: 0, out: "in/a.md: written, staged\n", err: "" });
			const blob = place.git(["hash-object", "-w", "in/a.toon"]).out.trim();
			place.git(["update-index", "--cacheinfo", `100644,${blob},out/b.toon`]);
			place.git(["update-index", "--skip-worktree", "out/b.toon"]);
			place.write("in/a.toon", users("Newer"));
			place.git(["add", "in/a.toon"]);
			const before = place.read("in/a.md");
			const { code, err } = run(place, "--stage");
			assert.equal(code, 2);
			assert.match(
				err,
				/^out\/b\.toon: error: it lies outside of the sparse checkout[^\n]+git sparse-checkout add out$/m,
			);
			assert.equal(place.read("in/a.md"), before);
			assert.ok(!existsSync(place.path("out")));
			// What was added on purpose, with --sparse, gets its Markdown.
			place.git(["reset", "-q", "--", "out"]);
			place.write("new/c.toon", users("Cy"));
			place.git(["add", "--sparse", "new/c.toon"]);
			assert.equal(run(place, "--stage").code, 0);
			assert.ok(status(place).includes("A  new/c.md"));
		}),
	);
});

describe("hook run: very many, and removals", () => {
	it(
		"thousands of deletions with long paths at once",
		inRepository((place) => {
			// More than two megabytes of names, which no command line takes.
			const folder = Array.from({ length: 15 }, () => "path".repeat(50)).join("/");
			const count = 800;
			for (let at = 0; at < count; at++) place.write(`${folder}/${at}.toon`, "a: 1\n");
			place.git(["add", "."]);
			assert.equal(run(place, "--stage").code, 0);
			place.git(["commit", "-q", "-m", "many"]);
			place.git(["rm", "-q", "-r", "*.toon"]);
			const { code, out, err } = run(place, "--stage");
			assert.equal(err, "");
			assert.equal(code, 0);
			assert.equal(out.match(/\.md: removed, staged\n/g)?.length, count);
			assert.deepEqual(place.git(["ls-files"]).out, "");
			assert.ok(!existsSync(place.path(folder, "0.md")));
		}),
	);

	it(
		"removals that are printed have happened: without --stage they are not in the commit, which 1 says until they are",
		inRepository((place) => {
			prepare(place);
			place.git(["rm", "-q", "a.toon"]);
			assert.deepEqual(run(place), { code: 1, out: "a.md: removed\n", err: "" });
			assert.deepEqual(run(place), { code: 1, out: "a.md: not staged: git add it\n", err: "" });
			assert.deepEqual(status(place), [" D a.md", "D  a.toon"]);
			assert.deepEqual(run(place, "--stage"), { code: 0, out: "", err: "" });
			assert.deepEqual(status(place), ["D  a.md", "D  a.toon"]);
			assert.deepEqual(run(place), { code: 0, out: "", err: "" });
		}),
	);

	it(
		"Markdown that git does not know is removed, and not said to be staged",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			place.git(["commit", "-q", "-m", "a"]);
			place.run(["convert", "a.toon", "--to", "markdown"]);
			place.git(["rm", "-q", "a.toon"]);
			assert.deepEqual(run(place, "--stage"), { code: 0, out: "a.md: removed\n", err: "" });
			place.write(".gitignore", "*.md\n");
			place.write("b.toon", users("Bob"));
			place.git(["add", "b.toon"]);
			assert.equal(run(place, "--stage").out, "b.md: written\n");
		}),
	);

	it(
		"a removal that fails is said to, and everything is put back with its mode",
		inRepository((place) => {
			prepare(place);
			chmodSync(place.path("a.md"), 0o600);
			place.write("z/c.toon", users("Cy"));
			place.git(["add", "."]);
			run(place, "--stage");
			place.git(["commit", "-q", "-m", "c"]);
			place.git(["rm", "-q", "a.toon", "z/c.toon"]);
			// Another program edits the last of them between the plan and the deed.
			place.write(
				"../edit.cjs",
				`
				const fs = require("node:fs"); const { unlink } = fs.promises;
				fs.promises.unlink = async (path) => { await unlink(path); if (String(path).endsWith("a.md")) fs.appendFileSync("z/c.md", "mine"); };`,
			);
			const environment = { NODE_OPTIONS: `--require ${place.path("..", "edit.cjs")}` };
			const { code, out, err } = place.run(["hook", "run", "--stage"], "", environment);
			assert.deepEqual({ code, out }, { code: 2, out: "" });
			assert.equal(err, "z/c.md: error: not removed: it was changed by somebody else meanwhile\n");
			assert.match(place.read("a.md"), /Ada/);
			assert.equal(place.execute("stat", ["-c", "%a", "a.md"]).out, "600\n");
		}),
	);
});
