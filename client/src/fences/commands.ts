/** "TOON: Convert Fence…" and "TOON: Format Fence": what the server offers for the fence or table at the cursor. */
import * as vscode from "vscode";

const KIND = vscode.CodeActionKind.RefactorRewrite.append("fence");
const FORMAT_TITLE = "Format Fence";

export async function convertFence(): Promise<void> {
	const offered = (await actionsAtCursor()).filter(({ title }) => title !== FORMAT_TITLE);
	if (offered.length === 0) {
		const advice = "Put the cursor into a fence of valid TOON, JSON, YAML or CSV, or into a table of a Markdown file.";
		void vscode.window.showInformationMessage(advice);
		return;
	}
	const items = offered.map((action) => ({ label: action.title, action }));
	const chosen = await vscode.window.showQuickPick(items, { title: "Convert Fence" });
	if (chosen !== undefined) await apply(chosen.action);
}

export async function formatFence(): Promise<void> {
	const format = (await actionsAtCursor()).find(({ title }) => title === FORMAT_TITLE);
	if (format !== undefined) await apply(format);
	else vscode.window.setStatusBarMessage("TOON: no toon fence without errors here that could be tidier", 5000);
}

async function actionsAtCursor(): Promise<readonly vscode.CodeAction[]> {
	const editor = vscode.window.activeTextEditor;
	if (editor === undefined) return [];
	const { document, selection } = editor;
	const range = new vscode.Range(selection.active, selection.active);
	const found = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
		"vscode.executeCodeActionProvider",
		document.uri,
		range,
		KIND.value,
		// So many are resolved, as those for long fences must be.
		10,
	);
	return found.filter((each): each is vscode.CodeAction => "edit" in each && each.edit !== undefined);
}

async function apply({ edit }: vscode.CodeAction): Promise<void> {
	if (edit !== undefined) await vscode.workspace.applyEdit(edit);
}
