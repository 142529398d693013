/** The files below a folder. */
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { FileError } from "./files";
import { IgnoreRules } from "./ignored";
import { isInside, slashed } from "./paths";

/** Which files to take below a folder. */
export interface Filter {
	/** @param path below the folder, with slashes */
	accepts(path: string): boolean;
	/** Folders to look into, one below the other. */
	readonly depth: number;
}

/** A file, or a folder or a file that cannot be read. */
export type Found = { readonly path: string } | { readonly path: string; readonly error: unknown };

/**
 * Files below a folder, without those that git ignores, and without links that lead out of `tree`, the folder that one
 * stands in or named. Links to folders are not followed, which also ends circles. An explicit stack: folders may be
 * nested to any depth.
 */
export async function* walk(start: string, tree: string, { accepts, depth }: Filter): AsyncGenerator<Found> {
	const realTree = await realpath(tree).catch(() => tree);
	const stack = [{ folder: start, level: 1, outer: await IgnoreRules.above(start) }];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		const { folder, level, outer } = next;
		const rules = await outer.inside(folder);
		const folders: typeof stack = [];
		for (const entry of await entriesOf(folder)) {
			if (entry instanceof Error) {
				yield { path: folder, error: entry };
				continue;
			}
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				const isWanted = level < depth && entry.name !== ".git" && !rules.ignores(path, true);
				if (isWanted) folders.push({ folder: path, level: level + 1, outer: rules });
			} else if (accepts(slashed(relative(start, path))) && !rules.ignores(path, false)) {
				if (entry.isSymbolicLink() ? await leadsToFile(path, realTree) : entry.isFile()) yield await readable(path);
			}
		}
		stack.push(...folders.reverse());
	}
}

/** What a folder holds, by name; or why it cannot be read. */
async function entriesOf(folder: string): Promise<readonly (Dirent | Error)[]> {
	try {
		const entries = await readdir(folder, { withFileTypes: true });
		return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch (error) {
		return [error instanceof Error ? error : new Error(String(error))];
	}
}

async function leadsToFile(path: string, realTree: string): Promise<boolean> {
	try {
		return isInside(await realpath(path), realTree) && (await stat(path)).isFile();
	} catch {
		return false;
	}
}

/** Node gives names that are not UTF-8 with U+FFFD in them, by which the file cannot be found again. */
async function readable(path: string): Promise<Found> {
	if (!path.includes("\uFFFD")) return { path };
	const isThere = await stat(path).catch(() => undefined);
	return isThere === undefined ? { path, error: notUtf8Name } : { path };
}

const notUtf8Name = new FileError("cannot read: its name is not UTF-8; rename it", "ENAME");
