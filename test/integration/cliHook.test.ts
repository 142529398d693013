/** `hook install`, `hook run` and `hook uninstall` in real git repositories. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { inPlace, type Place } from "./commandLine";

const users = (name: string): string => `users[1]{id,name}:\n  1,${name}\n`;
const bad = "users[3]{id,name}:\n  1,Ada\n";

/** A test in a repository with one commit. */
const inRepository = (test: (place: Place) => void) =>
	inPlace((place) => {
		place.git(["init", "-q", "-b", "main"]);
		place.write("first.txt", "x\n");
		place.git(["add", "."]);
		place.git(["commit", "-q", "-m", "first"]);
		test(place);
	});

/** `A  path` lines of the index, and of the folder, sorted. */
const status = (place: Place): string[] =>
	place
		.git(["status", "--porcelain", "-z", "--no-renames"])
		.out.split("\0")
		.filter((entry) => entry !== "")
		.sort();

const indexed = (place: Place, path: string): string => place.git(["show", `:${path}`]).out;

describe("hook run", () => {
	it(
		"does nothing where nothing is staged",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			assert.deepEqual(place.run(["hook", "run"]), { code: 0, out: "", err: "" });
			assert.deepEqual(status(place), ["?? a.toon"]);
		}),
	);

	it(
		"writes the Markdown of what is staged: 1, until it is in the commit: 0",
		inRepository((place) => {
			place.write("sub/a.toon", users("Ada"));
			place.git(["add", "."]);
			assert.deepEqual(place.run(["hook", "run"]), { code: 1, out: "sub/a.md: written\n", err: "" });
			assert.match(place.read("sub/a.md"), /^<!-- Generated from a\.toon by TOON Workbench/);
			assert.deepEqual(status(place), ["?? sub/a.md", "A  sub/a.toon"]);
			const again = { code: 1, out: "sub/a.md: not staged: git add it\n", err: "" };
			assert.deepEqual(place.run(["hook", "run"]), again);
			assert.deepEqual(place.run(["hook", "run", "--", "sub/a.toon"]), again, "as the pre-commit framework runs it");
			assert.deepEqual(place.run(["hook", "run", "--check"]), again);
			place.git(["add", "sub/a.md"]);
			assert.deepEqual(place.run(["hook", "run"]), { code: 0, out: "", err: "" });
			assert.deepEqual(place.run(["hook", "run", "--", "sub/a.toon"]), { code: 0, out: "", err: "" });
		}),
	);

	it(
		"--stage adds what it wrote and nothing else: 0, twice",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			place.write("other.md", "# mine\n");
			place.write("first.txt", "y\n");
			assert.deepEqual(place.run(["hook", "run", "--stage"]), { code: 0, out: "a.md: written, staged\n", err: "" });
			const expected = [" M first.txt", "?? other.md", "A  a.md", "A  a.toon"];
			assert.deepEqual(status(place), expected);
			assert.deepEqual(place.run(["hook", "run", "--stage"]), { code: 0, out: "", err: "" });
			assert.deepEqual(status(place), expected);
		}),
	);

	it(
		"--stage adds Markdown that another tool has written already",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			place.run(["convert", "a.toon", "--to", "markdown"]);
			assert.equal(place.run(["hook", "run", "--stage"]).code, 0);
			assert.deepEqual(status(place), ["A  a.md", "A  a.toon"]);
		}),
	);

	it(
		"reads the index, not the folder",
		inRepository((place) => {
			place.write("a.toon", users("Staged"));
			place.git(["add", "."]);
			place.write("a.toon", bad);
			assert.equal(place.run(["hook", "run", "--stage"]).code, 0);
			assert.match(indexed(place, "a.md"), /Staged/);
			assert.equal(place.read("a.toon"), bad);
			place.write("b.toon", bad);
			place.git(["add", "b.toon"]);
			place.write("b.toon", users("Ada"));
			assert.match(place.run(["hook", "run"]).err, /^b\.toon:1:6: error array-length/);
			rmSync(place.path("b.toon"));
			assert.equal(place.run(["hook", "run"]).code, 2);
		}),
	);

	it(
		"all or nothing: one invalid file, and nothing is written or staged",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("b.toon", bad);
			place.write("c.toon", Uint8Array.of(0x61, 0x3a, 0x20, 0xff));
			place.git(["add", "."]);
			const before = status(place);
			const { code, out, err } = place.run(["hook", "run", "--stage"]);
			assert.equal(code, 2);
			assert.equal(out, "");
			assert.match(err, /^b\.toon:1:6: error array-length [^\n]+\nc\.toon:1:4: error not-utf8 [^\n]+\n$/);
			assert.deepEqual(status(place), before);
		}),
	);

	it(
		"all or nothing: one refused target, and nothing is written",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("b.toon", users("Bob"));
			place.write("b.md", "# mine\n");
			place.git(["add", "*.toon"]);
			const { code, err } = place.run(["hook", "run", "--stage"]);
			assert.equal(code, 2);
			assert.match(err, /^b\.md: error: not overwritten: [^\n]+--force[^\n]*\n$/);
			assert.ok(!existsSync(place.path("a.md")));
			assert.equal(place.read("b.md"), "# mine\n");
			assert.equal(place.run(["hook", "run", "--stage", "--force"]).code, 0);
			assert.match(place.read("b.md"), /Bob/);
		}),
	);

	it(
		"puts back what it wrote when a later write fails",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("b.toon", users("Bob"));
			place.git(["add", "."]);
			place.run(["hook", "run", "--stage"]);
			place.write("a.toon", users("New"));
			place.write("b.toon", users("New"));
			place.git(["add", "."]);
			const before = place.read("a.md");
			chmodSync(place.path("b.md"), 0o444);
			const { code, err } = place.run(["hook", "run", "--stage"]);
			assert.equal(code, 2);
			assert.equal(err, "b.md: error: cannot write: the file is read-only\n");
			assert.equal(place.read("a.md"), before);
		}),
	);

	it(
		"--check writes nothing: 1 while something is out of date",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			assert.deepEqual(place.run(["hook", "run", "--check"]), { code: 1, out: "a.md: out of date\n", err: "" });
			assert.deepEqual(status(place), ["A  a.toon"]);
			place.run(["hook", "run", "--stage"]);
			assert.equal(place.run(["hook", "run", "--check"]).code, 0);
			place.git(["commit", "-q", "-m", "second"]);
			assert.equal(place.run(["hook", "run", "--check", "."]).code, 0);
			place.write("a.toon", users("Bob"));
			place.git(["commit", "-q", "-a", "-m", "stale"]);
			assert.equal(place.run(["hook", "run", "--check"]).code, 0, "nothing is staged");
			assert.equal(place.run(["hook", "run", "--check", "."]).code, 1, "the whole index");
		}),
	);

	it(
		"follows renames, and takes Markdown away with its source",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("b.toon", users("Bob"));
			place.write("c.toon", users("Cy"));
			place.git(["add", "."]);
			place.run(["hook", "run", "--stage"]);
			place.git(["commit", "-q", "-m", "second"]);
			place.git(["mv", "a.toon", "z.toon"]);
			place.git(["rm", "-q", "b.toon"]);
			place.git(["rm", "-q", "c.toon"]);
			place.write("c.md", `${place.read("c.md")}edited by hand\n`);
			const { code, out } = place.run(["hook", "run", "--stage"]);
			assert.equal(code, 0);
			assert.equal(out, "z.md: written, staged\na.md: removed, staged\nb.md: removed, staged\n");
			assert.deepEqual(status(place), [
				" M c.md",
				"A  z.md",
				"A  z.toon",
				"D  a.md",
				"D  a.toon",
				"D  b.md",
				"D  b.toon",
				"D  c.toon",
			]);
		}),
	);

	it(
		"takes every name that a file can have",
		inRepository((place) => {
			const names = [
				"a b",
				"'quoted'",
				'"twice"',
				"line\nend",
				"-dash",
				"$(touch pwned)",
				"`x`",
				"tab\t",
				"ä€😀",
				"*[1]?",
				":!x",
			];
			for (const name of names) place.write(`${name}.toon`, users("Ada"));
			place.git(["add", "--all"]);
			const { code, err } = place.run(["hook", "run", "--stage"]);
			assert.equal(err, "");
			assert.equal(code, 0);
			assert.deepEqual(status(place), names.flatMap((name) => [`A  ${name}.md`, `A  ${name}.toon`]).sort());
			assert.ok(!existsSync(place.path("pwned")));
		}),
	);

	it(
		"works from a subfolder, in a worktree and in a submodule",
		inRepository((place) => {
			place.write("sub/a.toon", users("Ada"));
			place.git(["add", "."]);
			const inFolder = (folder: string, ...args: string[]) =>
				place.execute(process.execPath, [join(__dirname, "../../dist/cli.js"), ...args], "", {}, folder);
			assert.equal(inFolder(place.path("sub"), "hook", "run", "--stage").out, "a.md: written, staged\n");
			place.git(["commit", "-q", "-m", "second"]);

			const tree = place.path("..", "tree");
			place.git(["worktree", "add", "-q", tree, "-b", "other"]);
			place.git(["rm", "-q", "sub/a.md"], { folder: tree });
			place.execute("cp", ["sub/a.toon", "b.toon"], "", {}, tree);
			place.git(["add", "."], { folder: tree });
			assert.equal(inFolder(tree, "hook", "run", "--stage").code, 0);
			assert.ok(existsSync(join(tree, "b.md")));
			assert.ok(!existsSync(place.path("b.md")));

			place.git(["-c", "protocol.file.allow=always", "submodule", "add", "-q", place.folder, "module.toon"]);
			assert.deepEqual(place.run(["hook", "run", "--stage"]), { code: 0, out: "", err: "" }, "a submodule is no file");
			place.write("module.toon/c.toon", users("Cy"));
			place.git(["add", "c.toon"], { folder: place.path("module.toon") });
			assert.equal(inFolder(place.path("module.toon"), "hook", "run", "--stage").out, "c.md: written, staged\n");
		}),
	);

	it(
		"follows no link out of the tree, and reads none",
		inRepository((place) => {
			const outside = place.path("..", "outside.md");
			place.execute("cp", ["first.txt", outside]);
			symlinkSync(outside, place.path("a.md"));
			place.write("a.toon", users("Ada"));
			symlinkSync("a.toon", place.path("link.toon"));
			place.git(["add", "."]);
			assert.equal(place.run(["hook", "run", "--stage", "--force"]).code, 2);
			assert.equal(readFileSync(outside, "utf8"), "x\n");
			assert.ok(!existsSync(place.path("link.md")));
		}),
	);

	it(
		"leaves out of the commit what git ignores",
		inRepository((place) => {
			place.write(".gitignore", "*.md\n");
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			assert.equal(place.run(["hook", "run", "--stage"]).code, 0);
			assert.ok(existsSync(place.path("a.md")));
			assert.deepEqual(status(place), ["A  .gitignore", "A  a.toon"]);
		}),
	);

	it(
		"takes files of the index by name, as the pre-commit framework and lint-staged give them",
		inRepository((place) => {
			place.write("a[1].toon", users("Ada"));
			place.write("a1.toon", users("Bob"));
			place.git(["add", "."]);
			place.git(["commit", "-q", "-m", "second"]);
			assert.equal(place.run(["hook", "run", place.path("a[1].toon")]).out, "a[1].md: written\n");
			const { code, err } = place.run(["hook", "run", "missing.toon"]);
			assert.equal(code, 2);
			assert.match(err, /^git: error: [^\n]*missing\.toon[^\n]*\n$/);
		}),
	);

	it(
		"says in one line that there is no repository",
		inPlace((place) => {
			const { code, err } = place.run(["hook", "run"]);
			assert.equal(code, 2);
			assert.match(err, /^git: error: [^\n]+\n$/);
		}),
	);
});

describe("convert --stage", () => {
	it(
		"adds what it wrote, and only that: 0",
		inRepository((place) => {
			place.write("-a b.toon", users("Ada"));
			place.write("c.toon", users("Cy"));
			place.run(["convert", "c.toon", "--to", "markdown"]);
			const { code, err } = place.run(["convert", "--to", "markdown", "--stage", "--", "-a b.toon", "c.toon"]);
			assert.equal(code, 0);
			assert.equal(err, "1 written, 1 unchanged, 0 failed\n");
			assert.deepEqual(status(place), ["?? -a b.toon", "?? c.md", "?? c.toon", "A  -a b.md"]);
		}),
	);

	it(
		"says in one line that there is no repository, after it has written",
		inPlace((place) => {
			place.write("a.toon", users("Ada"));
			const { code, err } = place.run(["convert", "a.toon", "--to", "json", "--stage"]);
			assert.equal(code, 2);
			assert.match(err, /^git: error: not staged: [^\n]+\n$/);
			assert.ok(existsSync(place.path("a.json")));
		}),
	);
});

describe("hooks for the pre-commit framework", () => {
	it(
		"are commands that take the names it gives",
		inRepository((place) => {
			const hooks = parse(readFileSync(join(__dirname, "../../.pre-commit-hooks.yaml"), "utf8"));
			assert.deepEqual(
				hooks.map(({ id }: { id: string }) => id),
				["toon-markdown", "toon-check"],
			);
			place.write("-a.toon", users("Ada"));
			place.git(["add", "."]);
			const codes = hooks.map(({ entry, args, files }: { entry: string; args: string[]; files: string }) => {
				assert.ok(new RegExp(files).test("-a.toon"));
				return place.run([...entry.split(" ").slice(1), ...args, "-a.toon"]).code;
			});
			assert.deepEqual(codes, [1, 0]);
		}),
	);
});

describe("hook install", () => {
	const commit = (place: Place, ...args: string[]) => place.git(["commit", "-q", ...args], { mayFail: true });

	it(
		"makes commits carry their Markdown, and stops those of invalid files",
		inRepository((place) => {
			assert.match(place.run(["hook", "install"]).out, /pre-commit is installed/);
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			assert.equal(commit(place, "-m", "second").code, 0);
			assert.match(place.git(["show", "--name-only", "--format="]).out, /^a\.md\na\.toon\n$/);
			assert.deepEqual(status(place), []);
			place.write("a.toon", bad);
			const stopped = commit(place, "-a", "-m", "third");
			assert.equal(stopped.code, 1);
			assert.match(stopped.err, /a\.toon:1:6: error array-length/);
			place.write("a.toon", users("Bob"));
			assert.equal(commit(place, "-a", "-m", "third").code, 0);
			assert.match(place.git(["show", "HEAD:a.md"]).out, /Bob/);
			assert.deepEqual(status(place), []);
		}),
	);

	it(
		"works for the first commit of a repository, and from a worktree",
		inPlace((place) => {
			place.git(["init", "-q", "-b", "main"]);
			place.run(["hook", "install"]);
			place.write("a.toon", users("Ada"));
			place.git(["add", "."]);
			assert.equal(commit(place, "-m", "first").code, 0);
			assert.match(place.git(["show", "--name-only", "--format="]).out, /^a\.md\na\.toon\n$/);
			const folder = place.path("..", "tree");
			place.git(["worktree", "add", "-q", folder, "-b", "other"]);
			place.execute("cp", ["a.toon", "b.toon"], "", {}, folder);
			place.git(["add", "."], { folder });
			place.git(["commit", "-q", "-m", "second"], { folder });
			assert.match(place.git(["show", "--name-only", "--format=", "other"]).out, /^b\.md\nb\.toon\n$/);
		}),
	);

	it(
		"keeps a hook that was there, which goes first, and gives it back",
		inRepository((place) => {
			const hook = ".git/hooks/pre-commit";
			const theirs = "#!/bin/sh\necho theirs >> ran.txt\ntest ! -e stop\n";
			place.write(hook, theirs);
			chmodSync(place.path(hook), 0o755);
			assert.match(
				place.run(["hook", "install"]).out,
				/our part stands in it now, the rest is as it was and runs first/,
			);
			assert.match(place.run(["hook", "install"]).out, /installed already/);
			place.write("a.toon", users("Ada"));
			place.git(["add", "a.toon"]);
			place.write("stop", "");
			assert.equal(commit(place, "-m", "second").code, 1);
			assert.ok(!existsSync(place.path("a.md")));
			rmSync(place.path("stop"));
			assert.equal(commit(place, "-m", "second").code, 0);
			assert.equal(place.read("ran.txt"), "theirs\ntheirs\n");
			assert.match(place.run(["hook", "uninstall"]).out, /as it was without our part/);
			assert.equal(place.read(hook), theirs);
			assert.equal(statSync(place.path(hook)).mode & 0o111, 0o111);
			assert.match(place.run(["hook", "uninstall"]).out, /not ours/);
		}),
	);

	it(
		"respects core.hooksPath, and leaves husky's folder alone",
		inRepository((place) => {
			place.git(["config", "core.hooksPath", "my hooks"]);
			assert.equal(place.run(["hook", "install"]).code, 0);
			assert.ok(existsSync(place.path("my hooks", "pre-commit")));
			assert.ok(!existsSync(place.path(".git/hooks/pre-commit")));
			assert.equal(place.run(["hook", "uninstall"]).out, "my hooks/pre-commit is removed\n");
			assert.ok(!existsSync(place.path("my hooks", "pre-commit")));
			assert.match(place.run(["hook", "uninstall"]).out, /is not there/);
			mkdirSync(place.path(".husky/_"), { recursive: true });
			place.git(["config", "core.hooksPath", ".husky/_"]);
			const { code, err } = place.run(["hook", "install"]);
			assert.equal(code, 2);
			assert.match(err, /^hook: error: husky keeps the hooks here[^\n]+\n$/);
		}),
	);
});
