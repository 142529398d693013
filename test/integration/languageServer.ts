/** Drives the built server over stdio, as any LSP client does. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import {
	createProtocolConnection,
	type Diagnostic,
	DidChangeTextDocumentNotification,
	DidOpenTextDocumentNotification,
	DocumentDiagnosticRequest,
	ExitNotification,
	InitializedNotification,
	type InitializeParams,
	InitializeRequest,
	type InitializeResult,
	type ProtocolConnection,
	PublishDiagnosticsNotification,
	type Range,
	ShutdownRequest,
	StreamMessageReader,
	StreamMessageWriter,
	type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import type { Method } from "../../server/src/lsp/protocol";

export const serverModule = join(__dirname, "../../dist/server.js");

export interface StartOptions {
	readonly capabilities?: InitializeParams["capabilities"];
	readonly initializationOptions?: unknown;
	/** The section `toon` of the configuration, if the client has one. */
	readonly settings?: Record<string, unknown>;
	readonly folder?: string;
	/** Arguments of Node before the module. */
	readonly nodeArguments?: readonly string[];
	/** Folder of the ledger of savings; default: nothing is recorded. */
	readonly ledger?: string;
}

/** Capabilities of a client that pulls diagnostics. */
export const pulling: InitializeParams["capabilities"] = {
	textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true } },
};

/** One server process and the connection to it. */
export class LanguageServer {
	readonly process: ChildProcess;
	readonly connection: ProtocolConnection;
	/** Diagnostics as last pushed, by uri. */
	readonly pushed = new Map<string, Diagnostic[]>();
	initialized: InitializeResult = { capabilities: {} };
	#version = 1;

	private constructor(process: ChildProcess, connection: ProtocolConnection) {
		this.process = process;
		this.connection = connection;
	}

	static async start(options: StartOptions = {}): Promise<LanguageServer> {
		const { ledger, nodeArguments = [] } = options;
		const savings = ledger === undefined ? { TOON_SAVINGS: "off" } : { TOON_SAVINGS: "on", TOON_SAVINGS_DIR: ledger };
		const child = spawn(process.execPath, [...nodeArguments, serverModule, "--stdio"], {
			stdio: ["pipe", "pipe", "inherit"],
			env: { ...process.env, ...savings },
		});
		const connection = createProtocolConnection(
			new StreamMessageReader(child.stdout),
			new StreamMessageWriter(child.stdin),
		);
		const server = new LanguageServer(child, connection);
		connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
			server.pushed.set(uri, diagnostics);
		});
		const { settings } = options;
		if (settings !== undefined) {
			connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => settings));
		}
		connection.onRequest("client/registerCapability", () => null);
		connection.onRequest("workspace/diagnostic/refresh", () => null);
		connection.listen();
		const folder = options.folder === undefined ? null : [{ uri: options.folder, name: "folder" }];
		server.initialized = await connection.sendRequest(InitializeRequest.type, {
			processId: process.pid,
			rootUri: null,
			capabilities: {
				...options.capabilities,
				...(settings !== undefined && { workspace: { configuration: true } }),
			},
			workspaceFolders: folder,
			...(options.initializationOptions !== undefined && { initializationOptions: options.initializationOptions }),
		});
		await connection.sendNotification(InitializedNotification.type, {});
		return server;
	}

	async open(uri: string, text: string, languageId = "toon"): Promise<void> {
		const textDocument = { uri, languageId, version: this.#version++, text };
		await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
	}

	async change(uri: string, text: string, range?: Range): Promise<void> {
		const textDocument = { uri, version: this.#version++ };
		const contentChanges = range === undefined ? [{ text }] : [{ range, text }];
		await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
	}

	/** Several changes in one notification, each against the text that the one before it left. */
	async changeAll(uri: string, contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
		const textDocument = { uri, version: this.#version++ };
		const params = { textDocument, contentChanges: [...contentChanges] };
		await this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
	}

	async pull(uri: string): Promise<Diagnostic[]> {
		const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
		return report.kind === "full" ? report.items : [];
	}

	request<Params, Result>(method: Method<Params, Result>, params: Params): Promise<Result> {
		return this.connection.sendRequest<Result>(method.method, params);
	}

	/** Ends the server as a client does; the exit code of its process. */
	async stop(): Promise<number | null> {
		const exited = new Promise<number | null>((resolve) => this.process.once("exit", resolve));
		await this.connection.sendRequest(ShutdownRequest.type);
		await this.connection.sendNotification(ExitNotification.type);
		const code = await exited;
		this.connection.dispose();
		return code;
	}
}
