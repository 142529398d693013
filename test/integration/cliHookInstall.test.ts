/** `hook install` and `hook uninstall`: nothing of anybody else's is lost, and no other repository is changed. */
import assert from "node:assert/strict";
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inPlace, type Place } from "./commandLine";

const users = (name: string): string => `users[1]{id,name}:\n  1,${name}\n`;
const hook = ".git/hooks/pre-commit";
const kept = ".git/hooks/pre-commit.before-toon-workbench";
const copy = ".git/hooks/pre-commit.copy-before-toon-workbench";

const inRepository = (test: (place: Place) => void) =>
	inPlace((place) => {
		place.git(["init", "-q", "-b", "main"]);
		place.git(["commit", "-q", "--allow-empty", "-m", "first"]);
		test(place);
	});

function writeHook(place: Place, text: string | Uint8Array, mode = 0o755): void {
	place.write(hook, text);
	chmodSync(place.path(hook), mode);
}

/** Commits a TOON file; gives git's exit code. */
function commit(place: Place, name = "a"): number | null {
	place.write(`${name}.toon`, users("Ada"));
	place.git(["add", "."]);
	return place.git(["commit", "-q", "-m", name], { mayFail: true }).code;
}

const committed = (place: Place): string[] => place.git(["show", "--name-only", "--format="]).out.trim().split("\n");

describe("hook install: a hook that is there", () => {
	/** Hooks of others, whether they let the commit pass, and what they leave behind when they ran. */
	const scripts: [string, string, boolean][] = [
		["a script", "#!/bin/sh\necho ran >> ran.txt\n", true],
		[
			"one that mentions our command in a comment",
			"#!/bin/sh\n# toon-workbench hook install\necho ran >> ran.txt\n",
			true,
		],
		["one that ends early", "#!/bin/sh\necho ran >> ran.txt\nexit 0\n", true],
		["one that hands over", "#!/usr/bin/env bash\nset -euo pipefail\nexec sh -c 'echo ran >> ran.txt'\n", true],
		["one with a trap", "#!/bin/bash -e\ntrap 'echo ran >> ran.txt' EXIT\n", true],
		["one without a last line end", "#!/bin/sh\necho ran >> ran.txt", true],
		["one that says no", "#!/bin/sh\necho ran >> ran.txt\nexit 3\n", false],
		["one in Latin-1", "#!/bin/sh\n# \xe9\necho ran >> ran.txt\n", true],
	];
	for (const [name, text, passes] of scripts) {
		it(
			`${name} is kept, runs first, and comes back byte for byte`,
			inRepository((place) => {
				const bytes = Buffer.from(text, "latin1");
				writeHook(place, bytes, 0o750);
				assert.equal(place.run(["hook", "install"]).code, 0);
				assert.deepEqual(readFileSync(place.path(copy)), bytes);
				assert.equal(statSync(place.path(hook)).mode & 0o777, 0o750);
				assert.equal(commit(place), passes ? 0 : 1);
				assert.equal(place.read("ran.txt"), "ran\n");
				assert.equal(existsSync(place.path("a.md")), passes);
				if (passes) assert.deepEqual(committed(place), ["a.md", "a.toon"]);
				assert.match(place.run(["hook", "install"]).out, /is installed already/);
				assert.equal(place.run(["hook", "uninstall"]).code, 0);
				assert.deepEqual(readFileSync(place.path(hook)), bytes);
			}),
		);
	}

	it(
		"lines that were added to ours stay, when it is brought up to date and when it goes",
		inRepository((place) => {
			place.run(["hook", "install"]);
			place.write(hook, `${place.read(hook).replace("hook run --stage", "hook run --old")}echo mine >> ran.txt\n`);
			const before = place.read(hook);
			assert.match(place.run(["hook", "install"]).out, /is up to date \(a copy from before: pre-commit\.copy-before/);
			assert.equal(place.read(copy), before);
			assert.equal(commit(place), 0);
			assert.equal(place.read("ran.txt"), "mine\n");
			assert.ok(existsSync(place.path("a.md")));
			assert.equal(place.run(["hook", "uninstall"]).code, 0);
			assert.equal(place.read(hook), "#!/bin/sh\necho mine >> ran.txt\n");
			assert.equal(place.read(`${copy}-2`).includes("hook run --stage"), true);
		}),
	);

	it(
		"one of marks alone is refused, and nothing is changed",
		inRepository((place) => {
			place.run(["hook", "install"]);
			writeHook(place, place.read(hook).replace(/^# <<<.*\n/m, ""));
			const before = place.read(hook);
			for (const command of ["install", "uninstall"]) {
				const { code, err } = place.run(["hook", command]);
				assert.equal(code, 2);
				assert.match(err, /^hook: error: the marks [^\n]+ are no pair[^\n]+\n$/);
				assert.equal(place.read(hook), before);
			}
		}),
	);

	it(
		"what our part cannot stand in is kept beside it, runs first, and comes back",
		inRepository((place) => {
			const program = `#!${process.execPath}\nrequire("fs").appendFileSync("ran.txt", "ran\\n");\n`;
			writeHook(place, program);
			assert.match(
				place.run(["hook", "install"]).out,
				/no shell script: it is kept as pre-commit\.before-toon-workbench/,
			);
			assert.equal(commit(place), 0);
			assert.equal(place.read("ran.txt"), "ran\n");
			assert.deepEqual(committed(place), ["a.md", "a.toon"]);
			assert.match(place.run(["hook", "uninstall"]).out, /again the hook that was there before/);
			assert.equal(place.read(hook), program);
			assert.ok(!existsSync(place.path(kept)));
		}),
	);

	it(
		"one that is switched off stays off",
		inRepository((place) => {
			if (process.platform === "win32") return;
			writeHook(place, "#!/bin/sh\nexit 1\n", 0o644);
			assert.match(place.run(["hook", "install"]).out, /not executable/);
			assert.equal(commit(place), 0);
			place.run(["hook", "uninstall"]);
			assert.equal(statSync(place.path(hook)).mode & 0o777, 0o644);
		}),
	);

	for (const target of ["../../shared-hook", "nowhere"]) {
		it(
			`a link to ${target} stays a link, and what it leads to is left alone`,
			inRepository((place) => {
				place.write("shared-hook", "#!/bin/sh\necho ran >> ran.txt\n");
				chmodSync(place.path("shared-hook"), 0o755);
				mkdirSync(place.path(".git/hooks"), { recursive: true });
				symlinkSync(target, place.path(hook));
				const { code, out } = place.run(["hook", "install"]);
				assert.equal(code, 0);
				assert.match(out, /a link: it is kept as/);
				assert.equal(readlinkSync(place.path(kept)), target);
				assert.ok(lstatSync(place.path(hook)).isFile());
				assert.equal(commit(place), 0);
				assert.equal(existsSync(place.path("ran.txt")), target !== "nowhere");
				assert.equal(place.run(["hook", "uninstall"]).code, 0);
				assert.equal(readlinkSync(place.path(hook)), target);
				assert.equal(place.read("shared-hook"), "#!/bin/sh\necho ran >> ran.txt\n");
			}),
		);
	}

	it(
		"is left where it is when something else is kept already, or a folder stands there",
		inRepository((place) => {
			writeHook(place, "not a script");
			place.write(kept, "kept");
			assert.equal(place.run(["hook", "install"]).code, 2);
			assert.deepEqual([place.read(hook), place.read(kept)], ["not a script", "kept"]);
			place.git(["config", "core.hooksPath", "hooks"]);
			mkdirSync(place.path("hooks/pre-commit"), { recursive: true });
			assert.match(place.run(["hook", "install"]).err, /^hook: error: [^\n]+ is a folder: move it away first\n$/);
		}),
	);
});

describe("hook install: folders of others", () => {
	const husky: [string, string, (place: Place) => void][] = [
		["husky 9", ".husky/_", (place) => place.write(".husky/_/h", "")],
		["husky 8", ".husky", (place) => place.write(".husky/_/husky.sh", "")],
		["husky of another name", "config/hooks", (place) => place.write("config/hooks/_/husky.sh", "")],
		["husky 9 of another name", "config/hooks/_", (place) => place.write("config/hooks/_/h", "")],
	];
	for (const [name, folder, prepare] of husky) {
		it(
			`${name} is left alone`,
			inRepository((place) => {
				prepare(place);
				place.git(["config", "core.hooksPath", folder]);
				const before = readdirSync(place.path(folder));
				const { code, err } = place.run(["hook", "install"]);
				assert.equal(code, 2);
				assert.match(err, /^hook: error: husky keeps the hooks here: add the line `[^\n]+` to [^\n]+pre-commit\n$/);
				assert.deepEqual(readdirSync(place.path(folder)), before);
			}),
		);
	}

	it(
		"a hooks folder of all repositories is left alone",
		inRepository((place) => {
			const shared = place.path("..", "hooks");
			mkdirSync(shared);
			writeFileSync(join(place.folder, "..", ".gitconfig"), `[core]\n\thooksPath = ${shared}\n`);
			const { code, err } = place.run(["hook", "install"]);
			assert.equal(code, 2);
			assert.match(err, /^hook: error: core\.hooksPath of your global settings leads to [^\n]+\n$/);
			assert.deepEqual(readdirSync(shared), []);
			place.git(["config", "core.hooksPath", ".git/hooks"]);
			assert.equal(place.run(["hook", "install"]).code, 0);
			assert.deepEqual(readdirSync(shared), []);
		}),
	);
});

describe("hook install --merge", () => {
	/** Two branches that each change a row. */
	const diverged = (place: Place, ours: string, theirs: string, base = table("Ada", "Bob", "Cy")): void => {
		place.write("sub/a.toon", base);
		place.git(["add", "."]);
		place.git(["commit", "-q", "-m", "base"]);
		place.git(["checkout", "-q", "-b", "other"]);
		place.write("sub/a.toon", theirs);
		place.git(["commit", "-q", "-a", "-m", "theirs"]);
		place.git(["checkout", "-q", "main"]);
		place.write("sub/a.toon", ours);
		place.git(["commit", "-q", "-a", "-m", "ours"]);
	};
	/** Far enough apart for git to merge them, and of different widths, so that every line of the Markdown changes. */
	const table = (first: string, middle: string, last: string): string =>
		`a: ${first}\nx:\n  y: 1\n  z: 2\nusers[4]{id,name}:\n  1,Same\n  2,${middle}\n  3,Same\n  4,Same\nv:\n  y: 1\n  z: 2\nb: ${last}\n`;
	const isFresh = (place: Place): void => {
		assert.deepEqual(place.run(["hook", "run", "--check", "."]), { code: 0, out: "", err: "" });
		assert.equal(place.git(["status", "--porcelain"]).out, "");
	};
	const withMerge = (place: Place): void => {
		assert.equal(place.run(["hook", "install", "--merge"]).code, 0);
	};
	const [ours, theirs] = [table("Augusta Ada King", "Bob", "Cy"), table("Ada", "Bob", "Cyril the Great")];

	for (const [name, args] of [
		["merge", ["merge", "-q", "other", "-m", "merged"]],
		["rebase", ["rebase", "-q", "other"]],
		["cherry-pick", ["cherry-pick", "other"]],
	] as const) {
		it(
			`git ${name}: Markdown is that of the merged source`,
			inRepository((place) => {
				withMerge(place);
				diverged(place, ours, theirs);
				const { code, err } = place.git(args, { mayFail: true });
				assert.equal(code, 0, err);
				assert.match(place.read("sub/a.md"), /Augusta[\s\S]*Cyril/);
				isFresh(place);
			}),
		);
	}

	it(
		"rows that change side by side",
		inRepository((place) => {
			withMerge(place);
			diverged(place, table("Ada", "Robert Alexander", "Cy"), theirs);
			assert.equal(place.git(["merge", "-q", "other", "-m", "merged"], { mayFail: true }).code, 0);
			isFresh(place);
		}),
	);

	it(
		"a conflict of the source is the only one, and its solution brings the Markdown along",
		inRepository((place) => {
			withMerge(place);
			diverged(place, table("One", "Bob", "Cy"), table("Two", "Bob", "Cy"));
			assert.equal(place.git(["merge", "-q", "other"], { mayFail: true }).code, 1);
			const unmerged = place.git(["diff", "--name-only", "--diff-filter=U"]).out;
			assert.equal(unmerged, "sub/a.toon\n");
			place.write("sub/a.toon", table("Both", "Bob", "Cy"));
			place.git(["add", "."]);
			place.git(["commit", "-q", "-m", "merged"]);
			assert.match(place.read("sub/a.md"), /Both/);
			isFresh(place);
		}),
	);

	it(
		"sources that merge into something invalid stop the merge, and say so",
		inRepository((place) => {
			withMerge(place);
			const rows = (count: number, middle: string, last: string): string =>
				`users[${count}]{id,name}:\n  1,A\n  2,B\n  3,C\n${middle}  4,D\n  5,E\n  6,F\n${last}`;
			diverged(place, rows(7, "  9,Z\n", ""), rows(7, "", "  8,Y\n"), rows(6, "", ""));
			const { code, err, out } = place.git(["merge", "-q", "other"], { mayFail: true });
			assert.equal(code, 1);
			assert.match(err + out, /sub\/a\.toon: error: merged without a conflict, but it is not valid/);
		}),
	);

	it(
		"other Markdown is merged as ever, and lines of the user's have the last word",
		inRepository((place) => {
			place.write(".gitattributes", "mine.md merge=ours\n");
			withMerge(place);
			assert.match(
				place.read(".gitattributes"),
				/^# >>> toon-workbench >>>[\s\S]*\*\.md merge=toon-markdown\n# <<<[\s\S]*mine\.md merge=ours\n$/,
			);
			place.write("notes.md", "1\n2\n3\n4\n5\n");
			diverged(place, ours, theirs);
			place.git(["checkout", "-q", "other"]);
			place.write("notes.md", "1\n2\n3\n4\nfive\n");
			place.git(["commit", "-q", "-a", "-m", "n"]);
			place.git(["checkout", "-q", "main"]);
			place.write("notes.md", "one\n2\n3\n4\n5\n");
			place.git(["commit", "-q", "-a", "-m", "n"]);
			place.git(["merge", "-q", "other", "-m", "merged"]);
			assert.equal(place.read("notes.md"), "one\n2\n3\n4\nfive\n");
			place.git(["checkout", "-q", "-b", "third", "HEAD^1^1"]);
			place.write("notes.md", "uno\n2\n3\n4\n5\n");
			place.git(["commit", "-q", "-a", "-m", "n"]);
			assert.equal(place.git(["merge", "-q", "main"], { mayFail: true }).code, 1);
			assert.match(place.read("notes.md"), /^<{7} ours\nuno\n={7}\none\n>{7} theirs\n/);
		}),
	);

	it(
		"uninstall takes out what it brought, and leaves the rest",
		inRepository((place) => {
			place.write(".gitattributes", "*.bin binary\n");
			withMerge(place);
			assert.notEqual(place.git(["config", "--get", "merge.toon-markdown.driver"]).out, "");
			assert.equal(place.run(["hook", "install", "--merge"]).code, 0);
			assert.equal(place.run(["hook", "uninstall"]).code, 0);
			assert.equal(place.read(".gitattributes"), "*.bin binary\n");
			assert.equal(place.git(["config", "--get-regexp", "merge\\."], { mayFail: true }).out, "");
			assert.ok(!existsSync(place.path(hook)));
		}),
	);

	it(
		"without it, Markdown with a conflict in its first line is written anew",
		inRepository((place) => {
			place.run(["hook", "install"]);
			diverged(place, ours, theirs);
			assert.equal(place.git(["merge", "-q", "other"], { mayFail: true }).code, 1);
			assert.match(place.read("sub/a.md"), /^<{7} HEAD\n<!-- Generated from a\.toon/);
			place.git(["add", "."]);
			assert.equal(place.git(["commit", "-q", "-m", "merged"], { mayFail: true }).code, 0);
			isFresh(place);
		}),
	);
});

describe("hook install --prettierignore", () => {
	it(
		"is offered where Prettier is used, and lists the generated files",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.write("sub/[b] #1.toon", users("Bob"));
			place.git(["add", "."]);
			assert.ok(!place.run(["hook", "install"]).out.includes("Prettier"));
			place.write(".prettierrc", "{}");
			assert.match(place.run(["hook", "install"]).out, /Prettier is used here[^\n]+--prettierignore/);
			place.write(".prettierignore", "dist");
			assert.equal(place.run(["hook", "install", "--prettierignore"]).code, 0);
			const text = place.read(".prettierignore");
			assert.match(text, /^dist\n# >>> toon-workbench >>>[^\n]+\n\/a\.md\n\/sub\/\\\[b\\\] \\#1\.md\n# <<</);
			assert.ok(!place.run(["hook", "install"]).out.includes("Prettier is used"));
			place.run(["hook", "uninstall"]);
			assert.equal(place.read(".prettierignore"), "dist\n");
		}),
	);

	it(
		"a file that a formatter reflowed is said to be",
		inRepository((place) => {
			place.write("a.toon", users("Ada"));
			place.run(["convert", "a.toon", "--to", "markdown"]);
			place.write("a.md", place.read("a.md").replaceAll(" |", "  |"));
			place.write("a.toon", users("Bob"));
			assert.match(
				place.run(["convert", "a.toon", "--to", "markdown"]).err,
				/a formatter reflowed it[^\n]+\.prettierignore/,
			);
		}),
	);
});
