/** The files that stand beside a target while it is written, and what a killed process left of them. */
import { createHash, randomBytes } from "node:crypto";
import { openSync, readdirSync, unlinkSync } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { onInterruption } from "./interruption";

/** Containers share folders but not process numbers, so the name carries the machine too. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const PATTERN = /^\.toon-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.tmp$/;

/** A name that no other process and no other thread uses. */
export const temporaryName = (): string => `.toon-${machine}-${process.pid}-${randomBytes(6).toString("hex")}.tmp`;

/** A temporary file that is open for writing. */
export interface TemporaryFile {
	readonly path: string;
	readonly descriptor: number;
	/** To be called when the file is gone, by removal or under another name. */
	readonly release: () => void;
}

/**
 * Makes a temporary file in `folder`; a signal that ends the process takes it away. At once, not in a thread of Node's:
 * otherwise it could come into being just after a signal was answered.
 * @param mode permissions from the first moment on, less what the user's mask takes away
 */
export function openTemporary(folder: string, mode: number): TemporaryFile {
	const path = join(folder, temporaryName());
	const release = onInterruption(() => unlinkSync(path));
	try {
		return { path, descriptor: openSync(path, "wx", mode), release };
	} catch (error) {
		release();
		throw error;
	}
}

/** Removes from `folder` what processes of this machine that no longer run have left. Never throws. */
export async function sweepTemporaryFiles(folder: string): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	for (const name of names) if (isAbandoned(name)) await unlink(join(folder, name)).catch(() => undefined);
}

const swept = new Set<string>();

/** The same, for a folder that is written to often: the first time in this process. */
export async function sweepOnce(folder: string): Promise<void> {
	if (swept.has(folder)) return;
	swept.add(folder);
	await sweepTemporaryFiles(folder);
}

/** Removes from `folder` what this process, whose threads are ended, has left. Never throws. */
export function sweepOwnTemporaryFiles(folder: string): void {
	try {
		for (const name of readdirSync(folder)) if (isOurs(name, process.pid)) unlinkSync(join(folder, name));
	} catch {
		// What cannot be removed now is swept by the next run.
	}
}

function isAbandoned(name: string): boolean {
	const pid = Number(PATTERN.exec(name)?.[2]);
	return isOurs(name, pid) && !isRunning(pid);
}

function isOurs(name: string, process: number): boolean {
	const [, where, pid] = PATTERN.exec(name) ?? [];
	return where === machine && Number(pid) === process;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return !(error instanceof Error && "code" in error && error.code === "ESRCH");
	}
}
