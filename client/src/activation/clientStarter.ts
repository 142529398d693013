/** Loads the client once something needs it; until then its commands and panels are answered for here. */
import * as vscode from "vscode";
import type { Method } from "../../../server/src/lsp/protocol";
import type { Client } from "../client";
import { PREVIEW_TYPE } from "../preview/viewType";
import type { Asked } from "../server";
import { watchNeeds } from "./needs";

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export class ClientStarter implements Asked, vscode.Disposable {
	readonly #context: vscode.ExtensionContext;
	/** What stands in for the client, until it is there. */
	readonly #standIns: vscode.Disposable;
	readonly #panels: vscode.Disposable;
	#client: Promise<Client> | undefined;

	constructor(context: vscode.ExtensionContext) {
		this.#context = context;
		const { contributes } = context.extension.packageJSON as Manifest;
		this.#standIns = vscode.Disposable.from(
			...contributes.commands.map(({ command }) => this.#standInFor(command)),
			watchNeeds({
				shown: () => void this.#start(),
				saved: async (document) => (await this.#start()).saved(document),
			}),
		);
		this.#panels = vscode.window.registerWebviewPanelSerializer(PREVIEW_TYPE, {
			deserializeWebviewPanel: async (panel, state) => (await this.#start()).restorePreview(panel, state),
		});
	}

	async request<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result> {
		const { server } = await this.#start();
		return server.request(method, params, token);
	}

	async stop(): Promise<void> {
		await (await this.#client)?.stop();
	}

	dispose(): void {
		this.#standIns.dispose();
		this.#panels.dispose();
	}

	#standInFor(command: string): vscode.Disposable {
		return vscode.commands.registerCommand(command, async (...given: unknown[]) => {
			await this.#start();
			return vscode.commands.executeCommand(command, ...given);
		});
	}

	#start(): Promise<Client> {
		this.#client ??= this.#load();
		return this.#client;
	}

	async #load(): Promise<Client> {
		const { startClient } = await import("../client");
		// Before the client registers commands of the same names.
		this.#standIns.dispose();
		return startClient(this.#context);
	}
}
