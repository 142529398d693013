/** “TOON: Show Where the Tokens Go”: the most expensive columns, rows and keys; choosing one goes there. */
import * as vscode from "vscode";
import { type CostliestResult, costliest, grouped, tokenCount } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

/** Parts of each kind. */
const COUNT = 15;

interface PartItem extends vscode.QuickPickItem {
	readonly line?: number;
	readonly lastLine?: number;
}

export async function showExpensiveParts(server: Server): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	if (editor?.document.languageId !== "toon") {
		void vscode.window.showInformationMessage("Open a TOON document to see where its tokens go.");
		return;
	}
	const answer = await server.request(costliest, { uri: editor.document.uri.toString(), count: COUNT });
	const before = editor.selection;
	const go = ({ line, lastLine }: PartItem): void => {
		if (line === undefined) return;
		const end = editor.document.lineAt(Math.min(lastLine ?? line, editor.document.lineCount - 1)).range.end;
		editor.selection = new vscode.Selection(line, 0, line, 0);
		editor.revealRange(new vscode.Range(line, 0, end.line, end.character), vscode.TextEditorRevealType.InCenter);
	};
	const chosen = await vscode.window.showQuickPick(itemsOf(answer), {
		title: `Where the ${grouped(answer.tokens)} tokens go (${answer.encoding})`,
		matchOnDescription: true,
		onDidSelectItem: (item) => go(item as PartItem),
	});
	if (chosen !== undefined) return;
	editor.selection = before;
	editor.revealRange(before);
}

function itemsOf({ columns, rows, keys, tokens: all }: CostliestResult): PartItem[] {
	const kinds = [
		["Columns", columns],
		["Keys, with what is below them", keys],
		["Rows and items", rows],
	] as const;
	return kinds.flatMap(([label, parts]) => {
		if (parts.length === 0) return [];
		const items = parts.map(({ path, line, lastLine, tokens }): PartItem => {
			const share = all === 0 ? 0 : Math.round((100 * tokens) / all);
			return { label: path, description: `${tokenCount(tokens)} · ${share} %`, line, lastLine };
		});
		return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
	});
}
