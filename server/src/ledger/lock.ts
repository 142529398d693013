/**
 * One process at a time has the database: a file with the name of its holder. SQLite in WebAssembly has no locks of the
 * system, and the folder that node-sqlite3-wasm makes instead stays behind when a process is killed.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Milliseconds after which a holder that cannot be asked (another machine, a number used again) counts as gone. */
const EXPIRED = 600_000;
/** Milliseconds between two tries. */
const PAUSE = 5;

interface Holder {
	readonly pid: number;
	readonly host: string;
	readonly token: string;
}

export interface LedgerLock {
	/** Whether nobody has taken it from us, which then is not to happen for a while. Asked before each commit. */
	renew(): boolean;
	release(): void;
}

/**
 * Waits for the lock of a folder, blocking the thread.
 * @param patience milliseconds
 * @returns undefined where another process kept it for so long
 * @throws the system's error where the folder cannot be written to
 */
export function acquireLock(folder: string, patience: number): LedgerLock | undefined {
	const file = join(folder, "savings.lock");
	const holder: Holder = { pid: process.pid, host: hostname(), token: randomBytes(8).toString("hex") };
	const deadline = Date.now() + patience;
	while (!take(file, holder)) {
		const found = read(file);
		if (found !== undefined && isGone(found, file)) {
			removeStale(file, found);
			continue;
		}
		if (Date.now() >= deadline) return undefined;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE + Math.random() * PAUSE);
	}
	const isHeld = (): boolean => read(file)?.token === holder.token;
	return {
		renew: () => isHeld() && touch(file),
		release: () => void (isHeld() && rmSync(file, { force: true })),
	};
}

function touch(file: string): boolean {
	try {
		utimesSync(file, new Date(), new Date());
		return true;
	} catch {
		return false;
	}
}

/** Whole from the first moment on: a file that is written first and linked then. */
function take(file: string, holder: Holder): boolean {
	const own = `${file}.${holder.token}`;
	writeFileSync(own, JSON.stringify(holder), { mode: 0o600 });
	try {
		linkSync(own, file);
		return true;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "EEXIST") return false;
		// File systems without links.
		if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return takeExclusively(file, holder);
		throw error;
	} finally {
		rmSync(own, { force: true });
	}
}

function takeExclusively(file: string, holder: Holder): boolean {
	try {
		writeFileSync(file, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
}

function read(file: string): Holder | undefined {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		// Not written yet, or damaged: it has no holder that could be asked, and expires.
		return error instanceof SyntaxError ? { pid: 0, host: "", token: "" } : undefined;
	}
}

function isGone({ pid, host }: Holder, file: string): boolean {
	if (host === hostname() && !isRunning(pid)) return true;
	try {
		return Date.now() - statSync(file).mtimeMs > EXPIRED;
	} catch {
		return false;
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== "ESRCH";
	}
}

/**
 * Moves the lock away before it is removed: of several who find it stale one moves it, and should that have been the
 * lock of the next holder already, it is put back.
 */
function removeStale(file: string, stale: Holder): void {
	const moved = `${file}.${randomBytes(8).toString("hex")}`;
	try {
		renameSync(file, moved);
	} catch {
		return;
	}
	try {
		if (read(moved)?.token !== stale.token) linkSync(moved, file);
	} catch {
		// Somebody has taken it meanwhile; the other sees so before it commits (`renew`).
	}
	rmSync(moved, { force: true });
}
