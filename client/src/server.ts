/** The language server as the rest of the client sees it: started, restarted, asked. */
import { url as inspectorUrl } from "node:inspector";
import * as vscode from "vscode";
import type { CancellationToken, GenericRequestHandler, LanguageClient } from "vscode-languageclient/node";
import { type Method, ping, trusted } from "../../server/src/lsp/protocol";
import { describe } from "./describe";
import { Watchdog } from "./watchdog";

/** A server that can be asked. */
export interface Asked {
	/** Asks the server. Rejects with a message for people when it cannot answer. */
	request<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result>;
}

/** The part of the server that features use. */
export interface Server extends Asked {
	/** Tells the server, once it is up if it is being started. */
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

/** Runs `dist/server.js`, from the moment when the activation is over. */
export class ServerProcess implements Server, vscode.Disposable {
	readonly output: vscode.LogOutputChannel;
	readonly #client: Promise<LanguageClient>;
	readonly #ready = new vscode.EventEmitter<void>();
	readonly #disposables: vscode.Disposable[] = [];
	readonly #watchdog = new Watchdog({
		ping: () => this.request(ping, null),
		end: (pid) => this.#endStuck(pid),
		// Who debugs the extension may halt the server, too.
		isDebugged: () => inspectorUrl() !== undefined,
	});
	#saidThatStuck = false;
	/** Over when the server is up, or was not brought up. */
	#starting: Promise<unknown> = Promise.resolve();

	readonly onReady = this.#ready.event;

	constructor(context: vscode.ExtensionContext) {
		this.output = vscode.window.createOutputChannel("TOON Workbench", { log: true });
		this.#client = this.#create(context.asAbsolutePath("dist/server.js"));
		this.#disposables.push(vscode.workspace.onDidGrantWorkspaceTrust(() => this.notify(trusted, { trusted: true })));
	}

	async #create(serverModule: string): Promise<LanguageClient> {
		await new Promise((resolve) => setImmediate(resolve));
		const { createClient } = await import("./languageClient");
		return createClient(serverModule, this.output, {
			onRunning: () => {
				this.#watchdog.start();
				this.#ready.fire();
			},
			onGivenUp: () =>
				void this.#offer(
					"TOON Workbench: the language server stopped several times and is not started again by itself.",
				),
		});
	}

	/** Starts the server; tells the user when it cannot be started. Never rejects. */
	async start(): Promise<void> {
		try {
			await this.#begin((client) => client.start());
		} catch (error) {
			this.output.error(`The TOON language server did not start: ${describe(error)}`);
			await this.#offer("TOON Workbench: the language server did not start. Only highlighting works.");
		}
	}

	async restart(): Promise<void> {
		try {
			await this.#begin((client) => (client.isRunning() ? client.restart() : client.start()));
		} catch (error) {
			this.output.error(`The TOON language server did not restart: ${describe(error)}`);
			await this.#offer("TOON Workbench: the language server did not restart.");
		}
	}

	#begin(start: (client: LanguageClient) => Promise<void>): Promise<void> {
		const starting = this.#client.then(start);
		this.#starting = starting.catch(() => undefined);
		return starting;
	}

	async request<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result> {
		const client = await this.#client;
		return token === undefined
			? await client.sendRequest<Result>(method.method, params)
			: await client.sendRequest<Result>(method.method, params, token);
	}

	notify<Params>(method: Method<Params, void>, params: Params): void {
		this.#starting
			.then(async () => {
				const client = await this.#client;
				if (client.isRunning()) await client.sendNotification(method.method, params);
			})
			.catch((error: unknown) => this.output.warn(`${method.method}: ${describe(error)}`));
	}

	onNotification<Params>(method: Method<Params, void>, listener: (params: Params) => void): vscode.Disposable {
		return this.#register((client) => client.onNotification(method.method, listener));
	}

	onRequest<Params, Result>(
		method: Method<Params, Result>,
		handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
	): vscode.Disposable {
		return this.#register((client) =>
			client.onRequest(method.method, handler as GenericRequestHandler<unknown, unknown>),
		);
	}

	/** Registers with the client as soon as it is there. */
	#register(register: (client: LanguageClient) => vscode.Disposable): vscode.Disposable {
		let disposed = false;
		let registered: vscode.Disposable | undefined;
		void this.#client.then((client) => {
			if (!disposed) registered = register(client);
		});
		return new vscode.Disposable(() => {
			disposed = true;
			registered?.dispose();
		});
	}

	/** Ends a server that does not answer; the client starts it again and sends it what is open. */
	#endStuck(pid: number | undefined): void {
		const message = "TOON Workbench: the language server did not answer for 10 seconds and is started again.";
		this.output.warn(message);
		try {
			if (pid === undefined) void this.restart();
			else process.kill(pid, "SIGKILL");
		} catch (error) {
			this.output.warn(describe(error));
			void this.restart();
		}
		if (this.#saidThatStuck) return;
		this.#saidThatStuck = true;
		void vscode.window.showWarningMessage(message, "Show Output").then((choice) => {
			if (choice !== undefined) this.output.show();
		});
	}

	/** Stops the server; resolves when its process has ended. */
	async stop(): Promise<void> {
		this.#watchdog.stop();
		const client = await this.#client;
		if (client.isRunning()) await client.stop();
	}

	dispose(): void {
		this.#watchdog.stop();
		for (const disposable of this.#disposables) disposable.dispose();
		this.#ready.dispose();
		this.output.dispose();
	}

	async #offer(message: string): Promise<void> {
		const choice = await vscode.window.showErrorMessage(message, "Restart Server", "Show Output");
		if (choice === "Restart Server") await this.restart();
		if (choice === "Show Output") this.output.show();
	}
}
