/** The meter of Markdown in the status bar: the fence that the cursor is in, and the file around it. */
import * as vscode from "vscode";
import { isMarkdown, type TokensResult, tokens, tokensChanged } from "../../../server/src/lsp/protocol";
import { holdsToonFence } from "../activation/fences";
import type { Server } from "../server";
import { fenceStatusText } from "./statusText";

/** Milliseconds without a move of the cursor, or an edit, before it is asked again. */
const DELAY = 60;

export class FenceStatus implements vscode.Disposable {
	readonly #server: Server;
	readonly #item: vscode.StatusBarItem;
	readonly #disposables: vscode.Disposable[];
	#timer: NodeJS.Timeout | undefined;

	constructor(server: Server) {
		this.#server = server;
		this.#item = vscode.window.createStatusBarItem("toon.fenceTokens", vscode.StatusBarAlignment.Right, 101);
		this.#item.name = "TOON Token Count of Markdown";
		this.#item.command = "toon.compareFormats";
		this.#disposables = [
			this.#item,
			server.onReady(() => this.#soon()),
			server.onNotification(tokensChanged, ({ uri }) => {
				if (uri === vscode.window.activeTextEditor?.document.uri.toString()) this.#soon();
			}),
			vscode.window.onDidChangeActiveTextEditor(() => this.#soon()),
			vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
				if (textEditor === vscode.window.activeTextEditor) this.#soon();
			}),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration("toon")) this.#soon();
			}),
		];
		this.#soon();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		for (const disposable of this.#disposables) disposable.dispose();
	}

	#soon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#refresh(), DELAY);
	}

	async #refresh(): Promise<void> {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined || !isCounted(editor.document)) {
			this.#item.hide();
			return;
		}
		const { line, character } = editor.selection.active;
		const uri = editor.document.uri.toString();
		const position = { line, character };
		try {
			const counts = await this.#server.request(tokens, { uri, position });
			const { active } = editor.selection;
			if (editor !== vscode.window.activeTextEditor || active.line !== line || active.character !== character) return;
			this.#show(counts);
		} catch {
			// The server is starting or restarting; onReady asks again.
		}
	}

	#show(counts: TokensResult): void {
		const text = fenceStatusText(counts);
		this.#item.text = `$(symbol-numeric) ${text}`;
		this.#item.tooltip =
			counts.file === undefined
				? "Tokens of the file. Put the cursor into a toon fence for its own."
				: "Tokens of the toon fence at the cursor, and of the file. Click to compare formats.";
		this.#item.accessibilityInformation = { label: text.replace("·", ",") };
		this.#item.show();
	}
}

/** Markdown with TOON in it; of any other the size is nobody's question to us. */
function isCounted(document: vscode.TextDocument): boolean {
	const { uri, languageId } = document;
	if (!isMarkdown(uri.path, languageId) || !holdsToonFence(document.getText())) return false;
	return vscode.workspace.getConfiguration("toon", uri).get<boolean>("markdown.fences", true);
}
