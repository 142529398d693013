/** Warns when a .toon file was not UTF-8, before somebody saves it and loses characters. */
import * as vscode from "vscode";

/** Characters at the start of a document that are looked at. */
const SAMPLE = 1_000_000;

/** Watches opened .toon documents for signs of another encoding or of binary data. */
export function registerEncodingCheck(): vscode.Disposable {
	const check = (document: vscode.TextDocument): void => {
		if (document.languageId !== "toon" || document.isUntitled) return;
		const text = document.getText(new vscode.Range(document.positionAt(0), document.positionAt(SAMPLE)));
		const name = document.uri.path.split("/").pop() ?? "This file";
		if (text.includes("\0")) void warn(`${name} holds NUL characters: it is binary data, not TOON.`);
		else if (text.includes("\uFFFD")) {
			void warn(`${name} is not valid UTF-8, as TOON must be. Saving it now would lose the characters shown as �.`);
		}
	};
	for (const document of vscode.workspace.textDocuments) check(document);
	return vscode.workspace.onDidOpenTextDocument(check);
}

async function warn(message: string): Promise<void> {
	const reopen = "Reopen with Encoding";
	const choice = await vscode.window.showWarningMessage(`TOON: ${message}`, reopen);
	if (choice === reopen) await vscode.commands.executeCommand("workbench.action.editor.changeEncoding");
}
