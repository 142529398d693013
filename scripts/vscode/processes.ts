/** Child processes and temporary folders that never outlive us, however we end. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const groups = new Set<number>();
const folders = new Set<string>();
let listening = false;

/** Starts a program as the leader of a new process group, which is killed when this process exits. */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
	listen();
	const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
	if (child.pid !== undefined) groups.add(child.pid);
	return child;
}

/** Ends a group, first gently, after two seconds by force, and resolves when its leader is gone. */
export async function endGroup(child: ChildProcess): Promise<void> {
	const pid = child.pid;
	if (pid === undefined) return;
	if (child.exitCode === null && child.signalCode === null) {
		const gone = new Promise((resolve) => child.once("exit", resolve));
		signalGroup(pid, "SIGTERM");
		const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), 2000);
		await gone;
		clearTimeout(timer);
	}
	signalGroup(pid, "SIGKILL"); // what the leader left behind
	groups.delete(pid);
}

/** Runs a program to its end with its output shown; rejects with its name and code if it fails. */
export async function runToEnd(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
	const child = spawnGroup(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", resolve);
	});
	if (child.pid !== undefined) groups.delete(child.pid);
	if (code !== 0) throw new Error(`${[command, ...args].join(" ")} ended with code ${code ?? child.signalCode}.`);
}

/** A new folder with a short path (sockets may live in it), which is removed when this process exits. */
export async function temporaryFolder(): Promise<string> {
	listen();
	const folder = await mkdtemp(join(tmpdir(), "toon-"));
	folders.add(folder);
	return folder;
}

/** Removes a folder of {@link temporaryFolder} early. */
export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	folders.delete(folder);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(process.platform === "win32" ? pid : -pid, signal);
	} catch {
		// The group is gone, which is what we want.
	}
}

function listen(): void {
	if (listening) return;
	listening = true;
	process.on("exit", () => {
		for (const pid of groups) signalGroup(pid, "SIGKILL");
		for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.on(signal, () => process.exit(128 + constants.signals[signal]));
	}
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) process.exit(128 + constants.signals.SIGHUP); // killed without a word to us
	}, 1000).unref();
}
