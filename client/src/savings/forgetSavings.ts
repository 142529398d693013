/** "TOON: Forget Savings": deletes the ledger, after a question. */
import * as vscode from "vscode";
import { forgetSavings as forget } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

export async function forgetSavings(server: Server): Promise<void> {
	const detail =
		"All records on this machine of what TOON saved are deleted: those of the editor and of the command line, of all projects. Your files stay as they are. This cannot be undone.";
	const choice = await vscode.window.showWarningMessage("Forget what TOON saved?", { modal: true, detail }, "Forget");
	if (choice !== "Forget") return;
	await server.request(forget, null);
	vscode.window.setStatusBarMessage("TOON: the records of savings are deleted", 8000);
}
