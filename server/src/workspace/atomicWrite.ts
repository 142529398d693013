/**
 * Writes a file beside its target, then gives it the target's name: a reader, or a crash at any moment, sees the old
 * bytes or the new ones. What the target is (mode, owner, group) stays; what it must not lose is looked at first.
 */
import {
	accessSync,
	close,
	constants,
	fchmodSync,
	fchownSync,
	fstatSync,
	fsync,
	linkSync,
	lstatSync,
	readFileSync,
	renameSync,
	type Stats,
	statSync,
	unlinkSync,
	writeFile,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { isMissing } from "./fileErrors";
import { changedMeanwhile as changed, FileError, sourceChanged, type WriteGuard } from "./files";
import { openTemporary, type TemporaryFile } from "./temporaryFiles";

const writing = promisify(writeFile);
const syncing = promisify(fsync);
const closing = promisify(close);

/** The bytes of a file, or what writes them into a file that is open. */
export type FileContent = Uint8Array | ((descriptor: number) => Promise<void>);

/** @param target absolute, with links followed. Throws a FileError, or an error of the system. */
export async function writeAtomically(target: string, content: FileContent, guard?: WriteGuard): Promise<void> {
	const existing = replaceable(target);
	// Until it has its content and its owner, nobody else may look into what takes the place of a file.
	const temporary = openTemporary(dirname(target), existing === undefined ? 0o666 : 0o600);
	try {
		await fill(temporary, content, existing);
		// From here to the end in one go, so that nothing of this process comes between.
		checkGuard(target, existing, guard);
		if (existing === undefined) giveName(temporary.path, target);
		else renameSync(temporary.path, target);
	} catch (error) {
		removeQuietly(temporary.path);
		throw error;
	} finally {
		temporary.release();
	}
}

/** The file that is to be replaced, or undefined where there is none. Throws where it is none of ours to replace. */
function replaceable(target: string): Stats | undefined {
	const found = statSync(target, { throwIfNoEntry: false });
	if (found === undefined) return undefined;
	if (found.isDirectory()) throw Object.assign(new Error("EISDIR"), { code: "EISDIR" });
	if (!found.isFile()) throw new FileError("not written: it is no regular file", "ENOTFILE");
	// A rename asks for neither: it needs the folder only.
	if ((found.mode & 0o222) === 0) throw new FileError("cannot write: the file is read-only", "EACCES");
	accessSync(target, constants.W_OK);
	if (found.nlink > 1) {
		const names = `it has ${found.nlink} names (hard links), and the others would keep the old content`;
		throw new FileError(`not written: ${names}; put a copy in its place first`, "EMLINK");
	}
	return found;
}

async function fill({ descriptor }: TemporaryFile, content: FileContent, existing: Stats | undefined): Promise<void> {
	try {
		if (typeof content === "function") await content(descriptor);
		else await writing(descriptor, content);
		if (existing !== undefined) keepRights(descriptor, existing);
		await syncing(descriptor);
	} finally {
		await closing(descriptor);
	}
}

/**
 * Owner, group and mode of the file that was there, as far as the user may give them. A group that cannot be given gets
 * no more rights than everybody has, since another one would have them instead.
 */
function keepRights(descriptor: number, existing: Stats): void {
	const { uid, gid } = fstatSync(descriptor);
	const hasOwner = uid === existing.uid || isAllowed(() => fchownSync(descriptor, existing.uid, -1));
	const hasGroup = gid === existing.gid || isAllowed(() => fchownSync(descriptor, -1, existing.gid));
	let mode = existing.mode & 0o7777;
	if (!hasGroup) mode = (mode & ~0o2070) | (mode & 0o070 & ((mode & 0o007) << 3));
	if (!hasOwner) mode &= ~0o4000;
	// After the owner: to give a file away takes its special bits.
	fchmodSync(descriptor, mode);
}

function isAllowed(change: () => void): boolean {
	try {
		change();
		return true;
	} catch {
		return false;
	}
}

/** Throws where the target, or what the content was made from, is no longer what it was. */
function checkGuard(target: string, existing: Stats | undefined, guard: WriteGuard | undefined): void {
	if (guard?.isCurrent?.() === false) throw sourceChanged();
	if (existing === undefined) {
		if (guard?.previous !== undefined) throw changed("removed");
		return;
	}
	const now = lstatSync(target, { throwIfNoEntry: false });
	if (now === undefined) throw changed("removed");
	const isSame = now.ino === existing.ino && now.dev === existing.dev && now.nlink === 1 && now.mode === existing.mode;
	if (!isSame || now.uid !== existing.uid) throw changed("replaced");
	if (guard === undefined) return;
	if (guard.previous === undefined) throw changed("made");
	if (Buffer.compare(readFileSync(target), guard.previous) !== 0) throw changed("changed");
}

/** Gives a new file its name. A link fails, as a rename does not, where somebody else made such a file meanwhile. */
function giveName(temporary: string, target: string): void {
	try {
		linkSync(temporary, target);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST") throw changed("made");
		// Some file systems know no hard links.
		if (isMissing(error)) throw error;
		if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw changed("made");
		renameSync(temporary, target);
		return;
	}
	removeQuietly(temporary);
}

function removeQuietly(path: string): void {
	try {
		unlinkSync(path);
	} catch {
		// It has gone to its place, or the next run sweeps it.
	}
}
