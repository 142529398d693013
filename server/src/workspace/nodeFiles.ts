/** Node's file system: whole reads, and atomic writes that never leave the folders they may go to. */
import { lstat, mkdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import type { URI } from "vscode-uri";
import { writeAtomically } from "./atomicWrite";
import { fileError, isMissing } from "./fileErrors";
import { FileError, type Files } from "./files";
import { isInside } from "./paths";

/** Folders that may be written to; asked for at each write, since workspace folders come and go. */
export type Roots = () => readonly URI[];

/** Whether a path below a root, with links followed and `/` between its parts, is one that nothing is written to. */
export type Spares = (path: string) => boolean;

/** Files on this machine. Writes go below `roots` only: a symlink that leads out of them is refused, not followed. */
export const nodeFiles = (roots: Roots, { spares = () => false }: { readonly spares?: Spares } = {}): Files => ({
	async read(uri) {
		try {
			// Devices and pipes may never end.
			const found = await stat(uri.fsPath);
			if (!found.isFile() && !found.isDirectory()) throw new FileError("it is no regular file", "ENOTFILE");
			return await readFile(uri.fsPath);
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw fileError("read", error);
		}
	},
	async write(uri, content, guard) {
		try {
			const target = await realTarget(uri.fsPath, roots(), spares);
			await mkdir(dirname(target), { recursive: true });
			await writeAtomically(target, content, guard);
		} catch (error) {
			throw fileError("write", error);
		}
	},
	async isSame(one, other) {
		const [a, b] = await Promise.all([one, other].map(({ fsPath }) => stat(fsPath).catch(() => undefined)));
		return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
	},
});

/**
 * Writes a file of any size as `nodeFiles` does, by a function that fills it.
 * @throws what the function throws, a FileError or an error of the system
 */
export async function writeInParts(
	path: string,
	roots: readonly URI[],
	fill: (descriptor: number) => Promise<void>,
): Promise<void> {
	const target = await realTarget(path, roots);
	await mkdir(dirname(target), { recursive: true });
	await writeAtomically(target, fill);
}

/** The file that a write to `path` would really change. Throws where that lies outside the roots. */
async function realTarget(path: string, roots: readonly URI[], spares: Spares = () => false): Promise<string> {
	const target = await realPathOf(path);
	for (const root of roots) {
		const folder = await realPathOf(root.fsPath);
		if (!isInside(target, folder)) continue;
		if (spares(relative(folder, target).split(sep).join("/"))) {
			throw new FileError(`not written: ${target} lies in a folder of git or the editor`, "EOUTSIDE");
		}
		return target;
	}
	const reason = target === path ? "it is outside the folders that may be written to" : `a link leads to ${target}`;
	throw new FileError(`not written: ${reason}`, "EOUTSIDE");
}

/** `realpath` for a path whose end need not exist yet. */
async function realPathOf(path: string): Promise<string> {
	const missing: string[] = [];
	for (let existing = path; ; existing = dirname(existing)) {
		try {
			return join(await realpath(existing), ...missing.reverse());
		} catch (error) {
			if (!isMissing(error) || dirname(existing) === existing) throw error;
			// A link to nowhere: what it would create may lie anywhere.
			if (await isLink(existing)) throw new FileError("not written: a link leads nowhere", "EOUTSIDE");
			missing.push(basename(existing));
		}
	}
}

const isLink = (path: string): Promise<boolean> =>
	lstat(path).then(
		(found) => found.isSymbolicLink(),
		() => false,
	);
