/** Node's file system: whole reads, and atomic writes that never leave the folders they may go to. */
import { chmod, lstat, mkdir, open, readFile, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { URI } from "vscode-uri";
import { fileError, isMissing } from "./fileErrors";
import { FileError, type Files } from "./files";
import { isInside } from "./paths";
import { temporaryName } from "./temporaryFiles";

/** Folders that may be written to; asked for at each write, since workspace folders come and go. */
export type Roots = () => readonly URI[];

/** Files on this machine. Writes go below `roots` only: a symlink that leads out of them is refused, not followed. */
export const nodeFiles = (roots: Roots): Files => ({
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
	async write(uri, content) {
		try {
			const target = await realTarget(uri.fsPath, roots());
			await mkdir(dirname(target), { recursive: true });
			await writeAtomically(target, content);
		} catch (error) {
			throw fileError("write", error);
		}
	},
});

/**
 * Writes beside the target, then renames: a reader, or a crash at any moment, sees the old bytes or the new ones.
 * Keeps the mode of an existing file, and refuses one that is marked read-only, which a rename would not.
 */
export async function writeAtomically(target: string, content: Uint8Array): Promise<void> {
	const mode = await modeOf(target);
	const temporary = join(dirname(target), temporaryName());
	const file = await open(temporary, "wx");
	try {
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		if (mode !== undefined) await chmod(temporary, mode);
		await rename(temporary, target);
	} catch (error) {
		await unlink(temporary).catch(() => undefined);
		throw error;
	}
}

/** Permission bits of an existing file; undefined where there is none. */
async function modeOf(target: string): Promise<number | undefined> {
	try {
		const found = await stat(target);
		if (found.isDirectory()) throw systemError("EISDIR");
		if ((found.mode & 0o222) === 0) throw new FileError("cannot write: the file is read-only", "EACCES");
		return found.mode & 0o7777;
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}

/** The file that a write to `path` would really change. Throws where that lies outside the roots. */
async function realTarget(path: string, roots: readonly URI[]): Promise<string> {
	const target = await realPathOf(path);
	for (const root of roots) if (isInside(target, await realPathOf(root.fsPath))) return target;
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

const systemError = (code: string): Error => Object.assign(new Error(code), { code });
