/** What .gitignore files say about the files below them. */
import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import ignore, { type Ignore } from "ignore";
import { slashed } from "./paths";

/** The rules of one folder. */
interface Rules {
	readonly folder: string;
	readonly matcher: Ignore;
}

/** The rules that hold in a folder, the outermost first: an inner file has the last word. */
export class IgnoreRules {
	readonly #rules: readonly Rules[];

	private constructor(rules: readonly Rules[]) {
		this.#rules = rules;
	}

	/** The rules that hold in `folder` from above it: those of the git repository around it. */
	static async above(folder: string): Promise<IgnoreRules> {
		const folders: string[] = [];
		for (let at = folder; ; at = dirname(at)) {
			if (await isRepository(at)) break;
			if (dirname(at) === at) return new IgnoreRules([]);
			folders.unshift(dirname(at));
		}
		const [root = folder] = folders;
		const rules = [await read(root, join(".git", "info", "exclude"))];
		for (const each of folders) rules.push(await read(each, ".gitignore"));
		return new IgnoreRules(rules.filter((each) => each !== undefined));
	}

	/** The rules that hold inside `folder`: these, and those of its own .gitignore. */
	async inside(folder: string): Promise<IgnoreRules> {
		const own = await read(folder, ".gitignore");
		return own === undefined ? this : new IgnoreRules([...this.#rules, own]);
	}

	/** Whether `path`, absolute, is left out. */
	ignores(path: string, isFolder: boolean): boolean {
		for (let at = this.#rules.length - 1; at >= 0; at--) {
			const { folder, matcher } = this.#rules[at]!;
			const { ignored, unignored } = matcher.test(slashed(relative(folder, path)) + (isFolder ? "/" : ""));
			if (ignored || unignored) return ignored;
		}
		return false;
	}
}

const isRepository = (folder: string): Promise<boolean> =>
	stat(join(folder, ".git")).then(
		() => true,
		() => false,
	);

async function read(folder: string, name: string): Promise<Rules | undefined> {
	const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
	// As git's core.ignoreCase is by default on these systems.
	const ignorecase = process.platform === "win32" || process.platform === "darwin";
	return text === undefined ? undefined : { folder, matcher: ignore({ ignorecase }).add(text) };
}
