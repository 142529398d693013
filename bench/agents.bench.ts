/** The server for agents over HTTP, as a client sees it: many requests at once, each with a document of 10 kB. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { atMost, type Bench, quantile, type Suite } from "./framework";

const REQUESTS = 2000;
const AT_ONCE = 8;

const rows = Array.from({ length: 220 }, (_, id) => ({ id, name: `name ${id}`, note: `something ${id % 7}` }));

/** The tools in turn, no document twice. */
function call(at: number): [string, Record<string, unknown>] {
	const text = JSON.stringify([{ id: `request ${at}`, name: "", note: "" }, ...rows]);
	const calls: [string, Record<string, unknown>][] = [
		["toon_encode", { text }],
		["toon_check", { text: `request: ${at}\nrows[2]{id}:\n  1\n${"  2\n".repeat(2000)}` }],
		["toon_query", { text, expression: ".[0].id" }],
		["toon_count", { text }],
	];
	return calls[at % calls.length]!;
}

export const agents: Suite = {
	name: "agents",
	async run(bench: Bench): Promise<void> {
		const args = [join(process.cwd(), "dist", "cli.js"), "mcp", "--http", "0"];
		const server = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
		try {
			server.stderr.setEncoding("utf8");
			let said = "";
			while (!said.includes("Bearer ")) said += (await once(server.stderr, "data"))[0] as string;
			const url = new URL(/http:\/\/\S+/.exec(said)![0]);
			const times = await requestTimes(url, /Bearer (\S+)/.exec(said)![1]!);
			const detail = `median ${Math.round(quantile(times, 0.5))} ms, ${AT_ONCE} at once on ${REQUESTS} requests`;
			bench.amount("MCP over HTTP, 10 kB documents, p95", quantile(times, 0.95), "ms", atMost(50), detail);
		} finally {
			server.kill("SIGTERM");
		}
	},
};

async function requestTimes(url: URL, token: string): Promise<number[]> {
	const agent = new Agent({ keepAlive: true });
	const times: number[] = [];
	let next = 0;
	const client = async (): Promise<void> => {
		for (let at = next++; at < REQUESTS; at = next++) {
			const [name, given] = call(at);
			const params = { name, arguments: given };
			const body = JSON.stringify({ jsonrpc: "2.0", id: at, method: "tools/call", params });
			const start = performance.now();
			const reply = await post(url, token, agent, body);
			times.push(performance.now() - start);
			if (!reply.includes(`"id":${at}`)) throw new Error(`another answer: ${reply.slice(0, 200)}`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, client));
	agent.destroy();
	return times;
}

function post(url: URL, token: string, agent: Agent, body: string): Promise<string> {
	const headers = {
		authorization: `Bearer ${token}`,
		accept: "application/json, text/event-stream",
		"content-type": "application/json",
	};
	return new Promise((resolve, reject) => {
		const sent = request(url, { method: "POST", agent, headers }, (response) => {
			let text = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => (text += chunk));
			response.on("end", () => resolve(text));
		});
		sent.on("error", reject);
		sent.end(body);
	});
}
