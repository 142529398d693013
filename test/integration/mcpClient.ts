/** The SDK's own client, over both transports, against the built command line. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { commandLine } from "./commandLine";

export interface Answer {
	/** The first text. */
	readonly text: string;
	readonly notes: readonly string[];
	readonly structured: Record<string, unknown> | undefined;
	readonly isError: boolean;
}

export interface Connected {
	readonly client: Client;
	call(name: string, given: Record<string, unknown>): Promise<Answer>;
	close(): Promise<void>;
}

async function connected(transport: Transport): Promise<Connected> {
	const client = new Client({ name: "test", version: "1" });
	await client.connect(transport);
	return {
		client,
		async call(name, given) {
			const result = await client.callTool({ name, arguments: given });
			const texts = (result.content as { text: string }[]).map(({ text }) => text);
			const structured = result.structuredContent as Record<string, unknown> | undefined;
			return { text: texts[0]!, notes: texts.slice(1), structured, isError: result.isError === true };
		},
		close: () => client.close(),
	};
}

export const overStdio = (folder: string, args: readonly string[] = []): Promise<Connected> =>
	connected(
		new StdioClientTransport({
			command: process.execPath,
			args: [commandLine, "mcp", ...args],
			cwd: folder,
		}) as Transport,
	);

export interface HttpServer {
	readonly url: string;
	readonly token: string;
	readonly port: number;
	connect(): Promise<Connected>;
	/** Ends it as Ctrl-C does; the exit code. */
	stop(): Promise<number | null>;
}

export async function startHttp(folder: string, args: readonly string[] = []): Promise<HttpServer> {
	const child = spawn(process.execPath, [commandLine, "mcp", "--http", "0", ...args], {
		cwd: folder,
		stdio: ["ignore", "inherit", "pipe"],
	});
	let said = "";
	child.stderr.setEncoding("utf8");
	while (!said.includes("Bearer ")) said += (await once(child.stderr, "data")) as unknown as string;
	const url = /http:\/\/\S+/.exec(said)![0];
	const token = /Bearer (\S+)/.exec(said)![1]!;
	return {
		url,
		token,
		port: Number(new URL(url).port),
		connect: () => {
			const requestInit = { headers: { authorization: `Bearer ${token}` } };
			return connected(new StreamableHTTPClientTransport(new URL(url), { requestInit }) as Transport);
		},
		async stop() {
			const exited = once(child, "exit");
			child.kill("SIGINT");
			return (await exited)[0] as number | null;
		},
	};
}
