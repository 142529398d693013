/** The names of the columns in front of the cells of the row that the cursor is in. */
import * as vscode from "vscode";
import { inlays } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { fromRange } from "./ranges";

/** Milliseconds after which the names follow the cursor. */
const DELAY = 100;

export function registerInlays(server: Server): vscode.Disposable {
	const provider = new Inlays(server);
	return vscode.Disposable.from(provider, vscode.languages.registerInlayHintsProvider({ language: "toon" }, provider));
}

class Inlays implements vscode.InlayHintsProvider, vscode.Disposable {
	readonly #server: Server;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #listening: vscode.Disposable;
	#waiting: NodeJS.Timeout | undefined;

	readonly onDidChangeInlayHints = this.#changed.event;

	constructor(server: Server) {
		this.#server = server;
		this.#listening = vscode.Disposable.from(
			vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
				if (textEditor.document.languageId === "toon" && showsNames(textEditor.document)) this.#refreshSoon();
			}),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration("toon.inlayHints")) this.#changed.fire();
			}),
		);
	}

	async provideInlayHints(
		document: vscode.TextDocument,
		range: vscode.Range,
		token: vscode.CancellationToken,
	): Promise<vscode.InlayHint[]> {
		const editor = vscode.window.activeTextEditor;
		if (editor?.document !== document || !showsNames(document)) return [];
		const params = { uri: document.uri.toString(), range: fromRange(range), namesOn: editor.selection.active.line };
		const found = await this.#server.request(inlays, params, token);
		return found.map(({ position, label }) => {
			const at = new vscode.Position(position.line, position.character);
			const hint = new vscode.InlayHint(at, label, vscode.InlayHintKind.Parameter);
			hint.paddingRight = true;
			return hint;
		});
	}

	dispose(): void {
		clearTimeout(this.#waiting);
		this.#listening.dispose();
		this.#changed.dispose();
	}

	#refreshSoon(): void {
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => this.#changed.fire(), DELAY);
	}
}

const showsNames = ({ uri }: vscode.TextDocument): boolean =>
	vscode.workspace.getConfiguration("toon", uri).get<boolean>("inlayHints.columnNames", false);
