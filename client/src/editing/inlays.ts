/** Names and spaces between the cells: on the row of the cursor, and for columns that stand under each other. */
import * as vscode from "vscode";
import { inlays } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { fromRange } from "./ranges";

/** Milliseconds after which the names follow the cursor. */
const delay = 100;

export function registerInlays(server: Server): vscode.Disposable {
	const provider = new Inlays(server);
	return vscode.Disposable.from(
		provider,
		vscode.languages.registerInlayHintsProvider({ language: "toon" }, provider),
		vscode.commands.registerCommand("toon.toggleColumnAlignment", () => provider.toggle()),
	);
}

class Inlays implements vscode.InlayHintsProvider, vscode.Disposable {
	readonly #server: Server;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #listening: vscode.Disposable;
	#align = false;
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

	toggle(): void {
		this.#align = !this.#align;
		this.#changed.fire();
		const what = this.#align ? "Columns are shown aligned; the text is unchanged" : "Columns are shown as written";
		vscode.window.setStatusBarMessage(what, 3000);
	}

	async provideInlayHints(
		document: vscode.TextDocument,
		range: vscode.Range,
		token: vscode.CancellationToken,
	): Promise<vscode.InlayHint[]> {
		const editor = vscode.window.activeTextEditor;
		const isActive = editor?.document === document && showsNames(document);
		const namesOn = isActive ? editor.selection.active.line : undefined;
		if (namesOn === undefined && !this.#align) return [];
		const params = { uri: document.uri.toString(), range: fromRange(range), align: this.#align };
		const found = await this.#server.request(inlays, { ...params, ...(namesOn !== undefined && { namesOn }) }, token);
		return found.map(({ position, label, kind }) => {
			const hint = new vscode.InlayHint(
				new vscode.Position(position.line, position.character),
				label,
				kind === "name" ? vscode.InlayHintKind.Parameter : undefined,
			);
			hint.paddingRight = kind === "name";
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
		this.#waiting = setTimeout(() => this.#changed.fire(), delay);
	}
}

const showsNames = ({ uri }: vscode.TextDocument): boolean =>
	vscode.workspace.getConfiguration("toon", uri).get<boolean>("inlayHints.columnNames", false);
