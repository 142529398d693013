/** The files of a workspace measured through the built server, against tiktoken and the reference encoder. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { encode } from "@toon-format/toon";
import { CancellationTokenSource } from "vscode-languageserver-protocol";
import * as protocol from "../../server/src/lsp/protocol";
import { tiktokenCount } from "../unit/tokens/support";
import { LanguageServer } from "./languageServer";

const tokens = (text: string): number => tiktokenCount("o200k_base", text);

describe("measuring a workspace over stdio", () => {
	let folder: string;
	let server: LanguageServer;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), "toon-measure-"));
		server = await LanguageServer.start({ settings: {}, folder: pathToFileURL(folder).href });
	});

	afterEach(async () => {
		await server.stop();
		rmSync(folder, { recursive: true });
	});

	const write = (path: string, text: string): string => {
		mkdirSync(join(folder, path, ".."), { recursive: true });
		writeFileSync(join(folder, path), text);
		return pathToFileURL(join(folder, path)).href;
	};

	it("names what gains and what loses, and leaves out what is ignored, excluded or no data", async () => {
		const rows = Array.from({ length: 40 }, (_, id) => ({ id, name: `user ${id}` }));
		const text = JSON.stringify(rows, null, 2);
		const big = write("data/big.json", text);
		const fence = '{"a":{"b":{"c":[1]}}}';
		const prompt = write("prompt.md", `# Prompt\n\n\`\`\`json\n${fence}\n\`\`\`\n`);
		write("broken.json", "{");
		write(".gitignore", "ignored/\n");
		write("ignored/big.json", text);
		write("excluded/big.json", text);
		write("code.ts", "const a = 1;\n");
		const told: number[] = [];
		server.connection.onNotification(
			protocol.measuring.method,
			({ files }: { files: number }) => void told.push(files),
		);

		const result = await server.request(protocol.measure, { exclude: ["**/excluded", "[", "x".repeat(5000)] });
		const { gaining, losing, ...totals } = result;
		assert.deepEqual(gaining, [{ uri: big, tokens: tokens(text), toon: tokens(encode(rows)) }]);
		const toon = tokens("a:\n  b:\n    c[1]: 1");
		assert.deepEqual(losing, [{ uri: prompt, line: 3, tokens: tokens(fence), toon }]);
		assert.deepEqual(totals, {
			encoding: "o200k_base",
			files: 3,
			skipped: 1,
			tokens: tokens(text) + tokens(fence),
			toon: tokens(encode(rows)) + toon,
		});
		assert.equal(told.at(-1), 3);
	});

	it("needs a list of globs", async () => {
		for (const exclude of [undefined, "a", [1]]) {
			const params = { exclude } as unknown as protocol.MeasureQuestion;
			await assert.rejects(server.request(protocol.measure, params), /"exclude(\[0\])?", a (list|string)/);
		}
	});

	it("can be cancelled", async () => {
		for (let at = 0; at < 300; at++) write(`file-${at}.json`, JSON.stringify({ at }));
		const cancel = new CancellationTokenSource();
		const asked = server.connection.sendRequest(protocol.measure.method, { exclude: [] }, cancel.token);
		cancel.cancel();
		await assert.rejects(asked, /cancel/i);
	});
});
