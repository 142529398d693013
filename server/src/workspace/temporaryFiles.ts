/** Names of the files that stand beside a target while it is written, and what a killed process left of them. */
import { createHash, randomBytes } from "node:crypto";
import { readdir, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Containers share folders but not process numbers, so the name carries the machine too. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const pattern = /^\.toon-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.tmp$/;

/** A name that no other process and no other thread uses. */
export const temporaryName = (): string => `.toon-${machine}-${process.pid}-${randomBytes(6).toString("hex")}.tmp`;

/** Removes from `folder` what processes of this machine that no longer run have left. Never throws. */
export async function sweepTemporaryFiles(folder: string): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	for (const name of names) {
		const [, where, pid] = pattern.exec(name) ?? [];
		if (where === machine && !isRunning(Number(pid))) await unlink(join(folder, name)).catch(() => undefined);
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return !(error instanceof Error && "code" in error && error.code === "ESRCH");
	}
}
