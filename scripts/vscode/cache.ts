/** The cache folder outside the clone, and installing something into it exactly once. */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** `$XDG_CACHE_HOME/toon-workbench`, or the same under `~/.cache`. */
export function cacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "toon-workbench");
}

/**
 * The folder `name` in the cache, filled by `install` if it is not there yet. The installation runs in a temporary
 * folder beside it, which is renamed when complete, so that a broken one is never used; a lock keeps a second process
 * waiting meanwhile instead of downloading again.
 */
export async function installOnce(name: string, install: (folder: string) => Promise<void>): Promise<string> {
	const target = join(cacheFolder(), name);
	if (existsSync(target)) return target;
	await mkdir(cacheFolder(), { recursive: true });
	const unlock = await lock(`${target}.lock`);
	try {
		if (existsSync(target)) return target;
		const temporary = `${target}.installing`;
		await rm(temporary, { recursive: true, force: true }); // of an installation that was interrupted
		try {
			await mkdir(temporary);
			await install(temporary);
			await rename(temporary, target);
		} finally {
			await rm(temporary, { recursive: true, force: true });
		}
		return target;
	} finally {
		await unlock();
	}
}

/** A lock that is older, in ms, belongs to another process by now that got the same number. */
const longestInstallation = 30 * 60_000;

/** Takes the lock file, waiting for its owner as long as that process lives. Resolves with the release. */
async function lock(file: string): Promise<() => Promise<void>> {
	for (let told = false; ; ) {
		try {
			await writeFile(file, String(process.pid), { flag: "wx" });
			return () => rm(file, { force: true });
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
		}
		const owner = await readFile(file, "utf8").catch(() => "");
		if ((owner !== "" && !isAlive(Number(owner))) || (await age(file)) > longestInstallation) {
			await rm(file, { force: true });
			continue;
		}
		if (!told) console.log(`Waiting for process ${owner}, which installs the same thing (${file}) …`);
		told = true;
		await sleep(1000);
	}
}

/** Milliseconds since a file was written; 0 if it is gone. */
async function age(file: string): Promise<number> {
	const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
	return Date.now() - mtimeMs;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
