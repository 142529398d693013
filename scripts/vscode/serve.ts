/** A running code-server with folders of its own, on a free port of this machine only. */
import type { ChildProcess } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CodeServer } from "./code-server";
import { endGroup, removeFolder, runToEnd, spawnGroup, temporaryFolder } from "./processes";

/** How to start a code-server. */
export interface ServeOptions {
	/** User settings beside the quiet ones. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** A packaged extension to install first. */
	readonly vsix?: string;
	/** The folder of an extension to run from its place, so that a rebuild and a reload of the window show a change. */
	readonly developedExtension?: string;
	/** Lets the URL's payload run tests and open files, which VS Code otherwise ignores. */
	readonly automation?: boolean;
}

/** A code-server that answers. {@link stop} ends it and removes its folders. */
export class RunningCodeServer {
	readonly #process: ChildProcess;
	/** Resolves when the process is gone, whoever ended it. */
	readonly ended: Promise<void>;

	private constructor(
		child: ChildProcess,
		/** Its data, extensions and temporary files. */
		readonly folder: string,
		readonly port: number,
	) {
		this.#process = child;
		this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
	}

	/** Starts one and waits until it answers. Rejects with its output if it does not. */
	static async start(server: CodeServer, options: ServeOptions = {}): Promise<RunningCodeServer> {
		const folder = await temporaryFolder();
		const common = await prepare(folder, options);
		const env = { ...withoutEditorVariables(process.env), TMPDIR: join(folder, "tmp"), EXTENSIONS_GALLERY: "{}" };
		if (options.vsix !== undefined) {
			await runToEnd(server.node, [server.entry, ...common, "--install-extension", options.vsix, "--force"], { env });
		}
		const port = await freePort();
		const args = [server.entry, ...common, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, ...quietFlags];
		if (options.automation === true) args.push("--vscode-option", "enable-smoke-test-driver");
		const child = spawnGroup(server.node, args, { env, stdio: ["ignore", "pipe", "pipe"] });
		const running = new RunningCodeServer(child, folder, port);
		await running.#untilHealthy();
		return running;
	}

	async #untilHealthy(): Promise<void> {
		let log = "";
		for (const stream of [this.#process.stdout, this.#process.stderr]) {
			stream?.on("data", (data) => {
				log = (log + data).slice(-10_000);
			});
		}
		for (let waited = 0; !(await isHealthy(this.port)); waited += 100) {
			if (this.#process.exitCode !== null || waited > 60_000) {
				await this.stop();
				throw new Error(`code-server does not answer on port ${this.port}:\n${log}`);
			}
			await sleep(100);
		}
	}

	/** The URI by which the workbench names a file of this machine. */
	uri(path: string): string {
		return `vscode-remote://127.0.0.1:${this.port}${encodeURI(path)}`;
	}

	/** The address of the workbench with a folder open, and what else it shall do at the start. */
	url(folder: string, payload: readonly (readonly [string, string])[] = []): string {
		const query = new URLSearchParams({ folder });
		if (payload.length > 0) query.set("payload", JSON.stringify(payload));
		return `http://127.0.0.1:${this.port}/?${query}`;
	}

	async stop(): Promise<void> {
		await endGroup(this.#process);
		await removeFolder(this.folder);
	}
}

const quietFlags = [
	"--disable-telemetry",
	"--disable-update-check",
	"--disable-workspace-trust",
	"--ignore-last-opened",
] as const;

/** Nothing that covers the editor, asks, or reaches for the network. */
const quietSettings = {
	"chat.disableAIFeatures": true,
	"editor.minimap.enabled": false,
	"extensions.autoCheckUpdates": false,
	"extensions.ignoreRecommendations": true,
	"files.autoSave": "off", // in a browser its default is on
	"security.workspace.trust.enabled": false,
	"telemetry.telemetryLevel": "off",
	"update.mode": "none",
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
} as const;

/** Fills a fresh folder for one code-server and returns the flags that make it use that. */
async function prepare(folder: string, options: ServeOptions): Promise<string[]> {
	const [config, data, extensions] = [join(folder, "config.yaml"), join(folder, "data"), join(folder, "extensions")];
	await mkdir(join(data, "User"), { recursive: true });
	await mkdir(extensions);
	await mkdir(join(folder, "tmp"));
	await writeFile(config, "");
	const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
	await writeFile(join(data, "User", "settings.json"), settings);
	if (options.developedExtension !== undefined) {
		await symlink(options.developedExtension, join(extensions, basename(options.developedExtension)));
	}
	return ["--config", config, "--user-data-dir", data, "--extensions-dir", extensions];
}

/** A terminal inside VS Code sets variables that would make code-server talk to that window. */
function withoutEditorVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}

async function isHealthy(port: number): Promise<boolean> {
	try {
		return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2000) })).ok;
	} catch {
		return false;
	}
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === "string") throw new Error("The system gave no port.");
	return address.port;
}
