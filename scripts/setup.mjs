/**
 * What `npm start` and `npm test` need before anything else: child processes, installed dependencies, built bundles.
 * Plain JavaScript without dependencies, because it runs before there is a node_modules.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Children that still run; a signal to us is passed on to them, and we end after they have cleaned up. */
const children = new Set();
let interrupted = false;

/** Passes a signal on to the children, by force the second time, and ends when they have. */
function interrupt(signal) {
	const exit = () => process.exit(128 + constants.signals[signal]);
	if (children.size === 0) exit();
	for (const child of children) {
		child.kill(interrupted ? "SIGKILL" : signal);
		child.once("close", () => children.size === 0 && exit());
	}
	interrupted = true;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interrupt(signal));

// A signal to npm alone ends npm and the shell between us, and neither tells us.
if (process.env.npm_lifecycle_event !== undefined) {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		interrupt("SIGTERM");
	}, 500);
	watch.unref();
}

/**
 * Runs a program in the project's folder and resolves with its exit code and, if `capture` is set, its output.
 * A program that takes longer than `timeout` seconds is ended, which counts as a failure with code 124.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, capture?: boolean, timeout?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, capture = false, timeout = 0 } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
			shell: process.platform === "win32" && command === "npm",
		});
		children.add(child);
		let output = "";
		let late = false;
		child.stdout?.on("data", (data) => (output += data));
		child.stderr?.on("data", (data) => (output += data));
		const timers = [];
		if (timeout > 0) {
			const end = (signal) => () => {
				late = true;
				child.kill(signal);
			};
			timers.push(setTimeout(end("SIGTERM"), timeout * 1000), setTimeout(end("SIGKILL"), (timeout + 10) * 1000));
		}
		const finish = (code, more = "") => {
			for (const timer of timers) clearTimeout(timer);
			children.delete(child);
			const note = late ? `\nEnded after ${timeout} s: it took too long.\n` : more;
			if (note !== "" && !capture) process.stderr.write(note);
			resolve({ code: late ? 124 : code, output: output + note });
		};
		child.on("error", (error) => finish(127, `${command}: ${error.message}\n`));
		child.on("close", (code) => finish(code ?? 1));
	});
}

/** Runs npm: the one that started this script, else the one on the PATH. */
export function npm(args, options) {
	const script = process.env.npm_execpath;
	return script?.endsWith(".js") ? run(process.execPath, [script, ...args], options) : run("npm", args, options);
}

/** True if node_modules holds what package-lock.json asks for. Compares contents, since times mean nothing after a clone. */
export function isInstalled() {
	const packages = (file) => {
		try {
			return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
		} catch {
			return undefined;
		}
	};
	const wanted = packages("package-lock.json");
	const present = packages(join("node_modules", ".package-lock.json"));
	if (wanted === undefined || present === undefined) return false;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === "" || (path in present ? present[path].version === entry.version : entry.optional === true),
	);
}

/** Installs the dependencies unless they are there. Resolves with an exit code. */
export async function install() {
	if (isInstalled()) return 0;
	console.log("Installing the dependencies named in package-lock.json from the npm registry (npm ci) …");
	return (await npm(["ci", "--no-audit", "--no-fund"])).code;
}

/** Writes dist/. Resolves with an exit code. */
export async function build() {
	return (await run(process.execPath, ["esbuild.mjs"])).code;
}
