/** Lends the server VS Code's file systems for files that Node cannot reach (virtual and remote workspaces). */
import * as vscode from "vscode";
import { readFile, writeFile } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

/** Answers the server's requests to read and write files of any scheme. */
export function registerVirtualFiles(server: Server): vscode.Disposable {
	return vscode.Disposable.from(
		server.onRequest(readFile, async ({ uri }) => {
			try {
				const content = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
				return { content: Buffer.from(content).toString("base64") };
			} catch (error) {
				if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return null;
				throw error;
			}
		}),
		server.onRequest(writeFile, async ({ uri, content }) => {
			if (!vscode.workspace.isTrusted) throw new Error("The workspace is not trusted: nothing is written.");
			await vscode.workspace.fs.writeFile(vscode.Uri.parse(uri), Buffer.from(content, "base64"));
		}),
	);
}
