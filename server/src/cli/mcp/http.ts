/** The MCP server over streamable HTTP: on this machine only, with a token, and with bounds on what it takes. */
import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { depthOfJson } from "../../compare";
import { type Served, toolServer } from "./toolServer";

const BOUNDS = {
	bodyBytes: 8 * 2 ** 20,
	/** Levels of a request; the documents in it are strings. */
	depth: 200,
	/** Requests under way. */
	requests: 64,
	/** Milliseconds in which a request must have arrived. */
	arrival: 30_000,
} as const;

const PATH = "/mcp";

export interface HttpService {
	readonly url: string;
	readonly token: string;
	close(): Promise<void>;
}

/**
 * @param port 0: any that is free
 * @throws an error of the system where the port cannot be had
 */
export async function serveHttp(port: number, served: Served): Promise<HttpService> {
	const token = randomBytes(32).toString("base64url");
	const cancellable: Cancellable = new Map();
	let underWay = 0;
	const server = createServer((request, response) => {
		if (underWay >= BOUNDS.requests) return refuse(response, 503, "Too many requests at once: try again.");
		underWay++;
		response.once("close", () => underWay--);
		answer(request, response, { token, port: portOf(server), served, cancellable }).catch((error: unknown) => {
			if (!response.headersSent) refuse(response, 500, error instanceof Error ? error.message : String(error));
			else response.destroy();
		});
	});
	server.requestTimeout = BOUNDS.arrival;
	server.headersTimeout = BOUNDS.arrival;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	return {
		url: `http://127.0.0.1:${portOf(server)}${PATH}`,
		token,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

const portOf = (server: HttpServer): number => (server.address() as AddressInfo).port;

interface Service {
	readonly token: string;
	readonly port: number;
	readonly served: Served;
	readonly cancellable: Cancellable;
}

/** Ends a request under way, by its client and its id. */
type Cancellable = Map<string, () => void>;

async function answer(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
	const refusal = refusalOf(request, service);
	if (refusal !== undefined) return refuse(response, ...refusal);
	const body = await bodyOf(request);
	if (body === undefined) {
		return refuse(
			response,
			413,
			`The request is larger than ${BOUNDS.bodyBytes / 2 ** 20} MiB. Give a path instead of a text.`,
		);
	}
	if (depthOfJson(body, BOUNDS.depth) > BOUNDS.depth) return refuse(response, 400, "The request is nested too deeply.");
	let message: Message;
	try {
		message = JSON.parse(body);
	} catch {
		return refuse(response, 400, "The request is no JSON.", -32700);
	}
	await answerMessage(message, request, response, service);
}

/** What is looked at here of a message; the SDK checks that it is one. */
interface Message {
	readonly id?: unknown;
	readonly method?: unknown;
	readonly params?: { readonly requestId?: unknown } | undefined;
}

/** A session names a client, so that it can cancel what it has asked in a request of its own; nothing else is kept of it. */
const SESSION = "mcp-session-id";

async function answerMessage(
	message: Message,
	request: IncomingMessage,
	response: ServerResponse,
	{ served, cancellable }: Service,
): Promise<void> {
	const session = request.headers[SESSION];
	const keyOf = (id: unknown): string => JSON.stringify([session, id]);
	if (message?.method === "initialize") response.setHeader(SESSION, randomUUID());
	if (message?.method === "notifications/cancelled") cancellable.get(keyOf(message.params?.requestId))?.();

	// Stateless: a server and a transport for this request alone, so that a dropped connection leaves nothing behind.
	const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
	const server = toolServer(served);
	if (session !== undefined && message?.id !== undefined) {
		const key = keyOf(message.id);
		// A cancelled request has no answer; the connection is free for the next one.
		const cancel = (): void => void response.writeHead(202).end();
		cancellable.set(key, cancel);
		response.once("close", () => cancellable.get(key) === cancel && cancellable.delete(key));
	}
	response.once("close", () => void server.close());
	await server.connect(transport as Transport);
	await transport.handleRequest(request, response, message);
}

/** Why a request is not even read; the first reason that holds. */
function refusalOf(request: IncomingMessage, { token, port }: Service): [number, string] | undefined {
	const { host, origin, authorization } = request.headers;
	const own = ["127.0.0.1", "localhost"].map((name) => `${name}:${port}`);
	// A page elsewhere can reach this machine by a name of its own that leads here.
	if (host === undefined || !own.includes(host))
		return [403, "This server is asked by the name 127.0.0.1 or localhost only."];
	if (origin !== undefined && !own.includes(origin.replace(/^http:\/\//, ""))) {
		return [403, `Pages of ${origin.slice(0, 200)} may not ask this server.`];
	}
	if (request.url !== PATH) return [404, `The server is at ${PATH}.`];
	if (!isToken(authorization, token)) {
		return [401, "Give the token that was printed at the start: Authorization: Bearer …"];
	}
	return request.method === "POST" ? undefined : [405, "This server keeps no streams: send requests by POST."];
}

function isToken(authorization: string | undefined, token: string): boolean {
	const given = Buffer.from(authorization ?? "");
	const expected = Buffer.from(`Bearer ${token}`);
	return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The body as text; undefined where it is too large. What is left then is read and thrown away, so that the refusal arrives. */
function bodyOf(request: IncomingMessage): Promise<string | undefined> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		request.on("data", (chunk: Buffer) => {
			size += chunk.length;
			if (size <= BOUNDS.bodyBytes) chunks.push(chunk);
			else {
				chunks.length = 0;
				resolve(undefined);
			}
		});
		request.once("end", () => resolve(size > BOUNDS.bodyBytes ? undefined : Buffer.concat(chunks).toString("utf8")));
		request.once("error", reject);
		request.once("close", () => reject(new Error("The connection was dropped.")));
	});
}

/** A refusal in the form of JSON-RPC. */
function refuse(response: ServerResponse, status: number, message: string, code = -32000): void {
	const headers: Record<string, string> = { "content-type": "application/json" };
	if (status === 401) headers["www-authenticate"] = "Bearer";
	if (status === 405) headers.allow = "POST";
	response.writeHead(status, headers);
	response.end(JSON.stringify({ jsonrpc: "2.0", error: { code, message }, id: null }));
}
