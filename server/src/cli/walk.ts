/** The files below a folder. */
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { slashed } from "../workspace/paths";
import { IgnoreRules } from "./ignored";

/** Which files to take below a folder. */
export interface Filter {
	/** @param path below the folder, with slashes */
	accepts(path: string): boolean;
	/** Folders to look into, one below the other. */
	readonly depth: number;
}

/** A file, or a folder that cannot be read. */
export type Found = { readonly path: string } | { readonly path: string; readonly error: unknown };

/**
 * Files below a folder, without those that git ignores. Links to folders are not followed, which also ends circles.
 * An explicit stack: folders may be nested to any depth.
 */
export async function* walk(start: string, { accepts, depth }: Filter): AsyncGenerator<Found> {
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
				if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(path)))) yield { path };
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

const leadsToFile = (path: string): Promise<boolean> =>
	stat(path).then(
		(found) => found.isFile(),
		() => false,
	);
