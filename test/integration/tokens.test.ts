/** Token counts through the built server, against tiktoken. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@toon-format/toon";
import { get_encoding, type Tiktoken, type TiktokenEncoding } from "tiktoken";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer, pulling } from "./languageServer";

const uri = "untitled:Untitled-1";
const tasklist = readFileSync(join(__dirname, "../../examples/tasklist.toon"), "utf8");

describe("token counts over stdio", () => {
	const encodings = new Map<string, Tiktoken>();
	const count = (text: string, encoding: TiktokenEncoding = "o200k_base"): number => {
		const oracle = encodings.get(encoding) ?? get_encoding(encoding);
		encodings.set(encoding, oracle);
		return oracle.encode_ordinary(text).length;
	};
	let server: LanguageServer;
	const start = async (settings?: Record<string, unknown>): Promise<LanguageServer> => {
		server = await LanguageServer.start({ capabilities: pulling, ...(settings && { settings }) });
		return server;
	};
	const ask = (params: Omit<protocol.TokensParams, "uri"> = {}) => server.request(protocol.tokens, { uri, ...params });
	afterEach(() => server.stop());
	after(() => {
		for (const encoding of encodings.values()) encoding.free();
	});

	/** The next counts that the server tells for which `isWanted` holds. */
	const told = (isWanted: (counts: protocol.TokensResult) => boolean) =>
		new Promise<protocol.TokensResult & { uri: string }>((resolve) => {
			const listening = server.connection.onNotification(
				protocol.tokensChanged.method,
				(counts: protocol.TokensResult & { uri: string }) => {
					if (!isWanted(counts)) return;
					listening.dispose();
					resolve(counts);
				},
			);
		});

	it("are exact for the document and for its value as JSON, in every encoding", async () => {
		await start();
		await server.open(uri, tasklist);
		const value = decode(tasklist);
		for (const encoding of ["o200k_base", "cl100k_base", "p50k_base", "r50k_base"] as const) {
			const result = await ask({ encoding });
			const toon = count(tasklist, encoding);
			const jsonCompact = count(JSON.stringify(value), encoding);
			const json = count(JSON.stringify(value, null, 2), encoding);
			const percent = ((jsonCompact - toon) / jsonCompact) * 100;
			const savings = { baseline: "json-compact", baselineTokens: jsonCompact, tokens: jsonCompact - toon, percent };
			assert.deepEqual(result, { version: 1, encoding, toon, json, jsonCompact, exact: true, savings });
		}
	});

	it("are told after each edit, and are null for JSON while there are errors", async () => {
		await start();
		await server.open(uri, tasklist);
		const broken = told(({ json, version }) => version === 2 && json === null);
		const start_ = { line: 2, character: 0 };
		await server.change(uri, "tags[3]: a,b\n", { start: start_, end: start_ });
		const edited = tasklist.split("\n").toSpliced(2, 0, "tags[3]: a,b").join("\n");
		assert.equal((await broken).toon, count(edited));
		const mended = told(({ json, exact, version }) => version === 3 && json !== null && exact);
		await server.change(uri, "2", { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } });
		const text = edited.replace("tags[3]", "tags[2]");
		const counts = await mended;
		assert.equal(counts.uri, uri);
		assert.equal(counts.toon, count(text));
		assert.equal(counts.jsonCompact, count(JSON.stringify(decode(text))));
		assert.equal(counts.json, count(JSON.stringify(decode(text), null, 2)));
	});

	it("of a range are those of its text alone", async () => {
		await start();
		await server.open(uri, tasklist);
		const range = { start: { line: 2, character: 3 }, end: { line: 7, character: 9 } };
		const lines = tasklist.split("\n");
		const text = [lines[2]?.slice(3), ...lines.slice(3, 7), lines[7]?.slice(0, 9)].join("\n");
		assert.deepEqual(await ask({ range }), {
			version: 1,
			encoding: "o200k_base",
			toon: count(text),
			json: null,
			jsonCompact: null,
			exact: true,
			savings: null,
		});
	});

	it("follow the model of the settings, and say so where it is not exact", async () => {
		await start({ tokens: { model: "gpt-4" } });
		await server.open(uri, tasklist);
		assert.equal((await ask()).encoding, "cl100k_base");
		const estimate = await ask({ encoding: "claude-opus" });
		assert.equal(estimate.exact, false);
		assert.equal(estimate.encoding, "~o200k_base");
		assert.match(estimate.notice ?? "", /claude-opus.*estimate/);
		assert.match((await ask({ encoding: "no-such-model" })).notice ?? "", /no-such-model.*toon\.tokens\.model/);
	});

	it("are compared with the baseline of the settings, and tell when TOON costs more", async () => {
		await start({ savings: { baseline: "yaml" } });
		await server.open(uri, tasklist);
		const { savings } = await ask();
		const yaml = await server.request(protocol.convert, { uri, to: "yaml" });
		assert.equal(savings?.baseline, "yaml");
		assert.equal(savings?.baselineTokens, count(yaml.text));
		await server.stop();

		await start();
		await server.open(uri, "a:\n  b:\n    c:\n      d:\n        e: 1\n");
		const nested = await ask();
		assert.ok(nested.savings !== null && nested.savings.tokens < 0 && nested.savings.percent < 0);
	});

	it("count a selection of JSON, and what it would cost as TOON", async () => {
		await start();
		const json = '{"a":[{"x":1,"y":2},{"x":3,"y":4}]}';
		const toon = await server.request(protocol.convert, { text: json, from: "json", to: "toon" });
		const whole = await server.request(protocol.countText, { text: json, from: "json", uri: "file:///x.json" });
		assert.deepEqual(whole, { encoding: "o200k_base", tokens: count(json), exact: true, asToon: count(toon.text) });
		const part = await server.request(protocol.countText, { text: '"a":[{', from: "json", uri: "file:///x.json" });
		assert.deepEqual(part, { encoding: "o200k_base", tokens: count('"a":[{'), exact: true, asToon: null });
	});

	it("of a document that is not open are refused", async () => {
		await start();
		await assert.rejects(ask(), { message: /not open/ });
	});

	it("come with metrics of what was done", async () => {
		await start();
		await server.open(uri, tasklist);
		await server.pull(uri);
		await server.change(uri, "#", { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
		await ask();
		await server.request(protocol.convert, { uri, to: "json" });
		await server.request(protocol.convert, { uri, to: "json" });
		const { operations, requests, judged, caches, memory, queue } = await server.request(protocol.metrics, null);
		assert.deepEqual(Object.keys(operations), ["parse", "reparse", "diagnose", "tokens", "convert", "preview"]);
		for (const name of ["parse", "reparse", "diagnose", "tokens", "convert"] as const) {
			const { count, p50, p95, p99, max } = operations[name];
			assert.ok(count > 0 && 0 <= p50 && p50 <= p95 && p95 <= p99 && p99 <= max, name);
		}
		assert.equal(caches.conversions?.hits, 1);
		assert.ok((caches.counts?.misses ?? 0) > 0 && (caches.counts?.size ?? 0) > 0);
		assert.ok(memory.heapUsed > 0 && memory.rss > 0);
		assert.deepEqual(
			Object.entries(requests).map(([name, { count }]) => [name, count]),
			[
				["textDocument/diagnostic", 1],
				["toon/tokens", 1],
				["toon/convert", 2],
			],
		);
		assert.deepEqual(judged["toon/convert"], { threshold: { warn: 500, bad: 1000 } });
		assert.equal(queue.threads, 0);
	});

	it("of 20 MB do not keep the server from answering", async () => {
		await start();
		const row = "  1,some text that is counted,another cell\n";
		const rows = Math.floor(20_000_000 / row.length);
		await server.open(uri, `t[${rows}]{a,b,c}:\n${row.repeat(rows)}`);
		const counted = ask();
		let answers = 0;
		let done = false;
		void counted.then(() => {
			done = true;
		});
		while (!done) {
			await server.request(protocol.metrics, null);
			answers++;
		}
		assert.ok((await counted).exact);
		assert.ok(answers > 3, `only ${answers} other requests were answered meanwhile`);
	}).timeout(60_000);
});
