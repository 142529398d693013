/** The language server as the rest of the client sees it: started, restarted, asked. */
import * as vscode from "vscode";
import {
	type CancellationToken,
	CloseAction,
	type CloseHandlerResult,
	type ErrorHandler,
	type GenericRequestHandler,
	LanguageClient,
	type LanguageClientOptions,
	State,
	TransportKind,
} from "vscode-languageclient/node";
import { type InitializationOptions, type Method, trusted } from "../../server/src/lsp/protocol";

/** The part of the server that features use. */
export interface Server {
	/** Asks the server. Rejects with a message for people when it cannot answer. */
	request<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result>;
	notify<Params>(method: Method<Params, void>, params: Params): void;
	/** Listens to the server, over restarts too. */
	onNotification<Params>(method: Method<Params, void>, listener: (params: Params) => void): vscode.Disposable;
	/** Answers a request of the server. */
	onRequest<Params, Result>(
		method: Method<Params, Result>,
		handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
	): vscode.Disposable;
	/** Fires each time the server is up: after the start, a restart, or a crash. */
	readonly onReady: vscode.Event<void>;
}

/** The document selector of everything that belongs to .toon documents, whatever scheme they come from. */
export const toonDocuments = [{ language: "toon" }];

/** Runs `dist/server.js` over Node IPC with the client's own restart policy. */
export class ServerProcess implements Server, vscode.Disposable {
	readonly output: vscode.LogOutputChannel;
	readonly #client: LanguageClient;
	readonly #ready = new vscode.EventEmitter<void>();
	readonly #disposables: vscode.Disposable[] = [];

	readonly onReady = this.#ready.event;

	constructor(context: vscode.ExtensionContext) {
		this.output = vscode.window.createOutputChannel("TOON Workbench", { log: true });
		const module = context.asAbsolutePath("dist/server.js");
		const debugging = { execArgv: ["--nolazy", "--inspect=6017"] };
		const initializationOptions = (): InitializationOptions => ({ trusted: vscode.workspace.isTrusted });
		const options: LanguageClientOptions = {
			documentSelector: toonDocuments,
			outputChannel: this.output,
			initializationOptions,
			errorHandler: {
				error: (error, message, count) => this.#policy.error(error, message, count),
				closed: () => this.#closed(),
			},
			markdown: { isTrusted: { enabledCommands: ["toon.tokenMenu"] } },
		};
		this.#client = new LanguageClient(
			"toon",
			"TOON Workbench",
			{
				run: { module, transport: TransportKind.ipc },
				debug: { module, transport: TransportKind.ipc, options: debugging },
			},
			options,
		);
		this.#disposables.push(
			this.#client.onDidChangeState(({ newState }) => {
				if (newState === State.Running) this.#ready.fire();
			}),
			vscode.workspace.onDidGrantWorkspaceTrust(() => this.notify(trusted, { trusted: true })),
		);
	}

	/** Starts the server; tells the user when it cannot be started. Never rejects. */
	async start(): Promise<void> {
		try {
			await this.#client.start();
		} catch (error) {
			this.output.error(`The TOON language server did not start: ${describe(error)}`);
			await this.#offer("TOON Workbench: the language server did not start. Only highlighting works.");
		}
	}

	async restart(): Promise<void> {
		try {
			if (this.#client.state === State.Running) await this.#client.restart();
			else await this.#client.start();
		} catch (error) {
			this.output.error(`The TOON language server did not restart: ${describe(error)}`);
			await this.#offer("TOON Workbench: the language server did not restart.");
		}
	}

	async request<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result> {
		return token === undefined
			? await this.#client.sendRequest<Result>(method.method, params)
			: await this.#client.sendRequest<Result>(method.method, params, token);
	}

	notify<Params>(method: Method<Params, void>, params: Params): void {
		if (this.#client.state !== State.Running) return;
		this.#client.sendNotification(method.method, params).catch((error: unknown) => {
			this.output.warn(`${method.method}: ${describe(error)}`);
		});
	}

	onNotification<Params>(method: Method<Params, void>, listener: (params: Params) => void): vscode.Disposable {
		return this.#client.onNotification(method.method, listener);
	}

	onRequest<Params, Result>(
		method: Method<Params, Result>,
		handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
	): vscode.Disposable {
		return this.#client.onRequest(method.method, handler as GenericRequestHandler<unknown, unknown>);
	}

	/** Stops the server; resolves when its process has ended. */
	async stop(): Promise<void> {
		if (this.#client.state !== State.Stopped) await this.#client.stop();
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
		this.#ready.dispose();
		this.output.dispose();
	}

	#defaultPolicy: ErrorHandler | undefined;
	get #policy(): ErrorHandler {
		this.#defaultPolicy ??= this.#client.createDefaultErrorHandler();
		return this.#defaultPolicy;
	}

	async #closed(): Promise<CloseHandlerResult> {
		const result = await this.#policy.closed();
		if (result.action !== CloseAction.DoNotRestart) return result;
		void this.#offer("TOON Workbench: the language server stopped several times and is not started again by itself.");
		return { ...result, handled: true };
	}

	async #offer(message: string): Promise<void> {
		const choice = await vscode.window.showErrorMessage(message, "Restart Server", "Show Output");
		if (choice === "Restart Server") await this.restart();
		if (choice === "Show Output") this.output.show();
	}
}

/** The message of whatever was thrown. */
export function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
