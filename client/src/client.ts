/** The client: puts the parts together. A bundle of its own, which extension.ts loads when there is something to do. */
import * as vscode from "vscode";
import { registerConversions } from "./conversions";
import { registerEditing } from "./editing";
import { registerEncodingCheck } from "./encodingCheck";
import { registerFences } from "./fences";
import { Limits } from "./limits";
import { registerPerformance } from "./performance";
import { registerPreview } from "./preview";
import { registerSavings } from "./savings";
import { type Server, ServerProcess } from "./server";
import { registerTokenMenu } from "./tokenMenu";
import { TokenStatus } from "./tokenStatus";
import { registerValueCommands } from "./valueCommands";
import { registerVirtualFiles } from "./virtualFiles";

/** What the entry hands on to the client. */
export interface Client {
	readonly server: Server;
	/** A file was saved before the client could hear of it. */
	saved(document: vscode.TextDocument): void;
	/** Fills a preview that was open before the window was reloaded. */
	restorePreview(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
	/** Stops the server; resolves when its process has ended. */
	stop(): Promise<void>;
}

/** Registers everything, and starts the server. */
export function startClient(context: vscode.ExtensionContext): Client {
	const server = new ServerProcess(context);
	const conversions = registerConversions(context, server);
	const previews = registerPreview(context, server);
	context.subscriptions.push(
		server,
		new TokenStatus(server, previews),
		new Limits(server),
		registerTokenMenu(server),
		registerSavings(server, context.extensionUri),
		registerPerformance(server),
		previews,
		registerVirtualFiles(server),
		registerEditing(server),
		registerFences(server),
		registerEncodingCheck(),
		registerValueCommands(server),
		vscode.commands.registerCommand("toon.restartServer", () => server.restart()),
		vscode.commands.registerCommand("toon.showOutput", () => server.output.show()),
	);
	// Not awaited: VS Code goes on while the server starts, and a failure is told by start() itself.
	void server.start();
	return {
		server,
		saved: (document) => conversions.saved(document),
		restorePreview: (panel, state) => previews.deserializeWebviewPanel(panel, state),
		stop: () => server.stop(),
	};
}
