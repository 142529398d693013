/** The tools for VS Code's language models, and the MCP server for its agents. */
import * as vscode from "vscode";
import { tool } from "../../server/src/lsp/protocol";
import { describe } from "./describe";
import type { Asked } from "./server";

/** The arguments that the texts to confirm are made of; the server checks all of them. */
interface Given {
	readonly path?: string;
	readonly paths?: readonly string[];
	readonly write?: boolean;
}

/** What each tool does, as it is said while it works. */
const DOING: Readonly<Record<string, string>> = {
	toon_encode: "Encoding as TOON",
	toon_decode: "Decoding TOON",
	toon_check: "Checking TOON",
	toon_repair: "Repairing TOON",
	toon_count: "Counting tokens",
	toon_query: "Asking with jq",
	toon_edit: "Editing TOON",
};

export function registerAgentTools(context: vscode.ExtensionContext, server: Asked): vscode.Disposable {
	const tools = Object.keys(DOING).map((name) => vscode.lm.registerTool(name, new AgentTool(name, server)));
	const servers = vscode.lm.registerMcpServerDefinitionProvider("toon.mcp", {
		provideMcpServerDefinitions: () => [mcpServer(context)],
	});
	return vscode.Disposable.from(...tools, servers);
}

class AgentTool implements vscode.LanguageModelTool<Given> {
	readonly #name: string;
	readonly #server: Asked;

	constructor(name: string, server: Asked) {
		this.#name = name;
		this.#server = server;
	}

	prepareInvocation({ input }: vscode.LanguageModelToolInvocationPrepareOptions<Given>): vscode.PreparedToolInvocation {
		const files = [input.path, ...(input.paths ?? [])].filter((path) => path !== undefined);
		const invocationMessage = files.length === 0 ? DOING[this.#name]! : `${DOING[this.#name]}: ${files.join(", ")}`;
		if (input.write === true && input.path !== undefined) {
			const message = `It replaces the content of ${input.path}. The counts in it are made right.`;
			return { invocationMessage, confirmationMessages: { title: `Write ${input.path}?`, message } };
		}
		if (files.length === 0) return { invocationMessage };
		const message = `The model gets what is in ${files.join(", ")}.`;
		return { invocationMessage, confirmationMessages: { title: `${DOING[this.#name]}: read files?`, message } };
	}

	async invoke(
		{ input }: vscode.LanguageModelToolInvocationOptions<Given>,
		token: vscode.CancellationToken,
	): Promise<vscode.LanguageModelToolResult> {
		try {
			const { text, notes } = await this.#server.request(tool, { name: this.#name, arguments: input }, token);
			return new vscode.LanguageModelToolResult([text, ...notes].map((part) => new vscode.LanguageModelTextPart(part)));
		} catch (error) {
			if (token.isCancellationRequested) throw new vscode.CancellationError();
			throw new Error(describe(error));
		}
	}
}

/** The command line of this extension, run by VS Code's own Node. It reads the folders that are open, and writes nothing. */
function mcpServer(context: vscode.ExtensionContext): vscode.McpStdioServerDefinition {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const roots = folders.filter(({ uri }) => uri.scheme === "file").flatMap(({ uri }) => ["--root", uri.fsPath]);
	const version = (context.extension.packageJSON as { readonly version: string }).version;
	return new vscode.McpStdioServerDefinition(
		"TOON Workbench",
		process.execPath,
		[context.asAbsolutePath("dist/cli.js"), "mcp", ...roots],
		{ ELECTRON_RUN_AS_NODE: "1" },
		version,
	);
}
