/**
 * Entry of the extension. VS Code loads it in each window with a file that might be ours, so it is small: it stands in
 * for the client (client.ts) until there is something to do.
 */
import type * as vscode from "vscode";
import { ClientStarter } from "./activation/clientStarter";
import { registerAgentTools } from "./agentTools";

let starter: ClientStarter | undefined;

export function activate(context: vscode.ExtensionContext): void {
	starter = new ClientStarter(context);
	context.subscriptions.push(starter, registerAgentTools(context, starter));
}

export async function deactivate(): Promise<void> {
	await starter?.stop();
}
