/** Messages that are none: the server says so, keeps its documents, and goes on. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { SHAPES } from "../../server/src/lsp/shapes";
import { Random } from "../support/random";
import { LanguageServer, pulling, serverModule } from "./languageServer";

const uri = "file:///malformed.toon";
const text = "a: 1\nt[2]{x}:\n  1\n  2\n";

const INVALID_PARAMS = -32602;
const INVALID_REQUEST = -32600;
const NOT_INITIALIZED = -32002;

describe("malformed changes", function () {
	this.timeout(120_000);
	let server: LanguageServer;
	beforeEach(async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		await server.open(uri, text);
	});
	afterEach(() => server.stop());

	const send = (contentChanges: unknown): Promise<void> =>
		server.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 7 }, contentChanges });

	const stillThere = async (): Promise<void> => {
		assert.deepEqual(await server.pull(uri), []);
		// What the document says is still what was opened: a row less is one error.
		await server.change(uri, "", { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } });
		assert.deepEqual(
			(await server.pull(uri)).map(({ code }) => code),
			["array-length"],
		);
	};

	const place = { line: 1, character: 0 };
	const cases: readonly (readonly [name: string, change: unknown])[] = [
		["half a line", { range: { start: { line: 0.5, character: 0 }, end: place }, text: "x" }],
		["a line as text", { range: { start: { line: "0", character: 0 }, end: place }, text: "x" }],
		["a negative character", { range: { start: { line: 0, character: -1 }, end: place }, text: "x" }],
		["a range without an end", { range: { start: place }, text: "x" }],
		["a range that is null", { range: null, text: "x" }],
		["no text", { range: { start: place, end: place } }],
		["a text that is a number", { text: 1 }],
		["nothing", null],
	];
	for (const [name, change] of cases) {
		it(name, async () => {
			await send([change]);
			await stillThere();
		});
	}

	it("5,000 at random", async () => {
		const random = new Random(20261125);
		const values: readonly unknown[] = [0.5, -1, "1", null, undefined, {}, [], 1e300, true];
		for (let i = 0; i < 5000; i++) {
			const any = (): unknown => random.pick(values);
			const start = { line: any(), character: any() };
			await send(
				random.chance(0.1) ? [any()] : [{ range: { start, end: { line: any(), character: any() } }, text: "" }],
			);
		}
		await stillThere();
	});

	const at = { start: place, end: place };
	const requests: readonly (readonly [method: string, params: unknown, message: RegExp])[] = [
		["textDocument/hover", { textDocument: { uri }, position: { line: 0.5, character: 0 } }, /"position\.line"/],
		["textDocument/hover", { position: place }, /"textDocument", an object/],
		["textDocument/definition", { textDocument: { uri: 5 }, position: place }, /"textDocument\.uri", a uri/],
		["textDocument/selectionRange", { textDocument: { uri }, positions: [place, {}] }, /"positions\[1\]\.line"/],
		["textDocument/rename", { textDocument: { uri }, position: place }, /"newName", a string/],
		["textDocument/codeAction", { textDocument: { uri }, range: at, context: { only: "quickfix" } }, /"context\.only"/],
		["toon/tokens", { uri, range: { start: place } }, /"range\.end", an object/],
		["toon/preview", { uri, base: "1" }, /"base", a whole number/],
		["toon/previewRows", { uri, revision: 1, block: 0, start: -1, count: 5 }, /"start", a whole number from 0/],
		["toon/convertFile", { uri, to: "pdf" }, /"to", one of/],
		["toon/convertFiles", { uris: uri, to: "json" }, /"uris", a list/],
		["toon/paste", { uri, range: at, text: null }, /"text", a string/],
		["toon/convert", { text: "a: 1", to: "json", options: { pretty: "no" } }, /"options\.pretty", true or false/],
		["toon/optimize", [uri], /needs parameters, an object/],
		["initialize", { capabilities: {} }, /twice/],
	];
	for (const [method, params, message] of requests) {
		it(`${method} that ${message}`, async () => {
			const code = method === "initialize" ? INVALID_REQUEST : INVALID_PARAMS;
			await assert.rejects(server.connection.sendRequest(method, params), { code, message });
			await stillThere();
		});
	}

	it("5,000 messages of all kinds at random", async () => {
		const random = new Random(20261126);
		const values: readonly unknown[] = [0.5, -1, 7, "1", "", uri, "a\u0000:b", null, {}, [], 1e300, true, place, at];
		const names = [
			..."uri textDocument position range text to from contentChanges options line start end context".split(" "),
			..."count revision block query target uris name arguments settings version languageId data".split(" "),
		];
		const value = (depth: number): unknown => {
			if (depth === 0 || random.chance(0.3)) return random.pick(values);
			if (random.chance(0.2)) return [value(depth - 1), value(depth - 1)];
			return Object.fromEntries(
				Array.from({ length: random.between(0, 5) }, () => [random.pick(names), value(depth - 1)]),
			);
		};
		const notifications = /^textDocument\/did|^workspace\/did|^toon\/(fileSaved|trusted)$/;
		// What would end the document, or the session, or change what the workspace may do, rightly does so.
		const spared = new Set(["textDocument/didClose", "initialize", "toon/trusted", "textDocument/didOpen"]);
		const methods = [...SHAPES.keys()].filter((method) => !spared.has(method));
		const pending: Promise<unknown>[] = [];
		for (let i = 0; i < 5000; i++) {
			const method = random.pick(methods);
			const given = value(3);
			const params =
				typeof given === "object" && given !== null && !Array.isArray(given) && random.chance(0.5)
					? { textDocument: { uri }, uri, version: 9, ...given }
					: given;
			if (notifications.test(method)) {
				// A change that is right is no malformed one.
				if (method === "textDocument/didChange" && SHAPES.get(method)?.(params, "") === undefined) continue;
				await server.connection.sendNotification(method, params);
			} else {
				pending.push(server.connection.sendRequest(method, params).then(String, String));
			}
			if (i % 200 === 0) await Promise.all(pending);
		}
		await Promise.all(pending);
		await stillThere();
	});
});

/** What a server answers to these bytes, and how it ends when nothing more comes, or `last` after so many answers. */
function answers(
	input: string,
	{ after = 0, last = "" }: { readonly after?: number; readonly last?: string } = {},
): Promise<{ code: number | null; messages: unknown[]; stderr: string }> {
	const child = spawn(process.execPath, [serverModule, "--stdio"]);
	let out = "";
	let stderr = "";
	child.stdout.on("data", (data) => {
		out += String(data);
		if (after > 0 && out.split("Content-Length").length > after) child.stdin.end(last);
	});
	child.stderr.on("data", (data) => {
		stderr += String(data);
	});
	child.stdin.on("error", () => {});
	if (after > 0) child.stdin.write(input);
	else child.stdin.end(input);
	return new Promise((resolve) => {
		const limit = setTimeout(() => child.kill("SIGKILL"), 60_000);
		child.on("close", (code) => {
			clearTimeout(limit);
			const bodies = out.split(/Content-Length: \d+\r\n\r\n/).filter((body) => body !== "");
			resolve({ code, messages: bodies.map((body) => JSON.parse(body)), stderr });
		});
	});
}

const frame = (message: object): string => {
	const body = JSON.stringify({ jsonrpc: "2.0", ...message });
	return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

describe("messages out of turn", function () {
	this.timeout(120_000);
	const initialize = frame({
		id: 1,
		method: "initialize",
		params: { processId: null, rootUri: null, capabilities: {} },
	});
	const hover = frame({ id: 2, method: "textDocument/hover", params: { textDocument: { uri }, position: {} } });
	const shutdown = frame({ id: 3, method: "shutdown" });
	const exit = frame({ method: "exit" });

	const errorOf = (messages: readonly unknown[], id: number): number | undefined =>
		(messages as { id?: number; error?: { code: number } }[]).find((message) => message.id === id)?.error?.code;

	it("a request before initialize", async () => {
		const { messages } = await answers(hover + initialize + shutdown, { after: 3, last: exit });
		assert.equal(errorOf(messages, 2), NOT_INITIALIZED);
		assert.equal(errorOf(messages, 1), undefined);
	});

	it("a request after shutdown", async () => {
		const { messages, code } = await answers(initialize + shutdown + hover, { after: 3, last: exit });
		assert.equal(errorOf(messages, 2), INVALID_REQUEST);
		assert.equal(code, 0);
	});

	it("exit without shutdown", async () => assert.equal((await answers(initialize + exit)).code, 1));

	const frames: readonly (readonly [name: string, bytes: string])[] = [
		["no length", 'Content-Type: x\r\n\r\n{"jsonrpc":"2.0"}'],
		["a length that is no number", "Content-Length: many\r\n\r\n{}"],
		["a length below nothing", "Content-Length: -5\r\n\r\n{}"],
		["a length that is too short", 'Content-Length: 3\r\n\r\n{"jsonrpc":"2.0"}'],
		["a length that is huge", "Content-Length: 99999999999999\r\n\r\n{}"],
		["no JSON", "Content-Length: 5\r\n\r\n{{{{{"],
		["a header without a colon", "nonsense\r\n\r\n"],
	];
	for (const [name, bytes] of frames) {
		it(`a frame with ${name} ends in no stack, and the server ends with its client`, async () => {
			const { code, stderr } = await answers(initialize + bytes);
			assert.notEqual(code, null, "it was still there after a minute");
			assert.doesNotMatch(stderr, /\n\s+at /);
		});
	}
});
