/** Completion, navigation, colours and refactorings through the built server, over stdio. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
	type CodeAction,
	CodeActionRequest,
	CodeActionResolveRequest,
	type CompletionItem,
	CompletionRequest,
	DefinitionRequest,
	DocumentHighlightRequest,
	DocumentLinkRequest,
	DocumentOnTypeFormattingRequest,
	FoldingRangeRequest,
	type InitializeParams,
	PrepareRenameRequest,
	ReferencesRequest,
	RenameRequest,
	SelectionRangeRequest,
	SemanticTokensRangeRequest,
	SignatureHelpRequest,
	type TextEdit,
	WorkspaceSymbolRequest,
} from "vscode-languageserver-protocol/node";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer } from "./languageServer";

const capabilities: InitializeParams["capabilities"] = {
	textDocument: {
		diagnostic: {},
		completion: { completionItem: { snippetSupport: true } },
		codeAction: { resolveSupport: { properties: ["edit"] } },
	},
};

const text = "see: ./other.toon\nt[2]{id,state,title,n}:\n  1,open,x,1\n  2,done,y,2\nlist[1]:\n  - a: 1\n";
const at = (line: number, character: number) => ({ line, character });
const over = (line: number, character: number) => ({ start: at(line, character), end: at(line, character) });

describe("editor features over stdio", () => {
	let server: LanguageServer;
	let folder: string;
	let uri: string;
	const place = (line: number, character: number) => ({ textDocument: { uri }, position: at(line, character) });

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "toon-features-"));
		writeFileSync(join(folder, "other.toon"), "elsewhere:\n  key: 1\n");
		uri = pathToFileURL(join(folder, "a.toon")).toString();
		server = await LanguageServer.start({ capabilities, folder: pathToFileURL(folder).toString() });
	});
	beforeEach(() => server.open(uri, text));
	after(async () => {
		await server.stop();
		rmSync(folder, { recursive: true });
	});

	it("completes a cell by the values of its column, with snippets for what is missing", async () => {
		const items = (await server.connection.sendRequest(CompletionRequest.type, place(2, 6))) as CompletionItem[];
		const open = items.find(({ label }) => label === "done");
		assert.equal(open?.detail, "1× in state");
		await server.change(uri, "t[1]{a,b}:\n  1");
		const more = (await server.connection.sendRequest(CompletionRequest.type, place(1, 3))) as CompletionItem[];
		assert.ok(more.some(({ textEdit }) => textEdit?.newText === ",${1:b}"));
	});

	it("helps with the signature of a row", async () => {
		const help = await server.connection.sendRequest(SignatureHelpRequest.type, place(2, 5));
		assert.equal(help?.activeParameter, 1);
	});

	it("folds, grows selections, leads to definitions and references", async () => {
		const folds = await server.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
		assert.deepEqual(
			folds?.map(({ startLine, endLine }) => [startLine, endLine]),
			[
				[1, 3],
				[4, 5],
			],
		);
		const grown = await server.connection.sendRequest(SelectionRangeRequest.type, {
			textDocument: { uri },
			positions: [at(2, 5)],
		});
		assert.deepEqual(grown?.[0]?.range, { start: at(2, 4), end: at(2, 8) });
		const definition = await server.connection.sendRequest(DefinitionRequest.type, place(2, 5));
		assert.deepEqual(definition, { uri, range: { start: at(1, 8), end: at(1, 13) } });
		const found = await server.connection.sendRequest(ReferencesRequest.type, {
			...place(2, 5),
			context: { includeDeclaration: true },
		});
		assert.equal(found?.length, 3);
		const highlights = await server.connection.sendRequest(DocumentHighlightRequest.type, place(1, 9));
		assert.equal(highlights?.length, 3);
	});

	it("renames a column, and says why it does not", async () => {
		const prepared = await server.connection.sendRequest(PrepareRenameRequest.type, place(1, 9));
		assert.equal(prepared && "placeholder" in prepared && prepared.placeholder, "state");
		const edit = await server.connection.sendRequest(RenameRequest.type, { ...place(2, 5), newName: "status" });
		assert.deepEqual(
			edit?.changes?.[uri]?.map(({ newText }) => newText),
			["status"],
		);
		const refused = server.connection.sendRequest(RenameRequest.type, { ...place(2, 5), newName: "id" });
		await assert.rejects(refused, /stands beside it already/);
	});

	it("links to files that exist, finds symbols of all files", async () => {
		const links = await server.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
		assert.deepEqual(
			links?.map(({ target }) => target),
			[pathToFileURL(join(folder, "other.toon")).toString()],
		);
		const symbols = await server.connection.sendRequest(WorkspaceSymbolRequest.type, { query: "lse" });
		assert.deepEqual(
			symbols?.map(({ name }) => name),
			["elsewhere"],
		);
	});

	it("colours the columns of the visible lines", async () => {
		const range = { start: at(2, 0), end: at(2, 1) };
		const tokens = await server.connection.sendRequest(SemanticTokensRangeRequest.type, {
			textDocument: { uri },
			range,
		});
		assert.deepEqual(tokens?.data.slice(0, 10), [2, 2, 1, 0, 0, 0, 2, 4, 1, 0]);
		assert.equal(tokens?.data.length, 20);
	});

	it("moves on while typing", async () => {
		await server.change(uri, "l[1]:\n  - a\n  - \n");
		const options = { tabSize: 2, insertSpaces: true };
		const edits = await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
			...place(3, 0),
			ch: "\n",
			options,
		});
		assert.deepEqual(edits, [{ range: { start: at(2, 0), end: at(3, 0) }, newText: "" }]);
	});

	it("tells which counts follow an edit", async () => {
		const told = new Promise<{ version: number; edits: TextEdit[] }>((resolve) => {
			server.connection.onNotification(protocol.countsChanged.method, resolve);
		});
		await server.change(uri, "\n  3,open,z,3", over(3, 12));
		const { edits } = await told;
		assert.deepEqual(edits, [{ range: { start: at(1, 2), end: at(1, 3) }, newText: "3" }]);
	});

	it("moves counts along while typing, for clients that know no more than LSP", async () => {
		await server.change(uri, "\n  3,open,z,3\n", over(3, 12));
		const options = { tabSize: 2, insertSpaces: true };
		const edits = await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
			...place(5, 0),
			ch: "\n",
			options,
		});
		assert.deepEqual(edits, [{ range: { start: at(1, 2), end: at(1, 3) }, newText: "3" }]);
	});

	it("offers the fix of a count in the rows too", async () => {
		await server.open(uri, "t[3]{a,b}:\n  1,2\n  3,4\n");
		const actions = (await server.connection.sendRequest(CodeActionRequest.type, {
			textDocument: { uri },
			range: over(2, 3),
			context: { diagnostics: [], only: ["quickfix"] },
		})) as CodeAction[];
		const [fix] = actions;
		assert.equal(fix?.edit?.changes?.[uri]?.[0]?.newText, "2");
		assert.equal(fix?.diagnostics?.[0]?.range.start.line, 0);
	});

	it("offers refactorings and works out the one that is chosen", async () => {
		const actions = (await server.connection.sendRequest(CodeActionRequest.type, {
			textDocument: { uri },
			range: over(4, 0),
			context: { diagnostics: [] },
		})) as CodeAction[];
		const chosen = actions.find(({ title }) => title === "Convert list to table");
		assert.ok(chosen);
		const { edit } = await server.connection.sendRequest(CodeActionResolveRequest.type, chosen);
		assert.deepEqual(edit?.changes?.[uri]?.[0]?.newText, "list[1]{a}:\n  1");
	});

	it("answers with paths, rows, inlays and pasted texts", async () => {
		const position = at(3, 4);
		assert.equal(await server.request(protocol.path, { uri, position, style: "pointer" }), "/t/1/state");
		const row = await server.request(protocol.row, { uri, position, row: "2" });
		assert.deepEqual(row, { start: at(3, 2), end: at(3, 12) });
		const inlays = await server.request(protocol.inlays, {
			uri,
			range: { start: at(0, 0), end: at(9, 0) },
			namesOn: 2,
		});
		assert.deepEqual(
			inlays.map(({ label }) => label),
			["id:", "state:", "title:", "n:"],
		);
		const pasted = await server.request(protocol.paste, { uri, range: over(6, 0), text: '{"b": [1, 2]}' });
		assert.equal(pasted?.text, "b[2]: 1,2");
	});

	it("converts selections", async () => {
		const range = { start: at(2, 0), end: at(3, 0) };
		const { text: json } = await server.request(protocol.convertSelection, { uri, range, to: "json", pretty: false });
		assert.equal(json.trim(), '[{"id":1,"state":"open","title":"x","n":1}]');
		const replaced = await server.request(protocol.replaceSelection, { text: '[{"a":1}]', to: "toon" });
		assert.equal(replaced.text, "[1]{a}:\n  1");
		await assert.rejects(server.request(protocol.replaceSelection, { text: "words", to: "toon" }), /none of JSON/);
	});

	it("answers nothing to a question that was cancelled or is about no document", async () => {
		const none = await server.connection.sendRequest(FoldingRangeRequest.type, {
			textDocument: { uri: "file:///none" },
		});
		assert.equal(none, null);
	});
});
