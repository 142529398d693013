/** "TOON: Compare Formats": the document, the selection, or the fence at the cursor, in each format, as a report. */
import * as vscode from "vscode";
import { type CompareQuestion, compare, fence, isMarkdown } from "../../../server/src/lsp/protocol";
import { valueFormat } from "../documentFormat";
import type { Server } from "../server";
import { comparisonReport } from "./comparisonReport";
import type { Reports } from "./reports";

export async function compareFormats(server: Server, reports: Reports): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const asked = editor && (await questionOf(editor, server));
	if (asked === undefined) {
		const advice = "Open a TOON, JSON, YAML or CSV file, or put the cursor into such a fence of a Markdown file.";
		void vscode.window.showInformationMessage(advice);
		return;
	}
	const { name, question } = asked;
	const progress = {
		location: vscode.ProgressLocation.Notification,
		title: `Comparing formats of ${name}`,
		cancellable: true,
	};
	const result = await vscode.window.withProgress(progress, (_, token) => server.request(compare, question, token));
	await reports.show(`${name} formats`, comparisonReport(name, result));
}

async function questionOf(
	{ document, selection }: vscode.TextEditor,
	server: Server,
): Promise<{ name: string; question: CompareQuestion } | undefined> {
	const uri = document.uri.toString();
	const name = document.uri.path.split("/").pop() ?? "document";
	if (isMarkdown(document.uri.path, document.languageId)) {
		const { line, character } = selection.active;
		const found = await server.request(fence, { uri, position: { line, character } });
		if (found === null) return undefined;
		return { name: `${name}, line ${found.line + 1}`, question: { uri, text: found.text, from: found.format } };
	}
	const from = valueFormat(document);
	if (from === undefined) return undefined;
	if (!selection.isEmpty) {
		return { name: `${name}, selection`, question: { uri, text: document.getText(selection), from } };
	}
	return { name, question: document.languageId === "toon" ? { uri } : { uri, text: document.getText(), from } };
}
