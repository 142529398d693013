/** "TOON: Optimise for Tokens": the steps with their gains to choose from, then one edit that can be undone. */
import * as vscode from "vscode";
import {
	difference,
	grouped,
	type OptimizeAnswer,
	type OptimizeQuestion,
	optimize,
	tokenCount,
} from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

interface StepItem extends vscode.QuickPickItem {
	readonly id: string;
}

export async function optimizeDocument(server: Server): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	if (editor?.document.languageId !== "toon") {
		void vscode.window.showInformationMessage("Open a .toon file to optimise it.");
		return;
	}
	const { document } = editor;
	const uri = document.uri.toString();
	const all = await ask(server, { uri });
	if (all.steps.length === 0) {
		void vscode.window.showInformationMessage(`TOON: ${figure(all, all.before)}, nothing to gain.`);
		return;
	}
	const chosen = await choose(all);
	if (chosen === undefined || chosen.length === 0) return;
	const answer = chosen.length === all.steps.length ? all : await ask(server, { uri, chosen });
	if (document.version !== answer.version) {
		void vscode.window.showWarningMessage("TOON: the document was edited meanwhile. Nothing was changed; try again.");
		return;
	}
	await replaceText(document, answer.text);
	const words = difference(answer.after, answer.before) ?? "as many";
	const change = `${figure(answer, answer.before)} → ${grouped(answer.after)} · ${words}`;
	vscode.window.setStatusBarMessage(`TOON: ${change}`, 8000);
}

function ask(server: Server, question: OptimizeQuestion): Promise<OptimizeAnswer> {
	const progress = {
		location: vscode.ProgressLocation.Notification,
		title: "Optimising for tokens",
		cancellable: true,
	};
	return Promise.resolve(vscode.window.withProgress(progress, (_, token) => server.request(optimize, question, token)));
}

/** The identifiers of the steps that the person wants; undefined where they want none. */
async function choose(all: OptimizeAnswer): Promise<string[] | undefined> {
	const mark = all.exact ? "" : "~";
	const items: StepItem[] = all.steps.map(({ id, title, gain }) => ({
		id,
		label: title,
		description: `${mark}−${tokenCount(gain)}`,
		picked: true,
	}));
	const options = {
		canPickMany: true,
		title: `${figure(all, all.before)} → ${mark}${grouped(all.after)} (${all.encoding.replace("~", "")})`,
		placeHolder: "Steps to take; the value stays the same",
	} as const;
	const picked = await vscode.window.showQuickPick(items, options);
	return picked?.map(({ id }) => id);
}

/** One edit of what differs, so that the cursor and folds elsewhere stay. */
async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
	const old = document.getText();
	let start = 0;
	while (start < old.length && start < text.length && old[start] === text[start]) start++;
	let end = 0;
	const most = Math.min(old.length, text.length) - start;
	while (end < most && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
	const edit = new vscode.WorkspaceEdit();
	const range = new vscode.Range(document.positionAt(start), document.positionAt(old.length - end));
	edit.replace(document.uri, range, text.slice(start, text.length - end));
	await vscode.workspace.applyEdit(edit);
}

const figure = ({ exact }: OptimizeAnswer, tokens: number): string => tokenCount(tokens, exact ? "" : "~");
