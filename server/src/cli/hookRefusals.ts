/** Why Markdown cannot stand beside a staged file, found out before anything is written. */
import { dirname, join } from "node:path";
import { linkStats, realPathOf } from "../workspace/fileStats";
import { gitForPaths, isSet, zeroSeparated } from "./git";
import { markdownOf, type StagedFile } from "./staged";

export interface HookRefusal {
	/** The file, relative to the top folder. */
	readonly path: string;
	/** One line. */
	readonly message: string;
}

/**
 * Files that would share their Markdown, links in its way, and what a sparse checkout leaves out of the folder.
 * @param top absolute path of the top folder
 * @param shown a path below it, as people see it
 */
export async function hookRefusals(
	files: readonly StagedFile[],
	top: string,
	shown: (path: string) => string,
): Promise<readonly HookRefusal[]> {
	const refusals: HookRefusal[] = [];
	const foldsCase = files.length > 1 && (await isSet("core.ignorecase", top));
	const taken = new Map<string, string>();
	for (const { path } of files) {
		const target = markdownOf(path);
		const key = foldsCase ? target.toLowerCase() : target;
		const other = taken.get(key);
		if (other === undefined) taken.set(key, path);
		else refusals.push({ path, message: `its Markdown would be that of ${shown(other)}: rename one of the two` });
		const link = linkAt(target, top);
		if (link !== undefined) refusals.push({ path: target, message: `not written: ${shown(link)} is a link` });
	}
	for (const path of await notCheckedOut(files, top)) {
		const advice = `git sparse-checkout add ${dirname(path)}`;
		const message = `it lies outside of the sparse checkout, so its Markdown cannot be written: ${advice}`;
		refusals.push({ path, message });
	}
	return refusals;
}

/** The link in the way of a path: git would not add what is written through it. */
function linkAt(path: string, top: string): string | undefined {
	if (linkStats(join(top, path))?.isSymbolicLink()) return path;
	const folder = dirname(path);
	const real = realPathOf(join(top, folder));
	const expected = join(realPathOf(top) ?? top, folder);
	// Where case does not count, the folder may be written in another one than in the index.
	return real === undefined || real.toLowerCase() === expected.toLowerCase() ? undefined : folder;
}

/** Sources, or targets, that a sparse checkout leaves out of the folder. */
async function notCheckedOut(files: readonly StagedFile[], top: string): Promise<readonly string[]> {
	if (files.length === 0 || !(await isSet("core.sparseCheckout", top))) return [];
	const paths = files.flatMap(({ path }) => [path, markdownOf(path)]);
	// `S path` where the file is to be skipped.
	const entries = zeroSeparated(await gitForPaths(["ls-files", "-t", "-z", "--full-name"], paths, top));
	return entries.flatMap((entry) => (entry.startsWith("S ") ? [entry.slice(2)] : []));
}
