/**
 * Entry of the extension. VS Code loads it in each window with a file that might be ours, so it is small: it stands in
 * for the client (client.ts) until there is something to do.
 */
import type * as vscode from "vscode";
import { ClientStarter } from "./activation/clientStarter";
import { registerAgentTools } from "./agentTools";

let starter: ClientStarter | undefined;

/** What other extensions get of us: VS Code's Markdown preview asks for our part of its parser. */
interface Exports {
	extendMarkdownIt<Parser>(parser: Parser): Parser;
}

export function activate(context: vscode.ExtensionContext): Exports {
	starter = new ClientStarter(context);
	context.subscriptions.push(starter, registerAgentTools(context, starter));
	return {
		extendMarkdownIt<Parser>(parser: Parser): Parser {
			// Loaded when a preview is opened, and nothing else with it.
			const plugin = require(context.asAbsolutePath("dist/parts/markdownIt.js")) as Exports;
			return plugin.extendMarkdownIt(parser);
		},
	};
}

export async function deactivate(): Promise<void> {
	await starter?.stop();
}
