/** The `[N]` of a table or list follows its rows: what the server says fits no more is changed in the same undo step. */
import * as vscode from "vscode";
import { countsChanged } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { toRange } from "./ranges";

export function registerCounts(server: Server): vscode.Disposable {
	const undone = new Undone();
	return vscode.Disposable.from(
		undone,
		server.onNotification(countsChanged, async ({ uri, version, edits }) => {
			const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
			if (editor === undefined || editor.document.version !== version || undone.isAt(editor.document)) return;
			const wanted = edits.filter(({ range }) => !isInBrackets(editor, toRange(range)));
			if (wanted.length === 0) return;
			await editor.edit(
				(builder) => {
					for (const { range, newText } of wanted) builder.replace(toRange(range), newText);
				},
				{ undoStopBefore: false, undoStopAfter: false },
			);
		}),
	);
}

/** Somebody who is at the count itself is left alone. */
const isInBrackets = ({ selections }: vscode.TextEditor, count: vscode.Range): boolean =>
	selections.some(({ active }) => count.contains(active));

/** Documents as they are after an undo or redo, which brings back the counts with the rows. */
class Undone implements vscode.Disposable {
	readonly #versions = new WeakMap<vscode.TextDocument, number>();
	readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
		if (reason !== undefined) this.#versions.set(document, document.version);
	});

	isAt(document: vscode.TextDocument): boolean {
		return this.#versions.get(document) === document.version;
	}

	dispose(): void {
		this.#listening.dispose();
	}
}
