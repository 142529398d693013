/** The MCP server of the built command line: by the SDK's client and by the inspector, over both transports. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { TOOLS } from "../../server/src/workspace/tools/tools";
import { countTokens } from "./agentTokens";
import { inPlace, type Place } from "./commandLine";
import { type Connected, type HttpServer, overStdio, startHttp } from "./mcpClient";

const users = "users[2]{id,name}:\n  1,Ada\n  2,Bob\n";

/** Adds the token to what the inspector asks, whose first version knows no headers. */
async function startProxy({ port, token }: HttpServer): Promise<{ url: string; stop(): void }> {
	const proxy = createServer((incoming, outgoing) => {
		const headers = { ...incoming.headers, host: `127.0.0.1:${port}`, authorization: `Bearer ${token}` };
		const options = { host: "127.0.0.1", port, path: incoming.url, method: incoming.method, headers };
		const sent = request(options, (response) => {
			outgoing.writeHead(response.statusCode!, response.headers);
			response.pipe(outgoing);
		});
		incoming.pipe(sent);
	});
	await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
	const { port: own } = proxy.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${own}/mcp`,
		stop() {
			proxy.close();
			proxy.closeAllConnections();
		},
	};
}

/** What each tool is asked, and what its text begins with or holds. */
const calls: [string, Record<string, unknown>, RegExp][] = [
	["toon_encode", { text: '{"users":[{"id":1,"name":"Ada"},{"id":2,"name":"Bob"}]}' }, /^users\[2\]\{id,name\}:/],
	["toon_decode", { path: "users.toon" }, /"name": "Bob"/],
	[
		"toon_check",
		{ text: "a[2]: 1" },
		/^problems\[1\]\{line,column,severity,code,message\}:\n {2}1,2,error,array-length,/,
	],
	["toon_repair", { text: "users[3]{id,name}:\n 1,Ada\n 2,Bob\n" }, /^users\[2\]\{id,name\}:\n {2}1,Ada\n {2}2,Bob\n$/],
	["toon_count", { path: "users.toon" }, /^encoding: o200k_base\nexact: true\ntokens:\n/],
	["toon_query", { paths: ["users.toon"], expression: ".users[].name" }, /^\[2\]: Ada,Bob$/],
	[
		"toon_edit",
		{ path: "users.toon", edits: [{ op: "insert", at: "users[-]", value: { id: 3, name: "Cy" } }] },
		/^users\[3\]/,
	],
];

async function withHttp(place: Place, args: string[], work: (server: HttpServer) => Promise<void>): Promise<void> {
	const server = await startHttp(place.folder, args);
	try {
		await work(server);
	} finally {
		assert.equal(await server.stop(), 0);
	}
}

const ways: [string, (place: Place, work: (connected: Connected) => Promise<void>) => Promise<void>][] = [
	[
		"stdio",
		async (place, work) => {
			const connected = await overStdio(place.folder);
			await work(connected);
			await connected.close();
		},
	],
	[
		"HTTP",
		(place, work) =>
			withHttp(place, [], async (server) => {
				const connected = await server.connect();
				await work(connected);
				await connected.close();
			}),
	],
];

describe("MCP", () => {
	for (const [name, open] of ways) {
		it(
			`the SDK's client lists and calls every tool over ${name}`,
			inPlace(async (place) => {
				place.write("users.toon", users);
				await open(place, async ({ client, call }) => {
					const listed = (await client.listTools()).tools;
					assert.deepEqual(
						listed.map((tool) => tool.name),
						calls.map(([tool]) => tool),
					);
					assert.ok(listed.every(({ annotations }) => annotations?.readOnlyHint === true));
					for (const [tool, given, expected] of calls) {
						const { text, isError } = await call(tool, given);
						assert.ok(!isError && expected.test(text), `${tool}: ${text}`);
					}
					assert.equal(place.read("users.toon"), users, "nothing was written");
				});
			}),
		);

		it(
			`the inspector lists and calls every tool over ${name}`,
			inPlace(async (place) => {
				place.write("users.toon", users);
				const inspector = join(__dirname, "../../node_modules/@modelcontextprotocol/inspector/cli/build/cli.js");
				const inspect = async (target: string[], method: string[], flags: string[] = []): Promise<string> => {
					const args = [inspector, "--cli", ...target, "--method", ...method, ...flags];
					// Not synchronously: the proxy runs in this process.
					const options = { cwd: place.folder, env: place.environment };
					return (await promisify(execFile)(process.execPath, args, options)).stdout;
				};
				const all = async (target: string[], flags: string[] = []): Promise<void> => {
					const { tools: listed } = JSON.parse(await inspect(target, ["tools/list"], flags));
					assert.equal(listed.length, TOOLS.length);
					for (const [tool, given, expected] of calls) {
						const args = Object.entries(given).map(
							([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
						);
						const toolArgs = args.flatMap((arg) => ["--tool-arg", arg]);
						const { content } = JSON.parse(
							await inspect(target, ["tools/call", "--tool-name", tool, ...toolArgs], flags),
						);
						assert.match(content[0].text, expected, tool);
					}
				};
				if (name === "stdio") await all([process.execPath, join(__dirname, "../../dist/cli.js"), "mcp"]);
				else {
					await withHttp(place, [], async (server) => {
						const proxy = await startProxy(server);
						await all([proxy.url], ["--transport", "http"]).finally(() => proxy.stop());
					});
				}
			}),
		);
	}

	it("the definitions of all tools cost under 1,000 tokens", async () => {
		const text = JSON.stringify(
			TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
		);
		const tokens = await countTokens(text);
		assert.ok(tokens < 1000, `${tokens}`);
	});

	it(
		"toon_encode tells the truth where another format is cheaper",
		inPlace(async (place) => {
			const { call, close } = await overStdio(place.folder);
			const { notes, structured } = await call("toon_encode", { text: '{"a":{"b":[1]}}' });
			assert.match(notes[0]!, /^TOON saves nothing here: .* As compact JSON it would take only \d+: send that\.$/);
			assert.equal(structured!.cheapest, "jsonCompact");
			assert.ok((structured!.saved as { tokens: number }).tokens < 0);
			await close();
		}),
	);

	it(
		"writes only with --write, and only below the root",
		inPlace(async (place) => {
			place.write("root/a.toon", "# kept\na: 1\n");
			place.write("secret.toon", "s: 1\n");
			symlinkSync(place.path("secret.toon"), place.path("root/link.toon"));
			symlinkSync(place.folder, place.path("root/up"));
			const edit = { op: "set", at: "a", value: 2 };
			const reading = await overStdio(place.folder, ["--root", "root"]);
			const refused = await reading.call("toon_edit", { path: "a.toon", edits: [edit], write: true });
			assert.match(refused.text, /read-only here: start the server with --write/);
			for (const path of [
				"../secret.toon",
				place.path("secret.toon"),
				"link.toon",
				"up/secret.toon",
				"/etc/passwd",
				"../none",
			]) {
				const { text, isError } = await reading.call("toon_decode", { path });
				assert.ok(isError && /outside the folders/.test(text), `${path}: ${text}`);
			}
			for (const path of ["none.toon", "a.toon/b", "up", "a\0b"]) {
				assert.ok((await reading.call("toon_decode", { path })).isError, path);
			}
			await reading.close();
			const writing = await overStdio(place.folder, ["--root", "root", "--write"]);
			const { structured } = await writing.call("toon_edit", { path: "a.toon", edits: [edit], write: true });
			assert.equal(structured!.written, true);
			assert.equal(place.read("root/a.toon"), "# kept\na: 2\n");
			const outside = await writing.call("toon_edit", {
				path: "link.toon",
				edits: [{ op: "set", at: "s", value: 2 }],
				write: true,
			});
			assert.ok(outside.isError);
			assert.equal(place.read("secret.toon"), "s: 1\n");
			await writing.close();
		}),
	);

	const wrong: [string, Record<string, unknown>, RegExp][] = [
		["toon_decode", {}, /Give either text or path/],
		["toon_decode", { text: "a", path: "b" }, /Give either text or path/],
		["toon_decode", { txt: "a" }, /txt: there is no such argument. There are text, path, to/],
		["toon_decode", { text: 1 }, /text: give a string/],
		["toon_decode", { text: "a: 1", to: "xml" }, /to: choose one of json/],
		["toon_decode", { text: "a[2]: 1" }, /Line 1, column 2: The header declares 2 values/],
		["toon_query", { text: "a: 1", expression: ".a[" }, /is not jq/],
		["toon_query", { text: "a: 1" }, /expression: it is missing/],
		["toon_query", { text: "a: 1", expression: "[range(1e9)]" }, /more memory/],
		["toon_edit", { text: "a: 1", edits: [{ op: "set", at: "b.c", value: 1 }] }, /edits\[0\]: b\.c: there is no "b"/],
		["toon_edit", { text: "a: 1", edits: [{ op: "set", at: "a" }] }, /edits\[0\]\.value: it is missing/],
		[
			"toon_edit",
			{ text: "a: 1", edits: [{ op: "cut", at: "a" }] },
			/edits\[0\]\.op: choose one of set, insert, delete/,
		],
		["toon_edit", { text: "a: 1", edits: [], write: true }, /write: give the path/],
		["toon_encode", { text: "[".repeat(10_000) + "]".repeat(10_000), from: "json" }, /./],
		["toon_encode", { text: "{", from: "json" }, /Line 1/],
		["no_such_tool", {}, /no tool/],
	];
	it(
		"says what is wrong with what it is given",
		inPlace(async (place) => {
			const { call, close } = await overStdio(place.folder);
			for (const [tool, given, expected] of wrong) {
				const { text, isError } = await call(tool, given);
				const isDeep = tool === "toon_encode" && String(given.text).length > 1000;
				assert.ok(
					(isError || isDeep) && expected.test(text),
					`${tool} ${JSON.stringify(given).slice(0, 80)}: ${text.slice(0, 300)}`,
				);
			}
			assert.match((await call("toon_decode", { text: "a: 1" })).text, /"a": 1/, "and goes on");
			await close();
		}),
	);

	it(
		"refuses folders that are none, and ports that are none",
		inPlace((place) => {
			assert.match(place.run(["mcp", "--root", "none"]).err, /--root none: there is no such folder/);
			assert.equal(place.run(["mcp", "--http", "x"]).code, 64);
			assert.equal(place.run(["mcp", "--root", "none"]).code, 2);
		}),
	);
});

describe("MCP over HTTP", () => {
	const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });

	interface Reply {
		readonly status: number | undefined;
		readonly body: string;
	}

	/** One request, by hand; `body` may be larger than what the server reads. */
	function post(
		server: HttpServer,
		body: string | Buffer,
		headers: Record<string, string | undefined> = {},
		path = "/mcp",
		method = "POST",
	): Promise<Reply> {
		return new Promise((resolve, reject) => {
			const all: Record<string, string | undefined> = {
				authorization: `Bearer ${server.token}`,
				accept: "application/json, text/event-stream",
				"content-type": "application/json",
				...headers,
			};
			const given = Object.fromEntries(
				Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
			);
			const sent = request({ host: "127.0.0.1", port: server.port, path, method, headers: given }, (response) => {
				let text = "";
				response.setEncoding("utf8");
				response.on("data", (chunk: string) => (text += chunk));
				response.on("end", () => resolve({ status: response.statusCode, body: text }));
				response.on("error", reject);
			});
			let answered = false;
			sent.once("response", () => (answered = true));
			sent.on("error", (error) => !answered && reject(error));
			sent.end(body);
		});
	}

	it(
		"refuses whoever is not meant",
		inPlace((place) =>
			withHttp(place, [], async (server) => {
				const cases: [string, Promise<Reply>, number][] = [
					["the right token", post(server, list), 200],
					["no token", post(server, list, { authorization: undefined }), 401],
					["a wrong token", post(server, list, { authorization: `Bearer ${server.token}x` }), 401],
					["another scheme", post(server, list, { authorization: `Basic ${server.token}` }), 401],
					["a foreign page", post(server, list, { origin: "https://example.org" }), 403],
					["a page without origin", post(server, list, { origin: "null" }), 403],
					["our own page", post(server, list, { origin: `http://localhost:${server.port}` }), 200],
					["a name that leads here", post(server, list, { host: `evil.example:${server.port}` }), 403],
					["another path", post(server, list, {}, "/"), 404],
					["a stream", post(server, "", {}, "/mcp", "GET"), 405],
					["the end of a session", post(server, "", {}, "/mcp", "DELETE"), 405],
					["no JSON", post(server, "{"), 400],
					["nesting", post(server, "[".repeat(10_000) + "]".repeat(10_000)), 400],
					["no request", post(server, "{}"), 400],
				];
				for (const [name, reply, status] of cases) {
					const { status: found, body } = await reply;
					assert.equal(found, status, `${name}: ${body}`);
					if (status >= 400) assert.equal(typeof JSON.parse(body).error.message, "string", name);
				}
			}),
		),
	);

	it(
		"refuses 50 MB, declared or not, and goes on",
		inPlace((place) =>
			withHttp(place, [], async (server) => {
				const large = Buffer.alloc(50 * 2 ** 20, 0x20);
				assert.equal((await post(server, large)).status, 413);
				// Undeclared: the connection may end before all of it is sent.
				const socket = connect(server.port, "127.0.0.1");
				socket.on("error", () => undefined);
				let reply = "";
				socket.on("data", (chunk) => (reply += chunk.toString()));
				const head = [`POST /mcp HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${server.token}`];
				socket.write(
					`${[...head, "Content-Type: application/json", "Transfer-Encoding: chunked"].join("\r\n")}\r\n\r\n`,
				);
				socket.write(`${large.length.toString(16)}\r\n`);
				socket.write(large);
				while (reply === "") await once(socket, "data");
				assert.match(reply, /^HTTP\/1\.1 413 /);
				socket.destroy();
				assert.equal((await post(server, list)).status, 200);
			}),
		),
	);

	it(
		"lets go of connections that are dropped while it works",
		inPlace((place) =>
			withHttp(place, [], async (server) => {
				const params = { name: "toon_query", arguments: { text: "a: 1", expression: "def f: f; f" } };
				const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
				for (let at = 0; at < 5; at++) {
					const sent = request({
						host: "127.0.0.1",
						port: server.port,
						path: "/mcp",
						method: "POST",
						headers: {
							authorization: `Bearer ${server.token}`,
							accept: "application/json, text/event-stream",
							"content-type": "application/json",
						},
					});
					sent.on("error", () => undefined);
					sent.end(body);
					await new Promise((resolve) => setTimeout(resolve, 300));
					sent.destroy();
				}
				// Were they not ended, the next query would wait for five times the ten seconds that one may take.
				const connected = await server.connect();
				const soon = async (expected: string): Promise<void> => {
					const answer = connected.call("toon_query", { text: `a: ${expected}`, expression: ".a" });
					const late = new Promise<never>((_, reject) => setTimeout(reject, 9_000, new Error("it waits")).unref());
					assert.equal((await Promise.race([answer, late])).text, expected);
				};
				await soon("1");
				const abort = new AbortController();
				const cancelled = Array.from({ length: 5 }, () =>
					assert.rejects(connected.client.callTool(params, undefined, { signal: abort.signal })),
				);
				setTimeout(() => abort.abort(), 200);
				await Promise.all(cancelled);
				await soon("2");
				await connected.close();
			}),
		),
	);

	it(
		"ends at once when it is told to, whatever is under way and waits",
		inPlace(async (place) => {
			const server = await startHttp(place.folder);
			const params = { name: "toon_query", arguments: { text: "a: 1", expression: "def f: f; f" } };
			const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
			const dropped = Array.from({ length: 5 }, () => assert.rejects(post(server, body)));
			await new Promise((resolve) => setTimeout(resolve, 500));
			assert.equal(await server.stop(), 0);
			await Promise.all(dropped);
		}),
	);

	it(
		"answers 2,000 requests, eight at a time, each with its own answer",
		inPlace((place) =>
			withHttp(place, [], async (server) => {
				const rows = Array.from({ length: 220 }, (_, id) => ({ id, name: `name ${id}`, note: `something ${id % 7}` }));
				let next = 0;
				const times: number[] = [];
				const worker = async (): Promise<void> => {
					for (let at = next++; at < 2000; at = next++) {
						const text = JSON.stringify([{ id: `request ${at}`, name: "", note: "" }, ...rows]);
						const name = ["toon_encode", "toon_check", "toon_query", "toon_count"][at % 4]!;
						const toon = `x: request ${at}\n`;
						const given = [{ text }, { text: `${toon}y[2]: 1` }, { text, expression: ".[0].id" }, { text }][at % 4]!;
						const body = JSON.stringify({
							jsonrpc: "2.0",
							id: at,
							method: "tools/call",
							params: { name, arguments: given },
						});
						const start = performance.now();
						const { status, body: reply } = await post(server, body);
						times.push(performance.now() - start);
						assert.equal(status, 200);
						const answer = JSON.parse(reply);
						assert.equal(answer.id, at);
						const first = answer.result.content[0].text as string;
						const expected = [`  request ${at},"",""`, "array-length", `request ${at}`, "o200k_base"][at % 4]!;
						assert.ok(first.includes(expected), first.slice(0, 200));
					}
				};
				await Promise.all(Array.from({ length: 8 }, worker));
				assert.equal(times.length, 2000);
				if (process.env.TIMES) {
					times.sort((a, b) => a - b);
					console.log(`p50 ${times[1000]} ms, p95 ${times[1900]} ms, max ${times[1999]} ms`);
				}
			}),
		),
	);
});
