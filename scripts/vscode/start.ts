/** Opens a real VS Code on examples/ with the extension of this folder and waits for its end. `npm start` runs this. */
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { ensureCodeServer } from "./code-server";
import { spawnGroup, temporaryFolder } from "./processes";
import { RunningCodeServer } from "./serve";

const root = resolve(__dirname, "..", "..");
const examples = join(root, "examples");

async function main(open: boolean): Promise<void> {
	const desktop = findDesktop();
	await (desktop === undefined ? serve(open) : openDesktop(desktop));
}

/** An installed desktop VS Code: `VSCODE_EXECUTABLE`, else the program behind `code` on the PATH, if it could be seen. */
function findDesktop(): string | undefined {
	const chosen = process.env.VSCODE_EXECUTABLE;
	if (chosen !== undefined && chosen !== "") return chosen;
	if (!hasDisplay()) return undefined;
	for (const folder of (process.env.PATH ?? "").split(delimiter)) {
		const script = join(folder, process.platform === "win32" ? "code.cmd" : "code");
		if (folder === "" || !existsSync(script)) continue;
		// `code` is a script that starts the program and leaves it; the program itself stays ours, so that Ctrl-C ends it.
		const bin = dirname(realpathSync(script));
		const programs = ["../code", "../Code.exe", "../../../MacOS/Electron", "../../../MacOS/Code"];
		const program = programs.map((path) => resolve(bin, path)).find((path) => existsSync(path));
		if (program !== undefined) return program;
	}
	return undefined;
}

function hasDisplay(): boolean {
	return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openDesktop(executable: string): Promise<void> {
	console.log(`Opening ${executable} on examples/. Close it, or press Ctrl-C here, to end.`);
	const data = await temporaryFolder();
	const args = [examples, `--extensionDevelopmentPath=${root}`, `--user-data-dir=${data}`, "--new-window"];
	args.push("--skip-welcome", "--disable-workspace-trust");
	if (process.getuid?.() === 0) args.push("--no-sandbox");
	const child = spawnGroup(executable, args, { stdio: "ignore" });
	const code = await new Promise<number | null>((done, failed) => {
		child.once("error", failed);
		child.once("exit", done);
	});
	if (code !== 0) throw new Error(`${executable} ended with code ${code}.`);
}

async function serve(open: boolean): Promise<void> {
	console.log("No desktop VS Code was found (`code` on the PATH, or VSCODE_EXECUTABLE), so code-server runs it here.");
	const server = await RunningCodeServer.start(await ensureCodeServer(), { developedExtension: root });
	const url = server.url(examples);
	console.log(`\nVS Code runs at ${url}\nPress Ctrl-C to end it.`);
	if (open && hasDisplay()) openInBrowser(url);
	await server.ended;
	throw new Error("code-server ended.");
}

/** Best effort: the URL is printed as well. */
function openInBrowser(url: string): void {
	const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
	spawn(opener, [url], { stdio: "ignore", detached: true })
		.on("error", () => {})
		.unref();
}

main(!process.argv.includes("--no-open")).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
