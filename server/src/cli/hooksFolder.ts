/** The folder of a repository's hooks, unless others than this repository would be changed with it. */
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { git } from "./git";

/** What keeps us from the hooks. The message is one line. */
export class Refusal extends Error {
	override readonly name = "Refusal";
}

const LINE = "add the line `toon-workbench hook run --stage`";

/** Absolute; follows core.hooksPath, and leads worktrees to the hooks that they share. @throws GitError */
export async function hooksFolder(here: string): Promise<string> {
	const output = await git(["rev-parse", "--git-path", "hooks"], here);
	return resolve(here, output.toString().replace(/\n$/, ""));
}

/** @throws Refusal where the hooks are not this repository's own, or another program keeps them */
export async function checkHooksFolder(folder: string, here: string): Promise<void> {
	const husky = huskyFolder(folder);
	if (husky !== undefined) {
		throw new Refusal(`husky keeps the hooks here: ${LINE} to ${relative(here, join(husky, "pre-commit"))}`);
	}
	const scope = await scopeOfHooksPath(here);
	if (scope === "global" || scope === "system") {
		throw new Refusal(
			`core.hooksPath of your ${scope} settings leads to ${folder}, which all repositories share: ${LINE} to the hook ` +
				"there, or give this repository hooks of its own: git config core.hooksPath .git/hooks",
		);
	}
}

/** husky 9 leads to its folder `_`, husky 5 to 8 to the folder around it; it need not be called .husky. */
function huskyFolder(folder: string): string | undefined {
	const outer = dirname(folder);
	const isInner = basename(folder) === "_" && (basename(outer) === ".husky" || hasHusky(folder));
	if (isInner) return outer;
	return basename(folder) === ".husky" || hasHusky(join(folder, "_")) ? folder : undefined;
}

const hasHusky = (folder: string): boolean => existsSync(join(folder, "husky.sh")) || existsSync(join(folder, "h"));

/** Where core.hooksPath is set: `local`, `global` …; undefined where it is not. */
async function scopeOfHooksPath(here: string): Promise<string | undefined> {
	const output = await git(["config", "--show-scope", "--get", "core.hooksPath"], here, undefined, [0, 1]);
	return output.toString().split("\t", 1)[0] || undefined;
}
