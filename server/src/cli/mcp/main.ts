/** `mcp`: the tools for agents over standard input and output, or over HTTP. Bundled on its own, as dist/mcp.js. */
import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ToolResources } from "../../workspace/tools/resources";
import { rootedFiles } from "../../workspace/tools/rootedFiles";
import { serveHttp } from "./http";
import { type Served, toolServer } from "./toolServer";

export interface McpOptions {
	/** Folders whose files may be seen, relative to `folder`; none: `folder` itself. */
	readonly roots: readonly string[];
	readonly write: boolean;
	/** Undefined: standard input and output. */
	readonly port: number | undefined;
	readonly folder: string;
	readonly version: string;
	/** Says something to the person who started it. */
	readonly say: (text: string) => Promise<void>;
}

/** A root that cannot be one. */
export class RootError extends Error {
	override readonly name = "RootError";
}

/**
 * Serves until the client goes away (standard input ends), or the process is told to end.
 * @throws RootError, or an error of the system where the port cannot be had
 */
export async function serve({ roots, write, port, folder, version, say }: McpOptions): Promise<void> {
	const folders = (roots.length === 0 ? ["."] : roots).map((root) => folderAt(resolve(folder, root), root));
	const resources = new ToolResources();
	const served = { resources, files: rootedFiles(folders, write), mayWrite: write, version };
	try {
		if (port === undefined) await serveStdio(served);
		else await serveUntilTold(port, served, say);
	} finally {
		await resources.close();
	}
}

function folderAt(path: string, name: string): string {
	const found = statSync(path, { throwIfNoEntry: false });
	if (found === undefined || !found.isDirectory()) throw new RootError(`--root ${name}: there is no such folder`);
	return realpathSync(path);
}

async function serveStdio(served: Served): Promise<void> {
	const server = toolServer(served);
	const ended = new Promise<void>((done) => {
		server.onclose = done;
		process.stdin.once("end", done);
		process.stdin.once("close", done);
	});
	await server.connect(new StdioServerTransport());
	await ended;
	await server.close();
}

async function serveUntilTold(port: number, served: Served, say: (text: string) => Promise<void>): Promise<void> {
	const service = await serveHttp(port, served);
	await say(`${service.url}\nAuthorization: Bearer ${service.token}\n`);
	await new Promise<void>((done) => {
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
	});
	await service.close();
}
