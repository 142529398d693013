/**
 * The client of VS Code's own making, set up for our server. A bundle of its own, loaded when the activation is over:
 * it is ten times as large as all the rest of the client.
 */
import * as vscode from "vscode";
import {
	CloseAction,
	type ErrorHandler,
	LanguageClient,
	type LanguageClientOptions,
	State,
	TransportKind,
} from "vscode-languageclient/node";
import { type InitializationOptions, MARKDOWN_LANGUAGES } from "../../server/src/lsp/protocol";

/** .toon documents, and Markdown for its fences, whatever scheme they come from; cells of notebooks too. */
const DOCUMENTS = ["toon", ...MARKDOWN_LANGUAGES].map((language) => ({ language }));

/** A large nursery: the preview of a long document makes much that dies young, and copying it costs a third of the time. */
const SERVER_FLAGS = ["--max-semi-space-size=64"];

export interface ClientEvents {
	/** The server is up: after the start, a restart, or a crash. */
	readonly onRunning: () => void;
	/** The server stopped too often: it is not started again by itself. */
	readonly onGivenUp: () => void;
}

/** A client that runs `serverModule` over Node IPC with the library's own restart policy. Not yet started. */
export function createClient(
	serverModule: string,
	outputChannel: vscode.LogOutputChannel,
	{ onRunning, onGivenUp }: ClientEvents,
): LanguageClient {
	const initializationOptions = (): InitializationOptions => ({
		trusted: vscode.workspace.isTrusted,
		takesCounts: true,
	});
	const errorHandler: ErrorHandler = {
		error: (error, message, count) => policy.error(error, message, count),
		closed: async () => {
			const result = await policy.closed();
			if (result.action !== CloseAction.DoNotRestart) return result;
			onGivenUp();
			return { ...result, handled: true };
		},
	};
	const options: LanguageClientOptions = {
		documentSelector: DOCUMENTS,
		outputChannel,
		initializationOptions,
		errorHandler,
		markdown: { isTrusted: { enabledCommands: ["toon.tokenMenu"] } },
	};
	const transport = TransportKind.ipc;
	const run = { module: serverModule, transport, options: { execArgv: [...SERVER_FLAGS] } };
	const debug = { ...run, options: { execArgv: [...SERVER_FLAGS, "--nolazy", "--inspect=6017"] } };
	const client = new LanguageClient("toon", "TOON Workbench", { run, debug }, options);
	const policy = client.createDefaultErrorHandler();
	client.onDidChangeState(({ newState }) => {
		if (newState === State.Running) onRunning();
	});
	return client;
}
