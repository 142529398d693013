/** Random folders with everything that can stand in one, random commands on them, and what others do meanwhile. */
import {
	chmodSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Random } from "../../support/random";

/** What stands at a path. */
export interface Entry {
	readonly kind: "file" | "link" | "folder";
	/** Of a file; what a link leads to. */
	readonly content: string;
	readonly mode: number;
	/** How many names a file has. */
	readonly names: number;
}

export type Snapshot = ReadonlyMap<string, Entry>;

const names = ["a", "b", "c", "d/a", "d/b", "e/f/a"];
const ends = [".toon", ".toon", ".toon", ".TOON", ".json", ".md", ".yaml"];
const contents = [
	"a: 1\n",
	"a:   1\nb: x \n",
	"users[2]{id,name}:\n  1,Ada\n  2,Bob\n",
	"users[3]{id,name}:\n  1,Ada\n",
	"[1,2]",
	'{"a": 1}',
	"# mine\n",
	"",
	"a: \xff",
];
const modes = [0o644, 0o600, 0o640, 0o755, 0o666, 0o444];

/** Fills `root/work` and `root/outside`. */
export function makeSituation(random: Random, root: string): void {
	for (const folder of ["work/d", "work/e/f", "outside"]) mkdirSync(join(root, folder), { recursive: true });
	writeFileSync(join(root, "outside/secret.toon"), "s:   1\n");
	writeFileSync(join(root, "outside/target.md"), "# theirs\n");
	for (let count = random.between(2, 9); count > 0; count--) {
		const path = join(root, "work", randomName(random));
		if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
		const others = filesIn(root);
		const kind = random.below(10);
		if (kind < 6) {
			writeFileSync(path, Buffer.from(random.pick(contents), "latin1"));
			chmodSync(path, random.pick(modes));
		} else if (kind < 8) symlinkSync(random.chance(0.1) ? "nowhere" : random.pick(others), path);
		else if (kind === 8) linkSync(random.pick(others.filter((each) => lstatSync(each).isFile())), path);
		else symlinkSync(random.pick([join(root, "outside"), join(root, "work/d"), ".."]), path);
	}
}

const randomName = (random: Random): string => random.pick(names) + random.pick(ends);

function filesIn(root: string): string[] {
	return [...snapshot(root)].flatMap(([path, { kind }]) => (kind === "file" ? [join(root, path)] : []));
}

/** The arguments of a command. */
export function randomCommand(random: Random): string[] {
	const files = Array.from({ length: random.between(1, 3) }, () =>
		random.pick([
			".",
			"d",
			"*.toon",
			"**/*",
			"a.toon",
			"../outside/secret.toon",
			"d/../b.toon",
			...names.map((name) => `${name}.toon`),
		]),
	);
	const force = random.chance(0.4) ? ["--force"] : [];
	switch (random.below(8)) {
		case 0:
			return ["check", ...files];
		case 1:
			return ["count", ...files];
		case 2:
			return ["format", "--check", ...files];
		case 3:
		case 4:
			return ["format", "--write", ...files];
		case 5:
			return ["convert", ...files, "--to", "toon", ...force];
		default: {
			const to = random.pick(["markdown", "json", "yaml"]);
			const out = random.chance(0.25)
				? ["--out", random.pick(["d", "e/f/", "new/folder/", "d/a.md", "a.toon", "../outside"])]
				: [];
			const check = random.chance(0.1) ? ["--check"] : [];
			return ["convert", ...files, "--to", to, ...out, ...check, ...force];
		}
	}
}

/**
 * What another program does just before a file is written. It is told in which folder, if that is known: nobody hits on the
 * one file by chance.
 */
export function randomDeed(random: Random, root: string): (folder: string | undefined) => void {
	const kind = random.below(7);
	const [content, mode] = [random.pick(contents), random.pick(modes)];
	const isAimed = random.chance(0.7);
	const elsewhere = somethingAtHand(random, root);
	return (folder) => {
		const inWork = folder?.startsWith(join(root, "work")) ? relative(join(root, "work"), folder) : undefined;
		const path = isAimed && inWork !== undefined ? somethingAtHand(random, root, inWork) : elsewhere;
		const found = lstatSync(path, { throwIfNoEntry: false });
		if (found?.isDirectory()) return;
		mkdirSync(dirname(path), { recursive: true });
		if (kind < 2) {
			// As editors do it, so that what a link leads to stays.
			writeFileSync(`${path}.new`, content);
			renameSync(`${path}.new`, path);
		} else if (kind < 4 && found?.isFile()) writeFileSync(path, `${content}more: 1\n`);
		else if (kind === 4) rmSync(path, { force: true });
		else if (kind === 5 && found?.isFile()) chmodSync(path, mode);
		else if (found === undefined) symlinkSync(join(root, "outside/target.md"), path);
	};
}

/** A file that is likely to be read or written: one that is there, or what it may be converted to. */
function somethingAtHand(random: Random, root: string, folder?: string): string {
	const isThere = (path: string): boolean => folder === undefined || dirname(path) === join(root, "work", folder);
	const files = filesIn(join(root, "work")).filter((path) => isThere(path) && !path.endsWith(".tmp"));
	// What formatting would change is what formatting writes.
	const untidy = files.filter((path) => readFileSync(path, "latin1").includes("   "));
	if (untidy.length > 0 && random.chance(0.5)) return random.pick(untidy);
	const path = random.pick([...files, join(root, "work", randomName(random))]);
	return random.chance(0.5) ? path : path.replace(/\.\w+$/, random.pick([".md", ".json", ".yaml", ".toon"]));
}

/** Everything below a folder, by path. */
export function snapshot(root: string): Snapshot {
	const found = new Map<string, Entry>();
	const folders = [""];
	for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
		for (const name of readdirSync(join(root, folder)).sort()) {
			const path = join(folder, name);
			const stats = lstatSync(join(root, path));
			const mode = stats.isSymbolicLink() ? 0 : stats.mode & 0o7777;
			if (stats.isDirectory()) {
				folders.push(path);
				found.set(path, { kind: "folder", content: "", mode: 0, names: 1 });
			} else if (stats.isSymbolicLink())
				found.set(path, { kind: "link", content: readlinkSync(join(root, path)), mode, names: 1 });
			else
				found.set(path, { kind: "file", content: readFileSync(join(root, path), "latin1"), mode, names: stats.nlink });
		}
	}
	return found;
}
