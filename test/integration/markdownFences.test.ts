/** ```toon fences of Markdown files through the built server, over stdio: every feature at places of the file. */
import assert from "node:assert/strict";
import {
	type CodeAction,
	CodeActionRequest,
	CodeActionResolveRequest,
	type CompletionItem,
	CompletionRequest,
	DefinitionRequest,
	DocumentFormattingRequest,
	DocumentOnTypeFormattingRequest,
	DocumentRangeFormattingRequest,
	type DocumentSymbol,
	DocumentSymbolRequest,
	FoldingRangeRequest,
	HoverRequest,
	type InitializeParams,
	RenameRequest,
	SelectionRangeRequest,
	SemanticTokensRangeRequest,
	type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer } from "./languageServer";

const capabilities: InitializeParams["capabilities"] = {
	textDocument: {
		diagnostic: {},
		completion: { completionItem: { snippetSupport: true } },
		codeAction: { resolveSupport: { properties: ["edit"] } },
	},
};

const uri = "file:///prompt.md";
const at = (line: number, character: number) => ({ line, character });
const over = (line: number, from: number, to = from) => ({ start: at(line, from), end: at(line, to) });

/** One fence as it is, one in a quote within a list, and what is none. */
const text = `# Prompt

\`\`\`toon
users[2]{id,name,city,age}:
  1,Ada,Oslo,36
  2,Bob,Rome,7
\`\`\`

- Take this:

  > ~~~toon {.data}
  > orders[3]{id,state,note}:
  >   1,open,x
  >   2,done,y
  > total:   2
  > ~~~

\`\`\`text
users[9]{id}:
\`\`\`
`;

const applied = (edits: readonly TextEdit[] | null | undefined, before = text): string =>
	TextDocument.applyEdits(TextDocument.create(uri, "markdown", 1, before), [...(edits ?? [])]);

/** What differs between two texts, by lines. */
const changed = (after: string, before = text): string[] => {
	const old = new Set(before.split("\n"));
	return after.split("\n").filter((line) => !old.has(line));
};

describe("fences of Markdown over stdio", () => {
	let server: LanguageServer;
	const document = { textDocument: { uri } };
	const place = (line: number, character: number) => ({ ...document, position: at(line, character) });

	before(async () => {
		server = await LanguageServer.start({ capabilities });
	});
	beforeEach(() => server.open(uri, text, "markdown"));
	after(() => server.stop());

	const actions = async (range = over(11, 10)): Promise<CodeAction[]> => {
		const params = { ...document, range, context: { diagnostics: [] } };
		return (await server.connection.sendRequest(CodeActionRequest.type, params)) as CodeAction[];
	};

	it("diagnostics, with related places, and quick fixes", async () => {
		const problems = await server.pull(uri);
		assert.deepEqual(
			problems.map(({ code, range }) => [code, range]),
			[["array-length", over(11, 10, 13)]],
		);
		const fix = (await actions()).find(({ isPreferred }) => isPreferred);
		assert.deepEqual(changed(applied(fix?.edit?.changes?.[uri])), ["  > orders[2]{id,state,note}:"]);
	});

	it("a fix that writes lines begins them as the fence does", async () => {
		const list = "> - ```toon\n>   a: 1\n>   t[2]:\n>     - x: 1\n>       y: 2\n>     - x: 3\n>       y: 4\n>   ```\n";
		await server.change(uri, list);
		const found = await actions(over(2, 5));
		const action = found.find(({ title }) => title === "Convert list to table");
		assert.ok(action, found.map(({ title }) => title).join());
		const resolved = (await server.connection.sendRequest(CodeActionResolveRequest.type, action)) as CodeAction;
		const after = applied(resolved.edit?.changes?.[uri], list);
		assert.equal(after, "> - ```toon\n>   a: 1\n>   t[2]{x,y}:\n>     1,2\n>     3,4\n>   ```\n");
	});

	it("hover, completion, definition, rename", async () => {
		const hover = await server.connection.sendRequest(HoverRequest.type, place(12, 6));
		assert.match(JSON.stringify(hover?.contents), /`id` · column 1 of 3 · header in line 12/);
		assert.deepEqual(hover?.range, over(12, 6, 7));
		const items = (await server.connection.sendRequest(CompletionRequest.type, place(12, 9))) as CompletionItem[];
		const done = items.find(({ label }) => label === "done");
		assert.deepEqual(done?.textEdit, { range: over(12, 8, 12), newText: "done" });
		const definition = await server.connection.sendRequest(DefinitionRequest.type, place(13, 9));
		assert.deepEqual(definition, { uri, range: over(11, 17, 22) });
		const renamed = await server.connection.sendRequest(RenameRequest.type, { ...place(11, 18), newName: "status" });
		assert.deepEqual(changed(applied(renamed?.changes?.[uri])), ["  > orders[3]{id,status,note}:"]);
	});

	it("nothing outside of the fences", async () => {
		for (const [line, character] of [
			[0, 3],
			[8, 4],
			[18, 2],
			[2, 1],
			[6, 1],
		] as const) {
			assert.equal(await server.connection.sendRequest(HoverRequest.type, place(line, character)), null);
			assert.equal(await server.connection.sendRequest(CompletionRequest.type, place(line, character)), null);
			const found = await actions(over(line, character));
			assert.deepEqual(
				found.filter(({ kind }) => kind !== "refactor.rewrite.fence"),
				[],
			);
		}
	});

	it("formatting of the fence, never of the file", async () => {
		await server.change(uri, "orders[2]", over(11, 4, 13));
		const options = { tabSize: 2, insertSpaces: true };
		assert.deepEqual(await server.connection.sendRequest(DocumentFormattingRequest.type, { ...document, options }), []);
		const range = over(14, 6);
		const edits = await server.connection.sendRequest(DocumentRangeFormattingRequest.type, {
			...document,
			range,
			options,
		});
		assert.deepEqual(changed(applied(edits)), ["  > total: 2"]);
	});

	it("folding, outline, growing selections, colours of columns", async () => {
		const folds = await server.connection.sendRequest(FoldingRangeRequest.type, document);
		assert.deepEqual(
			folds?.map(({ startLine, endLine }) => [startLine, endLine]),
			[
				[3, 5],
				[11, 13],
			],
		);
		const symbols = (await server.connection.sendRequest(DocumentSymbolRequest.type, document)) as DocumentSymbol[];
		assert.deepEqual(
			symbols.map(({ name, range }) => [name, range.start.line, range.end.line]),
			[
				["users", 3, 5],
				["orders", 11, 13],
				["total", 14, 14],
			],
		);
		const positions = [at(12, 9), at(0, 2), at(4, 5)];
		const grown = await server.connection.sendRequest(SelectionRangeRequest.type, { ...document, positions });
		assert.deepEqual(
			grown?.map(({ range }) => range),
			[over(12, 8, 12), over(0, 2), over(4, 4, 7)],
		);
		const range = { start: at(0, 0), end: at(19, 0) };
		const tokens = await server.connection.sendRequest(SemanticTokensRangeRequest.type, { ...document, range });
		assert.deepEqual(tokens?.data.slice(0, 10), [3, 9, 2, 0, 0, 0, 3, 4, 1, 0]);
	});

	it("typing: a new line in a quote goes on there", async () => {
		await server.change(uri, "\n  > ", over(11, 29));
		const params = { ...place(12, 4), ch: "\n", options: { tabSize: 2, insertSpaces: true } };
		const edits = await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, params);
		assert.deepEqual(edits, [{ range: over(12, 4), newText: "  " }]);
	});

	it("counts that follow rows", async () => {
		const told = new Promise<readonly TextEdit[]>((resolve) => {
			server.connection.onNotification(protocol.countsChanged.method, ({ edits }: { edits: TextEdit[] }) =>
				resolve(edits),
			);
		});
		await server.change(uri, "\n  3,Cy,Bonn,1", over(5, 14));
		assert.deepEqual(await told, [{ range: over(3, 6, 7), newText: "3" }]);
	});

	it("tokens of the fence beside the file", async () => {
		const fence = await server.request(protocol.tokens, { uri, position: at(4, 0) });
		const file = await server.request(protocol.tokens, { uri, position: at(0, 0) });
		const alone = await server.request(protocol.countText, { uri, text, from: "markdown" });
		assert.equal(file.toon, alone.tokens);
		assert.deepEqual([file.file, file.json], [undefined, null]);
		assert.equal(fence.file, file.toon);
		assert.ok(fence.toon > 20 && fence.toon < file.toon && (fence.jsonCompact ?? 0) > fence.toon);
		await server.change(uri, "More words. ", over(0, 2));
		const after = await server.request(protocol.tokens, { uri, position: at(4, 0) });
		assert.deepEqual([after.toon, after.file], [fence.toon, file.toon + 3]);
	});

	it("paths, rows and pastes at their places", async () => {
		assert.equal(
			await server.request(protocol.path, { uri, position: at(12, 9), style: "pointer" }),
			"/orders/0/state",
		);
		assert.deepEqual(await server.request(protocol.row, { uri, position: at(12, 9), row: "2" }), over(13, 6, 14));
		const pasted = await server.request(protocol.paste, { uri, range: over(14, 14), text: '{"a":1}' });
		assert.equal(pasted, null);
		await server.change(uri, "\n  > ", over(14, 14));
		const below = await server.request(protocol.paste, { uri, range: over(15, 4), text: '{"a":1,"b":{"c":2}}' });
		assert.equal(below?.text, "a: 1\n  > b:\n  >   c: 2");
	});

	it("no formatter of Markdown, to a client that registers formatters by language", async () => {
		const dynamic = { dynamicRegistration: true };
		const textDocument = { ...capabilities.textDocument, formatting: dynamic, rangeFormatting: dynamic };
		const other = await LanguageServer.start({ capabilities: { textDocument } });
		const { documentFormattingProvider, documentRangeFormattingProvider } = other.initialized.capabilities;
		assert.deepEqual([documentFormattingProvider, documentRangeFormattingProvider], [undefined, undefined]);
		assert.equal(server.initialized.capabilities.documentFormattingProvider, true);
		await other.stop();
	});

	it("are none where the setting is off", async () => {
		const other = await LanguageServer.start({ capabilities, settings: { markdown: { fences: false } } });
		await other.open(uri, text, "markdown");
		assert.deepEqual(await other.pull(uri), []);
		assert.equal(await other.connection.sendRequest(HoverRequest.type, place(12, 7)), null);
		await other.stop();
	});

	for (const [name, language, isMarkdown] of [
		["file:///a.prompt.md", "prompt", true],
		["file:///b.instructions.md", "instructions", true],
		["file:///c.qmd", "quarto", true],
		["vscode-notebook-cell:/n.ipynb#x1", "markdown", true],
		["file:///README.md", "plaintext", true],
		["file:///a.toon", "plaintext", false],
		["file:///odd.md", "toon", false],
	] as const) {
		it(`${name} as ${language} is ${isMarkdown ? "Markdown" : "TOON"}`, async () => {
			await server.open(name, text, language);
			const [problem] = await server.pull(name);
			assert.equal(problem?.range.start.line, isMarkdown ? 11 : 2);
		});
	}
});

describe("conversions of fences over stdio", () => {
	let server: LanguageServer;
	before(async () => {
		server = await LanguageServer.start({ capabilities });
	});
	after(() => server.stop());

	const offered = async (before: string, line: number): Promise<CodeAction[]> => {
		await server.open(uri, before, "markdown");
		const params = {
			textDocument: { uri },
			range: over(line, 0),
			context: { diagnostics: [], only: ["refactor.rewrite.fence"] },
		};
		return (await server.connection.sendRequest(CodeActionRequest.type, params)) as CodeAction[];
	};

	const toon = "- > ~~~ toon {.data}\n  > orders[2]{id,state}:\n  >   1,open\n  >   2,done\n  > ~~~\n  > text\n";
	const windows = (text: string): string => text.replaceAll("\n", "\r\n");

	for (const [what, before, line, title, after] of [
		[
			"TOON to JSON, with its attributes, in a quote",
			toon,
			2,
			/^Convert Fence to JSON \(costs \d+ tokens more\)$/,
			'- > ~~~ json {.data}\n  > {\n  >   "orders": [\n  >     {\n  >       "id": 1,\n  >       "state": "open"\n  >     },\n  >     {\n  >       "id": 2,\n  >       "state": "done"\n  >     }\n  >   ]\n  > }\n  > ~~~\n  > text\n',
		],
		[
			"TOON to YAML, with the cursor on a mark",
			toon,
			4,
			/^Convert Fence to YAML/,
			"- > ~~~ yaml {.data}\n  > orders:\n  >   - id: 1\n  >     state: open\n  >   - id: 2\n  >     state: done\n  > ~~~\n  > text\n",
		],
		[
			"TOON to a table, apart from the text below",
			toon,
			0,
			/^Convert Fence to Markdown Table \(/,
			"- > | id | state |\n  > | ---: | --- |\n  > | 1 | open |\n  > | 2 | done |\n  >\n  > text\n",
		],
		[
			"a table to TOON",
			"1. | id | state |\n   | --- | --- |\n   | 1 | open |\n",
			2,
			/^Convert Table to TOON Fence \(saves \d+ tokens, \d+ %\)$/,
			"1. ```toon\n   [1]{id,state}:\n     1,open\n   ```\n",
		],
		[
			"JSON to TOON",
			'```json\n{"orders": [{"id": 1, "state": "open"}, {"id": 2, "state": "done"}]}\n```\n',
			1,
			/^Convert JSON Fence to TOON \(saves \d+ tokens, \d+ %\)$/,
			"```toon\norders[2]{id,state}:\n  1,open\n  2,done\n```\n",
		],
		[
			"CSV to TOON, with its line ends",
			windows("```csv\nid,state\n1,open\n```\n"),
			1,
			/^Convert CSV Fence to TOON/,
			windows("```toon\n[1]{id,state}:\n  1,open\n```\n"),
		],
		[
			"what would close the fence, in a longer one",
			'```json\n"```"\n```\n',
			1,
			/^Convert JSON Fence to TOON/,
			"````toon\n```\n````\n",
		],
		["one that is not closed", "```yaml\na: 1", 1, /^Convert YAML Fence to TOON/, "```toon\na: 1"],
		["the form of a fence", "> ```toon\n> a:   1\n> ```\n", 1, /^Format Fence$/, "> ```toon\n> a: 1\n> ```\n"],
	] as const) {
		it(what, async () => {
			const action = (await offered(before, line)).find((each) => title.test(each.title));
			assert.ok(action, JSON.stringify((await offered(before, line)).map((each) => each.title)));
			assert.equal(applied(action.edit?.changes?.[uri], before), after);
		});
	}

	it("are not offered where there is no value, no table, or nothing to convert", async () => {
		const titles = async (before: string, line: number) =>
			(await offered(before, line)).map(({ title }) => title.replace(/ \(.*/, ""));
		assert.deepEqual(await titles("```json\n{,}\n```\n", 1), []);
		assert.deepEqual(await titles("```js\na\n```\n", 1), []);
		assert.deepEqual(await titles("text | with a bar\n", 0), []);
		assert.deepEqual(await titles("```toon\nt[1]:\n```\n", 1), []);
		assert.deepEqual(await titles("```toon\na: 1\nb: 2\n```\n", 1), ["Convert Fence to JSON", "Convert Fence to YAML"]);
	});

	it("of long fences work out their edits when they are chosen", async () => {
		const rows = Array.from({ length: 3_000 }, (_, id) => `${id},a text`).join("\n");
		const before = `\`\`\`csv\nid,text\n${rows}\n\`\`\`\n`;
		const [action] = await offered(before, 5);
		assert.equal(action?.title, "Convert CSV Fence to TOON");
		assert.equal(action?.edit, undefined);
		const resolved = (await server.connection.sendRequest(CodeActionResolveRequest.type, action!)) as CodeAction;
		assert.match(applied(resolved.edit?.changes?.[uri], before), /^```toon\n\[3000\]\{id,text\}:\n {2}0,a text\n/);
	});

	it("and all requests about a document take the address of a fence", async () => {
		await server.open(uri, toon, "markdown");
		const fence = await server.request(protocol.fence, { uri, position: at(4, 0) });
		assert.deepEqual([fence?.format, fence?.line, fence?.range.end], ["toon", 1, at(4, 7)]);
		const address = fence!.address!;
		await server.change(uri, "\n\n", over(0, 0));
		const { text: json } = await server.request(protocol.convert, { uri: address, to: "json" });
		assert.deepEqual(JSON.parse(json), {
			orders: [
				{ id: 1, state: "open" },
				{ id: 2, state: "done" },
			],
		});
		const preview = await server.request(protocol.preview, { uri: address });
		assert.equal(preview?.firstLine, 3);
		assert.ok((await server.request(protocol.compare, { uri: address })).formats.toon);
		await server.change(uri, ",surplus", over(4, 12));
		await assert.rejects(server.request(protocol.convert, { uri: address, to: "json" }), /^Error: Line 5, column 13: /);
		assert.equal(await server.request(protocol.fence, { uri, position: at(7, 4) }), null);
	});
});
