/** "TOON: Repair Document": what fix all does on save, at once, and with a word on what is left. */
import * as vscode from "vscode";

const FIX_ALL = "source.fixAll.toon";

/** The button of messages that are about a document with errors. */
export const REPAIR = "Repair";

export function registerRepair(): vscode.Disposable {
	return vscode.commands.registerCommand("toon.repairDocument", (resource?: vscode.Uri) => repairDocument(resource));
}

/** Repairs an open document, or the one that is named. */
export async function repairDocument(resource?: vscode.Uri): Promise<void> {
	const uri = resource ?? vscode.window.activeTextEditor?.document.uri;
	if (uri === undefined) return;
	const document = await vscode.workspace.openTextDocument(uri);
	if (document.languageId !== "toon") {
		void vscode.window.showWarningMessage("TOON: only TOON documents are repaired.");
		return;
	}
	await vscode.window.showTextDocument(document, { preserveFocus: true, preview: false });
	const end = document.lineAt(document.lineCount - 1).range.end;
	const range = new vscode.Range(new vscode.Position(0, 0), end);
	const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
		"vscode.executeCodeActionProvider",
		uri,
		range,
		FIX_ALL,
	);
	const edit = actions.find(({ kind }) => kind?.value === FIX_ALL)?.edit;
	if (edit === undefined) {
		void vscode.window.showInformationMessage(
			"TOON: there is nothing to repair, or nothing of which it is sure what is meant. The problems that are left say what to do.",
		);
		return;
	}
	await vscode.workspace.applyEdit(edit);
	vscode.window.setStatusBarMessage("TOON: repaired what is sure", 5000);
}
