import assert from "node:assert/strict";
import {
	type ApplyWorkspaceEditParams,
	DiagnosticSeverity,
	DocumentDiagnosticRequest,
	type ShowMessageRequestParams,
} from "vscode-languageserver-protocol/node";
import { LanguageServer, pulling, type StartOptions } from "./languageServer";

const uri = "file:///tasks.toon";
const valid = "tasks[2]{id,title}:\n  1,one\n  2,two\n";
const broken = "tasks[2]{id,title}:\n  1,one\n  2\n";

async function until<T>(probe: () => T | undefined, what: string): Promise<T> {
	for (let tries = 0; tries < 200; tries++) {
		const value = probe();
		if (value !== undefined) return value;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error(`waited in vain for ${what}`);
}

describe("diagnostics over stdio", () => {
	let server: LanguageServer;
	afterEach(() => server.stop());

	it("are pulled, with code, source, page and range, and go when the text is mended", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		assert.ok(server.initialized.capabilities.diagnosticProvider);
		await server.open(uri, broken);
		const [problem, ...others] = await server.pull(uri);
		assert.deepEqual(others, []);
		assert.equal(problem?.code, "row-width");
		assert.equal(problem?.source, "toon");
		assert.match(problem?.codeDescription?.href ?? "", /diagnostics\.md#row-width$/);
		assert.equal(problem?.range.start.line, 2);
		assert.equal(problem?.relatedInformation?.[0]?.location.range.start.line, 0);
		await server.change(uri, ",two", { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } });
		assert.deepEqual(await server.pull(uri), []);
	});

	it("are answered `unchanged` while nothing changed", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		await server.open(uri, broken);
		const ask = (previousResultId?: string) =>
			server.connection.sendRequest<{ kind: string; resultId?: string }>("textDocument/diagnostic", {
				textDocument: { uri },
				...(previousResultId !== undefined && { previousResultId }),
			});
		const first = await ask();
		assert.equal(first.kind, "full");
		assert.deepEqual(await ask(first.resultId), { kind: "unchanged", resultId: first.resultId });
		await server.change(uri, "#", { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
		const third = await ask(first.resultId);
		assert.equal(third.kind, "full");
		assert.notEqual(third.resultId, first.resultId);
	});

	it("are pushed to a client that cannot pull, and taken back when the document closes", async () => {
		server = await LanguageServer.start();
		assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
		await server.open(uri, broken);
		const pushed = await until(() => server.pushed.get(uri), "pushed diagnostics");
		assert.deepEqual(
			pushed.map(({ code }) => code),
			["row-width"],
		);
		await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
		await until(() => (server.pushed.get(uri)?.length === 0 ? true : undefined), "empty diagnostics");
	});

	it("follow the settings: strictness, indentation and the limit", async () => {
		const text = "a[3]: 1,2\nb[3]: 1,2\n";
		server = await LanguageServer.start({ capabilities: pulling, settings: { validation: { maxProblems: 1 } } });
		await server.open(uri, text);
		const limited = await server.pull(uri);
		assert.deepEqual(
			limited.map(({ code }) => code),
			["array-length", undefined],
		);
		assert.match(String(limited[1]?.message), /first 1 of 2 problems/);
		await server.stop();

		server = await LanguageServer.start({ capabilities: pulling, settings: { strict: false } });
		await server.open(uri, text);
		assert.deepEqual(await server.pull(uri), []);
		await server.stop();

		server = await LanguageServer.start({ capabilities: pulling, settings: { indentSize: 4 } });
		await server.open(uri, "a:\n  b: 1\n");
		assert.deepEqual(
			(await server.pull(uri)).filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ code }) => code),
			["indent-not-multiple"],
		);
	});

	const shown = async (capabilities: StartOptions["capabilities"]): Promise<void> => {
		const severities: Record<string, string> = { "needless-quotes": "warning", "array-length": "hint" };
		const settings = { validation: { severities } };
		server = await LanguageServer.start({ ...(capabilities && { capabilities }), settings });
		await server.open(uri, 'a: "x"\nb[2]: 1\nc: 1.0\n');
		const told = async (): Promise<unknown> => {
			const found = capabilities
				? await server.pull(uri)
				: await until(() => server.pushed.get(uri), "pushed diagnostics");
			return found.map(({ code, severity }) => `${code} ${severity}`);
		};
		// An error stays an error, and what is not named stays what it is.
		assert.deepEqual(await told(), ["needless-quotes 2", "array-length 1", "non-canonical-number 4"]);
		const request = { textDocument: { uri } };
		const before = capabilities && (await server.connection.sendRequest(DocumentDiagnosticRequest.type, request));
		Object.assign(severities, { "needless-quotes": "information", "non-canonical-number": "off" });
		server.pushed.clear();
		await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		const again = { ...request, ...(before?.resultId && { previousResultId: before.resultId }) };
		const after = capabilities && (await server.connection.sendRequest(DocumentDiagnosticRequest.type, again));
		assert.equal(after?.kind, capabilities && "full");
		assert.deepEqual(await told(), ["needless-quotes 3", "array-length 1"]);
	};
	it("are shown by the severities that were chosen, when they are pulled", () => shown(pulling));
	it("are shown by the severities that were chosen, when they are pushed", () => shown(undefined));

	it("of unknown documents are none", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		assert.deepEqual(await server.pull("file:///never-opened.toon"), []);
	});

	it("stay the same whatever is thrown at the server", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		const hostile = [
			"",
			"\0\0\0",
			"\uFEFF",
			"\ud800",
			`${"  ".repeat(5000)}a: 1`,
			`[999999999]: 1`,
			"{".repeat(100_000),
			"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n",
		];
		for (const text of hostile) {
			await server.change(uri, text).catch(() => {});
			await server.open(uri, text);
			await server.pull(uri);
			await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
		}
		await server.open(uri, valid);
		assert.deepEqual(await server.pull(uri), []);
	});

	it("are answered to a client that asks without having said that it can", async () => {
		server = await LanguageServer.start();
		await server.open(uri, broken);
		assert.deepEqual(
			(await server.pull(uri)).map(({ code }) => code),
			["row-width"],
		);
	});

	it("keep a document from being formatted, which is told and ends nothing", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		const messages: string[] = [];
		server.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
			messages.push(message);
		});
		await server.open(uri, broken);
		const format = () =>
			server.connection.sendRequest("textDocument/formatting", {
				textDocument: { uri },
				options: { tabSize: 2, insertSpaces: true },
			});
		assert.deepEqual(await format(), []);
		assert.deepEqual(await format(), []);
		await until(() => messages[0], "the message");
		assert.match(messages[0] ?? "", /Not formatted.*line 3/);
	});

	it("keep a document from being formatted, and a button repairs it", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		const asked: string[] = [];
		let applied: unknown;
		server.connection.onRequest("window/showMessageRequest", ({ message, actions }: ShowMessageRequestParams) => {
			asked.push(message);
			return actions?.[0] ?? null;
		});
		server.connection.onRequest("workspace/applyEdit", ({ edit }: ApplyWorkspaceEditParams) => {
			applied = edit.changes;
			return { applied: true };
		});
		await server.open(uri, "tags[3]: a,b\n");
		const options = { tabSize: 2, insertSpaces: true };
		await server.connection.sendRequest("textDocument/formatting", { textDocument: { uri }, options });
		// On save, not a word: the save follows the request.
		await server.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
		await new Promise((resolve) => setTimeout(resolve, 2000));
		assert.deepEqual(asked, []);
		await server.connection.sendRequest("textDocument/formatting", { textDocument: { uri }, options });
		await until(() => applied, "the repair");
		assert.match(asked.join(), /^Not formatted/);
		const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } };
		assert.deepEqual(applied, { [uri]: [{ range, newText: "2" }] });
	});

	it("offer repairs", async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		await server.open(uri, "tags[3]: a,b\n");
		const [problem] = await server.pull(uri);
		assert.ok(problem);
		const actions = await server.connection.sendRequest<
			{ title: string; isPreferred?: boolean; edit: { changes: Record<string, { newText: string }[]> } }[]
		>("textDocument/codeAction", { textDocument: { uri }, range: problem.range, context: { diagnostics: [problem] } });
		const preferred = actions.find(({ isPreferred }) => isPreferred);
		assert.deepEqual(
			preferred?.edit.changes[uri]?.map(({ newText }) => newText),
			["2"],
		);
	});
});
