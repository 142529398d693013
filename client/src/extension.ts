/** Entry of the extension: puts the parts together. */
import * as vscode from "vscode";
import { registerAgentTools } from "./agentTools";
import { registerConversions } from "./conversions";
import { registerEditing } from "./editing";
import { registerEncodingCheck } from "./encodingCheck";
import { registerPerformance } from "./performance";
import { registerPreview } from "./preview";
import { registerSavings } from "./savings";
import { ServerProcess } from "./server";
import { registerTokenMenu } from "./tokenMenu";
import { TokenStatus } from "./tokenStatus";
import { registerValueCommands } from "./valueCommands";
import { registerVirtualFiles } from "./virtualFiles";

let server: ServerProcess | undefined;

export function activate(context: vscode.ExtensionContext): void {
	server = new ServerProcess(context);
	const running = server;
	const previews = registerPreview(context, server);
	context.subscriptions.push(
		server,
		previews,
		new TokenStatus(server, previews),
		registerTokenMenu(server),
		registerSavings(server),
		registerPerformance(server),
		registerConversions(server),
		registerVirtualFiles(server),
		registerEditing(server),
		registerEncodingCheck(),
		registerAgentTools(context, server),
		registerValueCommands(server),
		vscode.commands.registerCommand("toon.restartServer", () => running.restart()),
		vscode.commands.registerCommand("toon.showOutput", () => running.output.show()),
	);
	// Not awaited: VS Code goes on while the server starts, and a failure is told by start() itself.
	void server.start();
}

export async function deactivate(): Promise<void> {
	await server?.stop();
}
